"""What every API answer shares: read only, problem+json, formats, limits, validators and the notice
that the data are a sample. Lists and details are in sentra.lib.listing."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, negotiation, throttling
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem, RecordGone, problem_code
from sentra.lib.workbook import MEDIA_TYPE

logger = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"

NOT_FOUND = problem_code("api.not_found", gettext_lazy("Alamat {value} tidak ada."))
NOT_ALLOWED = problem_code(
    "api.method_not_allowed",
    gettext_lazy("Cara {value} tidak dilayani di sini; API ini hanya dibaca (GET)."),
)
FORBIDDEN = problem_code("api.forbidden", gettext_lazy("Anda tidak berwenang membaca alamat ini."))
THROTTLED = problem_code(
    "api.throttled", gettext_lazy("Permintaan terlalu banyak. Coba lagi dalam {value} detik.")
)
NOT_ACCEPTABLE = problem_code(
    "api.not_acceptable",
    gettext_lazy("Format {value} tidak tersedia. Yang tersedia: application/json, text/csv, XLSX."),
)
SIGN_IN_NEEDED = problem_code(
    "api.sign_in_needed",
    gettext_lazy("Alamat ini memerlukan token. Buat token di halaman Token API akun Anda."),
)
TOKEN_REFUSED = problem_code(
    "api.token_refused",
    gettext_lazy(
        "Token ini tidak dapat dipakai: keliru, dicabut, atau lewat masanya. Buat token baru di"
        " halaman Token API akun Anda."
    ),
)
SCOPE_MISSING = problem_code(
    "api.scope_missing",
    gettext_lazy("Token ini tidak diberi hak {value}. Buat token lain dengan hak itu."),
)
UNREADABLE = problem_code("api.unreadable", gettext_lazy("Permintaan ini tidak dapat dibaca."))
UNAVAILABLE = problem_code(
    "api.unavailable", gettext_lazy("Basis data sedang tidak dapat dicapai. Coba lagi sebentar.")
)
FAILED = problem_code(
    "api.failed", gettext_lazy("Terjadi kesalahan pada sistem kami. Kesalahan ini sudah dicatat.")
)


class BodyRejected(ChangeRejected):
    """A body that is refused; each problem's field is its JSON pointer without the first slash."""

    def __init__(self, problems: Iterable[Problem], status: int = 400) -> None:
        super().__init__(problems)
        self.status = status


class AccessRefused(exceptions.PermissionDenied):
    """A caller without the right, told in words of its own (403)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


# --- answers ------------------------------------------------------------------------------------


def json_bytes(payload: Any) -> bytes:
    """Compact UTF-8 JSON."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def problem_json(
    status: int,
    title: str,
    problems: Iterable[Problem],
    headers: Mapping[str, str] | None = None,
    *,
    is_query: bool = True,
) -> HttpResponse:
    """RFC 9457: one document with every problem; a query's problem names its parameter, any other
    points into the body."""
    where = "parameter" if is_query else "pointer"
    errors = [
        {
            where: problem.field if is_query else f"/{problem.field}",
            **{k: v for k, v in problem.as_dict().items() if k in ("code", "message", "value")},
        }
        for problem in problems
    ]
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": " ".join(error["message"] for error in errors),
        "errors": errors,
    }
    return HttpResponse(
        json_bytes(body), status=status, content_type=PROBLEM_JSON, headers=dict(headers or {})
    )


