"""The definition test: may a record be called a sentra? Computed from the dated rule table
(registry/data/rules/definition.csv, PP 29/2018), never stored. Nothing is refused for failing it;
below the minimum it is shown as "potensi sentra".

The DAK thresholds of the same table belong to dak and are not read here."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext as _

from registry.choices import Answer, DefinitionState
from registry.models import Sentra, YearlyProfile
from sentra.lib.dates import today_wib

RULE_FILE = Path(__file__).resolve().parent.parent / "data" / "rules" / "definition.csv"
RULE = "PP29"
SIMILARITIES = ("same_product", "same_raw_material", "same_process")


class Described(Protocol):
    """What the test reads of a sentra: four answers."""

    is_one_place: str
    same_product: str
    same_raw_material: str
    same_process: str


class Counted(Protocol):
    """What the test reads of a profile: how many units, as far as it is known."""

    unit_count_low: int | None
    unit_count_high: int | None


@dataclass(frozen=True)
class Clause:
    """One clause of the definition, with the years it holds."""

    code: str
    minimum: int | None
    first_year: int
    last_year: int | None
    legal_source: str

    def holds(self, on: date) -> bool:
        """Whether the clause is in force; the table knows its dates by the year."""
        return self.first_year <= on.year and (self.last_year is None or on.year <= self.last_year)


@dataclass(frozen=True)
class Definition:
    """The outcome: a state, and the clauses that fail or the facts that are missing."""

    state: DefinitionState
    failed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    legal_source: str = ""

    @property
    def reason(self) -> str:
        """The clauses or facts by code, joined by blanks; empty when the definition is met."""
        return " ".join(self.failed or self.missing)

    @property
    def is_below_minimum(self) -> bool:
        """Whether it has fewer units than the minimum, and is shown as "potensi sentra"."""
        return "minimum_units" in self.failed

    @property
    def sentence(self) -> str:
        """What an officer reads."""
        if self.state is DefinitionState.MET:
            return _("Memenuhi batasan sentra menurut {source}.").format(source=self.legal_source)
        words = ", ".join(_words(code) for code in (self.failed or self.missing))
        if self.is_below_minimum:
            return _("Potensi sentra: {words} ({source}).").format(
                words=words, source=self.legal_source
            )
        if self.state is DefinitionState.NOT_MET:
            return _("Belum memenuhi batasan sentra: {words} ({source}).").format(
                words=words, source=self.legal_source
            )
        return _("Belum dapat dinilai; yang belum diketahui: {words}.").format(words=words)


def definition_test(sentra: Described, profile: Counted | None, on: date) -> Definition:
    """Apply the clauses in force on a day. A clause that fails decides; without one, a fact that is
    missing leaves the test open."""
    clauses = [clause for clause in definition_clauses() if clause.holds(on)]
    if not clauses:
        return Definition(DefinitionState.NOT_ASSESSABLE, missing=("rule",))
    failed: list[str] = []
    missing: list[str] = []
    for clause in clauses:
        answer = _answer(clause, sentra, profile)
        if answer == Answer.NO:
            failed.append(clause.code)
        elif answer == Answer.UNKNOWN:
            missing.append(MISSING_FACTS[clause.code])
    if failed:
        state = DefinitionState.NOT_MET
    else:
        state = DefinitionState.NOT_ASSESSABLE if missing else DefinitionState.MET
    return Definition(state, tuple(failed), tuple(missing), clauses[0].legal_source)


def assess_sentra(sentra: Sentra) -> Definition:
    """The test for one stored sentra today, with its newest profile: one statement."""
    today = today_wib()
    profiles = YearlyProfile.objects.in_force().filter(sentra=sentra, year__lte=today.year)
    return definition_test(sentra, profiles.order_by("-year", "-id").first(), today)


@cache
def definition_clauses() -> tuple[Clause, ...]:
    """The clauses of PP 29/2018 as the table has them."""
    with RULE_FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(_clauses(csv.DictReader(stream)))


def _clauses(rows: Any) -> Iterator[Clause]:
    for row in rows:
        if row["rule"] == RULE:
            yield Clause(
                code=row["clause"],
                minimum=int(row["minimum_units"]) if row["minimum_units"] else None,
                first_year=int(row["valid_from"][:4]),
                last_year=int(row["valid_to"][:4]) if row["valid_to"] else None,
                legal_source=row["legal_source"],
            )


def _answer(clause: Clause, sentra: Described, profile: Counted | None) -> str:
    return READINGS[clause.code](clause, sentra, profile)


def _enough_units(clause: Clause, sentra: Described, profile: Counted | None) -> str:
    """Bounds decide where they can: at least 20 is enough, at most 4 is not, 3 to 8 is open."""
    low = profile.unit_count_low if profile else None
    high = profile.unit_count_high if profile else None
    minimum = clause.minimum or 0
    if low is not None and low >= minimum:
        return Answer.YES
    return Answer.NO if high is not None and high < minimum else Answer.UNKNOWN


def _one_place(clause: Clause, sentra: Described, profile: Counted | None) -> str:
    return sentra.is_one_place


def _similar(clause: Clause, sentra: Described, profile: Counted | None) -> str:
    """One common trait is enough; all three must be denied before it fails."""
    answers = {getattr(sentra, name) for name in SIMILARITIES}
    if Answer.YES in answers:
        return Answer.YES
    return Answer.NO if answers == {Answer.NO} else Answer.UNKNOWN


READINGS = {
    "minimum_units": _enough_units,
    "one_place": _one_place,
    "similarity": _similar,
}
MISSING_FACTS = {
    "minimum_units": "unit_count",
    "one_place": "is_one_place",
    "similarity": "similarity_basis",
}


def _words(code: str) -> str:
    """A clause or a missing fact in words."""
    return {
        "minimum_units": _("unit usahanya kurang dari batas paling sedikit"),
        "one_place": _("tidak berada di satu lokasi"),
        "similarity": _("tidak sejenis dalam produk, bahan baku, maupun proses"),
        "unit_count": _("jumlah unit usaha"),
        "is_one_place": _("apakah berada di satu lokasi"),
        "similarity_basis": _("kesamaan produk, bahan baku, atau proses"),
        "rule": _("belum ada aturan yang berlaku pada tanggal itu"),
    }[code]
