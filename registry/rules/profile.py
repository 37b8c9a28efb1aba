"""Rules of yearly figures beyond what constraints can say."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from registry.rules.draft import Draft, Facts
from registry.rules.status import region_then
from sentra.lib.problems import Problem, problem_code

YEAR_IN_FUTURE = problem_code(
    "profile.in_future", _("Tahun data {value} belum terjadi. Periksa kembali tahunnya.")
)
WORKERS_BELOW_UNITS = problem_code(
    "profile.workers_below_units",
    _(
        "Jumlah tenaga kerja ({value}) lebih kecil dari jumlah unit usaha ({units})."
        " Periksa kembali kedua angka."
    ),
)


def keep_region_of_year(draft: Draft, facts: Facts) -> None:
    """The region code at the end of the profile's year."""
    year = draft.row.get("year")
    if draft.is_new and isinstance(year, int) and 1900 <= year <= 2100:
        draft.row["region_code"] = region_then(draft, facts, date(year, 12, 31))


def not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Figures are of a year that has begun."""
    year = draft.row.get("year")
    if year is not None and year > facts.today.year:
        yield YEAR_IN_FUTURE.problem("year", year)


def workers_not_below_units(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Every business has at least one person, where both figures are exact."""
    row = draft.row
    if row.get("worker_count_qualifier") != "=" or row.get("unit_count_qualifier") != "=":
        return
    if row["worker_count"] < row["unit_count"]:
        yield WORKERS_BELOW_UNITS.problem(
            "worker_count", row["worker_count"], units=row["unit_count"]
        )
