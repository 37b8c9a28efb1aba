"""What every page knows beside its own subject: sample data, the viewer's clock, where we are.

Fails safe: a page is shown without these rather than not at all, except the sample line, which is
shown when we cannot find out (better one warning too many than sample data taken for official).
"""

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

# Indonesia's three clocks by IANA name (Keppres 41/1987); no daylight saving time.
CLOCKS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


@functools.cache
def _flag(path: str) -> Callable[..., Any]:
    """The callable behind a setting, imported at the first page and not at start."""
    flag: Callable[..., Any] = import_string(path)
    return flag


def sample_loaded() -> bool:
    """Says whether sample data is in the registry; True when nobody can tell."""
    path = getattr(settings, "SAMPLE_FLAG", "")
    if not path:
        return False
    try:
        return bool(_flag(path)())
    except Exception:  # any failure: the page itself matters more
        logger.warning("sample_flag_unknown", exc_info=True)
        return True


def made_up_loaded() -> bool:
    """Says whether made-up records stand among the sample's; asked only where there is a sample,
    and True when nobody can tell."""
    path = getattr(settings, "MADE_UP_FLAG", "")
    if not path or not sample_loaded():
        return False
    try:
        return bool(_flag(path)())
    except Exception:  # any failure: the page itself matters more
        logger.warning("made_up_flag_unknown", exc_info=True)
        return True


def is_reviewer(user: Any) -> bool:
    """Says whether a person decides proposals; False for the public and when nobody can tell."""
    path = getattr(settings, "REVIEWER_FLAG", "")
    if not path or not getattr(user, "is_authenticated", False):
        return False
    try:
        return bool(_flag(path)(user))
    except Exception:  # any failure: the page itself matters more
        logger.warning("reviewer_flag_unknown", exc_info=True)
        return False


def unread(user: object) -> int:
    """How many notices of a signed-in person are new; none when nobody can tell."""
    path = getattr(settings, "INBOX_COUNT", "")
    if not path or not getattr(user, "is_authenticated", False):
        return 0
    try:
        return int(_flag(path)(user))
    except Exception:  # any failure: the page itself matters more
        logger.warning("inbox_count_unknown", exc_info=True)
        return 0


def clock_label() -> str:
    """WIB, WITA or WIT for the time zone in force, WIB for any other."""
    return CLOCKS.get(timezone.get_current_timezone_name(), "WIB")


def _section(request: HttpRequest) -> str:
    """The part of the site: the first word of the URL's name, so "sentra-detail" is "sentra"."""
    match = getattr(request, "resolver_match", None)
    name = (match.url_name or "") if match else ""
    return name.split("-")[0]


def page(request: HttpRequest) -> dict[str, object]:
    """Context for every template: `sample_loaded`, `made_up_loaded`, `clock`, `nav_section`,
    `is_staff`, and `n_unread` and `is_reviewer`, asked only where a page shows them."""
    user = getattr(request, "user", None)
    return {
        "sample_loaded": SimpleLazyObject(sample_loaded),
        "made_up_loaded": SimpleLazyObject(made_up_loaded),
        "clock": clock_label(),
        "nav_section": _section(request),
        "n_unread": SimpleLazyObject(lambda: unread(user)),
        "is_reviewer": SimpleLazyObject(lambda: is_reviewer(user)),
        "is_staff": bool(getattr(user, "is_active", False) and getattr(user, "is_staff", False)),
    }
