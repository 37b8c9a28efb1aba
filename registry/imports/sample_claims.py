"""Facts on which the sources of the sample disagree (registry/data/sample/claims.csv), as claims
side by side. What was loaded once is never loaded again, whatever became of it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from registry.changes.change import Change
from registry.changes.claim_effects import completed
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.imports.sample import REASON, SampleReport
from registry.models import Sentra, Source
from registry.policy import Actor
from registry.queries.contradictions import ever_claimed
from registry.queries.sample import sample_sentra
from sentra.lib.dates import parse_partial_date
from sentra.lib.numbers import parse_figure

Row = Mapping[str, str]


def load_claims(actor: Actor) -> SampleReport:
    """Record the claims of the sample that were never there, in one act, with what the published
    ones bring along (docs/decisions/0007)."""
    rows = data_rows("sample/claims.csv")
    changes = completed([*_new_sources(), *_new_claims(rows)])
    apply_changes(changes, actor=actor, reason=REASON)
    made = Counter(change.kind for change in changes)
    return SampleReport([LoadCount("fact_claim", len(rows), made["fact_claim.record"])])


def _new_sources() -> Iterator[Change]:
    known = set(Source.objects.values_list("code", flat=True))
    for row in data_rows("sample/claim_sources.csv"):
        if row["key"] not in known:
            values = {"code": row["key"], "publisher": row["publisher"]}
            yield Change("source.record", values, ref=row["key"])


def _new_claims(rows: list[dict[str, str]]) -> Iterator[Change]:
    codes = sample_sentra()
    known, stored = ever_claimed(), set(Source.objects.values_list("code", flat=True))
    keys = dict(Sentra.objects.in_force().values_list("public_code", "pk"))
    for row in rows:
        year = int(row["year"]) if row["year"] else None
        code = codes[row["sentra"]]
        if (keys[code], row["fact"], year, row["source"]) not in known:
            source = row["source"] if row["source"] in stored else f"@{row['source']}"
            yield Change(
                "fact_claim.record", {**_values(row, year), "sentra": code, "source": source}
            )


def _values(row: Row, year: int | None) -> dict[str, object]:
    said = parse_partial_date(row["said_on"])
    values: dict[str, object] = {
        "fact": row["fact"],
        "year": year,
        "stated": row["stated"],
        "source_words": row["source_words"],
        "said_on": said.on.isoformat() if said.on else None,
        "said_precision": said.precision,
        "is_published": bool(row["published_reason"]),
        "published_reason": row["published_reason"],
    }
    if row["claimed"]:
        # The figure is a reading; what the source wrote stands in its quotation.
        values["claimed"] = parse_figure(row["claimed"]).to_json() | {"text": ""}
    return values
