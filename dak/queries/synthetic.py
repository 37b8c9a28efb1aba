"""The made-up grant (dak.imports.synthetic): how its records are told from real ones, and whether
it is in the registry, so that every page and answer can say so."""

import time

from dak.models import Grant

PREFIX = "sintetis-"
REMEMBERED_SECONDS = 5.0


class _Memory:
    """The last answer of this process and when it was asked."""

    answer = False
    asked_at = float("-inf")


def is_made_up(code: str) -> bool:
    """Whether a code belongs to a made-up grant, proposal, asset, office or source."""
    return code.startswith(PREFIX)


def made_up_in(year: int) -> list[Grant]:
    """The made-up grants of a fiscal year; one statement."""
    rows = Grant.objects.in_force().filter(code__startswith=PREFIX, fiscal_year=year)
    return list(rows.order_by("code"))


def synthetic_loaded() -> bool:
    """Whether a made-up grant stands among the others; pages with a sample notice ask, so the
    answer is kept for five seconds per process."""
    now = time.monotonic()
    if now - _Memory.asked_at > REMEMBERED_SECONDS:
        _Memory.answer = Grant.objects.in_force().filter(code__startswith=PREFIX).exists()
        _Memory.asked_at = now
    return _Memory.answer


def forget_synthetic_answer() -> None:
    """Ask anew at the next page; for whoever has just loaded the grant, and for tests."""
    _Memory.asked_at = float("-inf")
