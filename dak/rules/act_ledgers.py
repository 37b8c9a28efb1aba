"""The ledgers of the grants an act touches, as they will stand after it: stored rows with what the
act itself records, corrects or withdraws laid over them. Judged in dak.rules.money."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from dak.models import Grant
from dak.queries.ledger import PARTS, Ledger, Row, ledger_of, stored_rows
from registry.rules.draft import Draft, Facts

# Kinds of the grant itself that are judged by the money chain; taking a grant out of force is not.
OF_THE_GRANT = frozenset({"grant.record", "grant.correct"})
MODELS: Mapping[type[Model], str] = {model: noun for noun, model in PARTS.items()}
# Columns without which a row cannot be added up; a row with an unreadable value may lack them.
NEEDED = ("amount_idr", "share_percent", "as_of_on", "signed_on", "physical_percent")
MAY_LACK = {
    "claim": {"amount_idr", "physical_percent"},
    "addendum": {"amount_idr"},
    "contract": {"signed_on"},
    "progress": {"amount_idr"},
}


def touched_drafts(facts: Facts, grant: int) -> list[Draft]:
    """The rows of this act that hang on a grant, and the grant itself, in their order."""
    if "drafts by grant" not in facts.remembered:
        found: dict[int, list[Draft]] = defaultdict(list)
        for draft in facts.drafts:
            if draft.model in MODELS:
                found[draft.row["grant_id"]].append(draft)
            elif draft.kind_code in OF_THE_GRANT:
                found[draft.row["id"]].append(draft)
        facts.remembered["drafts by grant"] = found
    return facts.remembered["drafts by grant"].get(grant, [])


def ledger_after(facts: Facts, grant: int) -> Ledger | None:
    """The ledger of one grant after the act; None where the grant itself cannot be read."""
    if "ledgers" not in facts.remembered:
        facts.remembered["ledgers"] = _ledgers(facts)
    return facts.remembered["ledgers"].get(grant)


def _ledgers(facts: Facts) -> dict[int, Ledger]:
    wanted = {draft.row["grant_id"] for draft in facts.drafts if draft.model in MODELS}
    drafted = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is Grant}
    wanted = (wanted | set(drafted)) - {None}
    stored = {row["id"]: row for row in Grant.objects.filter(pk__in=wanted).values()}
    heads: dict[int, Row] = {**stored, **drafted}
    lines = _lines(facts, set(stored))
    return {
        pk: ledger_of(heads[pk], {noun: lines[noun].get(pk, []) for noun in PARTS})
        for pk in wanted
        if pk in heads
    }


def _lines(facts: Facts, grants: set[Any]) -> dict[str, dict[int, list[Row]]]:
    drafts: dict[str, dict[int, Row]] = {noun: {} for noun in PARTS}
    for draft in facts.drafts:
        noun = MODELS.get(draft.model)
        if noun is not None and _adds_up(noun, draft.row):
            drafts[noun][draft.row["id"]] = draft.row
    stored = stored_rows(grants) if grants else {noun: [] for noun in PARTS}
    found: dict[str, dict[int, list[Row]]] = {}
    for noun in PARTS:
        by_grant: dict[int, list[Row]] = defaultdict(list)
        for row in ({row["id"]: row for row in stored[noun]} | drafts[noun]).values():
            by_grant[row["grant_id"]].append(row)
        found[noun] = by_grant
    return found


def _adds_up(noun: str, row: Row) -> bool:
    needed = set(NEEDED) - MAY_LACK.get(noun, set())
    return all(row[name] is not None for name in needed if name in row)
