"""When papers must be in: the date of the rule, moved to the next working day, unless a published
date wins; always 17:00 WIB. Pure functions; reading and storing are done elsewhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from sentra.lib.dates import TIME_ZONES, WIB, format_date_short

CLOSING = time(17, 0)
SATURDAY = 5


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the first one after it that is neither weekend nor holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day


def effective_deadline(
    nominal_on: date, holidays: Collection[date], published_on: date | None = None
) -> datetime:
    """The moment, in UTC, after which papers are late; a published date wins as it stands."""
    day = published_on or next_working_day(nominal_on, holidays)
    return datetime.combine(day, CLOSING, tzinfo=WIB).astimezone(UTC)


def clock_words(deadline: datetime, zone: str = "") -> str:
    """`22 Jul 2019, 17.00 WIB`; with the clock of a province in another zone beside it, and of both
    other zones when no zone (an IANA name) is given."""
    local = deadline.astimezone(WIB)
    words = f"{format_date_short(local.date())}, {local:%H.%M} WIB"
    others = [
        f"{deadline.astimezone(known):%H.%M} {name}"
        for name, known in TIME_ZONES.items()
        if known is not WIB and (not zone or ZoneInfo(zone).key == known.key)
    ]
    return f"{words} ({', '.join(others)})" if others else words


@dataclass(frozen=True)
class Countdown:
    """How far a deadline is: whole days and hours left, or since when it has passed."""

    is_over: bool
    days: int
    hours: int
    sentence: str


def countdown(deadline: datetime, now: datetime) -> Countdown:
    """Time left until a deadline, or passed since; at the very moment it is not over yet."""
    is_over = now > deadline
    distance = now - deadline if is_over else deadline - now
    days, hours = distance.days, distance.seconds // 3600
    if days:
        span = _("%(days)d hari %(hours)d jam") % {"days": days, "hours": hours}
    elif hours:
        span = _("%(hours)d jam") % {"hours": hours}
    else:
        span = _("kurang dari satu jam")
    sentence = _("lewat %(span)s") if is_over else _("tinggal %(span)s")
    return Countdown(is_over, days, hours, sentence % {"span": span})
