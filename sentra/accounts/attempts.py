"""Slows the guessing of one-time codes down: by the client's address and by the code's first part,
counted in the database, so that every web process knows."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone

from sentra.accounts.models import CodeAttempt
from sentra.accounts.one_time import TOO_MANY, hashed, read_code
from sentra.lib.problems import ChangeRejected

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
MOST = 10


def refuse_too_many(request: HttpRequest, typed: str) -> None:
    """Raises `ChangeRejected` after ten wrong codes within a quarter of an hour."""
    since = timezone.now() - WINDOW
    wrong = CodeAttempt.objects.filter(tried_at__gte=since)
    for subject in _subjects(request, typed):
        if wrong.filter(subject=subject).count() >= MOST:
            raise ChangeRejected([TOO_MANY.problem("code")])


def note_wrong_code(request: HttpRequest, typed: str) -> None:
    """Count one more, and forget those of yesterday."""
    CodeAttempt.objects.filter(tried_at__lt=timezone.now() - KEPT).delete()
    CodeAttempt.objects.bulk_create(
        [CodeAttempt(subject=subject) for subject in _subjects(request, typed)]
    )


def _subjects(request: HttpRequest, typed: str) -> list[str]:
    address = get_adapter(request).get_client_ip(request)
    parts = read_code(typed)
    selector = [hashed(f"code:{parts[0]}")] if parts is not None else []
    return [hashed(f"address:{address}"), *selector]
