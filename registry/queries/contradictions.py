"""Facts on which sources disagree. Claims about one fact contradict one another when they cannot
all be true: bounds that do not meet ("293" and "about 400"; "at least 300" and "320" go together),
or different words. Claims of different years are about different facts."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from registry.choices import ContradictionState, FactName
from registry.models import FactClaim, Sentra, Source
from registry.models.fact_claim import IN_WORDS, FactClaimEvent
from sentra.lib.figures import RUPIAH_UNIT, Figure, format_figure

# Open bounds: nothing is below zero, and nothing above what a column holds.
TOP = 2**63 - 1
Key = tuple[int, str, int | None]
MaySee = Callable[[FactClaim], bool]


@dataclass(frozen=True)
class Contradiction:
    """One fact of one sentra and what each source says of it, in the order of their dates."""

    sentra: Sentra
    fact: str
    year: int | None
    claims: tuple[FactClaim, ...]

    @property
    def published(self) -> FactClaim | None:
        """The claim that is published, with its reason."""
        return next((claim for claim in self.claims if claim.is_published), None)

    @property
    def state(self) -> ContradictionState:
        """Whether somebody has decided."""
        return ContradictionState.SETTLED if self.published else ContradictionState.OPEN

    @property
    def label(self) -> str:
        """The fact with its year."""
        return str(self.claims[0])


def contradictions(scope: QuerySet[Sentra], *, only_open: bool = False) -> list[Contradiction]:
    """Every fact of these sentra on which sources disagree, in two statements."""
    groups = _differing(FactClaim.objects.in_force().filter(sentra__in=scope))
    if only_open:
        groups = groups.filter(n_published=0)
    keys: set[Key] = set(groups.values_list("sentra", "fact", "year"))
    claims = FactClaim.objects.in_force().filter(sentra__in={key[0] for key in keys})
    found: dict[Key, list[FactClaim]] = defaultdict(list)
    for claim in claims.select_related("sentra", "source").order_by(
        "sentra__name_key", "sentra", "fact", "year", F("said_on").asc(nulls_last=True), "pk"
    ):
        key = (claim.sentra_id, claim.fact, claim.year)
        if key in keys:
            found[key].append(claim)
    return [
        Contradiction(lines[0].sentra, fact, year, tuple(lines))
        for (_sentra, fact, year), lines in found.items()
    ]


def open_contradictions(scope: QuerySet[Sentra]) -> list[Contradiction]:
    """The contradictions of these sentra on which nobody has decided."""
    return contradictions(scope, only_open=True)


def seen_contradictions(sentra: Sentra, may_see: MaySee) -> list[Contradiction]:
    """The contradictions of one sentra as one reader may see them: claims kept from him are left
    out, and a fact of which fewer than two values remain says nothing."""
    found = []
    for one in contradictions(Sentra.objects.filter(pk=sentra.pk)):
        claims = tuple(claim for claim in one.claims if may_see(claim))
        if len({claim_words(claim) for claim in claims}) > 1:
            found.append(Contradiction(one.sentra, one.fact, one.year, claims))
    return found


def n_open() -> int:
    """How many facts are open."""
    return _differing(FactClaim.objects.in_force()).filter(n_published=0).count()


def claims_in(states: Iterable[str]) -> set[int]:
    """The keys of the claims in force whose fact stands in one of these states."""
    groups = _groups(FactClaim.objects.in_force())
    wanted: set[Key] = set()
    for state in states:
        wanted |= set(_in_state(groups, state).values_list("sentra", "fact", "year"))
    rows = FactClaim.objects.in_force().filter(sentra__in={key[0] for key in wanted})
    return {
        pk
        for pk, sentra, fact, year in rows.values_list("pk", "sentra", "fact", "year")
        if (sentra, fact, year) in wanted
    }


def states_of(sentra: Iterable[int]) -> dict[Key, ContradictionState]:
    """The state of every fact of some sentra on which anything was claimed: one statement."""
    groups = _groups(FactClaim.objects.in_force().filter(sentra__in=list(sentra)))
    names = ("sentra", "fact", "year", "n", "n_published", "differs")
    found = {}
    for pk, fact, year, n, n_published, differs in groups.annotate(differs=DIFFERS).values_list(
        *names
    ):
        if differs:
            state = ContradictionState.SETTLED if n_published else ContradictionState.OPEN
        else:
            state = ContradictionState.AGREED if n > 1 else ContradictionState.ALONE
        found[(pk, fact, year)] = state
    return found


def with_states(claims: QuerySet[FactClaim], paths: Iterable[str]) -> list[dict[str, Any]]:
    """Raw rows of claims with `contradiction_state`; two statements."""
    wanted = {*paths, "sentra_id", "fact", "year"} - {"contradiction_state"}
    rows = list(claims.values(*wanted))
    states = states_of({row["sentra_id"] for row in rows})
    for row in rows:
        key = (row["sentra_id"], row["fact"], row["year"])
        row["contradiction_state"] = states[key].value
    return rows


def ever_claimed() -> set[tuple[int, str, int | None, str]]:
    """(sentra, fact, year, source code) of every claim that was ever recorded, also of those that
    were withdrawn since: read from history, for whoever must not record them a second time."""
    first = FactClaimEvent._default_manager.filter(version=0)
    rows = list(first.values_list("sentra_id", "fact", "year", "source_id"))
    codes = dict(Source.objects.filter(pk__in={row[3] for row in rows}).values_list("pk", "code"))
    return {(sentra, fact, year, codes.get(source, "")) for sentra, fact, year, source in rows}


def claimed_figure(claim: FactClaim) -> Figure | None:
    """The number of a claim with its doubt; None where it is told in words."""
    if not claim.claimed_qualifier:
        return None
    return Figure(
        claim.claimed_low, claim.claimed_high, claim.claimed_qualifier, claim.claimed_text
    )


def claim_words(claim: FactClaim) -> str:
    """What a claim says: words, a year as it is, or a number with its unit sign."""
    if claim.fact in IN_WORDS:
        return claim.stated
    return figure_words(claim, claimed_figure(claim))


def figure_words(claim: FactClaim, figure: Figure | None) -> str:
    """A number told as a claim about the same fact would be; empty where there is none."""
    if figure is None:
        return ""
    if claim.fact == FactName.ORIGIN_YEAR:
        return format_figure(figure).replace(".", "")
    return format_figure(figure, RUPIAH_UNIT if is_money(claim) else "")


def is_money(claim: FactClaim) -> bool:
    """Whether the fact is an amount of money, which not everybody may see."""
    return claim.fact.endswith("_idr")


DIFFERS = Q(highest_low__gt=F("lowest_high")) | ~Q(first_words=F("last_words"))


def _groups(claims: QuerySet[FactClaim]) -> QuerySet:
    """One row for each fact, with the bounds all its claims would have to share."""
    whole = BigIntegerField()
    return (
        claims.order_by()
        .values("sentra", "fact", "year")
        .annotate(
            n=Count("pk"),
            n_published=Count("pk", filter=Q(is_published=True)),
            highest_low=Max(Coalesce("claimed_low", Value(0), output_field=whole)),
            lowest_high=Min(Coalesce("claimed_high", Value(TOP), output_field=whole)),
            first_words=Min("stated"),
            last_words=Max("stated"),
        )
    )


def _differing(claims: QuerySet[FactClaim]) -> QuerySet:
    return _groups(claims).filter(DIFFERS)


def _in_state(groups: QuerySet, state: str) -> QuerySet:
    if state in (ContradictionState.OPEN, ContradictionState.SETTLED):
        groups = groups.filter(DIFFERS)
        is_open = state == ContradictionState.OPEN
        return groups.filter(n_published=0) if is_open else groups.filter(n_published__gt=0)
    groups = groups.exclude(DIFFERS)
    return groups.filter(n__gt=1) if state == ContradictionState.AGREED else groups.filter(n=1)
