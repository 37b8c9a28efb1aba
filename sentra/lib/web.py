"""What every HTML surface shares: problems and errors as pages, and the health pages."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.urls import Resolver404
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sentra.lib.filtering import NUL_CHARACTER
from sentra.lib.problems import ChangeConflict, ChangeRejected, RecordGone

NUL = "\x00"
# Named as strings: the kernel knows no application.
READY_CHECKS = (
    "registry.queries.readiness.database_answers",
    "registry.queries.readiness.migrations_applied",
    "registry.queries.readiness.triggers_in_force",
)


class ProblemMiddleware:
    """Turns a refusal nobody caught into a page: 409 for a conflict, 400 for problems, 410 for a
    record that was withdrawn, 503 when the database is away. Forms catch their own refusals and
    show them at the field."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error, or None to let Django's own handling go on."""
        if isinstance(error, ChangeConflict):
            moved = {"fields": error.conflicts}
            return render(request, "errors/409.html", {"conflict": moved}, status=409)
        if isinstance(error, ChangeRejected):
            return render(request, "errors/400.html", {"problems": error.problems}, status=400)
        if isinstance(error, RecordGone):
            return render(request, "errors/410.html", {"problem": error.problem}, status=410)
        if isinstance(error, DatabaseError) and _database_is_away():
            return unavailable(request)
        return None


class PlainAddressMiddleware:
    """Answers an address that holds NUL before anybody looks something up by it: no column takes
    the letter, so nothing is there. The API says it in its own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        if NUL in request.path_info:
            return not_found(request)
        names = [name for name, texts in request.GET.lists() if NUL in name + "".join(texts)]
        if names:
            shown = [name.replace(NUL, "")[:100] for name in names]
            problems = [NUL_CHARACTER.problem(name, "\\0") for name in shown]
            return render(request, "errors/400.html", {"problems": problems}, status=400)
        return self.get_response(request)


def _database_is_away() -> bool:
    try:
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return True
    return False


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 without a query and without context processors."""
    response = HttpResponse(loader.get_template("errors/503.html").render({}), status=503)
    response["Retry-After"] = "30"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for people."""
    return render(request, "errors/400.html", {"problems": ()}, status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 for people."""
    words = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "errors/403.html", {"message": words}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same words for what is missing and for what is not yours."""
    words = str(exception.args[0]) if exception is not None and _speaks(exception) else ""
    return render(request, "errors/404.html", {"message": words}, status=404)


def _speaks(error: Exception) -> bool:
    """Whether a 404 carries a sentence of ours: the resolver says paths, `get_object_or_404`
    English words for programmers."""
    is_shortcut = error.__cause__ is None and isinstance(error.__context__, ObjectDoesNotExist)
    is_ours = isinstance(error, Http404) and not isinstance(error, Resolver404)
    return is_ours and bool(error.args) and not is_shortcut


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without a query and without context processors."""
    return HttpResponse(loader.get_template("errors/500.html").render({}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old or came from elsewhere."""
    words = _(
        "Formulir ini terlalu lama terbuka atau dikirim dari halaman lain, jadi tidak disimpan."
        " Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi."
    )
    return render(request, "errors/403.html", {"message": words}, status=403)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready to serve: database, migrations, triggers. Redis is not asked: its loss costs nobody a
    page, and asking would take every web process out of service at once."""
    results: dict[str, Any] = {}
    for path in READY_CHECKS:
        name = path.rsplit(".", 1)[1]
        try:
            results[name] = import_string(path)()
        except DatabaseError as error:
            results[name] = f"{type(error).__name__}"
    is_ready = all(result == "ok" for result in results.values())
    return JsonResponse({"ready": is_ready, "checks": results}, status=200 if is_ready else 503)
