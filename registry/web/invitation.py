"""Inviting somebody to an office, taking an invitation back, and the first sign-in of whoever was
invited."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registry.changes.invitation import (
    NewAccount,
    Offer,
    accept,
    invite,
    revoke,
    roles_to_give,
)
from registry.choices import Role
from registry.forms.first_login import CodeForm, FirstLoginForm
from registry.forms.office import InviteForm
from registry.models import Invitation, Office
from registry.queries.office import open_invitations
from registry.web.codes import code_page
from registry.web.office import FORM_PAGE, office_looked_after
from sentra.accounts.attempts import note_wrong_code, refuse_too_many
from sentra.accounts.models import User
from sentra.accounts.one_time import CODE_REFUSED
from sentra.accounts.sign_in import sign_in
from sentra.lib.problems import ChangeRejected

CODE_PAGE = "registry/office/enter_code.html"
SESSION_KEY = "invitation"
SHORT_ROLES = {
    Role.MINISTRY_ADMIN: gettext_lazy("Admin"),
    Role.MINISTRY_STAFF: gettext_lazy("Staf"),
    Role.PROVINCE_OFFICER: gettext_lazy("Petugas"),
    Role.REGENCY_OPERATOR: gettext_lazy("Operator"),
    Role.OFFICE_HEAD: gettext_lazy("Kepala dinas"),
    Role.ANALYST: gettext_lazy("Analis"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Invite to a role of an office, by letter or on paper."""
    actor, office = office_looked_after(request, code)
    form = InviteForm(
        request.POST or None, roles=roles_to_give(actor, office), initial={"token": uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return code_page(request, office, *invite(_offer(form, office), actor=actor))
        except ChangeRejected as refusal:
            form.show(refusal.problems)
    context = {
        "office": office,
        "form": form,
        "title": _("Undang orang ke kantor ini"),
        "note": _(
            "Mandat mulai berlaku saat undangan diterima. Undangan berlaku untuk satu orang, satu"
            " kali."
        ),
        "button": _("Buat undangan"),
    }
    return render(request, FORM_PAGE, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def cancel(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take an open invitation back; asked once more, since a letter may be under way."""
    actor, office = office_looked_after(request, code)
    invitation = get_object_or_404(open_invitations(office), pk=pk)
    if request.method == "POST":
        revoke(invitation, actor=actor)
        messages.success(request, _("Undangan dibatalkan. Tautan dan kodenya tidak berlaku lagi."))
        return redirect("office-people", code=office.code)
    context = {
        "office": office,
        "title": _("Batalkan undangan"),
        "lead": f"{invitation.get_role_display()} · {invitation.selector}",
        "note": _("Tautan dan kode undangan ini tidak berlaku lagi sesudah dibatalkan."),
        "button": _("Batalkan undangan"),
    }
    return render(request, FORM_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code, or come with the link of the letter; the code leaves the address at once."""
    typed = request.POST.get("code") or request.GET.get("kode")
    form = CodeForm({"code": typed}) if typed or request.method == "POST" else CodeForm()
    if form.is_bound and form.is_valid():
        try:
            request.session[SESSION_KEY] = _redeemed(request, form.cleaned_data["code"]).pk
            return redirect("invitation-accept")
        except ChangeRejected as refusal:
            form.show(refusal.problems)
    context = {"form": form, "is_invitation": True}
    return render(request, CODE_PAGE, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def welcome(request: HttpRequest) -> HttpResponse:
    """Which office, which role, until when; then an account of one's own, or the one signed in."""
    rows = Invitation.objects.select_related("office__regency", "office__province", "invited_by")
    invitation = rows.filter(pk=request.session.get(SESSION_KEY, 0)).first()
    if invitation is None or not invitation.is_usable:
        return redirect("invitation")
    if request.user.is_authenticated:
        return _with_this_account(request, invitation)
    form = FirstLoginForm(
        request.POST or None,
        known_email=invitation.email,
        initial={"label": _usual_label(invitation)},
    )
    has_account = User.objects.filter(email=invitation.email).exists()
    if request.method == "POST" and not has_account and form.is_valid():
        account = NewAccount(
            email=form.cleaned_data.get("email") or invitation.email,
            label=form.cleaned_data["label"],
            password=form.cleaned_data["password"],
        )
        try:
            user = accept(invitation.pk, account)
        except ChangeRejected as refusal:
            form.show(refusal.problems)
        else:
            request.session.pop(SESSION_KEY, None)
            return sign_in(request, user, "/tugas/")
    context = {"invitation": invitation, "form": form, "has_account": has_account}
    status = 400 if form.errors else 200
    return render(request, "registry/office/welcome.html", context, status=status)


def _with_this_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Somebody who is signed in takes the mandate with the account he has."""
    problems: tuple[object, ...] = ()
    if request.method == "POST" and isinstance(request.user, User):
        try:
            accept(invitation.pk, request.user)
        except ChangeRejected as refusal:
            problems = refusal.problems
        else:
            request.session.pop(SESSION_KEY, None)
            messages.success(request, _("Undangan diterima. Mandat Anda sudah tercatat."))
            return redirect("tasks")
    context = {"invitation": invitation, "problems": problems, "is_signed_in": True}
    status = 400 if problems else 200
    return render(request, "registry/office/welcome.html", context, status=status)


def _redeemed(request: HttpRequest, typed: str) -> Invitation:
    refuse_too_many(request, typed)
    invitation = Invitation.found(typed)
    if invitation is None:
        note_wrong_code(request, typed)
        raise ChangeRejected([CODE_REFUSED.problem("code")])
    return invitation


def _offer(form: InviteForm, office: Office) -> Offer:
    return Offer(
        office=office,
        role=form.cleaned_data["role"],
        token=form.sent_token,
        email=form.address,
        valid_to=form.day_after("last_day"),
    )


def _usual_label(invitation: Invitation) -> str:
    """By role and place: "Operator Kabupaten Bandung"."""
    place = invitation.office.regency or invitation.office.province or invitation.office
    return f"{SHORT_ROLES[Role(invitation.role)]} {place}"[:100]
