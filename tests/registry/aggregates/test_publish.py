"""What leaves the house: labels, coverage, staleness, and money cells that would give a single
enterprise away."""

import pytest

from registry.aggregates.definitions import definitions
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.models import DirtyEvent
from tests.dirty_marks import changed
from tests.factories import (
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_profile,
    make_sentra,
    make_verification,
)

pytestmark = pytest.mark.django_db

MONEY = "sentra.production_value_idr"
PLACES = {
    "51.04": {"province": "51", "regency": "51.04"},
    "51.06": {"province": "51", "regency": "51.06"},
    "51": {"province": "51"},
    "52.02": {"province": "52", "regency": "52.02"},
    "32.04": {"province": "32", "regency": "32.04"},
    "32.73": {"province": "32", "regency": "32.73"},
}


def reporting(**counts: int) -> None:
    """So many sentra with a production value of 2025 in each place ("r51_04=2")."""
    for place, count in counts.items():
        for _ in range(count):
            sentra = make_sentra(**PLACES[place[1:].replace("_", ".")])
            make_profile(sentra, production_value_idr=1_000_000)
    drain()


def states(level: str) -> dict[str, str]:
    return {cell.region_code: cell.state for cell in cells(MONEY, period="2025", level=level)}


def test_a_cell_names_what_it_is_and_how_much_stands_behind_it() -> None:
    sentra = make_sentra()
    make_profile(sentra, unit_count=25)
    make_profile(make_sentra())
    make_verification(sentra)
    drain()

    (cell,) = cells("sentra.unit_count", period="2025", level="regency", province="51")

    assert (cell.definition, cell.label, cell.unit) == (
        "sentra.unit_count",
        "Unit usaha",
        "unit",
    )
    assert (cell.region_code, cell.region_name) == ("51.04", "Kabupaten Gianyar")
    assert (cell.value, cell.n_records, cell.n_reporting, cell.n_verified) == (25, 2, 1, 1)
    assert (cell.year_from, cell.year_to) == (2025, 2025)
    assert cell.query == (
        "kind=cluster&recognition__in=decree,listed,reported&status__not=closed,merged,split"
        "&year=2025&regency=51.04"
    )


def test_cells_come_by_level_province_and_region() -> None:
    make_sentra()
    make_sentra(province="52", regency="52.02")
    drain()

    def codes(**how: str) -> list[str]:
        return [cell.region_code for cell in cells("sentra.count", **how)]

    assert codes() == ["ID"]
    assert codes(level="province") == ["51", "52"]
    assert codes(level="province", province="52") == ["52"]
    assert codes(level="regency") == ["51.04", "52.02"]
    assert codes(level="regency", region="52.02") == ["52.02"]


def test_a_region_without_records_has_no_cell_and_no_zero() -> None:
    make_sentra()
    drain()

    assert cells("sentra.count", level="province", province="32") == []


def test_an_unknown_number_is_an_error_and_not_an_empty_list() -> None:
    with pytest.raises(KeyError):
        cells("sentra.unknown")


def test_members_have_their_names_and_what_has_no_commodity_says_so() -> None:
    silver = make_commodity(name="Perak")
    make(
        "sentra_commodity.record",
        sentra=make_sentra().public_code,
        commodity=silver.code,
        is_primary=True,
    )
    make_sentra()
    drain()

    labels = {c.member: c.member_label for c in cells("sentra.count", dimension="commodity")}

    assert labels == {"": "Belum ada komoditas utama", silver.code: "Perak"}


def test_a_committed_change_makes_the_province_and_the_nation_stale_and_no_other() -> None:
    sentra = make_sentra()
    make_sentra(province="52", regency="52.02")
    drain()
    changed("sentra.correct", sentra.public_code, note="uji")()

    provinces = {c.region_code: c.is_stale for c in cells("sentra.count", level="province")}
    assert provinces == {"51": True, "52": False}
    assert [c.is_stale for c in cells("sentra.count")] == [True]
    assert [c.is_stale for c in cells("sentra.count", level="regency", province="51")] == [True]

    drain()
    assert [c.is_stale for c in cells("sentra.count")] == [False]


