"""The sample's grants: 47 claims on 31 grants (registry/data/sample/dak.csv), through the engine
like anything else. Claims that contradict each other stand side by side; none is official, since no
document of the ministry says so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dak.choices import ClaimStage, GrantStage
from dak.models import Grant
from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.imports.sample import REASON, SampleReport
from registry.policy import Actor
from registry.queries.sample import sample_sentra
from sentra.lib.figures import EXACT, Figure
from sentra.lib.numbers import NumberProblem, parse_rupiah, parse_whole_number

Row = Mapping[str, str]
Values = dict[str, Any]

# How far the money has come, and what that makes of the grant; later entries are further.
STAGE_OF_CLAIM: tuple[tuple[ClaimStage, GrantStage], ...] = (
    (ClaimStage.UNKNOWN, GrantStage.UNKNOWN),
    (ClaimStage.PLANNED, GrantStage.PROMISED),
    (ClaimStage.ALLOCATION, GrantStage.ALLOCATED),
    (ClaimStage.CONTRACT, GrantStage.CONTRACTED),
    (ClaimStage.DISBURSED, GrantStage.CONTRACTED),
    (ClaimStage.ABSORBED, GrantStage.CONTRACTED),
    (ClaimStage.BUILT, GrantStage.FINISHED),
)
_ORDER = [claim for claim, _grant in STAGE_OF_CLAIM]
_GRANT_STAGES = dict(STAGE_OF_CLAIM)

_SPAN = re.compile(r"-(?P<first>20\d\d)-(?P<last>20\d\d)-")
_PROPOSAL_WORD = "usulan"
_MENU_LENGTH = 500


def load_grants(actor: Actor) -> SampleReport:
    """Record the grants of the sample that are not there yet, with their claims, in one act.

    The sentra of the sample must have been loaded: a grant names them by what they were called
    then. A second run writes nothing."""
    claims = grants_of(data_rows("sample/dak.csv"))
    known = set(Grant.objects.filter(code__in=claims).values_list("code", flat=True))
    missing = {ref: rows for ref, rows in claims.items() if ref not in known}
    if missing:
        sources = {row["source_text"]: row["key"] for row in data_rows("sample/sources.csv")}
        changes = list(_changes(missing, sources, sample_sentra()))
        apply_changes(changes, actor=actor, reason=REASON)
    n_claims = sum(map(len, claims.values()))
    return SampleReport(
        counts=[
            LoadCount("grant", len(claims), len(missing)),
            LoadCount("claim", n_claims, sum(map(len, missing.values()))),
        ]
    )


def grants_of(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The claims of each grant by its reference, in the order of the file."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["grant_ref"], []).append(row)
    return grouped


def grant_values(ref: str, claims: list[Row], sentra: Mapping[str, str]) -> Values:
    """The values of one grant; its sentra is a public code, or empty where none is registered."""
    first = claims[0]
    span = _SPAN.search(ref)
    return {
        "code": ref,
        "fund": first["fund"],
        "stage": grant_stage(claims).value,
        "fiscal_year": first["fiscal_year"] or None,
        "year_from": span["first"] if span else None,
        "year_to": span["last"] if span else None,
        "level": first["level"],
        "province": first["province_code"],
        "regency": first["regency_code"],
        "sentra": sentra[first["sentra_match"]] if first["sentra_match"] else None,
        "sentra_words": first["sentra"],
        "menu": menu_of(claims),
        "is_sample": True,
    }


def grant_stage(claims: Iterable[Row]) -> GrantStage:
    """The furthest stage a claim speaks of; a plan that is only asked for is a proposal."""
    rows = list(claims)
    furthest = max((ClaimStage(row["stage"]) for row in rows), key=_ORDER.index)
    stage = _GRANT_STAGES[furthest]
    is_proposal = any(_PROPOSAL_WORD in row["status"].lower() for row in rows)
    return GrantStage.PROPOSED if stage == GrantStage.PROMISED and is_proposal else stage


def menu_of(claims: Iterable[Row]) -> str:
    """The activities of all claims, each once, as far as the field holds them; every claim keeps
    its own in full."""
    menu = ""
    for words in dict.fromkeys(row["menu_activity"] for row in claims):
        longer = f"{menu}; {words}" if menu else words
        if len(longer) > _MENU_LENGTH - 3:
            return f"{menu}; …" if menu else f"{words[: _MENU_LENGTH - 1]}…"
        menu = longer
    return menu


def claim_values(row: Row, sources: Mapping[str, str]) -> Values:
    """The values of one claim; zero absorbed is zero, not unknown."""
    return {
        "source": sources[row["source"]],
        "stage": row["stage"],
        "activity": row["menu_activity"],
        "status_words": row["status"],
        "realised_idr": row["realised_idr"] or None,
        "physical_percent": row["physical_percent"] or None,
        "amount_idr": amount(row),
    }


def amount(row: Row) -> Values | None:
    """The amount as printed: the words are kept wherever they are no plain rupiah."""
    if not row["allocation_idr"]:
        return None
    number = parse_whole_number(row["allocation_idr"])
    sign = row["amount_qualifier"] or EXACT
    low = None if sign == "<=" else number
    high = None if sign == ">=" else number
    words = "" if sign == EXACT and _says_only(row["amount_text"], number) else row["amount_text"]
    return Figure(low, high, sign, words).to_json()


def _says_only(words: str, number: int) -> bool:
    """Whether the printed words are this amount digit by digit."""
    try:
        return parse_rupiah(words) == number and sum(map(str.isdigit, words)) == len(str(number))
    except NumberProblem:
        return False


def _changes(
    grants: Mapping[str, list[Row]], sources: Mapping[str, str], sentra: Mapping[str, str]
) -> Iterator[Change]:
    for ref, claims in grants.items():
        yield Change("grant.record", grant_values(ref, claims, sentra), ref=ref)
    for ref, claims in grants.items():
        for row in claims:
            yield Change("claim.record", {"grant": f"@{ref}", **claim_values(row, sources)})
