"""The page of an asset: one act with its grants, states and objections; a use is said by the act
that closes the need; the desk's cards lead to the assets that want somebody."""

from typing import Any

import pytest
from django.urls import reverse

from dak.models import Asset, AssetDispute, AssetFunding, AssetState, OutcomeReading
from dak.models.asset import AssetEvent
from dak.models.asset_state import AssetStateEvent
from registry.models import Need
from tests.dirty_marks import changed
from tests.factories import make_grant, make_office, make_sentra, make_source
from tests.factories.assets import (
    make_asset,
    make_asset_dispute,
    make_asset_funding,
    make_asset_state,
    make_outcome,
    make_outcome_indicator,
    office_of,
)
from tests.factories.money import make_component
from tests.factories.parts import make_facility_kind, make_need
from tests.registry.admin.page import REASON, line, opened, sent
from tests.registry.admin.test_bulk import hidden
from tests.registry.chain import second_agrees

pytestmark = pytest.mark.django_db
LIST = "/admin/dak/asset/"


def page(asset: Asset) -> str:
    return reverse("admin:dak_asset_change", args=[asset.pk])


def test_an_asset_its_grant_and_its_state_are_recorded_as_one_act(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:dak_asset_add")
    source, grant = make_source().code, make_grant()
    data = opened(client, url) | {
        "name": "Gedung produksi",
        "facility_kind": make_facility_kind().code,
        "source": source,
        "province": "51",
        "regency": "51.04",
        "handed_over_on": "10/1/2024",
        "fundings-TOTAL_FORMS": "1",
        "states-TOTAL_FORMS": "1",
        **line("fundings", 0, grant=grant.code, source=source),
        **line(
            "states",
            0,
            basis="report",
            state="idle",
            state_on="1/6/2024",
            words="kosong",
            source=source,
        ),
    }

    response = sent(client, url, data, **REASON)

    assert response.status_code == 302
    asset, state = Asset.objects.get(), AssetState.objects.get()
    assert (asset.code, asset.handed_over_precision) == ("5104-aset-1", "day")
    assert AssetFunding.objects.get().grant == grant
    assert (
        AssetEvent.objects.get(pgh_obj=asset).pgh_context_id
        == AssetStateEvent.objects.get(pgh_obj=state).pgh_context_id
    )


def test_a_report_without_words_is_refused_at_its_line(signed_in: Any) -> None:
    client, asset = signed_in("ministry_staff"), make_asset()
    data = opened(client, page(asset)) | {
        "states-TOTAL_FORMS": "1",
        **line(
            "states",
            0,
            basis="report",
            state="idle",
            state_on="1/6/2024",
            source=make_source().code,
        ),
    }

    response = sent(client, page(asset), data, **REASON)

    assert "Tulis pokok pernyataan sumbernya" in response.content.decode()
    assert not AssetState.objects.exists()


def test_an_objection_is_answered_on_the_page(signed_in: Any) -> None:
    client, asset = signed_in("ministry_staff"), make_asset()
    make_asset_dispute(make_asset_state(asset))
    data = opened(client, page(asset)) | line(
        "disputes", 0, verdict="upheld", answered_on="1/8/2024", answer_words="foto terbaru"
    )

    sent(client, page(asset), data, **REASON)

    answered = AssetDispute.objects.get()
    assert (answered.verdict, answered.answer_words) == ("upheld", "foto terbaru")


def test_the_act_that_says_a_use_closes_the_need(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    grant, need = make_grant(sentra=sentra.public_code), make_need(sentra)
    component = make_component(grant, amount_idr=1_000_000_000, need=str(need.pk))
    asset = make_asset(sentra)
    make_asset_funding(asset, grant, component=str(component.pk))
    url = reverse("admin:bulk", args=["dak.asset", "operates"])
    values = {
        "state_on": "1/9/2024",
        "confirmed_on": "15/9/2024",
        "confirmed_by": office_of(asset).code,
        "source": make_source().code,
    }

    preview = client.post(url, {"rows": f"{asset.pk}:", **values, **REASON})
    client.post(url, {**hidden(preview), "_apply": "1"})
    second_agrees()

    need.refresh_from_db()
    assert (need.state, str(need.state_on)) == ("answered", "2024-09-01")
    assert AssetState.objects.get().state == "operating"
    assert Need.objects.get().version == 1


def test_the_list_says_which_states_are_only_reported(signed_in: Any) -> None:
    make_asset_state(make_asset())

    html = signed_in("ministry_staff").get(LIST).content.decode()

    assert "Tidak dipakai (menurut laporan)" in html


def test_cards_of_the_desk_lead_to_the_assets_that_want_somebody(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    idle = make_asset(handed_over_on="2023-01-10", name="Gedung kosong")
    make_asset(name="Gedung baru")

    home = client.get(reverse("admin:index")).content.decode()
    listed = client.get(f"{LIST}?alert=idle").content.decode()

    assert "Aset DAK yang belum dipakai" in home
    assert idle.name in listed
    assert "Gedung baru" not in listed


def test_a_reading_is_recorded_and_listed_with_its_unit(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:dak_outcomereading_add")
    data = opened(client, url) | {
        "sentra": make_sentra().public_code,
        "indicator": make_outcome_indicator().code,
        "amount": "sekitar 30",
        "as_of_on": "2025",
        "source": make_source().code,
    }

    assert sent(client, url, data, **REASON).status_code == 302

    row = OutcomeReading.objects.get()
    assert (row.amount_qualifier, row.as_of_precision) == ("~", "year")
    html = client.get(reverse("admin:dak_outcomereading_changelist")).content.decode()
    assert "± 30 orang" in html


@pytest.mark.parametrize("role", ["regency_operator", "analyst"])
def test_outside_the_ministry_assets_are_closed(signed_in: Any, role: str) -> None:
    asset = make_asset()
    make_office()

    response = signed_in(role).post(page(asset), {"name": "lain", "base_version": "0"})

    asset.refresh_from_db()
    assert (response.status_code, asset.version) == (403, 0)


def test_a_withdrawn_reading_leaves_the_list(signed_in: Any) -> None:
    client, reading = signed_in("ministry_staff"), make_outcome(make_sentra())
    changed("outcome.withdraw", reading.pk)()

    html = client.get(reverse("admin:dak_outcomereading_changelist")).content.decode()

    assert str(reading.sentra) not in html
