"""Everything the page of one grant prints beside its claims: the bounds of every step of the money,
components with the need they answer, shares, and the rules that hold. Dated events are in
dak.queries.timeline."""

from dataclasses import dataclass

from dak.models import CountedGrant, Grant, GrantComponent, GrantShare
from dak.queries.ledger import Ledger, ledgers
from dak.queries.year_rules import YearRules, rules_of
from registry.queries.sentra_rows import lay_standing
from sentra.lib.figures import Figure


@dataclass(frozen=True)
class Step:
    """One step of the money: its bounds, None where nobody reported it; `is_claimed` when it rests
    on what sources say and on no row of the registry."""

    code: str
    figure: Figure | None
    is_claimed: bool = False


@dataclass(frozen=True)
class GrantParts:
    """One grant whole."""

    grant: Grant
    ledger: Ledger
    steps: tuple[Step, ...]
    components: tuple[GrantComponent, ...]
    shares: tuple[GrantShare, ...]
    rules: YearRules | None

    def step(self, code: str) -> Step:
        """One step of the money."""
        return next(step for step in self.steps if step.code == code)


def grant_parts(counted: CountedGrant) -> GrantParts:
    """The parts of the grant in a row of the view; a constant number of statements."""
    grant = counted.grant
    ledger = ledgers([grant.pk])[grant.pk]
    shares = tuple(
        GrantShare.objects.filter(grant=grant, is_withdrawn=False)
        .select_related("sentra", "source")
        .order_by("-share_percent", "id")
    )
    lay_standing([grant.sentra, *(share.sentra for share in shares)])
    return GrantParts(
        grant=grant,
        ledger=ledger,
        steps=tuple(_steps(counted, ledger)),
        components=tuple(
            GrantComponent.objects.in_force()
            .filter(grant=grant)
            .select_related("sentra", "need__need_kind", "source")
            .order_by("id")
        ),
        shares=shares,
        rules=rules_of(grant.fiscal_year) if grant.fiscal_year else None,
    )


def _steps(counted: CountedGrant, ledger: Ledger) -> list[Step]:
    plan = ledger.work_plan
    return [
        Step("ceiling", _figure(counted, "ceiling", counted.has_amount), is_claimed=True),
        Step("work_plan", None if plan is None else Figure.exact(plan)),
        Step(
            "contracted",
            _figure(counted, "contracted", counted.has_contract),
            is_claimed=not ledger.of("contract"),
        ),
        Step(
            "disbursed",
            _figure(counted, "disbursed", counted.has_disbursement),
            is_claimed=not ledger.payments,
        ),
        Step(
            "absorbed",
            _figure(counted, "absorbed", counted.has_absorption),
            is_claimed=not ledger.of("absorption"),
        ),
    ]


def _figure(counted: CountedGrant, stem: str, is_known: bool) -> Figure | None:
    low, high = getattr(counted, f"{stem}_low"), getattr(counted, f"{stem}_high")
    if not is_known or (low is None and high is None):
        return None
    if low is None:
        return Figure.at_most(high)
    return Figure.at_least(low) if high is None else Figure.between(low, high)
