"""Places in words are found level by level within their parent, and never guessed."""

import pytest

from registry.changes.engine import load
from registry.imports.places import (
    PlaceWords,
    common_part,
    place_key,
    place_values,
    resolve_places,
)
from registry.models import District
from sentra.lib.text import fold
from tests.factories import ACTOR

pytestmark = pytest.mark.django_db


def resolve(*words: str) -> str:
    return resolve_places([PlaceWords(*words)])[0]


def test_a_village_is_found_within_its_district() -> None:
    words = ("Nusa Tenggara Barat", "Kabupaten Lombok Tengah", "Batukliang", "Aik Darek")

    assert resolve(*words) == "52.02.03.2005"


def test_a_village_of_another_district_stops_at_the_district() -> None:
    """Aik Berik lies in Batukliang Utara; a report that puts it in Batukliang is not believed."""
    words = ("Nusa Tenggara Barat", "Kab. Lombok Tengah", "Batukliang", "Aik Berik")

    assert resolve(*words) == "52.02.03"


def test_a_village_without_its_district_is_not_guessed() -> None:
    assert resolve("Bali", "Kabupaten Gianyar", "", "Celuk") == "51.04"


def test_a_kota_and_a_kabupaten_of_one_name_are_told_apart() -> None:
    assert resolve("Jawa Barat", "Kota Bandung") == "32.73"
    assert resolve("Jawa Barat", "Kabupaten Bandung") == "32.04"
    assert resolve("Jawa Barat", "Bandung") == "32"


def test_two_districts_of_one_name_are_no_answer() -> None:
    row = {"name": "Suka Wati", "short_name": "Suka Wati", "name_key": fold("Sukawati")}
    twin = {"code": "51.04.99", "bps_code": "", "regency_id": "51.04", **row}
    load(District, [twin], actor=ACTOR, reason="test")

    assert resolve("Bali", "Kabupaten Gianyar", "Sukawati", "Celuk") == "51.04"


def test_a_regency_that_has_ended_is_not_found() -> None:
    assert resolve("Papua", "Kabupaten Merauke") == "91"
    assert resolve("Papua Selatan", "Kabupaten Merauke") == "93.01"


@pytest.mark.parametrize(
    ("level", "short", "official"),
    [
        ("province", "DI Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("province", "DKI Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("regency", "Kota Administrasi Jakarta Barat", "Kota Jakarta Barat"),
        ("regency", "Kab. Kep. Meranti", "Kabupaten Kepulauan Meranti"),
        ("village", "Baengas", "Ba'engas"),
    ],
)
def test_shortened_names_are_written_out(level: str, short: str, official: str) -> None:
    assert place_key(level, short) == place_key(level, official)


def test_places_of_many_rows_take_four_statements(django_assert_num_queries: object) -> None:
    places = [PlaceWords("Bali", "Kabupaten Gianyar", "Sukawati", "Celuk")] * 50

    with django_assert_num_queries(4):  # type: ignore[operator]
        assert set(resolve_places(places)) == {"51.04.01.2005"}


def test_the_common_part_of_two_codes_is_the_region_both_name() -> None:
    assert common_part("52.02.03.2005", "52.02.12.2002") == "52.02"
    assert common_part("52.02", "35.02") == ""


def test_a_code_fills_every_level_above_it() -> None:
    assert place_values("51.04.01") == {
        "province": "51",
        "regency": "51.04",
        "district": "51.04.01",
    }
    assert place_values("") == {}
