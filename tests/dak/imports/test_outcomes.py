"""The sample's assets and readings load once, with their sources, and nothing in them is confirmed
by an office."""

import pytest

from dak.imports.outcomes import load_assets, load_outcomes
from dak.imports.sample import load_grants
from dak.models import (
    Asset,
    AssetPeriod,
    AssetState,
    OutcomeIndicator,
    OutcomeReading,
    PanelReading,
)
from registry.imports.code_lists import load_code_lists
from registry.imports.commodities import load_commodities
from registry.imports.sample import load_sentra
from tests.dirty_marks import changed
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    load_sample_map()
    load_code_lists(ACTOR)
    load_commodities(ACTOR)
    load_sentra(ACTOR)
    load_grants(ACTOR)
    load_assets(ACTOR)
    load_outcomes(ACTOR)


def readings(sentra: str) -> list[tuple[str, int, str, str]]:
    rows = OutcomeReading.objects.filter(sentra__name=sentra).order_by("id")
    moments = dict(PanelReading.objects.values_list("id", "moment"))
    return [
        (r.indicator.code, int(r.amount_low), moments[f"outcome:{r.pk}"], r.source.publisher)
        for r in rows
    ]


def test_pancor_dao_went_from_ten_workers_to_thirty(loaded: None) -> None:
    assert readings("Sentra IKM Olahan Pangan Lombok Tengah") == [
        ("workers", 10, "before", "Maklumat"),
        ("workers", 30, "after", "Maklumat"),
    ]


def test_mojokerto_went_from_786_pieces_to_5477(loaded: None) -> None:
    assert readings("Sentra IKM Batik Maja Bharama Wastra") == [
        ("production_volume", 786, "before", "Validnews"),
        ("production_volume", 5477, "after", "Validnews"),
        ("workers", 125, "after", "Validnews"),
    ]
    (unit,) = set(
        OutcomeReading.objects.filter(indicator__code="production_volume").values_list(
            "unit__name", flat=True
        )
    )
    assert unit == "potong"


def test_no_asset_of_the_sample_is_confirmed_or_idle(loaded: None) -> None:
    assert Asset.objects.filter(is_sample=True).count() == 3
    assert set(AssetState.objects.values_list("basis", flat=True)) == {"report"}
    assert not AssetPeriod.objects.filter(idle_since_on__isnull=False).exists()
    bangkalan = AssetPeriod.objects.get(asset__code="3526-aset-1", period="latest")
    assert (bangkalan.state, bangkalan.is_confirmed) == ("idle", False)


def test_a_second_run_changes_nothing_also_after_something_was_withdrawn(loaded: None) -> None:
    changed("outcome.withdraw", OutcomeReading.objects.order_by("id").first().pk)()  # type: ignore[union-attr]
    changed("asset.withdraw", "3526-aset-1")()

    assert load_assets(ACTOR).is_unchanged
    assert load_outcomes(ACTOR).is_unchanged
    assert OutcomeReading.objects.count() == 5
    assert OutcomeIndicator.objects.count() == 11
