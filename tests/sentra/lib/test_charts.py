"""The charts draw what was reported, hatch what was not, and escape every word from data."""

import json
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from django.template import Context, Template

from sentra.lib.templatetags import charts

TILES = json.loads(Path("registry/data/tilemap.json").read_text(encoding="utf-8"))


@dataclass
class Cell:
    name: str = "Bali"
    short: str = "Bali"
    iso: str = "BA"
    col: float = 0.0
    row: float = 0.0
    value: int | None = 6
    url: str = "/provinsi/51/"
    label: str = "Bali: 6 sentra"


@pytest.mark.parametrize(
    ("value", "css"),
    [(0, "q0"), (1, "q1"), (2, "q2"), (4, "q2"), (5, "q3"), (10, "q4"), (19, "q4"), (20, "q5")],
)
def test_step_class_puts_a_value_on_its_step(value: int, css: str) -> None:
    assert charts.step_class(value, [2, 5, 10, 20]) == css


def test_tilemap_hatches_a_province_without_a_record() -> None:
    svg = charts.tilemap([Cell(value=None)])

    assert 'class="gap" fill="url(#h)"' in svg
    assert '<text class="v" y="37">–</text>' in svg


def test_tilemap_draws_a_reported_zero_as_zero() -> None:
    svg = charts.tilemap([Cell(value=0)])

    assert 'class="q0"' in svg
    assert "url(#h)" not in svg
    assert '<text class="v" y="37">0</text>' in svg


def test_tilemap_escapes_names_labels_and_addresses() -> None:
    svg = charts.tilemap([Cell(short="<b>", label='"><script>', url='/?a="x"')])

    assert "<script>" not in svg
    assert "<b>" not in svg
    assert 'href="/?a=&quot;x&quot;"' in svg


def test_tilemap_links_a_tile_only_where_there_is_a_page() -> None:
    svg = charts.tilemap([Cell(url="")])

    assert "<a " not in svg
    assert svg.count("<g ") == 1


def test_tilemap_without_cells_draws_nothing() -> None:
    assert charts.tilemap([]) == ""


def test_tilemap_of_the_country_has_thirty_eight_tiles_that_do_not_overlap() -> None:
    assert len({tile["kemendagri_code"] for tile in TILES}) == 38
    for one, other in combinations(TILES, 2):
        apart = max(abs(one["col"] - other["col"]), abs(one["row"] - other["row"]))
        assert apart >= 1, (one["name"], other["name"])


def test_tilemap_of_the_country_stays_small() -> None:
    cells = [
        Cell(
            short=tile["short"],
            iso=tile["iso"],
            col=tile["col"],
            row=tile["row"],
            url=f"/provinsi/{tile['kemendagri_code']}/",
            label=f"{tile['name']}: 6 sentra",
        )
        for tile in TILES
    ]

    # A third of the 50 KB a front page may weigh on a weak link.
    assert len(charts.tilemap(cells).encode()) < 12_500


def test_key_names_every_step_and_the_hatch() -> None:
    html = charts.key("2 5 10 20")

    for words in ("1</li>", "2–4</li>", "5–9</li>", "10–19</li>", "20 ke atas</li>"):
        assert words in html
    assert html.count("url(#h)") == 1


def test_coverage_says_its_parts_aloud() -> None:
    svg = charts.coverage(37, 152)

    assert 'aria-label="Cakupan 37 dari 152"' in svg
    assert '<rect width="24.3" height="6"/>' in svg


@pytest.mark.parametrize(("part", "whole"), [(None, 10), (3, None), (0, 0)])
def test_coverage_without_a_whole_draws_nothing(part: int | None, whole: int | None) -> None:
    assert charts.coverage(part, whole) == ""


def test_columns_mark_an_unreported_year_and_leave_a_zero_empty() -> None:
    svg = charts.columns([(2021, 750), (2022, None), (2023, 0)])

    assert svg.count('class="f1"') == 1
    assert svg.count("url(#h)") == 1
    assert svg.count(">?</text>") == 1
    for year in ("2021", "2022", "2023"):
        assert f">{year}</text>" in svg


def test_columns_draw_a_range_solid_to_the_lower_and_hatched_to_the_upper() -> None:
    svg = charts.columns([(2023, (9, 12))], height=100, top=12)

    # 78 px to the base line, 60 of them to the highest value.
    assert '<rect class="f1" x="18.00%" y="33.0" width="64.00%" height="45.0"/>' in svg
    assert '<rect class="gap" fill="url(#h)" x="18.00%" y="18.0" width="64.00%"' in svg
    assert ">9–12</text>" in svg


def test_columns_write_an_open_range_as_at_least() -> None:
    assert ">≥ 395</text>" in charts.columns([(2025, (395, None))])


def test_columns_of_nothing_reported_do_not_divide_by_zero() -> None:
    svg = charts.columns([(2021, None), (2022, 0)])

    assert svg.count(">?</text>") == 1


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(750, [200, 400, 600]), (9, [5]), (10, [5, 10]), (100, [50, 100]), (0, []), (3, [1, 2, 3])],
)
def test_nice_ticks_are_round_and_few(top: float, ticks: list[float]) -> None:
    assert charts.nice_ticks(top) == pytest.approx(ticks)


def test_charts_take_decimals_and_floats_together() -> None:
    svg = charts.columns([(2017, Decimal("161.5")), (2018, (1.5, Decimal("2")))])

    assert ">161,5</text>" in svg
    assert ">1,5–2</text>" in svg
    assert 'width="50.0%"' in charts.hbar(Decimal("1.5"), 3.0)


def test_stack_hatches_the_part_nobody_knows_and_skips_the_empty_one() -> None:
    svg = charts.stack([(10, "q5"), (0, "q3"), (5, "gap")], 20)

    assert svg.count("<rect") == 2
    assert '<rect class="gap" fill="url(#h)" x="50.0%" width="24.7%"' in svg


def test_hbar_draws_nothing_for_what_was_not_reported() -> None:
    assert charts.hbar(None, 10) == ""
    assert 'width="50.0%"' in charts.hbar(5, 10)


def test_no_chart_carries_an_inline_style() -> None:
    drawn = Template(
        "{% load charts %}{% tilemap cells %}{% key zero=True %}{% columns years %}"
        "{% coverage 1 2 %}{% hbar 1 2 %}{% legend 'q5' 'baru' 'gap' 'tidak diketahui' %}"
    ).render(Context({"cells": [Cell()], "years": [(2021, 1), (2022, None)]}))

    assert "style" not in drawn
    assert "&lt;" not in drawn
