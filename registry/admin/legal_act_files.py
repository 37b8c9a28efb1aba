"""The text of a legal act as files: a page of their own, which the act's line on the sentra's page
leads to."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from registry import policy
from registry.admin.desk import actor_of
from registry.changes.attachment import file_legal_act
from registry.forms.attachment import LegalActFileForm
from registry.models import LegalAct
from registry.queries.attachments import for_legal_act
from sentra.lib.problems import ChangeRejected, Problem

LEGAL_ACT_PAGE = "admin/registry/attachment/legal_act.html"


def legal_act_files(request: HttpRequest, site: admin.AdminSite, pk: int) -> HttpResponse:
    """The files of one legal act, and one more."""
    rows = LegalAct.objects.select_related("sentra")
    legal_act = get_object_or_404(policy.scope(actor_of(request), rows), pk=pk)
    may_add = policy.can(actor_of(request), "attachment.file", legal_act)
    form = LegalActFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        if form.is_valid() and _filed(request, legal_act, form):
            messages.success(request, _("Naskah tersimpan."))
            return redirect("admin:legal-act-files", pk)
    context = {
        **site.each_context(request),
        "title": _("Naskah %(act)s") % {"act": legal_act},
        "legal_act": legal_act,
        "files": for_legal_act(pk),
        "form": form,
        "may_add": may_add,
        "back": reverse("admin:registry_sentra_change", args=[legal_act.sentra_id]),
    }
    return render(request, LEGAL_ACT_PAGE, context, status=422 if form.errors else 200)


def _filed(request: HttpRequest, legal_act: LegalAct, form: LegalActFileForm) -> bool:
    """Whether every file could be kept; what stands in the way is shown at the picker."""
    problems: list[Problem] = []
    for upload in form.uploads:
        try:
            file_legal_act(upload, legal_act, actor=actor_of(request), reason=form.reason)
        except ChangeRejected as refusal:
            problems += refusal.problems
    form.refuse(problems)
    return not problems
