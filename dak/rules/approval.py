"""Approved money is never edited: what may still change on an approved row, and which row a
correction may point to. The database keeps the same (dak.models.money.approved_stays)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.models.grant import OFFICIAL_FIXED
from dak.models.money import ALWAYS_FIXED, FIXED
from registry.rules.draft import Draft, Facts
from registry.rules.parts import DAY_IN_FUTURE
from sentra.lib.problems import Problem, problem_code

FIXED_ONCE_APPROVED = problem_code(
    "money.approved_is_fixed",
    _(
        "Baris ini sudah disetujui, jadi isian ini tidak dapat diubah menjadi {value}. Catat"
        " koreksinya sebagai baris baru yang menunjuk baris ini."
    ),
)
OFFICIAL_IS_FIXED = problem_code(
    "claim.official_is_fixed",
    _(
        "Klaim ini nilai resmi, jadi jumlah dan tahapnya tidak diubah di tempat (menjadi {value})."
        " Catat klaim baru dari sumbernya dan tetapkan klaim baru itu sebagai resmi."
    ),
)
CORRECTS_UNAPPROVED = problem_code(
    "money.corrects_unapproved",
    _("Baris {value} belum disetujui. Perbaiki baris itu langsung, tanpa baris koreksi."),
)
TRANCHE_MOVED = problem_code(
    "disbursement.tranche_moved",
    _("Koreksi penyaluran tetap pada tahapnya: baris yang dikoreksi ialah tahap {tranche}."),
)
DAYS = (
    "approved_on",
    "signed_on",
    "requested_on",
    "paid_on",
    "as_of_on",
    "declared_on",
    "handed_over_on",
    "operates_on",
    "happened_on",
    "made_on",
)


def approved_is_fixed(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Amount, dates that place it and the approval itself stay as approved."""
    if draft.is_new or draft.before["approved_on"] is None:
        return
    kept = {*ALWAYS_FIXED, *FIXED[draft.model.__name__]}
    for name in draft.changed:
        if name in kept:
            yield FIXED_ONCE_APPROVED.problem(name.removesuffix("_id"), draft.row[name])


def official_is_fixed(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What the official claim says stays as it was when it became official."""
    if draft.is_new or not draft.before["is_official"]:
        return
    for name in OFFICIAL_FIXED:
        if name in draft.changed:
            field = "stage" if name == "stage" else "amount_idr"
            shown = draft.row["stage"] if name == "stage" else _amount(draft)
            yield OFFICIAL_IS_FIXED.problem(field, shown)
            return


def _amount(draft: Draft) -> Any:
    low, high = draft.row["amount_idr_low"], draft.row["amount_idr_high"]
    return low if low is not None else high


def corrects_an_approved_row(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A correction points to a row that was approved; others are simply corrected."""
    row = _corrected(draft, facts)
    if row is not None and row["approved_on"] is None:
        yield CORRECTS_UNAPPROVED.problem("corrects", row["id"])


def tranche_is_kept(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The correction of a tranche is that tranche."""
    row = _corrected(draft, facts)
    if row is not None and row["tranche_number"] != draft.row["tranche_number"]:
        yield TRANCHE_MOVED.problem(
            "tranche_number", draft.row["tranche_number"], tranche=row["tranche_number"]
        )


def happened(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What is recorded has happened; only a contract's end lies ahead."""
    for name in DAYS:
        day = draft.row.get(name)
        if day is not None and day > facts.today:
            yield DAY_IN_FUTURE.problem(name, day)


def _corrected(draft: Draft, facts: Facts) -> dict[str, Any] | None:
    """The stored row a correction points to; one statement a noun and act."""
    key = ("corrected", draft.model)
    if key not in facts.remembered:
        wanted = {d.row["corrects_id"] for d in facts.drafts if d.model is draft.model} - {None}
        rows = draft.model._default_manager.filter(pk__in=wanted).values()
        facts.remembered[key] = {row["id"]: row for row in rows}
    return facts.remembered[key].get(draft.row["corrects_id"])
