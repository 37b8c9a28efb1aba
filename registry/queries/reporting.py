"""Until when an office sends the update of a year, and which years it can report now: one reading
of the deadlines for the home of an office, its forms, and the numbers about timeliness."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from registry.models import Office, ReportingDeadline
from sentra.lib.dates import WIB


@dataclass(frozen=True)
class Deadlines:
    """The last days of one year: those offices have of their own, and the general one."""

    year: int
    own: Mapping[int, date]
    general: date

    def due_on(self, office: int) -> date:
        """The last day of an office: its own, the general one, 31 December."""
        return self.own.get(office, self.general)


def deadlines(year: int) -> Deadlines:
    """Those on record for a year; one statement."""
    own, general = {}, date(year, 12, 31)
    for row in ReportingDeadline.objects.filter(year=year):
        if row.office_id is None:
            general = row.due_on
        else:
            own[row.office_id] = row.due_on
    return Deadlines(year, own, general)


def ends_at(day: date, office: Office | None) -> datetime:
    """The first moment after a last day, by the clock of the office's province."""
    zone = ZoneInfo(office.province.time_zone) if office and office.province else WIB
    return datetime.combine(day + timedelta(days=1), time(), zone)


def year_deadline(year: int, offices: Iterable[Office]) -> datetime:
    """The last minute in which the update of a year is in time, by each office's own clock; of
    several offices the earliest."""
    known = deadlines(year)
    ends = [ends_at(known.due_on(office.pk), office) for office in offices]
    return min(ends, default=ends_at(known.general, None)) - timedelta(minutes=1)


def last_year_deadline(offices: Iterable[Office], now: datetime) -> datetime | None:
    """The last minute for the update of last year, while it still runs for one of the offices."""
    year = now.astimezone(WIB).year - 1
    known = deadlines(year)
    ends = [ends_at(known.due_on(office.pk), office) for office in offices]
    last = max(ends, default=None)
    return last - timedelta(minutes=1) if last is not None and last > now else None
