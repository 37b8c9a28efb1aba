"""What one government received in one fiscal year from DAK Fisik of this field: all its counted
grants together, since mode, shares and gates of payment are judged over the field's ceiling and
never over one grant. What follows from it is decided in dak.rules.field_payment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dak.models import CountedGrant, Grant, RuleSet
from dak.queries.ledger import Ledger, Row, is_paid, ledgers
from dak.queries.year_rules import YearRules, year_rules

# Level, government and fiscal year.
FieldKey = tuple[str, str, int]


@dataclass(frozen=True)
class PaymentField:
    """The counted grants of one government and fiscal year with their money, and the year's rules
    (None where nobody has recorded any)."""

    rows: tuple[CountedGrant, ...]
    ledgers: Mapping[int, Ledger]
    rules: YearRules | None

    @property
    def first(self) -> Grant:
        """Any of its grants; all have the same receiver and year."""
        return self.rows[0].grant

    @property
    def region(self) -> str:
        """The government's code on today's map."""
        return self.first.regency_id or self.first.province_id

    @property
    def region_codes(self) -> tuple[str, ...]:
        """By what disaster exceptions find it: today's code, and the province it lay in then."""
        return (self.region, self.first.region_code[:2])

    @property
    def n_without_amount(self) -> int:
        """Grants whose ceiling nobody names."""
        return sum(not row.has_amount for row in self.rows)

    @property
    def is_known(self) -> bool:
        """Whether the ceiling of any of its grants is."""
        return self.n_without_amount < len(self.rows)

    @property
    def low(self) -> int:
        """The lower end of the field's ceiling; what nobody names adds nothing."""
        return sum(row.ceiling_low or 0 for row in self.rows)

    @property
    def high(self) -> int | None:
        """The upper end; None while one grant leaves it open."""
        ends = [row.ceiling_high for row in self.rows]
        return None if None in ends else sum(end or 0 for end in ends)

    @property
    def exact(self) -> int | None:
        """The field's ceiling where it is one number."""
        is_open = any(row.ceiling_low is None for row in self.rows)
        return self.low if self.low == self.high and not is_open else None

    @property
    def is_recommended(self) -> bool:
        """Whether the ministry recommended a mode for it that is paid by recommendation."""
        modes = self.rules.modes if self.rules else ()
        return any(self.region in mode.recommended for mode in modes)

    @property
    def requests(self) -> list[Row]:
        """Every tranche paid or asked for, of all its grants, in order."""
        found = [row for one in self.ledgers.values() for row in one.of("disbursement")]
        return sorted(
            found,
            key=lambda row: (row["tranche_number"], asked_on(row) or date.min, row["id"]),
        )

    def absorbed_by(self, day: date | None) -> int | None:
        """What was spent by a day, of all grants that received or spent something; None while one
        of them has not told."""
        active = [one for one in self.ledgers.values() if one.payments or one.absorptions]
        told = [one.absorbed_by(day) for one in active]
        known = [amount for amount in told if amount is not None]
        return sum(known) if known and len(known) == len(told) else None

    def output_by(self, day: date | None) -> Decimal | None:
        """The physical progress by a day, of several grants weighed by their ceilings; None while
        one of them has no report, or no exact ceiling to weigh with."""
        told = [self.ledgers[row.grant_id].output_by(day) for row in self.rows]
        known = [percent for percent in told if percent is not None]
        if len(known) < len(told):
            return None
        if len(set(known)) == 1:
            return known[0]
        if not self.exact:
            return None
        weights = [row.ceiling_low or 0 for row in self.rows]
        weighed = sum((p * w for p, w in zip(known, weights, strict=True)), Decimal(0))
        return weighed / self.exact


def asked_on(row: Row) -> date | None:
    """The day a tranche was asked for; of a payment without one, the day it was paid."""
    return row["requested_on"] or row["paid_on"]


def paid_of(rows: Iterable[Row]) -> int | None:
    """The sum of what was paid among requests; None where nothing was."""
    amounts = [row["amount_idr"] for row in rows if is_paid(row)]
    return sum(amounts) if amounts else None


def field_of(counted: CountedGrant) -> PaymentField | None:
    """The field a grant is paid in; None where it does not count."""
    if not counted.is_counted:
        return None
    grant = counted.grant
    rows = CountedGrant.objects.filter(
        period=str(grant.fiscal_year),
        is_counted=True,
        grant__level=grant.level,
        grant__province=grant.province_id,
        grant__regency=grant.regency_id,
    )
    return next(iter(fields_of(rows)), None)


def fields_of(rows: Iterable[CountedGrant]) -> list[PaymentField]:
    """Counted grants by the field they are paid in; a constant number of statements."""
    by_key: dict[FieldKey, list[CountedGrant]] = defaultdict(list)
    for row in rows:
        by_key[_key(row)].append(row)
    listed = [row for found in by_key.values() for row in found]
    grants = {
        grant.pk: grant
        for grant in Grant.objects.filter(pk__in=[row.grant_id for row in listed]).select_related(
            "sentra", "regency", "province"
        )
    }
    for row in listed:
        row.grant = grants[row.grant_id]
    money = ledgers(grants)
    years = {year for _level, _region, year in by_key}
    rule_sets = RuleSet.objects.filter(fiscal_year__in=years)
    rules = {one.fiscal_year: one for one in year_rules(rule_sets)}
    return [
        PaymentField(
            rows=tuple(sorted(found, key=lambda row: row.grant.code)),
            ledgers={row.grant_id: money[row.grant_id] for row in found},
            rules=rules.get(year),
        )
        for (_level, _region, year), found in by_key.items()
    ]


def _key(row: CountedGrant) -> FieldKey:
    level = "regency" if row.regency_code else "province"
    return level, row.regency_code or row.province_code, row.fiscal_year or 0
