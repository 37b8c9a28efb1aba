"""The quarters of a fiscal year as reports know them: when one begins and ends, and by when it has
to be reported. Deadlines of payment are in dak.rules.deadline."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from dak.models.progress import ROMAN
from sentra.lib.dates import WIB

SATURDAY = 5
CLOSING = time(23, 59)


@dataclass(frozen=True)
class Quarter:
    """One quarter of a fiscal year."""

    year: int
    number: int

    @property
    def begins_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        is_last = self.number == len(ROMAN)
        after = date(self.year + is_last, 1 if is_last else 3 * self.number + 1, 1)
        return after - timedelta(days=1)

    @property
    def name(self) -> str:
        """`TW III 2026`."""
        return f"TW {ROMAN[self.number - 1]} {self.year}"

    def due_at(self, level: str, holidays: Collection[date]) -> datetime:
        """The last minute in which its report is in time, for a government of this level."""
        days = settings.REPORT_WORKING_DAYS[level]
        return datetime.combine(working_days_after(self.ends_on, days, holidays), CLOSING, WIB)


def quarters_of(year: int) -> list[Quarter]:
    """All four."""
    return [Quarter(year, number) for number in range(1, len(ROMAN) + 1)]


def working_days_after(day: date, count: int, holidays: Collection[date]) -> date:
    """The `count`-th day after `day` that is neither weekend nor holiday."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            count -= 1
    return day
