"""Ceilings by year, as charts and tables read them."""

from decimal import Decimal

import pytest

from dak.queries.grants import by_year, chart_money, grant_rows, milliards, on_record
from dak.queries.panels import SHOWN, region_panel
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from sentra.lib.figures import Figure
from tests.factories import make_claim, make_grant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (None, ""),
        (Figure.exact(17_000_000_000), "17,0"),
        (Figure.between(9_000_000_000, 12_000_000_000), "9,0–12,0"),
        (Figure.at_least(8_000_000_000), "≥ 8,0"),
        (Figure.at_most(4_000_000_000), "≤ 4,0"),
        (Figure.between(26_810_000_000, 26_820_000_000), "26,8"),
        (Figure.exact(0), "0,0"),
        (Figure.exact(49_999_999), "0,05"),
        (Figure.exact(50_000_000), "0,1"),
        (Figure.between(20_000_000, 12_000_000_000), "0,02–12,0"),
        (Figure.at_least(1), "≥ 0,000000001"),
    ],
)
def test_milliards_keep_the_doubt(figure: Figure | None, words: str) -> None:
    assert milliards(figure) == words


def test_years_between_have_no_grants_and_an_unknown_amount_is_not_zero() -> None:
    make_claim(make_grant(fiscal_year=2019), amount_idr=8_000_000_000)
    make_grant(fiscal_year=2021)

    years = {row.year: (row.grants, row.money) for row in by_year(grant_rows(on_record("51")))}

    assert years == {2019: (1, Decimal(8)), 2020: (0, Decimal(0)), 2021: (1, None)}


def test_years_add_up_to_the_published_ceiling() -> None:
    make_claim(make_grant(fiscal_year=2023), amount_idr=9_000_000_000)
    disputed = make_grant(fiscal_year=2023)
    make_claim(disputed, amount_idr=1_000_000_000)
    make_claim(disputed, amount_idr=4_000_000_000)
    make_grant(fund="nonfisik", fiscal_year=2023)
    drain()

    (year,) = by_year(grant_rows(on_record("51")))
    (cell,) = cells("dak.ceiling", period="2023", level="province", region="51")

    assert year.figure == Figure.between(cell.low, cell.high)  # type: ignore[arg-type]


def test_wide_columns_are_drawn_in_whole_milliards() -> None:
    grant = make_grant(fiscal_year=2024)
    make_claim(grant, amount_idr=56_400_000_000)
    make_claim(grant, amount_idr=62_000_000_000)
    make_claim(make_grant(fiscal_year=2023), amount_idr=400_000_000)

    chart = dict(chart_money(by_year(grant_rows(on_record()))))

    assert chart == {2023: Decimal("0.4"), 2024: (Decimal(56), Decimal(62))}


def test_panel_shows_the_newest_and_says_how_many_there_are() -> None:
    for _ in range(SHOWN + 1):
        make_grant()

    panel = region_panel("51.04")

    assert (len(panel["counted"]), panel["counted_total"]) == (SHOWN, SHOWN + 1)
    assert panel["query"] == "regency=51.04"
