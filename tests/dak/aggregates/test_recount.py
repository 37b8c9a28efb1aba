"""Whatever happens to grants, their claims, their money, their shares and their sentra: the stored
numbers are those of a naive recount in Python, and every percentage is divided from stored sums."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dak.models import Grant
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Sentra, SentraCommodity
from sentra.lib.problems import ChangeRejected
from tests.dak.aggregates.recount import MEASURES, recount
from tests.factories import ACTOR, make_commodity, make_grant, make_sentra, make_source
from tests.factories.rules import make_line, make_rule_set
from tests.registry.aggregates.truth import stored

pytestmark = pytest.mark.django_db

MILLIARD = 1_000_000_000
FIGURES: tuple[Any, ...] = (
    0,
    MILLIARD,
    3 * MILLIARD,
    {"low": MILLIARD, "high": 2 * MILLIARD, "qualifier": "range", "text": ""},
    {"low": 2 * MILLIARD, "high": None, "qualifier": ">=", "text": ""},
    {"low": None, "high": 4 * MILLIARD, "qualifier": "<=", "text": ""},
    None,
)
STAGES = ("allocation", "contract", "disbursed", "absorbed", "built", "unknown", "planned")
VERBS = (
    *("claim", "official", "money", "addendum", "approve", "withdraw", "stage", "place"),
    *("sentra", "share", "make", "words", "move", "drain"),
)
# What happens often stands more than once.
STEP = st.tuples(
    st.sampled_from([*VERBS, "claim", "money", "money"]),
    st.integers(0, 3),
    st.integers(0, 6),
    st.integers(1, 4),
)


class Histories:
    """Four grants in two provinces, and what was done to them."""

    def __init__(self) -> None:
        self.source = make_source().code
        for year, kinds in ((2024, ("build", "revitalise")), (2022, ("revitalise",))):
            rules = make_rule_set(fiscal_year=year).code
            for kind in kinds:
                make_line("menu.record", rule_set=rules, kind=kind)
        self.made = [make_commodity(code="perak").code, make_commodity(code="bambu").code]
        self.receivers = [
            make_sentra().public_code,
            make_sentra().public_code,
            make_sentra(province="52", regency="52.02").public_code,
        ]
        self.grants = [
            make_grant().code,
            make_grant(fiscal_year=2022, menu="Revitalisasi sentra").code,
            make_grant(province="52", regency="52.02", menu="pembangunan sentra baru").code,
            make_grant(fiscal_year=None, year_from=2019, year_to=2021).code,
        ]
        self.told: Counter[str] = Counter()

    def do(self, verb: str, which: int, what: int, place: int) -> None:
        """Try one act; a refusal is an answer."""
        if verb == "drain":
            drain()
            return
        changes = getattr(self, verb)(Grant.objects.get(code=self.grants[which]), what, place)
        try:
            apply_batch(Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, "uji"))
            self.told[verb] += 1
        except ChangeRejected:
            self.told["refused"] += 1

    def claim(self, grant: Grant, what: int, place: int) -> list[Change]:
        values = {"stage": STAGES[what], "amount_idr": FIGURES[(what + place) % len(FIGURES)]}
        spent = {"realised_idr": place * MILLIARD} if place == 4 else {}
        common = {"grant": grant.code, "source": self.source}
        return [Change("claim.record", {**common, **values, **spent})]

    def official(self, grant: Grant, what: int, place: int) -> list[Change]:
        stage = ("allocation", "allocation", "contract", "absorbed", "built")[what % 5]
        values = {"stage": stage, "is_official": True, "official_reason": "dokumen"}
        common = {"grant": grant.code, "source": self.source, "amount_idr": 5 * MILLIARD}
        return [Change("claim.record", {**common, **values})]

    def money(self, grant: Grant, what: int, place: int) -> list[Change]:
        day = f"2024-0{place}-01"
        nouns: tuple[tuple[str, dict[str, Any]], ...] = (
            ("contract", {"subject": "gedung"}),
            ("disbursement", {"tranche_number": place, "paid_on": day}),
            ("disbursement", {"tranche_number": place, "requested_on": day}),
            ("absorption", {"as_of_on": day}),
        )
        noun, values = nouns[what % 4]
        common = {"grant": grant.code, "source": self.source, "amount_idr": place * MILLIARD}
        return [Change(f"{noun}.record", {**common, **values})]

    def addendum(self, grant: Grant, what: int, place: int) -> list[Change]:
        contract = grant.contract_set.order_by("id").last()
        values = {"contract": str(contract.pk) if contract else "@baru", "amount_idr": MILLIARD}
        common = {"grant": grant.code, "source": self.source, "signed_on": f"2024-0{place}-02"}
        new = Change("contract.record", {**common, "subject": "baru", "amount_idr": 7}, ref="baru")
        change = Change("addendum.record", {**common, **values})
        return [change] if contract else [new, change]

    def approve(self, grant: Grant, what: int, place: int) -> list[Change]:
        """Approve the last contract, then put a correction in its place."""
        row = grant.contract_set.order_by("id").last()
        if row is None:
            return self.money(grant, 0, place)
        approval = {"approved_on": "2024-03-01", "approval_words": "surat"}
        if row.approved_on is None:
            return [Change("contract.correct", approval, str(row.pk), row.version)]
        common = {"grant": grant.code, "source": self.source, "subject": "gedung"}
        values = {"amount_idr": what * MILLIARD, "corrects": str(row.pk), **approval}
        return [Change("contract.supersede", {**common, **values})]

    def withdraw(self, grant: Grant, what: int, place: int) -> list[Change]:
        names = ("claims", "contract_set", "disbursement_set", "absorption_set", "shares")
        row: Any = getattr(grant, names[what % 5]).order_by("id").last()
        if row is None or what == 6:
            verb = "restore" if grant.is_withdrawn else "withdraw"
            return [Change(f"grant.{verb}", {}, grant.code, grant.version)]
        noun = ("claim", "contract", "disbursement", "absorption", "share")[what % 5]
        return [Change(f"{noun}.withdraw", {}, str(row.pk), row.version)]

    def stage(self, grant: Grant, what: int, place: int) -> list[Change]:
        values = {
            "stage": ("allocated", "finished", "promised", "cancelled")[what % 4],
            "fund": ("fisik", "nonfisik", "fisik", "fisik")[place - 1],
        }
        return [Change("grant.correct", values, grant.code, grant.version)]

    def place(self, grant: Grant, what: int, place: int) -> list[Change]:
        values = {"province": "51", "regency": "51.06"} if what % 2 else {"fiscal_year": 2023}
        if grant.fiscal_year is None:
            values |= {"year_from": None, "year_to": None}
        return [Change("grant.correct", values, grant.code, grant.version)]

    def sentra(self, grant: Grant, what: int, place: int) -> list[Change]:
        chosen = self.receivers[what % 3] if place > 1 else None
        return [Change("grant.correct", {"sentra": chosen}, grant.code, grant.version)]

    def share(self, grant: Grant, what: int, place: int) -> list[Change]:
        receivers = self.receivers[:2]
        percents = ("60", "40") if place % 2 else ("100",)
        return [
            Change(
                "share.record",
                {"grant": grant.code, "source": self.source, "sentra": code, "share_percent": part},
            )
            for code, part in zip(receivers, percents, strict=False)
        ]

    def make(self, grant: Grant, what: int, place: int) -> list[Change]:
        sentra = self.receivers[what % 3]
        old = SentraCommodity.objects.filter(sentra__public_code=sentra, is_withdrawn=False).last()
        if old is not None:
            return [Change("sentra_commodity.withdraw", {}, str(old.pk), old.version)]
        values = {"sentra": sentra, "commodity": self.made[place % 2], "is_primary": True}
        return [Change("sentra_commodity.record", values)]

    def words(self, grant: Grant, what: int, place: int) -> list[Change]:
        menu = ("", "Pembangunan Sentra baru", "revitalisasi gedung", "lanjutan pembangunan")
        return [Change("grant.correct", {"menu": menu[place - 1]}, grant.code, grant.version)]

    def move(self, grant: Grant, what: int, place: int) -> list[Change]:
        sentra = Sentra.objects.get(public_code=self.receivers[what % 3])
        there = {"province": "51", "regency": "51.06"} if place % 2 else {"province": "32"}
        values = {"regency": None, **there}
        return [Change("sentra.correct", values, sentra.public_code, sentra.version)]


def percent(part: Any, whole: Any) -> Decimal | None:
    if part is None or not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def assert_numbers_are_right() -> None:
    counted = {code: recount(code) for code in MEASURES}
    for code, truth in counted.items():
        assert stored(code) == truth, code
    above, below = counted["dak.absorbed_of_ceiling"], counted["dak.ceiling_of_absorbed"]
    shares = counted["dak.absorption_share_sum"]
    for level in ("national", "province", "regency"):
        for cell in cells("dak.absorption_weighted", level=level):
            key = (cell.region_code, "latest", "", "")
            bounds = percent(above[key][0], below[key][1]), percent(above[key][1], below[key][0])
            assert (cell.low, cell.high) == bounds
        for cell in cells("dak.absorption_simple_mean", level=level):
            low, high, _, n, *_rest = shares[cell.region_code, "latest", "", ""]
            assert (cell.low, cell.high) == (percent(low, n * 10**6), percent(high, n * 10**6))


def test_after_any_history_the_numbers_are_those_of_a_recount() -> None:
    told: Counter[str] = Counter()

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEP, min_size=10, max_size=30))
    def holds(steps: list[tuple[str, int, int, int]]) -> None:
        with transaction.atomic():
            histories = Histories()
            for step in steps:
                histories.do(*step)
            drain()
            assert_numbers_are_right()
            told.update(histories.told)
            transaction.set_rollback(True)

    holds()

    done = set(told) - {"refused"}
    assert done >= {"claim", "money", "addendum", "withdraw", "stage", "place", "share", "make"}, (
        told
    )
    assert told["refused"] > 5, told
