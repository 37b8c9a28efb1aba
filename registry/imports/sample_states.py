"""What became of the buildings of the sample (registry/data/sample/facility_states.csv), as dated
states of the facilities that `load_sentra` recorded. What was loaded once is never loaded again,
whatever became of it."""

from collections.abc import Iterator

from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.imports.sample import REASON, SampleReport
from registry.policy import Actor
from registry.queries.facility_states import ever_stated, first_facilities
from registry.queries.sample import sample_sentra
from sentra.lib.dates import parse_partial_date


def load_states(actor: Actor) -> SampleReport:
    """Record the states that were never there, in one act."""
    rows = data_rows("sample/facility_states.csv")
    changes = list(_new_states(rows))
    apply_changes(changes, actor=actor, reason=REASON)
    return SampleReport([LoadCount("facility_state", len(rows), len(changes))])


def _new_states(rows: list[dict[str, str]]) -> Iterator[Change]:
    codes, known = sample_sentra(), ever_stated()
    facilities = first_facilities(codes.values())
    for row in rows:
        sentra = codes[row["sentra"]]
        facility = facilities[(sentra, row["facility"])]
        told = parse_partial_date(row["state_on"])
        if facility is None or (facility, row["state"], told.on, row["source"]) in known:
            continue
        yield Change(
            "facility_state.record",
            {
                "sentra": sentra,
                "facility": str(facility),
                "state": row["state"],
                "state_on": told.on.isoformat() if told.on else None,
                "state_precision": told.precision,
                "state_words": row["state_words"],
                "source": row["source"],
            },
        )


__all__ = ["load_states"]
