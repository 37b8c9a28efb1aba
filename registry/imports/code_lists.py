"""Code lists into the registry: kinds of facilities, certificates and needs, units of measure and
the steps of review, from registry/data/code_lists, in one act. What is missing is recorded; what
staff changed since is theirs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.models import (
    CertificateKind,
    CodeList,
    FacilityKind,
    MeasureUnit,
    NeedKind,
    ReviewStep,
)
from registry.policy import Actor

REASON = "Daftar kode dari berkas registri"


@dataclass(frozen=True)
class ListFile:
    """One list: its noun, its file and the columns that hold yes or no."""

    noun: str
    file: str
    model: type[CodeList]
    flags: tuple[str, ...] = ()


FILES = (
    ListFile("facility_kind", "facility_kinds", FacilityKind, ("is_workplace",)),
    ListFile("certificate_kind", "certificate_kinds", CertificateKind, ("is_count_of_units",)),
    ListFile("need_kind", "need_kinds", NeedKind),
    ListFile("measure_unit", "measure_units", MeasureUnit),
    ListFile("review_step", "review_steps", ReviewStep, ("is_active",)),
)


def load_code_lists(actor: Actor) -> list[LoadCount]:
    """Record the entries that are not there yet; a second run writes nothing."""
    counts = []
    changes: list[Change] = []
    for source in FILES:
        rows = data_rows(f"code_lists/{source.file}.csv")
        new = list(_missing(source, rows))
        changes += new
        counts.append(LoadCount(source.noun, len(rows), len(new)))
    apply_changes(changes, actor=actor, reason=REASON)
    return counts


def _missing(source: ListFile, rows: list[dict[str, str]]) -> Iterator[Change]:
    known = set(source.model._default_manager.values_list("code", flat=True))
    for row in rows:
        if row["code"] not in known:
            yield Change(f"{source.noun}.record", _values(source, row))


def _values(source: ListFile, row: Mapping[str, str]) -> dict[str, object]:
    return {**row, **{flag: row[flag] == "true" for flag in source.flags}}
