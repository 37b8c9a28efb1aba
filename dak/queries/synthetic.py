"""The made-up grant (dak.imports.synthetic): how its records are told from real ones, and whether
it is in the registry, so that every page and answer can say so."""

import time
from collections.abc import Iterable

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


def made_up_among(codes: Iterable[str]) -> list[str]:
    """The made-up codes among these, in their order."""
    return [code for code in codes if is_made_up(code)]


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
