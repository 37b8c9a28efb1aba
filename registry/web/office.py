"""“Kantor saya”: the people of an office for its head, and for the ministry's admin; ending a
mandate and handing the office on. Inviting and resetting stand beside (invitation, account)."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from registry import policy
from registry.changes.mandate import Succession, end_mandate, hand_over
from registry.choices import Role
from registry.forms.office import EndForm, HandOverForm
from registry.models import Mandate, Office
from registry.policy import Actor
from registry.queries.office import colleagues, offices_led, open_invitations, successors
from registry.web.codes import code_page
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected

PEOPLE_PAGE = "registry/office/people.html"
FORM_PAGE = "registry/office/form.html"


def office_looked_after(request: HttpRequest, code: str) -> tuple[Actor, Office]:
    """The actor and an office whose people he looks after; a foreign office is as missing as one
    that does not exist."""
    actor = policy.actor_for(request.user)
    rows = Office.objects.select_related("province", "regency")
    office = rows.filter(code=code).first()
    if office is None or not policy.can(actor, "office.people", office):
        raise Http404
    return actor, office


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The one office somebody leads, or the choice between several."""
    actor = policy.actor_for(request.user)
    offices = list(offices_led(actor))
    if len(offices) == 1:
        return redirect("office-people", code=offices[0].code)
    if not offices and policy.can(actor, "office.people"):
        return redirect("admin:registry_office_changelist")
    if not offices:
        raise PermissionDenied(
            _("Halaman ini untuk kepala dinas. Akun Anda tidak memimpin kantor.")
        )
    return render(request, "registry/office/choice.html", {"offices": offices})


@require_safe
@never_cache
@login_required
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who holds which role until when, with which protection; and invitations still open."""
    actor, office = office_looked_after(request, code)
    context = {
        "office": office,
        "people": colleagues(actor, office),
        "invitations": open_invitations(office),
        "is_head": office.pk in actor.headed_offices,
    }
    return render(request, PEOPLE_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End somebody's mandate, today or after a day to come."""
    actor, office = office_looked_after(request, code)
    mandate = _lasting(office, pk)
    if not policy.can(actor, "mandate.end", mandate) or mandate.user_id == actor.user_id:
        raise Http404
    initial = {"token": uuid4(), "version": mandate.version}
    form = EndForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            end_mandate(
                mandate,
                actor=actor,
                version_shown=form.cleaned_data["version"],
                first_day_without=form.day_after("last_day"),
                reason=form.cleaned_data["reason"],
            )
        except ChangeRejected as refusal:
            form.show(refusal.problems)
        else:
            words = _("Mandat %(who)s sebagai %(role)s diakhiri.")
            told = {"who": mandate.user, "role": mandate.get_role_display()}
            messages.success(request, words % told)
            return redirect("office-people", code=office.code)
    return render(
        request,
        FORM_PAGE,
        {
            "office": office,
            "form": form,
            "title": _("Akhiri mandat"),
            "lead": f"{mandate.user} · {mandate.get_role_display()}",
            "note": _(
                "Sesudah hari terakhir itu akun ini tidak dapat lagi mengisi atau memutuskan apa"
                " pun atas nama kantor, juga bila sedang masuk. Isian yang sudah dikirim tetap"
                " milik kantor."
            ),
            "button": _("Akhiri mandat"),
        },
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def pass_on(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Hand the office over: the old head's last day and whoever follows, in one act."""
    actor, office = office_looked_after(request, code)
    leaving = _lasting(office, pk)
    if leaving.role != Role.OFFICE_HEAD or not policy.can(actor, "mandate.succeed", leaving):
        raise Http404
    form = HandOverForm(
        request.POST or None,
        people=successors(office, leaving),
        initial={"token": uuid4(), "version": leaving.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            invited = hand_over(
                leaving,
                _succession(form),
                actor=actor,
                version_shown=form.cleaned_data["version"],
            )
        except ChangeRejected as refusal:
            form.show(refusal.problems)
        else:
            if invited is not None:
                return code_page(request, office, *invited)
            messages.success(request, _("Serah terima tercatat. Pengganti mulai esok harinya."))
            return _after_passing_on(request, office)
    return render(
        request,
        FORM_PAGE,
        {
            "office": office,
            "form": form,
            "title": _("Serah terima kepala dinas"),
            "lead": f"{leaving.user} · {leaving.get_role_display()}",
            "note": _(
                "Hak, tugas, isian yang belum dikirim, dan tanda terima adalah milik kantor. Semua"
                " itu tetap di tempatnya; hanya orang yang bertanggung jawab yang berganti."
            ),
            "button": _("Catat serah terima"),
        },
        status=400 if form.errors else 200,
    )


def _succession(form: HandOverForm) -> Succession:
    return Succession(
        last_day=form.day,
        reason=form.cleaned_data["reason"],
        token=form.sent_token,
        successor=form.cleaned_data["successor"],
        email=form.cleaned_data["email"],
    )


def _after_passing_on(request: HttpRequest, office: Office) -> HttpResponse:
    """Back to the people, unless the office was handed on as of today."""
    actor = policy.actor_for(request.user)
    if policy.can(actor, "office.people", office):
        return redirect("office-people", code=office.code)
    return redirect("tasks")


def _lasting(office: Office, pk: int) -> Mandate:
    rows = Mandate.objects.lasting(today_wib()).filter(office=office)
    mandate: Mandate = get_object_or_404(rows.select_related("user", "office"), pk=pk)
    return mandate
