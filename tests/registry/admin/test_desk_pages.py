"""The dashboard per role, quick search, saved filters, the brief and the help page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.aggregates.recompute import drain
from registry.models import Heartbeat, Province, SavedFilter
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import (
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_mandate,
    make_office,
    make_profile,
    make_sentra,
    make_status,
    make_user,
    make_verification,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/registry/sentra/"


def labels(client: Client) -> list[str]:
    return [str(card["label"]) for card in client.get("/admin/").context["attention"]]


def titles(client: Client) -> list[str]:
    return [str(one["title"]) for one in client.get("/admin/").context["worklists"]]


# --- dashboard


def test_staff_see_content_and_the_admin_sees_people_and_jobs_too(signed_in: Any) -> None:
    staff, boss = signed_in("ministry_staff"), signed_in("ministry_admin")

    jobs = [
        "Hitung ulang yang gagal",
        "Angka menunggu dihitung ulang",
        "Tanda hidup terakhir",
        "Pemeriksaan malam terakhir",
    ]
    assert labels(boss) == labels(staff) + jobs
    assert titles(boss) == [*titles(staff), "Mandat yang segera berakhir"]


def test_lapsed_due_and_disputed_verifications_are_counted(signed_in: Any) -> None:
    soon = (today_wib() + timedelta(days=20)).isoformat()
    make_verification(make_sentra(), verified_on="2020-01-01", valid_to="2021-01-01")
    make_verification(make_sentra(), verified_on="2025-06-01", valid_to=soon)
    make_verification(make_sentra(), is_disputed=True)

    response = signed_in("ministry_staff").get("/admin/")

    by_label = {card["label"]: card for card in response.context["attention"]}
    lapsed = by_label["Verifikasi lewat masa berlakunya"]
    assert (lapsed["value"], lapsed["note"]) == (1, "1 lagi jatuh tempo dalam 60 hari")
    assert by_label["Verifikasi yang dibantah"]["value"] == 1


def test_every_door_of_the_dashboard_opens(signed_in: Any) -> None:
    client = signed_in("ministry_admin")
    make_sentra()

    urls = [card["url"] for card in client.get("/admin/").context["attention"]]

    assert {client.get(url).status_code for url in urls if url} == {200}


@pytest.mark.parametrize(
    ("age", "words"), [(timedelta(seconds=7), "7 detik lalu"), (timedelta(hours=3), "pukul")]
)
def test_the_sign_of_life_is_told_in_seconds_while_it_is_fresh(
    signed_in: Any, age: timedelta, words: str
) -> None:
    Heartbeat.objects.create(name="sweep", at=timezone.now() - age, day=today_wib())

    cards = signed_in("ministry_admin").get("/admin/").context["attention"]

    shown = next(card for card in cards if card["label"] == "Tanda hidup terakhir")["words"]
    assert shown.endswith("detik lalu") is (age.seconds < 60)
    assert shown


def test_a_mandate_that_ends_soon_is_listed_for_whoever_gives_mandates(signed_in: Any) -> None:
    client = signed_in("ministry_admin")
    ending = (today_wib() + timedelta(days=10)).isoformat()
    make_mandate(make_user(label="Segera"), make_office(), "analyst", valid_to=ending)

    lists = client.get("/admin/").context["worklists"]

    assert [row["title"] for row in lists[-1]["rows"]] == ["Segera"]


# --- quick search


def found(client: Client, text: str) -> Any:
    return client.get(reverse("admin:quick-search"), {"q": text})


@pytest.mark.parametrize("way", ["code", "code in small letters", "name", "alias", "old spelling"])
def test_one_result_opens_at_once(signed_in: Any, way: str) -> None:
    sentra = make_sentra(name="Sentra Perak Celuk")
    make_sentra(name="Sentra Kayu", province="52", regency="52.02")
    make("alias.record", sentra=sentra.public_code, name="Pancor Dao", kind="local")
    words = {
        "code": sentra.public_code,
        "code in small letters": sentra.public_code.lower(),
        "name": "perak celuk",
        "alias": "pancordao",
        "old spelling": "Perak Tjeluk",
    }[way]

    response = found(signed_in("ministry_staff"), words)

    assert response.status_code == 302
    assert response["Location"] == reverse("admin:registry_sentra_change", args=[sentra.pk])


def test_a_commodity_is_found_by_its_synonym(signed_in: Any) -> None:
    commodity = make_commodity(name="Anyaman bambu")
    make("synonym.record", commodity=commodity.code, name="Besek")

    response = found(signed_in("ministry_staff"), "besek")

    assert response["Location"] == reverse("admin:registry_commodity_change", args=[commodity.pk])


def test_several_results_are_listed_by_noun(signed_in: Any) -> None:
    make_sentra(name="Sentra Satu")
    make_sentra(name="Sentra Dua")

    response = found(signed_in("ministry_staff"), "gianyar")

    groups = response.context["groups"]
    assert groups[0].title == "Sentra"
    assert [len(group.rows) for group in groups] == [2, 1]


def test_existence_and_verification_stand_beside_a_sentra_found_and_opened(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Sentra Satu")
    make_sentra(name="Sentra Dua")
    make_status(sentra)
    make_verification(sentra, verified_on="2015-03-01", valid_to="2017-03-01")

    results = found(client, "sentra").content.decode()
    own = client.get(reverse("admin:registry_sentra_change", args=[sentra.pk])).content.decode()

    line = results.partition("Sentra Satu")[2].partition("</li>")[0]
    assert "Ada" in line and "Verifikasi lewat" in line
    assert "Belum pernah" in results.partition("Sentra Dua")[2].partition("</li>")[0]
    assert "Verifikasi lewat" in own.partition('class="lead"')[2].partition("</p></div>")[0]


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "%", "x" * 5000])
def test_nothing_found_is_said_and_nothing_breaks(signed_in: Any, text: str) -> None:
    make_sentra()

    response = found(signed_in("ministry_staff"), text)

    assert response.status_code == 200
    assert response.context["groups"] == []


def test_a_search_that_no_column_can_hold_is_refused_with_a_sentence(signed_in: Any) -> None:
    response = found(signed_in("ministry_staff"), "\x00")

    assert response.status_code == 400
    assert [problem.code for problem in response.context["problems"]] == ["query.nul_character"]


# --- saved filters


def save(client: Client, **values: str) -> Any:
    data = {"path": LIST, "query": "status=active&p=2", "name": "Yang aktif", **values}
    return client.post(reverse("admin:filter-save"), data)


def test_a_filter_is_kept_and_opens_from_the_dashboard(signed_in: Any, cast: Cast) -> None:
    client = signed_in("ministry_staff")

    response = save(client)

    assert response["Location"] == f"{LIST}?status=active"
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.address) == (cast.ministry_staff, f"{LIST}?status=active")
    mine = client.get("/admin/").context["worklists"][1]["rows"]
    assert [(row["title"], row["url"]) for row in mine] == [("Yang aktif", saved.address)]
    assert client.get(saved.address).status_code == 200


def test_the_same_name_again_replaces_the_filter(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    save(client)

    save(client, query="status=dormant")

    assert list(SavedFilter.objects.values_list("query", flat=True)) == ["status=dormant"]


@pytest.mark.parametrize(
    "values",
    [
        {"path": "https://lain.example/"},
        {"path": "/admin/"},
        {"path": "//lain.example/admin/"},
        {"path": "/admin/registry/sentra/1/change/"},
        {"name": ""},
        {"query": ""},
        {"query": "q=" + "x" * 2000},
    ],
)
def test_only_a_filtered_list_is_kept(signed_in: Any, values: dict[str, str]) -> None:
    response = save(signed_in("ministry_staff"), **values)

    assert response["Location"].startswith("/admin/")
    assert not SavedFilter.objects.exists()


def test_nobody_sees_or_throws_away_another_s_filter(signed_in: Any) -> None:
    save(signed_in("ministry_staff"))
    other, pk = signed_in("ministry_admin"), SavedFilter.objects.get().pk

    other.post(reverse("admin:filter-forget", args=[pk]))

    assert other.get("/admin/").context["worklists"][1]["rows"] == []
    assert SavedFilter.objects.filter(pk=pk).exists()


def test_one_s_own_filter_is_thrown_away(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    save(client)

    client.post(reverse("admin:filter-forget", args=[SavedFilter.objects.get().pk]))

    assert not SavedFilter.objects.exists()


def test_a_list_offers_to_keep_its_filter_only_when_it_is_filtered(signed_in: Any) -> None:
    client = signed_in("ministry_staff")

    assert b"keep-name" not in client.get(LIST).content
    assert b"keep-name" in client.get(LIST, {"status": "active"}).content


# --- brief


def a_full_province() -> None:
    commodity = make_commodity(name="Perak")
    sentra = make_sentra(name="Celuk", recognition="decree")
    code = sentra.public_code
    make("sentra_commodity.record", sentra=code, commodity=commodity.code, is_primary=True)
    make_status(sentra)
    make_profile(sentra, unit_count=6, worker_count=20, production_value_idr=5_000_000)
    make_sentra(recognition="candidate")
    grant = make_grant(sentra=code)
    make_claim(grant, amount_idr=9_000_000_000, is_official=True)
    drain()


def test_a_brief_says_how_many_by_which_definition_and_what_stands_beside(signed_in: Any) -> None:
    a_full_province()

    brief = signed_in("ministry_staff").get("/admin/brief/51/").context["brief"]

    assert (brief.count, brief.records) == ("1 sentra", "2 catatan")
    assert sum(line.n_records for line in brief.beside) == 1
    assert [(line.label, line.words) for line in brief.figures] == [
        ("Unit usaha", "6 unit"),
        ("Tenaga kerja", "20 orang"),
        ("Nilai produksi", "dirahasiakan (kurang dari 3 sentra melaporkan)"),
    ]
    assert [line.label for line in brief.commodities.lines] == ["Perak"]
    assert [(row.year, row.grants) for row in brief.panels[0]["years"]] == [(2024, 1)]
    assert brief.n_sources == 2


def test_a_brief_of_an_empty_province_is_a_sheet_that_says_so(signed_in: Any) -> None:
    drain()

    response = signed_in("ministry_staff").get("/admin/brief/93/")

    assert response.status_code == 200
    assert response.context["brief"].count == ""


def test_the_page_of_a_province_leads_staff_to_its_brief(signed_in: Any) -> None:
    path = reverse("admin:brief", args=["51"]).encode()

    assert path in signed_in("ministry_staff").get("/wilayah/51/").content
    assert path not in Client().get("/wilayah/51/").content


@pytest.mark.parametrize("code", ["00", "51.04", "x"])
def test_a_brief_of_what_is_no_province_is_not_found(signed_in: Any, code: str) -> None:
    assert Province.objects.count() == 5
    assert signed_in("ministry_staff").get(f"/admin/brief/{code}/").status_code == 404


# --- rights


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "stranger", "analyst"])
@pytest.mark.parametrize("path", ["cari/?q=x", "bantuan/", "brief/51/", "saringan/simpan/"])
def test_outside_the_ministry_the_desk_s_pages_are_closed(
    signed_in: Any, role: str, path: str
) -> None:
    assert signed_in(role).get(f"/admin/{path}").status_code == 403


def test_the_help_page_tells_the_admin_about_people(signed_in: Any) -> None:
    staff = signed_in("ministry_staff").get("/admin/bantuan/").content
    boss = signed_in("ministry_admin").get("/admin/bantuan/").content

    assert b"Memberi hak" not in staff
    assert b"Memberi hak" in boss


def test_a_help_picture_is_shown_where_it_was_made_and_no_other_file_is(
    signed_in: Any, settings: Any, tmp_path: Any
) -> None:
    settings.HELP_PICTURES_DIR = tmp_path
    (tmp_path / "beranda.png").write_bytes(b"PNG")
    (tmp_path / "rahasia.png").write_bytes(b"PNG")
    client = signed_in("ministry_staff")

    page = client.get("/admin/bantuan/").content.decode()

    assert "/admin/bantuan/gambar/beranda.png" in page and "daftar.png" not in page
    picture = client.get("/admin/bantuan/gambar/beranda.png")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert b"".join(picture.streaming_content) == b"PNG"
    for name in ("daftar", "rahasia"):
        assert client.get(f"/admin/bantuan/gambar/{name}.png").status_code == 404
    assert signed_in("analyst").get("/admin/bantuan/gambar/beranda.png").status_code == 403
