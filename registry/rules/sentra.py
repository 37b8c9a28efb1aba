"""Rules of the sentra itself, and the code it gets for life."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from registry.rules.draft import Draft, Facts
from sentra.lib.codes import new_public_code
from sentra.lib.problems import Problem, problem_code

REGION_ENDED = problem_code(
    "sentra.region_ended",
    _("Kabupaten/kota {value} sudah tidak ada pada peta sekarang. Pilih wilayah penggantinya."),
)


def give_public_code(draft: Draft, facts: Facts) -> None:
    """A random code; the unique constraint refuses the one collision in a billion."""
    draft.row["public_code"] = new_public_code()


def region_still_exists(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A sentra stands on today's map; facts keep the codes of their time."""
    code = draft.row.get("regency_id")
    if code and code != draft.before.get("regency_id") and code in facts.ended_regencies():
        yield REGION_ENDED.problem("regency", code)
