"""Rules of what sources say about a fact."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from registry.choices import FactName
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

YEAR_IN_FUTURE = problem_code(
    "fact_claim.year_in_future", _("Tahun {value} belum terjadi. Periksa kembali tahunnya.")
)
SAID_IN_FUTURE = problem_code(
    "fact_claim.said_in_future", _("Tanggal penyebutan {value} belum terjadi.")
)


def not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A source speaks of a year that has begun, on a day that has come; no origin lies ahead."""
    row = draft.row
    if row.get("year") is not None and row["year"] > facts.today.year:
        yield YEAR_IN_FUTURE.problem("year", row["year"])
    if row.get("said_on") is not None and row["said_on"] > facts.today:
        yield SAID_IN_FUTURE.problem("said_on", row["said_on"])
    began = row.get("claimed_low")
    if row.get("fact") == FactName.ORIGIN_YEAR and began is not None and began > facts.today.year:
        yield YEAR_IN_FUTURE.problem("claimed", began)
