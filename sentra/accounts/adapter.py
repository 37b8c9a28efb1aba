"""How allauth behaves here: nobody opens an account for himself, nobody drops a second factor he
needs, and whoever was given a way back reads about it at the next sign-in."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.accounts.recovery import open_reset, told_resets
from sentra.accounts.sign_in import has_just_signed_in
from sentra.lib.dates import format_clock


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are given by the ministry or the head of an office."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """As allauth's, but not within minutes of signing in."""
        is_required = bool(super().is_reauthentication_required(app=app, **kwargs))
        return is_required and not has_just_signed_in(context.request)

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse | None:
        """While a reset waits, the password alone opens nothing: its code comes first."""
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if answer is None and open_reset(user.pk) is not None:
            words = _("Akun ini sedang dipulihkan. Tulis dahulu kode yang Anda terima.")
            messages.warning(request, words)
            return redirect("account-recovery")
        return answer

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """Says once who reset the account, when and why."""
        for reset in told_resets(user.pk):
            words = _("%(what)s akun ini dipulihkan oleh %(who)s, %(when)s. Alasan: %(why)s")
            told = {
                "what": reset.what,
                "who": reset.made_by,
                "when": format_clock(reset.made_at),
                "why": reset.reason,
            }
            messages.warning(request, words % told)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor stays as long as the account needs one."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Akun ini dapat mengubah data, jadi verifikasi dua langkah tidak dapat dimatikan. Bila"
            " ponsel Anda diganti, minta kepala kantor Anda atau kementerian memulihkannya."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not where REQUIRE_MFA asks for it."""
        can_write = import_string(settings.MFA_REQUIRED_FOR)
        return not (settings.REQUIRE_MFA and can_write(authenticator.user))
