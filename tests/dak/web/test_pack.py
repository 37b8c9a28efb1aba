"""The button of a sentra's page that makes a need pack, and the frozen page it opens."""

from typing import Any

import pytest
from django.test import Client

from dak.models import NeedPack
from registry.models import Sentra
from tests.cast import ROLES, Cast
from tests.factories import make_profile, make_sentra
from tests.factories.money import make_pack
from tests.factories.parts import make_need
from tests.footprint import footprint

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = {"province": "32", "regency": "32.04"}
MAY = {"regency_operator", "province_officer", "office_head", "ministry_staff", "ministry_admin"}


def client(cast: Cast, role: str) -> Client:
    browser = Client()
    if role != "public":
        browser.force_login(getattr(cast, role), backend=BACKEND)
    return browser


def press(browser: Client, sentra: Sentra) -> Any:
    return browser.post(f"/dak/paket/buat/{sentra.public_code}/")


@pytest.mark.parametrize("role", ROLES)
def test_only_who_answers_for_the_sentra_makes_a_pack(role: str, cast: Cast) -> None:
    sentra = make_sentra(**HERE)
    make_need(sentra)
    before = footprint(NeedPack)

    response = press(client(cast, role), sentra)

    if role in MAY:
        pack = NeedPack.objects.get()
        assert (response.status_code, response.url) == (302, f"/dak/paket/{pack.pk}/")
        assert len(pack.snapshot["needs"]) == 1
    else:
        assert response.status_code == (302 if role == "public" else 403)
        assert footprint(NeedPack) == before


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_make_packs_there_opens_one(role: str, cast: Cast) -> None:
    pack = make_pack(make_sentra(**HERE))

    response = client(cast, role).get(f"/dak/paket/{pack.pk}/")

    assert response.status_code == (200 if role in MAY else 302 if role == "public" else 404)


@pytest.mark.parametrize("role", ROLES)
def test_the_button_stands_only_where_it_works(role: str, cast: Cast) -> None:
    sentra = make_sentra(**HERE)
    pack = make_pack(sentra)

    html = client(cast, role).get(sentra.get_absolute_url()).content.decode()

    assert ("Buat paket kebutuhan" in html) == (role in MAY)
    assert (f"/dak/paket/{pack.pk}/" in html) == (role in MAY)


def test_pressed_twice_it_makes_one_pack(cast: Cast) -> None:
    sentra = make_sentra(**HERE)
    browser = client(cast, "regency_operator")

    first, second = press(browser, sentra).url, press(browser, sentra).url

    assert first == second
    assert NeedPack.objects.count() == 1


def test_a_record_that_moved_since_makes_a_new_pack_and_leaves_the_old(cast: Cast) -> None:
    sentra = make_sentra(**HERE)
    browser = client(cast, "regency_operator")
    old = press(browser, sentra).url
    make_profile(sentra, year=2024, worker_count=12, production_value_idr=5_000_000)

    new = press(browser, sentra).url

    assert new != old
    assert "12 orang" in browser.get(new).content.decode()
    assert "12 orang" not in browser.get(old).content.decode()


def test_a_pack_prints_every_part_of_the_frozen_copy(cast: Cast) -> None:
    sentra = make_sentra(**HERE)
    need = make_need(sentra, words="atap bocor")
    browser = client(cast, "ministry_staff")

    html = browser.get(press(browser, sentra).url).content.decode()

    assert need.need_kind.name in html and "atap bocor" in html
    for part in ("Angka terakhir yang dilaporkan", "Bangunan, mesin, dan lahan", "Foto"):
        assert part in html


def test_a_page_that_only_reads_makes_nothing(cast: Cast) -> None:
    sentra = make_sentra(**HERE)

    response = client(cast, "ministry_staff").get(f"/dak/paket/buat/{sentra.public_code}/")

    assert response.status_code == 405
    assert not NeedPack.objects.exists()


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    sentra = make_sentra(**HERE)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.ministry_staff, backend=BACKEND)

    assert press(browser, sentra).status_code == 403
    assert not NeedPack.objects.exists()


def test_an_unknown_or_withdrawn_pack_and_sentra_are_not_found(cast: Cast) -> None:
    browser = client(cast, "ministry_staff")

    assert browser.get("/dak/paket/999999/").status_code == 404
    assert browser.post("/dak/paket/buat/ST-ZZZZZZ-Z/").status_code == 404
