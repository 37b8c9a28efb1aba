"""A campaign on the desk from its form to the printed result, and completeness beside it."""

from typing import Any

import pytest

from registry.models import Campaign, CampaignDraw, CampaignSample
from tests.factories import make_sentra
from tests.factories.campaigns import make_campaign, opened
from tests.registry.admin.page import REASON, sent
from tests.registry.admin.page import opened as form_at

pytestmark = pytest.mark.django_db
FOUND = {"result": "exists", "found_on": "10/11/2026", "method": "visit", "words": "ada kegiatan"}


@pytest.fixture(autouse=True)
def late_november(time_machine: Any) -> None:
    time_machine.move_to("2026-11-21T12:00:00+07:00")


def test_a_campaign_is_prepared_opened_and_closed(signed_in: Any) -> None:
    make_sentra()
    client, add = signed_in("ministry_staff"), "/admin/registry/campaign/add/"
    days = {"opens_on": "1/11/2026", "deadline_on": "15/12/2026", "year": "2026"}
    made = sent(
        client, add, form_at(client, add), name="Uji", frame="province=51", **days, **REASON
    )
    assert made.status_code == 302
    path = f"/admin/kampanye/{Campaign.objects.get().code}/"

    page = client.get(f"{path}buka/").content.decode()
    assert "Bali" in page
    hidden = dict(_hidden(page))
    assert client.post(f"{path}buka/", {**hidden, **REASON}).status_code == 302

    assert "Belum dijawab" in client.get(path).content.decode()
    version = Campaign.objects.get().version
    assert client.post(f"{path}tutup/", {"base_version": version, **REASON}).status_code == 302
    assert Campaign.objects.get().state == "closed"


def _hidden(page: str) -> Any:
    for name in ("base_version", "digest"):
        yield name, page.split(f'name="{name}" value="')[1].split('"')[0]


def test_an_unreadable_or_empty_frame_is_said_before_opening(signed_in: Any) -> None:
    campaign = make_campaign(frame="province=51")
    client = signed_in("ministry_staff")

    page = client.get(f"/admin/kampanye/{campaign.code}/buka/").content.decode()

    assert "tidak memuat satu sentra pun" in page
    assert "Buka kampanye</button>" not in page


def test_a_sample_is_drawn_found_corrected_and_printed(signed_in: Any) -> None:
    make_sentra()
    make_sentra()
    campaign = opened(make_campaign())
    client, path = signed_in("ministry_staff"), f"/admin/kampanye/{campaign.code}/sampel/"

    refused = client.post(path, {"design": "simple", "size": "9"})
    assert refused.status_code == 422 and 'value="9"' in refused.content.decode()
    assert client.post(path, {"design": "simple", "size": "2"}).status_code == 302
    assert client.post(path, {"design": "simple", "size": "1"}).status_code == 302
    assert CampaignDraw.objects.get().size == 2
    assert client.post(f"{path}1/", {**FOUND, "base_version": "0"}).status_code == 302
    again = {**FOUND, "result": "gone", "base_version": "1"}
    assert client.post(f"{path}1/", again).status_code == 422
    assert client.post(f"{path}1/", {**again, "reason": "salah tempat"}).status_code == 302
    client.post(f"{path}2/", {**FOUND, "base_version": "0"})

    page = client.get(path).content.decode()
    assert CampaignSample.objects.get(position=1).result == "gone"
    assert "50%" in page and "Wilson" in page and "hasilnya sama" in page


@pytest.mark.parametrize("tail", ["", "buka/", "tutup/", "sampel/", "sampel/1/"])
def test_the_desk_of_campaigns_is_the_ministry_s(tail: str, signed_in: Any) -> None:
    campaign = make_campaign()
    path = f"/admin/kampanye/{campaign.code}/{tail}"

    assert signed_in("province_officer").get(path).status_code == 403
    assert signed_in("analyst").get(path).status_code == 403
    assert signed_in("public").get(path).status_code == 302


def test_completeness_shows_provinces_then_offices_and_nothing_is_not_zero(signed_in: Any) -> None:
    make_sentra()
    client = signed_in("ministry_staff")

    nation = client.get("/admin/kelengkapan/").content.decode()
    bali = client.get("/admin/kelengkapan/?province=51").content.decode()
    rows = client.get("/admin/kelengkapan/?province=51&part=silent").content.decode()

    assert "belum ada sentra yang tercatat" in nation
    assert "Dinas Kab. Gianyar" in bali and "Dinas Kab. Bandung" not in bali
    assert "belum dikirim" in rows
    assert client.get("/admin/kelengkapan/?provinsi=51").status_code == 400
    assert client.get("/admin/kelengkapan/?format=csv").status_code == 200
