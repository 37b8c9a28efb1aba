"""Rules of existence and verification, and the region code they keep from their time."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

STATUS_IN_FUTURE = problem_code(
    "status.in_future", _("Tanggal {value} belum terjadi. Tulis tanggal laporannya.")
)
VERIFICATION_IN_FUTURE = problem_code(
    "verification.in_future", _("Tanggal verifikasi {value} belum terjadi.")
)


def region_then(draft: Draft, facts: Facts, day: date | None) -> str:
    """The deepest region code of the draft's sentra as it was on `day`."""
    sentra = facts.sentra(draft.row["sentra_id"])
    code = next(
        (
            sentra[name]
            for name in ("village_id", "district_id", "regency_id", "province_id")
            if sentra.get(name)
        ),
        "",
    )
    return facts.region_code_on(code, day)


def keep_region_of_status(draft: Draft, facts: Facts) -> None:
    """The code of its time; it does not follow later recodes."""
    if draft.is_new or draft.row["status_on"] != draft.before["status_on"]:
        draft.row["region_code"] = region_then(draft, facts, draft.row.get("status_on"))


def keep_region_of_verification(draft: Draft, facts: Facts) -> None:
    """The code of its time."""
    if draft.is_new or draft.row["verified_on"] != draft.before["verified_on"]:
        draft.row["region_code"] = region_then(draft, facts, draft.row.get("verified_on"))


def not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A report speaks of a day that has come."""
    day = draft.row.get("status_on")
    if day is not None and day > facts.today:
        yield STATUS_IN_FUTURE.problem("status_on", day)


def verification_not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Nobody has looked tomorrow."""
    day = draft.row.get("verified_on")
    if day is not None and day > facts.today:
        yield VERIFICATION_IN_FUTURE.problem("verified_on", day)
