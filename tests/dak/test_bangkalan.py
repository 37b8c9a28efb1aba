"""The history of the sentra of Bangkalan as its pages show it, with a fixture of its own: years of
grants for one site, two amounts for 2018 that was not absorbed, a report that the building is
unused — and the days without use once the dinas confirms it. Facts: Media Jatim, 29 March 2023;
Radar Madura, 18 November 2018; Madura News, 2018; Minke. The day of the hand-over is the test's
own: no source gives it."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from dak.models import Asset, Grant
from registry.models import Sentra
from tests.dirty_marks import changed
from tests.factories import make_claim, make_grant, make_sentra, make_source
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_funding,
    make_asset_state,
)
from tests.factories.real_map import load_places
from tests.registry.api.read import get, results

pytestmark = pytest.mark.django_db
MILLIARD = 1_000_000_000
# (year, amounts claimed as ceiling, absorbed)
YEARS: tuple[tuple[int, tuple[int, ...], int | None], ...] = (
    (2017, (10 * MILLIARD,), None),
    (2018, (6 * MILLIARD, 6_075_000_000), 0),
    (2019, (3_819_658_000,), None),
    (2021, (21 * MILLIARD,), None),
    (2022, (36 * MILLIARD,), None),
)
PLACE = {"province": "35", "regency": "35.26"}


@pytest.fixture
def bangkalan() -> Asset:
    """The site at the foot of the bridge, its building, and what paid for it."""
    load_places("35.26")
    sentra = make_sentra(name="Sentra IKM Bangkalan", **PLACE)
    before: Grant | None = None
    asset = make_asset(sentra, name="Gedung produksi", completed_on="2022-12-20")
    for year, amounts, absorbed in YEARS:
        grant = make_grant(
            sentra=sentra.public_code,
            fiscal_year=year,
            continues=before.code if before else None,
            **PLACE,
        )
        for amount in amounts:
            make_claim(grant, amount_idr=amount, stage="allocation", realised_idr=absorbed)
        make_asset_funding(asset, grant)
        before = grant
    return asset


def reported(asset: Asset) -> None:
    source = make_source(
        publisher="Media Jatim", published_on="2023-03-29", published_precision="day"
    )
    told = {"state": "idle", "state_on": "2023-03-01", "state_precision": "month"}
    make_asset_state(asset, **told, words="selesai dibangun, belum aktif", source=source.code)


def handed_over(asset: Asset) -> None:
    from_now = {"handed_over_on": "2022-12-31", "handed_over_precision": "day"}
    correct(asset, **from_now)


def correct(asset: Asset, **values: Any) -> None:
    changed("asset.correct", asset.code, asset.version, **values)()
    asset.refresh_from_db()


def page(row: Any) -> str:
    return " ".join(Client().get(row.get_absolute_url()).content.decode().split())


def cells(html: str) -> list[list[str]]:
    """The rows of the table of years, each cell as it reads."""
    table = html[html.index("Dari tahun ke tahun") :]
    rows = re.findall(r"<tr>(.*?)</tr>", table[: table.index("</table>")])
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in found[1:]]


def test_the_page_of_2018_shows_both_amounts_as_a_range_and_that_nothing_was_absorbed(
    bangkalan: Asset,
) -> None:
    shown = page(Grant.objects.get(fiscal_year=2018))

    assert "Kabupaten Bangkalan" in shown
    assert "Sumber menyebut nilai yang berbeda" in shown
    assert "Rp6.000.000.000–Rp6.075.000.000" in shown
    assert "Terserap 0 rupiah" in " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def test_the_page_of_the_sentra_shows_every_year_its_gap_and_the_sum_as_a_range(
    bangkalan: Asset,
) -> None:
    assert isinstance(bangkalan.sentra, Sentra)

    shown = page(bangkalan.sentra)

    assert cells(shown) == [
        ["2017", "DAK Fisik", "10,0", "10,0"],
        ["2018", "DAK Fisik", "6,0–6,1", "16,0–16,1"],
        ["2019", "DAK Fisik", "3,8", "19,8–19,9"],
        ["2020", "belum ada hibah tercatat", "–", "19,8–19,9"],
        ["2021", "DAK Fisik", "21,0", "40,8–40,9"],
        ["2022", "DAK Fisik", "36,0", "76,8–76,9"],
    ]


def test_the_page_of_a_grant_leads_to_those_before_and_after_it(bangkalan: Asset) -> None:
    grants = {grant.fiscal_year: grant for grant in Grant.objects.all()}

    shown = page(grants[2019])

    chain = shown[shown.index('id="rangkaian"') :]
    told = re.findall(r'(?:/dak/([^/"]+)/"|aria-current="page")', chain[: chain.index("</ol>")])
    assert told == [grants[2017].code, grants[2018].code, "", grants[2021].code, grants[2022].code]


def test_the_api_tells_the_years_and_the_chain(bangkalan: Asset) -> None:
    assert isinstance(bangkalan.sentra, Sentra)
    codes = list(Grant.objects.order_by("fiscal_year").values_list("code", flat=True))

    years = results(f"sentra/{bangkalan.sentra.public_code}/grant-years/")
    line = json.loads(get(f"dak/grants/{codes[2]}/").content)["line"]

    assert [(row["fiscal_year"], row["is_gap"]) for row in years] == [
        (year, year == 2020) for year in range(2017, 2023)
    ]
    assert (years[1]["ceiling_low"], years[1]["ceiling_high"]) == (6 * MILLIARD, 6_075_000_000)
    assert (years[-1]["total_low"], years[-1]["total_high"]) == (76_819_658_000, 76_894_658_000)
    assert [row["grant_code"] for row in line] == codes
    assert [row["continues_code"] for row in line] == [None, *codes[:-1]]


def test_before_confirmation_there_are_the_report_s_words_and_no_days(bangkalan: Asset) -> None:
    handed_over(bangkalan)
    reported(bangkalan)

    shown = page(bangkalan)

    assert "Menurut laporan: “selesai dibangun, belum aktif”" in shown
    assert "Media Jatim, 29 Maret 2023" in shown
    assert "Sanggah keterangan ini" in shown
    assert " hari</b>" not in shown


def test_once_the_dinas_confirms_it_the_days_count_from_the_hand_over_plus_ninety(
    bangkalan: Asset, time_machine: Any, frozen_today: Any
) -> None:
    handed_over(bangkalan)
    reported(bangkalan)
    confirm_asset_state(bangkalan, state="idle", state_on="2023-03-29")
    frozen_today("2023-06-30")
    time_machine.move_to("2023-06-30T05:00:00Z", tick=False)

    shown = page(bangkalan)

    # 31 December 2022 and ninety days: 31 March 2023; then thirty days of April, thirty-one of May
    # and twenty-nine of June, and that 31 March itself.
    assert 1 + 30 + 31 + 29 == 91
    assert "<b>91 hari</b>, sejak 31 Maret 2023" in shown
    assert isinstance(bangkalan.sentra, Sentra)
    assert "91 hari" in page(bangkalan.sentra)
