"""Resetting a colleague's account, and the way back in for whoever was reset."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.account import reset_account
from registry.forms.first_login import CodeForm, PasswordForm, PresentPasswordForm
from registry.forms.office import ResetForm
from registry.queries.office import members
from registry.web.codes import code_page
from registry.web.invitation import CODE_PAGE
from registry.web.office import FORM_PAGE, office_looked_after
from sentra.accounts.attempts import note_wrong_code, refuse_too_many
from sentra.accounts.models import AccountReset
from sentra.accounts.one_time import CODE_REFUSED
from sentra.accounts.recovery import use_reset
from sentra.lib.problems import ChangeRejected

SESSION_KEY = "account_reset"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reset(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Give a colleague a way back: a code on paper, his sessions ended, the reason written down."""
    actor, office = office_looked_after(request, code)
    user = get_object_or_404(members(office), pk=pk)
    if not policy.can(actor, "account.reset", user):
        raise Http404
    form = ResetForm(request.POST or None, initial={"token": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            given = reset_account(
                user,
                actor=actor,
                reason=form.cleaned_data["reason"],
                resets_password=form.resets_password,
                resets_second_factor=form.resets_second_factor,
                token=form.sent_token,
            )
            return code_page(request, office, *given)
        except ChangeRejected as refusal:
            form.show(refusal.problems)
    context = {
        "office": office,
        "form": form,
        "title": _("Pulihkan akun"),
        "lead": str(user),
        "note": _(
            "Akun ini langsung keluar dari semua perangkat. Orangnya masuk lagi dengan kode yang"
            " Anda serahkan, dan membaca siapa yang memulihkan akunnya dan mengapa."
        ),
        "button": _("Pulihkan akun"),
    }
    return render(request, FORM_PAGE, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def recover(request: HttpRequest) -> HttpResponse:
    """Type the code that was handed over."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request.session[SESSION_KEY] = _redeemed(request, form.cleaned_data["code"]).pk
            return redirect("account-recovery-finish")
        except ChangeRejected as refusal:
            form.show(refusal.problems)
    context = {"form": form, "is_invitation": False}
    return render(request, CODE_PAGE, context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def finish(request: HttpRequest) -> HttpResponse:
    """A new password where it was reset, else the present one; then the usual sign-in."""
    rows = AccountReset.objects.select_related("user")
    waiting = rows.filter(pk=request.session.get(SESSION_KEY, 0)).first()
    if waiting is None or not waiting.is_usable:
        return redirect("account-recovery")
    kind = PasswordForm if waiting.resets_password else PresentPasswordForm
    form = kind(request.POST or None, user=waiting.user)
    if request.method == "POST" and form.is_valid():
        try:
            use_reset(waiting.pk, password=form.cleaned_data["password"])
        except ChangeRejected as refusal:
            form.show(refusal.problems)
        else:
            request.session.pop(SESSION_KEY, None)
            messages.success(request, _("Akun pulih. Masuk dengan kata sandi Anda."))
            return redirect("account_login")
    context = {"form": form, "reset": waiting}
    status = 400 if form.errors else 200
    return render(request, "registry/office/recover.html", context, status=status)


def _redeemed(request: HttpRequest, typed: str) -> AccountReset:
    refuse_too_many(request, typed)
    found = AccountReset.found(typed)
    if found is None:
        note_wrong_code(request, typed)
        raise ChangeRejected([CODE_REFUSED.problem("code")])
    return found
