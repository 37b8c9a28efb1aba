"""What a dinas sees of a campaign and of its completeness, and what it does not see."""

from typing import Any

import pytest

from tests.factories import make_sentra, make_submission, make_submission_act
from tests.factories.campaigns import make_campaign, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def late_november(time_machine: Any) -> None:
    time_machine.move_to("2026-11-21T12:00:00+07:00")


def ours(n: int = 2) -> list[Any]:
    return [make_sentra(province="32", regency="32.04") for _one in range(n)]


def answered(sentra: Any) -> None:
    submission = make_submission(received_at="2026-11-10T10:00:00+07:00")
    values = {"kind": "existence", "answer": "unchanged", "sentra": sentra.public_code}
    make_submission_act(submission=submission, **values)


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "office_head"])
def test_a_dinas_reads_its_own_progress(role: str, signed_in: Any) -> None:
    one, _two = ours()
    answered(one)
    campaign = opened(make_campaign(name="Masih adakah"))

    page = signed_in(role).get(f"/tugas/kampanye/{campaign.code}/").content.decode()

    assert "<h1>Masih adakah</h1>" in page
    assert "Jawab 1 sentra lewat daftar" in page
    assert f"/tugas/daftar/?kampanye={campaign.code}" in page


def test_a_campaign_that_does_not_ask_an_office_is_as_missing_as_none(signed_in: Any) -> None:
    ours()
    asked, prepared = opened(make_campaign(frame="province=32")), make_campaign()
    client = signed_in("stranger")

    pages = [
        client.get(f"/tugas/kampanye/{code}/") for code in (asked.code, prepared.code, "tak-ada")
    ]

    assert [page.status_code for page in pages] == [404, 404, 404]
    assert len({page.content.decode().split("<main")[1] for page in pages}) == 1


@pytest.mark.parametrize("path", ["/tugas/kampanye/uji/", "/tugas/kelengkapan/"])
def test_neither_analyst_nor_public_reads_them(path: str, signed_in: Any) -> None:
    assert signed_in("analyst").get(path).status_code == 403
    assert signed_in("public").get(path).status_code == 302


def test_a_number_opens_its_rows_and_a_misspelt_one_is_refused(signed_in: Any) -> None:
    one, two = ours()
    answered(one)
    campaign = opened(make_campaign())
    client, path = signed_in("regency_operator"), f"/tugas/kampanye/{campaign.code}/"

    rows = client.get(f"{path}?part=silent").content.decode().split('id="baris"')[1]

    assert two.public_code in rows and one.public_code not in rows
    assert client.get(f"{path}?part=banana").status_code == 400
    assert client.get(f"{path}?bagian=silent").status_code == 400


def test_the_list_form_of_a_campaign_shows_what_it_has_not_answered(signed_in: Any) -> None:
    one, two = ours()
    answered(one)
    make_sentra(province="32", regency="32.04", name="Di luar kampanye")
    campaign = opened(make_campaign(frame=f"sentra={one.public_code}&sentra={two.public_code}"))

    page = signed_in("regency_operator").get(f"/tugas/daftar/?kampanye={campaign.code}")

    shown = page.content.decode()
    assert two.public_code in shown and one.public_code not in shown
    assert "Di luar kampanye" not in shown


def test_an_office_reads_its_completeness_and_takes_it_along(signed_in: Any) -> None:
    one, _two = ours()
    answered(one)
    client = signed_in("province_officer")

    page = client.get("/tugas/kelengkapan/?year=2026").content.decode()
    file = b"".join(client.get("/tugas/kelengkapan/?year=2026&format=csv").streaming_content)

    assert "Dinas Kab. Bandung" in page and "Dinas Kab. Gianyar" not in page
    lines = file.decode().splitlines()
    assert lines[0].startswith("year,code,name,due_on,due,sent,in_time")
    assert any(line.startswith("2026,dinas-kab-bandung,") and ",2,1,1," in line for line in lines)