def test_a_change_of_a_scheme_makes_every_province_stale_for_what_depends_on_it() -> None:
    make_sentra()
    make_claim(make_grant(), amount_idr=5)
    drain()
    make_commodity()

    assert [c.is_stale for c in cells("sentra.count", level="province")] == [True]
    assert [c.is_stale for c in cells("dak.ceiling", level="province")] == [True]


def test_a_number_is_not_stale_for_a_noun_it_does_not_depend_on() -> None:
    make_sentra()
    make_claim(make_grant(), amount_idr=5)
    drain()
    DirtyEvent.objects.create(province_code="51", year=None, noun="profile")

    assert [c.is_stale for c in cells("sentra.unit_count", level="province")] == [True]
    assert [c.is_stale for c in cells("dak.ceiling", level="province")] == [False]


def test_money_of_one_or_two_reporting_sentra_is_withheld() -> None:
    reporting(r51_04=2)

    assert states("regency") == {"51.04": "suppressed"}
    assert states("province") == {"51": "suppressed"}
    assert states("national") == {"ID": "suppressed"}


def test_a_withheld_cell_gives_nothing_away_but_how_many_are_registered() -> None:
    reporting(r51_04=2)

    (cell,) = cells(MONEY, period="2025")

    assert (cell.value, cell.low, cell.high) == (None, None, None)
    assert (cell.n_reporting, cell.year_from, cell.year_to) == (None, None, None)
    assert cell.n_records == 2
    assert not cell.is_range


def test_three_reporting_sentra_are_published() -> None:
    reporting(r51_04=3)

    assert states("regency") == {"51.04": "ok"}
    assert [c.value for c in cells(MONEY, period="2025")] == [3_000_000]


def test_a_cell_where_nobody_reported_is_no_secret() -> None:
    make_profile(make_sentra())
    drain()

    assert states("national") == {"ID": "ok"}


def test_the_smallest_sibling_goes_with_a_withheld_cell_that_subtraction_would_reveal() -> None:
    reporting(r51_04=1, r51_06=4)

    assert states("regency") == {"51.04": "suppressed", "51.06": "suppressed"}
    assert states("province") == {"51": "ok"}


def test_withheld_siblings_that_cover_each_other_take_nobody_with_them() -> None:
    reporting(r32_04=2, r32_73=2, r51_04=3)

    assert states("regency") == {"32.04": "suppressed", "32.73": "suppressed", "51.04": "ok"}
    assert states("province") == {"32": "ok", "51": "ok"}


def test_a_province_withheld_beside_another_takes_its_regencies_with_it() -> None:
    reporting(r52_02=1, r51_04=4, r32_04=3, r32_73=3)

    assert states("province") == {"32": "ok", "51": "suppressed", "52": "suppressed"}
    assert states("regency") == {
        "32.04": "ok",
        "32.73": "ok",
        "51.04": "suppressed",
        "52.02": "suppressed",
    }
    assert states("national") == {"ID": "ok"}


def test_public_money_is_never_withheld() -> None:
    make_claim(make_grant(), amount_idr=2_500_000_000)
    drain()

    for level in ("national", "province", "regency"):
        assert [(c.state, c.value) for c in cells("dak.ceiling", level=level)] == [
            ("ok", 2_500_000_000)
        ]


def test_every_sum_of_private_money_has_a_limit() -> None:
    private = {d.code for d in definitions().values() if d.measure.endswith("_idr")}
    limited = {d.code for d in definitions().values() if d.suppress_below >= 3}
    assert private == limited == {MONEY}


def test_counts_of_few_are_published() -> None:
    make_profile(make_sentra(), unit_count=1)
    drain()

    assert [c.state for c in cells("sentra.unit_count", period="2025")] == ["ok"]
