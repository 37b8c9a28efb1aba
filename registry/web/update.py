"""The update form of one sentra: fill in, check the answers, send. Three screens at most, one
address, no script; the token makes every retry the same submission."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.proposal import conflict_rows, proposed_values, standing_at
from registry.changes.submission import already_sent, body_hash, office_for, send_submission
from registry.choices import ActState
from registry.forms.update import UpdateForm
from registry.models import Office, Sentra, SubmissionAct
from registry.policy import Actor
from registry.queries.submission import latest_proposal, sent_with_token, standing
from registry.queries.tasks import zone_of
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected

FORM_PAGE = "registry/submission/update.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def update(request: HttpRequest, public_code: str) -> HttpResponse:
    """Show the form, or read what was typed. A foreign sentra is as missing as one that is not."""
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise PermissionDenied(_("Hanya petugas dinas yang mengisi pemutakhiran sentra."))
    own = policy.own_sentra(actor).select_related("province", "regency", "district", "village")
    sentra = get_object_or_404(own, public_code=public_code)
    office = office_for(actor, sentra)
    assert office is not None, "own_sentra and reach_over read the same mandates"
    with timezone.override(zone_of(office)):
        if request.method == "POST":
            return _read(request, actor, sentra, office)
        return _show(request, sentra, office)


def _show(request: HttpRequest, sentra: Sentra, office: Office) -> HttpResponse:
    """The form, prefilled; a form that was sent already leads to its receipt."""
    token = _token(request.GET.get("token"))
    sent = sent_with_token(office.pk, token) if token else None
    if sent is not None:
        return redirect("receipt", receipt_number=sent.receipt_number)
    latest = latest_proposal(sentra)
    form = UpdateForm(
        standing=standing(sentra.pk, today_wib().year),
        token=token or uuid4(),
        initial=_typed_before(latest, office),
    )
    return _form_page(request, sentra, office, form, latest=latest)


def _read(request: HttpRequest, actor: Actor, sentra: Sentra, office: Office) -> HttpResponse:
    """Check, change or send what was typed; a refusal keeps everything typed."""
    token = _token(request.POST.get("token"))
    form = UpdateForm(
        request.POST, standing=standing(sentra.pk, today_wib().year), token=token or uuid4()
    )
    step = request.POST.get("step", "check")
    if step == "edit":
        form.is_valid()
        form.set_echoes()
        return _form_page(request, sentra, office, form)
    try:
        if token is not None:
            sent = already_sent(office, token, body_hash(sentra.public_code, form.typed))
            if sent is not None:
                return redirect("receipt", receipt_number=sent.receipt_number)
        if not form.is_valid():
            return _refused(request, sentra, office, form)
        proposal = form.proposal(sentra, office)
        if not form.is_sendable(proposal):
            return _refused(request, sentra, office, form)
        if step == "send":
            sent = send_submission(proposal, actor=actor, token=form.cleaned_data["token"])
            return redirect("receipt", receipt_number=sent.receipt_number)
    except ChangeRejected as refusal:
        form.become_a_new_form(uuid4())
        context = {"sentra": sentra, "problems": refusal.problems, "typed": form}
        return render(request, "registry/submission/refused.html", context, status=422)
    form.set_echoes()
    rows = proposed_values(proposal.changes, proposal.shown["old"])
    context = {
        "sentra": sentra,
        "office": office,
        "form": form,
        "rows": form.checked(rows),
        "answer": form.answer_words,
        "year": form.standing.year,
        "sends_figures": form.sends_figures,
    }
    return render(request, "registry/submission/check.html", context)


def _refused(
    request: HttpRequest, sentra: Sentra, office: Office, form: UpdateForm
) -> HttpResponse:
    """The form again with everything typed; where the record moved, all three versions."""
    form.set_echoes()
    if not form.is_against_old_rows:
        return _form_page(request, sentra, office, form, status=422)
    moved = []
    if form.base is not None:
        moved = conflict_rows(
            standing_at(form.base).words(), form.standing.words(), form.words_typed
        )
    form.refresh_basis()
    return _form_page(request, sentra, office, form, status=409, conflict={"fields": moved})


def _form_page(
    request: HttpRequest,
    sentra: Sentra,
    office: Office,
    form: UpdateForm,
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    context = {
        "sentra": sentra,
        "office": office,
        "form": form,
        "year": form.standing.year,
        **more,
    }
    return render(request, FORM_PAGE, context, status=status)


def _typed_before(latest: SubmissionAct | None, office: Office) -> dict[str, str]:
    """What the office itself typed into a form that came back."""
    if latest is None or latest.state != ActState.RETURNED:
        return {}
    if latest.submission.office_id != office.pk:
        return {}
    return dict(latest.shown.get("typed", {}))


def _token(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
