"""The sample's assets with what reports say of them, and its readings before and after a grant
(registry/data/sample: assets.csv, asset_states.csv, outcomes.csv). Reports stay reports: nothing
here is confirmed by an office. What was loaded once is never loaded again, whatever became of
it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dak.imports.rules import FILES, missing_rows
from dak.models import Asset, OutcomeReading
from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.imports.sample import REASON, SampleReport
from registry.models import Sentra
from registry.policy import Actor
from registry.queries.facility_states import first_facilities
from registry.queries.sample import sample_sentra
from sentra.lib.dates import parse_partial_date
from sentra.lib.numbers import parse_figure

Row = Mapping[str, str]


def load_assets(actor: Actor) -> SampleReport:
    """Record the assets that were never there, with their grants and reported states, in one act.
    The sample's sentra and grants must have been loaded."""
    rows, states = data_rows("sample/assets.csv"), data_rows("sample/asset_states.csv")
    known = set(Asset.objects.values_list("code", flat=True))
    new = [row for row in rows if row["code"] not in known]
    told = [state for state in states if state["asset"] not in known]
    apply_changes([*_assets(new), *map(_state, told)], actor=actor, reason=REASON)
    return SampleReport(
        [LoadCount("asset", len(rows), len(new)), LoadCount("asset_state", len(states), len(told))]
    )


def load_outcomes(actor: Actor) -> SampleReport:
    """Record the readings that were never there, and the indicators they need, in one act."""
    rows = data_rows("sample/outcomes.csv")
    refs: set[str] = set()
    indicators = next(file for file in FILES if file.noun == "outcome_indicator")
    changes = list(missing_rows(indicators, refs))
    readings = list(_readings(rows, refs))
    apply_changes([*changes, *readings], actor=actor, reason=REASON)
    return SampleReport([LoadCount("outcome", len(rows), len(readings))])


def _assets(rows: list[dict[str, str]]) -> Iterator[Change]:
    codes = sample_sentra()
    places = {
        code: (province, regency)
        for code, province, regency in Sentra.objects.filter(
            public_code__in=codes.values()
        ).values_list("public_code", "province_id", "regency_id")
    }
    facilities = first_facilities(codes.values())
    for row in rows:
        sentra = codes[row["sentra"]]
        facility = facilities.get((sentra, row["facility"])) if row["facility"] else None
        province, regency = places[sentra]
        yield Change(
            "asset.record",
            {
                "code": row["code"],
                "name": row["name"],
                "facility_kind": row["facility_kind"],
                "province": province,
                "regency": regency,
                "sentra": sentra,
                "facility": None if facility is None else str(facility),
                **_day("completed", row["completed_on"]),
                **_day("inaugurated", row["inaugurated_on"]),
                "source": row["source"],
                "is_sample": True,
            },
            ref=row["code"],
        )
        for grant in row["grants"].split():
            values = {"asset": f"@{row['code']}", "grant": grant, "source": row["source"]}
            yield Change("asset_funding.record", values)


def _state(row: Row) -> Change:
    return Change(
        "asset_state.record",
        {
            "asset": f"@{row['asset']}",
            "state": row["state"],
            **_day("state", row["state_on"]),
            "basis": "report",
            "words": row["words"],
            "source": row["source"],
        },
    )


def _readings(rows: list[dict[str, str]], refs: set[str]) -> Iterator[Change]:
    codes, known = sample_sentra(), _ever_read()
    for row in rows:
        told = parse_partial_date(row["as_of"])
        sentra = codes[row["sentra"]]
        if (sentra, row["indicator"], row["source"], told.on) in known:
            continue
        name = row["indicator"]
        yield Change(
            "outcome.record",
            {
                "sentra": sentra,
                "indicator": f"@{name}" if name in refs else name,
                "grant": row["grant"],
                "amount": parse_figure(row["amount"]).to_json(),
                "unit": row["unit"] or None,
                "as_of_on": told.on.isoformat() if told.on else None,
                "as_of_precision": told.precision,
                "told_as": row["told_as"] or "unknown",
                "source": row["source"],
            },
        )


def _day(stem: str, text: str) -> dict[str, Any]:
    told = parse_partial_date(text)
    return {
        f"{stem}_on": told.on.isoformat() if told.on else None,
        f"{stem}_precision": told.precision,
    }


def _ever_read() -> set[tuple[str, str, str, date | None]]:
    """(sentra, indicator, source, day) of every reading on record, withdrawn ones included."""
    rows = OutcomeReading.objects.values_list(
        "sentra__public_code", "indicator__code", "source__code", "as_of_on"
    )
    return set(rows)
