"""Allocating one proposal with other ceilings than it asks for: the figures, then the whole act
with every amount in words, then exactly that. As asked, many at once, is a bulk act of the list."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dak.changes.allocation import asked_by_fund
from dak.forms.allocation import AllocationForm
from dak.models import Proposal, ProposalStage
from registry import policy
from registry.admin.bulk import fingerprint
from registry.admin.desk import actor_of, waiting_words
from registry.admin.widgets import KeySelect
from registry.changes.change import Act
from registry.changes.desk import apply_or_propose
from registry.changes.preview import Preview, preview
from registry.choices import ChangeSource
from registry.models import Submission
from sentra.lib.problems import ChangeRejected, Problem

KINDS = ("grant.record", "claim.record", "component.record", "proposal_stage.record")
PRINT, APPLY, BACK = "previewed", "_apply", "_back"
PAGE = "admin/dak/proposal/allocate.html"


def may_allocate(request: HttpRequest) -> bool:
    """Whether policy lets the person use every kind of the act."""
    return all(policy.can(actor_of(request), kind) for kind in KINDS)


def allocation_url(proposal: Proposal) -> str:
    """The page that allocates one proposal."""
    return reverse("admin:dak_proposal_allocate", args=[proposal.pk])


def allocation_view(site: admin.AdminSite) -> Callable[..., HttpResponse]:
    """The view on this site."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not may_allocate(request):
            raise PermissionDenied(policy.refusal(KINDS[0]))
        proposal = get_object_or_404(Proposal.objects.in_force(), pk=pk)
        form = _form(request, site, proposal)
        if request.method != "POST" or BACK in request.POST or not form.is_valid():
            return _page(request, site, proposal, form)
        return _answer(request, site, proposal, form)

    return view


def _form(request: HttpRequest, site: admin.AdminSite, proposal: Proposal) -> AllocationForm:
    form = AllocationForm(request.POST or None, asked=asked_by_fund(proposal))
    column: Any = ProposalStage._meta.get_field("source")
    assert isinstance(column, ForeignKey)
    form.fields["source"].widget = KeySelect(column, site)
    form.fields["source"].widget.is_required = True
    return form


def _answer(
    request: HttpRequest, site: admin.AdminSite, proposal: Proposal, form: AllocationForm
) -> HttpResponse:
    """What would be recorded; applied when it is what was shown."""
    code, words = form.reason
    changes = form.changes(proposal)
    act = Act(changes, actor_of(request), ChangeSource.ADMIN, words, code or "other")
    is_shown = request.POST.get(PRINT) == fingerprint(changes)
    problems: list[Problem] = []
    if APPLY in request.POST and is_shown:
        try:
            applied = apply_or_propose(act)
        except ChangeRejected as refused:
            problems = list(refused.problems)
        else:
            if isinstance(applied, Submission):
                messages.warning(request, waiting_words(applied))
            else:
                said = _("Usulan dialokasikan dalam satu tindakan, %(act)s.")
                messages.success(request, said % {"act": applied.act})
            return redirect("admin:dak_proposal_change", proposal.pk)
    return _page(
        request, site, proposal, form, shown=preview(act), problems=problems, seen=act.changes
    )


def _page(
    request: HttpRequest,
    site: admin.AdminSite,
    proposal: Proposal,
    form: AllocationForm,
    *,
    shown: Preview | None = None,
    problems: list[Problem] | None = None,
    seen: Any = (),
) -> HttpResponse:
    told = [*(p for row in shown.rows for p in row.problems), *shown.problems] if shown else []
    fresh = [p for p in problems or () if p.message not in {one.message for one in told}]
    context = {
        **site.each_context(request),
        "title": _("Alokasikan dengan pagu lain"),
        "proposal": proposal,
        "back": reverse("admin:dak_proposal_change", args=[proposal.pk]),
        "form": form,
        "media": form.media,
        "shown": shown,
        "problems": [*fresh, *told],
        "may_apply": shown is not None and not told,
        "amounts": form.amounts() if shown else [],
        "print": fingerprint(seen) if shown else "",
        "kept": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, PAGE, context, status=422 if told or fresh or form.errors else 200)
