"""The registry's addresses and, before them, one that fails in each way."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.urls import path

from sentra import urls
from sentra.lib.problems import ChangeConflict, ChangeRejected, Conflict, problem_code

OUT_OF_LUCK = problem_code("test.out_of_luck", "Nilai {value} tidak mujur.")


def bad_request(request: HttpRequest) -> NoReturn:
    raise SuspiciousOperation("uji")


def forbidden(request: HttpRequest) -> NoReturn:
    raise PermissionDenied("Usulan ini milik kantor lain.")


def conflict(request: HttpRequest) -> NoReturn:
    raise ChangeConflict(
        [Conflict(0, "sentra", "ST-000000-0", "name", "Lama", "<b>Mereka</b>", "Kami")]
    )


def rejected(request: HttpRequest) -> NoReturn:
    raise ChangeRejected([OUT_OF_LUCK.problem("name", "<script>13</script>")])


def broken(request: HttpRequest) -> NoReturn:
    raise RuntimeError("rahasia dapur")


urlpatterns = [
    path("uji/400", bad_request),
    path("uji/403", forbidden),
    path("uji/409", conflict),
    path("uji/ditolak", rejected),
    path("uji/500", broken),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
