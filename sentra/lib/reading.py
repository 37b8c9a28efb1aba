"""The base of every API view: read only, with the headers every answer carries."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.views import APIView

from sentra.lib.api import METHODS, NOT_FOUND, problem_json
from sentra.lib.context import made_up_loaded, sample_loaded

NOTICE = gettext_lazy("Data contoh dari sumber publik, bukan data resmi")
MADE_UP = gettext_lazy("memuat hibah CONTOH BUATAN yang ikut terhitung")
EXPOSED_HEADERS = (
    "ETag, Link, X-Total-Count, X-Data-Notice, RateLimit, RateLimit-Policy, Retry-After"
)


def with_validator(
    request: Request, response: HttpResponse, *, version: str = ""
) -> HttpResponseBase:
    """A strong ETag over exactly these bytes, hence over what this caller may see, with the row
    version in front where there is one; 304 when the caller has it already."""
    digest = hashlib.sha256(response.content).hexdigest()[:24]
    etag = f'"{version}-{digest}"' if version else f'"{digest}"'
    response["ETag"] = etag
    return get_conditional_response(request._request, etag=etag, response=response) or response


class ReadView(APIView):
    """The base of every API view."""

    http_method_names = ["get", "head", "options"]
    metadata_class = None
    tag = "registri"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """A method that is not served is told as such before anything else is judged."""
        if str(request.method).lower() not in self.http_method_names:
            raise exceptions.MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)

    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """What a browser asks before it reads from elsewhere."""
        headers = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS}
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Headers every answer carries."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        return with_common_headers(request._request, answer)


def with_common_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Notice, cache, limits, open reading. Cookies never travel along with `*`, so what a browser
    reads from another site is what the public sees."""
    response["Cache-Control"] = "private, no-cache" if is_signed_in(request) else "public, no-cache"
    patch_vary_headers(response, ["Accept", "Authorization", "Cookie"])
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
    response["X-Content-Type-Options"] = "nosniff"
    limit = getattr(request, "rate_limit", None)
    if limit is not None:
        name, quota, window, left = limit
        response["RateLimit-Policy"] = f'"{name}";q={quota};w={int(window)}'
        response["RateLimit"] = f'"{name}";r={left};t={int(window)}'
    if sample_loaded():
        response["X-Data-Notice"] = notice()
    return response


def notice() -> str:
    """What the data are, for files and answers."""
    return f"{NOTICE}; {MADE_UP}" if made_up_loaded() else str(NOTICE)


def is_signed_in(request: HttpRequest) -> bool:
    """Whether an account stands behind the request; True when nobody can tell, so that no shared
    cache keeps the answer."""
    user = getattr(request, "user", None)
    try:
        return bool(user is not None and user.is_authenticated)
    except DatabaseError:
        return True


def unknown_path(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The last route below /api/: what is not there is told as problem+json, too."""
    problem = NOT_FOUND.problem("path", request.path[:200])
    answer = problem_json(404, _("Tidak ditemukan"), [problem], is_query=False)
    return with_common_headers(request, answer)
