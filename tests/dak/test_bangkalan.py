"""The history of the sentra of Bangkalan, with a fixture of its own: years of grants for one site,
two amounts for 2018 that was not absorbed, a report that the building is unused — and the days
without use once the dinas confirms it. Facts: Media Jatim, 29 March 2023; Radar Madura, 18 November
2018; Madura News, 2018; Minke. The day of the hand-over is the test's own: no source gives it."""

from typing import Any

import pytest
from django.test import Client

from dak.models import Asset, Grant
from dak.queries.assets import asset_rows
from dak.queries.grants import grant_rows, on_record
from dak.queries.years import line_of, years_of
from registry.models import Sentra
from sentra.lib.figures import Figure
from tests.dirty_marks import changed
from tests.factories import make_claim, make_grant, make_sentra, make_source
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_funding,
    make_asset_state,
)

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
PLACE = {"province": "32", "regency": "32.04"}


@pytest.fixture
def bangkalan() -> Asset:
    """The small map has no Madura, so the site lies in Kabupaten Bandung."""
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


def page(asset: Asset) -> str:
    return " ".join(Client().get(asset.get_absolute_url()).content.decode().split())


def test_the_two_amounts_of_2018_make_a_range_and_nothing_was_absorbed(bangkalan: Asset) -> None:
    rows = on_record().filter(grant__fiscal_year=2018)

    (row,) = grant_rows(rows, with_claims=True)

    assert row.figure == Figure.between(6 * MILLIARD, 6_075_000_000)
    assert row.is_disputed
    assert {claim.claim.realised_idr for claim in row.claims} == {0}


def test_the_chain_over_the_years_sums_to_a_range(bangkalan: Asset) -> None:
    assert isinstance(bangkalan.sentra, Sentra)
    last = Grant.objects.get(fiscal_year=2022)

    years = years_of(bangkalan.sentra)

    assert [grant.fiscal_year for grant in line_of(last)] == [2017, 2018, 2019, 2021, 2022]
    assert [year.year for year in years] == [2017, 2018, 2019, 2020, 2021, 2022]
    assert years[-1].total == Figure.between(76_819_658_000, 76_894_658_000)


def test_before_confirmation_there_are_the_report_s_words_and_no_days(bangkalan: Asset) -> None:
    handed_over(bangkalan)
    reported(bangkalan)

    (row,) = asset_rows(Asset.objects.filter(pk=bangkalan.pk))
    shown = page(bangkalan)

    assert (row.now.idle_since_on, row.spans) == (None, ())
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

    (row,) = asset_rows(Asset.objects.filter(pk=bangkalan.pk))

    # 31 December 2022 and ninety days: 31 March 2023; then thirty days of April, thirty-one of May
    # and twenty-nine of June, and that 31 March itself.
    assert str(row.now.idle_since_on) == "2023-03-31"
    assert row.now.idle_days == row.idle_total == 1 + 30 + 31 + 29
    assert "<b>91 hari</b>, sejak 31 Maret 2023" in page(bangkalan)
    assert len(row.grants) == 5
