"""The sample's spans of years: governments of which a source says only that they received DAK some
time between two years (registry/data/sample/dak_spans.csv). No grants, and never counted."""

from collections.abc import Mapping
from typing import Any

from dak.models import GrantSpan
from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.imports.sample import REASON, SampleReport
from registry.policy import Actor


def load_spans(actor: Actor) -> SampleReport:
    """Record the spans that were never recorded, in one act; a second run writes nothing."""
    rows = data_rows("sample/dak_spans.csv")
    sources = {row["source_text"]: row["key"] for row in data_rows("sample/sources.csv")}
    names = ("regency_id", "year_from", "year_to", "source__code")
    known = set(GrantSpan.objects.filter(is_sample=True).values_list(*names))
    missing = [row for row in rows if _key(row, sources) not in known]
    if missing:
        changes = [Change("grant_span.record", _values(row, sources)) for row in missing]
        apply_changes(changes, actor=actor, reason=REASON)
    return SampleReport(counts=[LoadCount("grant_span", len(rows), len(missing))])


def _key(row: Mapping[str, str], sources: Mapping[str, str]) -> tuple[Any, ...]:
    regency = row["regency_code"] or None
    return (regency, int(row["year_from"]), int(row["year_to"]), sources[row["source"]])


def _values(row: Mapping[str, str], sources: Mapping[str, str]) -> dict[str, Any]:
    return {
        "level": row["level"],
        "province": row["province_code"],
        "regency": row["regency_code"] or None,
        "fund": row["fund"],
        "year_from": int(row["year_from"]),
        "year_to": int(row["year_to"]),
        "words": row["words"],
        "source": sources[row["source"]],
        "is_sample": True,
    }