def problem_response(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The setting EXCEPTION_HANDLER: whatever happens is told as problem+json."""
    request: Request = context["request"]
    answer = refusal(exc, request)
    if answer is not None:
        return answer
    got_request_exception.send(sender=problem_response, request=request._request)
    logger.error("api_failed", exc_info=exc)
    if isinstance(exc, OperationalError | InterfaceError):
        title = _("Layanan sedang tidak tersedia")
        return problem_json(503, title, [UNAVAILABLE.problem("")], {"Retry-After": "30"})
    return problem_json(500, _("Kesalahan sistem"), [FAILED.problem("")])


def refusal(exc: Exception, request: Request) -> HttpResponse | None:
    """The answer to an error that is the caller's, None when it is ours."""
    path = request.path[:200]
    if isinstance(exc, BodyRejected):
        return problem_json(exc.status, _("Permintaan ditolak"), exc.problems, is_query=False)
    if isinstance(exc, exceptions.AuthenticationFailed | exceptions.NotAuthenticated):
        return _unknown_caller(exc)
    if isinstance(exc, AccessRefused):
        return problem_json(403, _("Tidak berwenang"), [exc.problem], is_query=False)
    if isinstance(exc, ChangeConflict):
        return problem_json(409, _("Bentrok"), exc.problems, is_query=False)
    if isinstance(exc, ChangeRejected):
        return problem_json(400, _("Permintaan ditolak"), exc.problems)
    if isinstance(exc, RecordGone):
        return problem_json(410, _("Sudah ditarik"), [exc.problem], is_query=False)
    if isinstance(exc, Http404 | exceptions.NotFound):
        problem = exc.args[0] if exc.args and isinstance(exc.args[0], Problem) else None
        found = problem or NOT_FOUND.problem("path", path)
        return problem_json(404, _("Tidak ditemukan"), [found], is_query=False)
    if isinstance(exc, exceptions.MethodNotAllowed):
        problem = NOT_ALLOWED.problem("method", str(request.method)[:20])
        title = _("Cara tidak dilayani")
        return problem_json(405, title, [problem], {"Allow": METHODS}, is_query=False)
    if isinstance(exc, exceptions.Throttled):
        wait = max(1, round(getattr(exc, "wait", None) or 1))
        title, headers = _("Terlalu banyak permintaan"), {"Retry-After": str(wait)}
        return problem_json(429, title, [THROTTLED.problem("", wait)], headers)
    if isinstance(exc, exceptions.NotAcceptable):
        accept = request.META.get("HTTP_ACCEPT", "")[:100]
        return problem_json(
            406,
            _("Format tidak tersedia"),
            [NOT_ACCEPTABLE.problem("Accept", accept)],
            is_query=False,
        )
    if isinstance(exc, PermissionDenied | exceptions.PermissionDenied):
        return problem_json(403, _("Tidak berwenang"), [FORBIDDEN.problem("path", path)])
    if isinstance(exc, SuspiciousOperation | exceptions.APIException):
        return problem_json(400, _("Permintaan ditolak"), [UNREADABLE.problem("", path)])
    return None


def _unknown_caller(exc: Exception) -> HttpResponse:
    """401, with the way in."""
    is_wrong = isinstance(exc, exceptions.AuthenticationFailed)
    problem = (TOKEN_REFUSED if is_wrong else SIGN_IN_NEEDED).problem("Authorization")
    headers = {"WWW-Authenticate": "Token"}
    return problem_json(401, _("Tidak dikenal"), [problem], headers, is_query=False)


# --- formats ------------------------------------------------------------------------------------


class CsvRenderer(BaseRenderer):
    """Names CSV to the negotiation; rows are streamed by the lists themselves."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        """A list answers with a stream of its own; anything else has no table to show."""
        raise exceptions.NotAcceptable


class XlsxRenderer(CsvRenderer):
    """Names XLSX to the negotiation; the file is made by the lists themselves."""

    media_type = MEDIA_TYPE
    format = "xlsx"
    charset = None  # type: ignore[assignment]
    render_style = "binary"


class Negotiation(negotiation.DefaultContentNegotiation):
    """`?format=` and the suffix win over `Accept`; an unknown one is refused by the list itself,
    together with everything else that is wrong."""

    def select_renderer(  # type: ignore[override]
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer; JSON where the name is unknown."""
        wanted = format_suffix or request.query_params.get("format")
        if wanted:
            chosen = next((r for r in renderers if r.format == wanted), renderers[0])
            return chosen, chosen.media_type
        return super().select_renderer(request, renderers, None)


# --- limits -------------------------------------------------------------------------------------


class FailOpenThrottle(throttling.SimpleRateThrottle):
    """A limit that never becomes an outage: when the cache fails, everybody passes. Counted per
    process in local memory, behind as many proxies as NUM_PROXIES says."""

    # Set by the base class from the setting DEFAULT_THROTTLE_RATES.
    num_requests: int | None
    duration: int | None

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether this request is within the limit; the state is kept for the headers."""
        try:
            is_allowed = super().allow_request(request, view)
        except Exception:  # whatever the cache does, reading goes on
            logger.warning("throttle_unavailable", exc_info=True)
            return True
        history = getattr(self, "history", None)
        if history is not None and self.num_requests:
            left = max(0, self.num_requests - len(history))
            request._request.rate_limit = (  # type: ignore[attr-defined]
                self.scope,
                self.num_requests,
                self.duration,
                left,
            )
        return is_allowed


class PublicThrottle(FailOpenThrottle):
    """By address, for callers who are not signed in."""

    scope = "public"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """None for signed-in callers: another limit is theirs."""
        if request.user and request.user.is_authenticated:
            return None
        return f"throttle_public_{self.get_ident(request)}"


class SignedInThrottle(FailOpenThrottle):
    """By account."""

    scope = "signed_in"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """None for the public."""
        if not (request.user and request.user.is_authenticated):
            return None
        return f"throttle_signed_in_{request.user.pk}"


def token_scopes(request: Request) -> frozenset[str] | None:
    """What the caller's token is for; None for whoever comes without one."""
    return getattr(request.auth, "scopes", None)


class ReadOnly(BasePermission):
    """Everybody may read; nobody writes here. A token that is not for reading does not read."""

    scopes = frozenset({"read"})

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the method reads."""
        held = token_scopes(request)
        if held is not None and not held & self.scopes:
            raise AccessRefused(SCOPE_MISSING.problem("Authorization", "read"))
        return request.method in ("GET", "HEAD", "OPTIONS")
