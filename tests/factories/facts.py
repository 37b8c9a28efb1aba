"""Factories of what became of a sentra and of what sources say about a fact."""

from typing import Any

from registry.models import FactClaim, Sentra, SentraSuccession
from tests.factories.records import make, make_sentra, make_source


def make_sentra_succession(sentra: Sentra, **values: Any) -> SentraSuccession:
    """Merged into another sentra on 1 March 2025."""
    if values.get("kind", "merged") in ("merged", "split") and "successor" not in values:
        values["successor"] = make_sentra().public_code
    if "source" not in values:
        values["source"] = make_source().code
    return make(
        "sentra_succession.record",
        sentra=sentra.public_code,
        **{"kind": "merged", "happened_on": "2025-03-01", **values},
    )


def make_fact_claim(sentra: Sentra, **values: Any) -> FactClaim:
    """293 units in 2018, not published."""
    if "source" not in values:
        values["source"] = make_source().code
    usual = {"fact": "unit_count", "year": 2018}
    if "stated" not in values:
        usual["claimed"] = 293
    return make("fact_claim.record", sentra=sentra.public_code, **{**usual, **values})
