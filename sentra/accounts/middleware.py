"""Nobody writes with a password alone: where REQUIRE_MFA is on, whoever can write is led to enrol a
second factor before anything else works, in the browser and in the API."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.lib.api import problem_json
from sentra.lib.problems import problem_code

SECOND_FACTOR_REQUIRED = problem_code(
    "account.second_factor_required",
    gettext_lazy(
        "Akun ini dapat mengubah data, jadi perlu verifikasi dua langkah. Aktifkan dahulu di"
        " halaman akun Anda."
    ),
)
# What works without a second factor: the way to one, the way out, and what the machine asks.
OPEN_NAMES = frozenset(
    {
        "mfa_activate_totp",
        "mfa_index",
        "account_reauthenticate",
        "account_logout",
        "invitation",
        "invitation-accept",
        "account-recovery",
        "healthz",
        "readyz",
    }
)
TOTP = [Authenticator.Type.TOTP]


class SecondFactorMiddleware:
    """Leads to enrolment; asks the database nothing where the setting is off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.can_write = import_string(settings.MFA_REQUIRED_FOR)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_MFA and self.is_held(request):
            return refused(request)
        return self.get_response(request)

    def is_held(self, request: HttpRequest) -> bool:
        """Whether this request waits for a second factor."""
        user = request.user
        if not user.is_authenticated or is_open(request.path_info):
            return False
        return not is_mfa_enabled(user, TOTP) and bool(self.can_write(user))


def is_open(path: str) -> bool:
    """Whether an address works without a second factor."""
    if path.startswith(settings.STATIC_URL):
        return True
    try:
        return resolve(path).url_name in OPEN_NAMES
    except Resolver404:
        return False


def refused(request: HttpRequest) -> HttpResponse:
    """403 for machines, the enrolment page for people."""
    if request.path_info.startswith("/api/"):
        title = _("Verifikasi dua langkah belum aktif")
        return problem_json(403, title, [SECOND_FACTOR_REQUIRED.problem("")])
    wanted = {"next": request.get_full_path()} if request.method == "GET" else {}
    address = reverse("mfa_activate_totp")
    return redirect(f"{address}?{urlencode(wanted)}" if wanted else address)
