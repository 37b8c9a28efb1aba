"""Whether sample data is in the registry, and which sentra it brought."""

import time

from registry.models import Sentra
from registry.models.sentra import SentraEvent

REMEMBERED_SECONDS = 5.0


class _Memory:
    """The last answer of this process and when it was asked."""

    answer = False
    asked_at = float("-inf")


def sample_loaded() -> bool:
    """Whether any sample sentra is registered; every page asks, so the answer is kept for five
    seconds per process."""
    now = time.monotonic()
    if now - _Memory.asked_at > REMEMBERED_SECONDS:
        _Memory.answer = Sentra.objects.in_force().filter(is_sample=True).exists()
        _Memory.asked_at = now
    return _Memory.answer


def forget_sample_answer() -> None:
    """Ask anew at the next page; for whoever has just loaded the sample, and for tests."""
    _Memory.asked_at = float("-inf")


def sample_sentra() -> dict[str, str]:
    """Public code of every sample sentra by the name it was registered under.

    Read from history, since staff may have renamed or moved the sentra: it is not to be loaded a
    second time for that."""
    first = SentraEvent._default_manager.filter(version=0, is_sample=True)
    return dict(first.values_list("name", "public_code"))
