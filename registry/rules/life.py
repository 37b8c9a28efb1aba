"""The life of a sentra as far as it is dated, and the roles that must lie within it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision, ExistenceStatus, YearPrecision
from registry.models import SentraOrigin, SentraStatus
from registry.rules.draft import Draft, Facts
from registry.rules.part_rows import rows_in_force
from sentra.lib.problems import Problem, problem_code

BEFORE_ORIGIN = problem_code(
    "sentra_institution.before_origin",
    _(
        "Tanggal {value} lebih awal daripada tahun asal sentra yang paling tua ({year})."
        " Periksa tanggalnya, atau catat dahulu tahun asal yang lebih tua."
    ),
)
AFTER_END = problem_code(
    "sentra_institution.after_end",
    _("Tanggal {value} sesudah sentra tutup, digabung, atau dipecah ({end})."),
)
ENDINGS = {ExistenceStatus.CLOSED, ExistenceStatus.MERGED, ExistenceStatus.SPLIT}
# How much older than its year an origin may be.
SLACK = {
    YearPrecision.EXACT: 0,
    YearPrecision.CIRCA: 10,
    YearPrecision.DECADE: 10,
    YearPrecision.CENTURY: 100,
}


def earliest_year(sentra: int, facts: Facts) -> int | None:
    """The first year the sentra can have existed; None where no origin is on record."""
    years = [
        row["origin_year"] - SLACK[YearPrecision(row["precision"])]
        for row in rows_in_force(facts, SentraOrigin)[sentra]
        if row["origin_year"] is not None
    ]
    return min(years, default=None)


def last_day(sentra: int, facts: Facts) -> date | None:
    """The last day the sentra can have existed; None unless its newest dated status is an end."""
    dated = [row for row in rows_in_force(facts, SentraStatus)[sentra] if row["status_on"]]
    if not dated:
        return None
    newest = max(dated, key=lambda row: (row["status_on"], row["id"]))
    if newest["status"] not in ENDINGS:
        return None
    return _latest_reading(newest["status_on"], newest["status_precision"])


def role_within_life(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Nobody manages, owns or guides a sentra before it began or after it ended."""
    first = earliest_year(draft.row["sentra_id"], facts)
    end = last_day(draft.row["sentra_id"], facts)
    for name in ("valid_from", "valid_to"):
        day = draft.row[name]
        if day is None:
            continue
        if first is not None and day.year < first:
            yield BEFORE_ORIGIN.problem(name, day, year=first)
        if end is not None and day > end:
            yield AFTER_END.problem(name, day, end=end)


def _latest_reading(day: date, precision: str) -> date:
    """The last day a date of this precision can mean."""
    if precision == DatePrecision.YEAR:
        return date(day.year, 12, 31)
    if precision == DatePrecision.MONTH:
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return day
