"""Numbers never stand alone, missing is never zero, and a badge has a sign and a word."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import mark_safe

from sentra.lib.figures import Figure
from sentra.lib.templatetags import cards, figures

NIL = '<span class="nil">belum dilaporkan</span>'
NOON_WIB = datetime(2026, 11, 21, 6, 35, tzinfo=UTC)


def shown(source: str, **context: Any) -> str:
    return Template("{% load figures %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 6629|angka }}", "6.629"),
        ("{{ 0|angka }}", "0"),
        ("{{ 5345000000|rupiah }}", "Rp5.345.000.000"),
        ("{{ 5345000000|rupiah_pendek }}", "5,345 miliar rupiah"),
        ("{{ 37|persen:152 }}", "24%"),
        ("{{ 15|persen:152 }}", "9,9%"),
    ],
)
def test_filters_write_numbers_in_indonesian(source: str, text: str) -> None:
    assert shown(source) == text


@pytest.mark.parametrize("name", ["angka", "rupiah", "rupiah_pendek", "persen:152"])
def test_filters_write_a_missing_number_as_not_reported(name: str) -> None:
    assert shown("{{ value|" + name + " }}", value=None) == NIL


def test_angka_writes_decimals_when_asked() -> None:
    assert shown("{{ value|angka:1 }}", value=Decimal("18.5")) == "18,5"


@pytest.mark.parametrize(
    ("precision", "text"),
    [("day", "21 November 2026"), ("month", "November 2026"), ("year", "2026")],
)
def test_tanggal_writes_only_what_is_known(precision: str, text: str) -> None:
    assert shown("{{ on|tanggal:p }}", on=date(2026, 11, 21), p=precision) == text


def test_tanggal_pendek_is_for_tables() -> None:
    assert shown("{{ on|tanggal_pendek }}", on=date(2026, 11, 21)) == "21 Nov 2026"


def test_tanggal_uses_the_day_of_the_viewer() -> None:
    late = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)  # 23.00 WIB, already the 22nd in Papua

    with timezone.override("Asia/Jakarta"):
        west = shown("{{ at|tanggal }}", at=late)
    with timezone.override("Asia/Jayapura"):
        east = shown("{{ at|tanggal }}", at=late)

    assert (west, east) == ("21 November 2026", "22 November 2026")


def test_tanggal_says_that_a_day_is_unknown() -> None:
    assert shown("{{ on|tanggal }}", on=None) == '<span class="nil">tanggal tidak diketahui</span>'


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Asia/Jakarta", "13.35 WIB"),
        ("Asia/Makassar", "14.35 WITA"),
        ("Asia/Jayapura", "15.35 WIT"),
    ],
)
def test_jam_shows_the_clock_of_the_viewer(zone: str, clock: str) -> None:
    with timezone.override(zone):
        assert shown("{{ at|jam }}", at=NOON_WIB) == f"Sabtu, 21 November 2026, {clock}"


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "text"),
    [
        (6629, 6629, "=", "6.629"),
        (18, None, ">=", "≥ 18"),
        (None, 20, "<=", "≤ 20"),
        (500, 500, "~", "± 500"),
        (500, 600, "range", "500–600"),
        (None, None, "=", NIL),
    ],
)
def test_measured_keeps_the_doubt_of_the_source(
    low: int | None, high: int | None, qualifier: str, text: str
) -> None:
    assert shown("{% measured a b q %}", a=low, b=high, q=qualifier) == text


def test_badges_of_existence_and_freshness_are_two_things() -> None:
    html = shown("{% badge_existence 'active' %}{% badge_freshness 2019 2026 %}")

    assert html == (
        '<span class="badge ada ok">Ada</span><span class="badge segar old warn">Data 2019</span>'
    )


def test_badge_freshness_does_not_call_an_unknown_year_stale_or_fresh() -> None:
    html = figures.badge_freshness(None, 2026)

    assert html == '<span class="badge segar old">Tahun tidak diketahui</span>'


def test_badge_of_an_unknown_code_shows_the_code_escaped() -> None:
    assert figures.badge_stage("<x>") == '<span class="badge tahap">&lt;x&gt;</span>'


def test_badge_closed_is_a_fact_and_not_red() -> None:
    assert "bad" not in figures.EXISTENCE["closed"][0].split()


def test_every_choice_of_the_registry_has_its_badge() -> None:
    assert set(figures.EXISTENCE) == {
        "active",
        "declining",
        "dormant",
        "closed",
        "merged",
        "split",
        "unknown",
    }
    assert set(figures.VERIFICATION) == {"never", "current", "due", "lapsed", "disputed"}


def test_figure_stands_with_unit_date_coverage_and_door() -> None:
    html = shown(
        '{% figure "Unit usaha" 6629 "unit" as_of=on part=37 whole=152 what="sentra melaporkan"'
        ' definition="Jumlah unit." rows_url=rows api_url="/api/v1/x" %}',
        on=date(2026, 11, 21),
        rows="/sentra/?a=1&b=2",
    )

    assert "<b>6.629 <small>unit</small></b>" in html
    assert "37 dari 152 sentra melaporkan (24%)" in html
    assert 'per <time datetime="2026-11-21">21 November 2026</time>' in html
    assert "<summary>Buka angka ini</summary>" in html
    assert 'href="/sentra/?a=1&amp;b=2"' in html


def test_figure_without_a_value_is_not_zero() -> None:
    html = shown('{% figure "Unit usaha" None "unit" %}')

    assert '<b class="nil">belum dilaporkan</b>' in html
    assert "<b>0" not in html


def test_figure_of_zero_is_zero() -> None:
    assert "<b>0 <small>unit</small></b>" in shown('{% figure "Unit usaha" 0 "unit" %}')


def test_figure_suppressed_keeps_its_value_to_itself() -> None:
    html = shown('{% figure "Nilai produksi" 987654 suppressed=True %}')

    assert '<b class="nil">dirahasiakan</b>' in html
    assert "987" not in html


def test_figure_writes_bounds_of_a_sum() -> None:
    html = shown('{% figure "DAK" value "miliar rupiah" %}', value=Figure.between(9, 12))

    assert "<b>9–12 <small>miliar rupiah</small></b>" in html


def test_figure_escapes_what_comes_from_data() -> None:
    html = shown("{% figure label 1 note=label %}", label="<script>")

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_cell_of_a_list_says_of_which_column_it_is() -> None:
    heads = [{"text": "<input>"}, {"text": "nama"}, {"text": 'beratnya "kini"'}]
    cells = [
        mark_safe('<td class="action-checkbox"><input></td>'),
        mark_safe('<th class="field-name"><a href="/">A</a></th>'),
        mark_safe('<td class="field-x nowrap">berat</td>'),
    ]

    found = list(cards.labelled(cells, heads))

    assert found[:2] == cells[:2]
    head = "Beratnya &quot;kini&quot;"
    assert found[2] == f'<td data-label="{head}" class="field-x nowrap">berat</td>'
