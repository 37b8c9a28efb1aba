"""Rules of origin years."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

ORIGIN_IN_FUTURE = problem_code(
    "origin.in_future", _("Tahun asal {value} belum terjadi. Periksa kembali tahunnya.")
)


def not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Nothing began after this year."""
    year = draft.row.get("origin_year")
    if year is not None and year > facts.today.year:
        yield ORIGIN_IN_FUTURE.problem("origin_year", year)
