"""The menu of the desk, its machine-written lists, and the points of regions."""

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.utils import timezone

from registry.admin.menu import SECTIONS
from registry.models import DirtyEvent
from tests.factories import make_region_point

pytestmark = pytest.mark.django_db


def menu(client: Any) -> list[str]:
    """The nouns in the menu, in its order."""
    sections = client.get("/admin/").context["available_apps"]
    return [row["object_name"] for section in sections for row in section["models"]]


def test_every_noun_stands_once_in_the_menu_under_what_is_done_with_it(signed_in: Any) -> None:
    nouns = menu(signed_in("ministry_admin"))

    unlisted = {model.__name__ for model, page in pages() if not page.is_listed}
    assert len(nouns) == len(set(nouns))
    assert set(nouns) == {model.__name__ for model, _page in pages()} - unlisted
    assert {noun for _name, row in SECTIONS for noun in row} <= set(nouns)


def pages() -> list[tuple[type[Model], Any]]:
    return list(admin.site._registry.items())


def test_whoever_gives_no_mandates_sees_no_tokens(signed_in: Any) -> None:
    nouns = set(menu(signed_in("ministry_staff")))

    assert "ApiToken" not in nouns
    assert {"Sentra", "Need"} <= nouns


def test_no_row_of_the_desk_is_called_an_object() -> None:
    assert [model for model, _page in pages() if model.__str__ is Model.__str__] == []


def test_the_queue_of_recomputation_speaks_indonesian(signed_in: Any) -> None:
    DirtyEvent.objects.create(province_code=None, year=None, noun="status", at=timezone.now())

    page = signed_in("ministry_admin").get("/admin/registry/dirtyevent/").content.decode()

    assert "semua provinsi" in page and "semua tahun" in page
    assert "Province code" not in page and "Noun" not in page


def test_points_of_regions_are_looked_at_and_not_written(signed_in: Any) -> None:
    point = make_region_point(source_words="Peta uji, 2026")
    client, path = signed_in("ministry_admin"), "/admin/registry/regionpoint/"

    listed = client.get(path, {"q": point.regency.name}).content.decode()
    assert "Peta uji, 2026" in listed and str(point.regency) in listed
    assert "Peta uji, 2026" not in client.get(path, {"q": "xyzzy"}).content.decode()
    assert client.get(f"{path}add/").status_code == 403
    change = f"{path}{point.pk}/change/"
    assert "Peta uji, 2026" in client.get(change).content.decode()
    assert client.post(change, {"radius_km": "1"}).status_code == 403
    point.refresh_from_db()
    assert point.version == 0
