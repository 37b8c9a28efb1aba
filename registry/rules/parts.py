"""Rules of what hangs on a sentra: dates that have come, counts that fit, machines at home."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.choices import BuildingState, YearPrecision
from registry.models import CertificateKind, Facility, YearlyProfile
from registry.rules.draft import Draft, Facts
from registry.rules.part_rows import rows_in_force
from sentra.lib.problems import Problem, problem_code

DAY_IN_FUTURE = problem_code(
    "part.day_in_future", _("Tanggal {value} belum terjadi. Periksa kembali tanggalnya.")
)
YEAR_IN_FUTURE = problem_code(
    "part.year_in_future", _("Tahun {value} belum terjadi. Periksa kembali tahunnya.")
)
MORE_THAN_UNITS = problem_code(
    "certificate.more_than_units",
    _(
        "Jumlah sertifikat ({value}) melebihi jumlah unit usaha pada profil {year} ({units})."
        " Periksa kembali kedua angka."
    ),
)
ELSEWHERE = problem_code(
    "machine.facility_elsewhere",
    _("Fasilitas itu bukan milik sentra ini. Pilih fasilitas dari sentra yang sama."),
)
BEFORE_BUILT = problem_code(
    "facility_state.before_built",
    _(
        "Keadaan “{state}” per {value} mendahului tahun dibangun ({year})."
        " Periksa tanggal atau tahunnya."
    ),
)
DAYS = ("signed_on", "state_on", "since_on", "as_of_on")
YEARS = ("year", "acquired_year")
NOT_YET_BUILT = {BuildingState.PLANNED, BuildingState.UNDER_CONSTRUCTION, BuildingState.UNKNOWN}


def not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What is reported has happened."""
    for name in DAYS:
        day = draft.row.get(name)
        if day is not None and day > facts.today:
            yield DAY_IN_FUTURE.problem(name, day)
    for name in YEARS:
        year = draft.row.get(name)
        if year is not None and year > facts.today.year:
            yield YEAR_IN_FUTURE.problem(name, year)


def built_when_it_stands(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Only a plan or a building site may have a year that has not come."""
    year = draft.row["built_year"]
    if year is not None and year > facts.today.year and draft.row["state"] not in NOT_YET_BUILT:
        yield YEAR_IN_FUTURE.problem("built_year", year)


def not_before_it_was_built(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Nothing is opened or idle before the year it was built in; only a plan or a site may be."""
    row = draft.row
    if row["state"] in NOT_YET_BUILT:
        return
    built = next(
        (
            line["built_year"]
            for line in rows_in_force(facts, Facility)[row["sentra_id"]]
            if line["id"] == row["facility_id"] and line["built_precision"] == YearPrecision.EXACT
        ),
        None,
    )
    day = row["state_on"] or facts.today
    if built is not None and day.year < built:
        label = BuildingState(row["state"]).label
        yield BEFORE_BUILT.problem("state_on", day, state=label, year=built)


def facility_of_same_sentra(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A machine or a state belongs to a facility of its own sentra, which this act may create."""
    chosen = draft.row["facility_id"]
    if chosen is None or chosen == draft.before.get("facility_id"):
        return
    own = {row["id"] for row in rows_in_force(facts, Facility)[draft.row["sentra_id"]]}
    if chosen not in own:
        yield ELSEWHERE.problem("facility", chosen)


def certificates_within_units(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """No more holders than businesses: of the same year's profile, or else of the newest. Rights
    that are not counted per business (motifs, indications) may be more."""
    count = draft.row["certificate_count_low"]
    if count is None or draft.row["certificate_kind_id"] not in _per_unit(facts):
        return
    profile = _profile(draft, facts)
    if profile is None or profile["unit_count_high"] is None:
        return
    if count > profile["unit_count_high"]:
        yield MORE_THAN_UNITS.problem(
            "certificate_count", count, year=profile["year"], units=profile["unit_count_high"]
        )


def _profile(draft: Draft, facts: Facts) -> Mapping[str, Any] | None:
    day = draft.row["as_of_on"]
    known = [
        row
        for row in rows_in_force(facts, YearlyProfile)[draft.row["sentra_id"]]
        if row["unit_count_qualifier"] and row["year"] is not None
    ]
    same_year = [row for row in known if day is not None and row["year"] == day.year]
    return max(same_year or known, key=lambda row: (row["year"], row["id"]), default=None)


def _per_unit(facts: Facts) -> frozenset[int]:
    """Kinds counted per business, read once per act."""
    if "per unit" not in facts.remembered:
        kinds = CertificateKind.objects.filter(is_count_of_units=True)
        facts.remembered["per unit"] = frozenset(kinds.values_list("pk", flat=True))
    return facts.remembered["per unit"]
