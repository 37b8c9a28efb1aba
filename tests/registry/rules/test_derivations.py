"""What the engine fills in: search keys, codes, mandates, and the region code of its time."""

import re
from typing import Any

import pytest

from registry.models import Sentra
from sentra.lib.problems import ChangeRejected
from tests.dirty_marks import changed
from tests.factories import (
    make,
    make_commodity,
    make_mandate,
    make_office,
    make_profile,
    make_sentra,
    make_source,
    make_status,
    make_user,
    make_verification,
)

pytestmark = pytest.mark.django_db


def test_a_name_is_cleaned_and_its_search_key_kept_beside_it() -> None:
    sentra = make_sentra(name="  Sentra   Kerajinan Pérak  “Celuk” ")

    assert sentra.name == "Sentra Kerajinan Pérak “Celuk”"
    assert sentra.name_key == "sentrakerajinanperakceluk"
    changed("sentra.correct", sentra.public_code, name="Sentra Emas")()
    assert Sentra.objects.get().name_key == "sentraemas"


def test_a_sentra_gets_a_code_for_life() -> None:
    one, two = make_sentra(), make_sentra()

    assert one.public_code != two.public_code
    assert re.fullmatch(r"ST-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]", one.public_code)


def test_codes_are_made_of_names_and_numbered_where_taken() -> None:
    codes = [make_commodity(name=name).code for name in ("Perak", "Perak!", "Tas & Koper", "♥")]

    assert codes == ["perak", "perak-2", "tas-koper", "tanpa-nama"]


def test_a_source_s_code_is_made_of_its_publisher() -> None:
    assert make_source(publisher="Radar Bali").code == "radar-bali"


def test_codes_given_in_one_act_do_not_clash() -> None:
    codes = {make("institution.record", name="Koperasi", kind="cooperative").code for _ in "abc"}

    assert codes == {"koperasi", "koperasi-2", "koperasi-3"}


@pytest.mark.parametrize(
    ("level", "place", "role", "region"),
    [
        ("ministry", {}, "ministry_staff", ""),
        ("province", {"province": "32"}, "province_officer", "32"),
        ("regency", {"province": "32", "regency": "32.04"}, "regency_operator", "32.04"),
    ],
)
def test_a_mandate_covers_its_office_s_region(
    level: str, place: dict[str, str], role: str, region: str
) -> None:
    office = make_office(level=level, **place)

    assert make_mandate(make_user(), office, role).region_code == region


MERAUKE = {"province": "93", "regency": "93.01", "district": "93.01.01"}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2022-07-24", "91.01.01"),
        ("2022-07-25", "93.01.01"),
        ("2024-01-01", "93.01.01"),
        (None, "93.01.01"),
    ],
)
def test_a_status_keeps_the_region_code_of_its_day(day: str | None, code: str) -> None:
    precision = "day" if day else "unknown"
    status = make_status(make_sentra(**MERAUKE), status_on=day, status_precision=precision)

    assert status.region_code == code


def test_a_corrected_date_brings_the_code_of_its_day_and_nothing_else_does() -> None:
    status = make_status(make_sentra(**MERAUKE), status_on="2020-01-01")
    assert status.region_code == "91.01.01"

    changed("status.correct", status.pk, evidence="kunjungan")()
    status.refresh_from_db()
    assert status.region_code == "91.01.01"

    changed("status.correct", status.pk, 1, status_on="2023-01-01")()
    status.refresh_from_db()
    assert status.region_code == "93.01.01"


@pytest.mark.parametrize(("year", "code"), [(2021, "91.01.01"), (2022, "93.01.01")])
def test_a_profile_keeps_the_code_of_the_end_of_its_year(year: int, code: str) -> None:
    assert make_profile(make_sentra(**MERAUKE), year=year).region_code == code


def test_a_verification_keeps_the_code_of_its_day() -> None:
    sentra = make_sentra(**MERAUKE)

    assert make_verification(sentra, verified_on="2022-01-01").region_code == "91.01.01"
    assert make_verification(sentra, verified_on="2025-01-01").region_code == "93.01.01"


@pytest.mark.parametrize(
    ("figures", "is_refused"),
    [
        ({"unit_count": 5, "worker_count": 5}, False),
        ({"unit_count": 5, "worker_count": 0}, True),
        ({"unit_count": 5}, False),
        ({"worker_count": 1}, False),
        ({"unit_count": {"low": 5, "high": 5, "qualifier": "~"}, "worker_count": 2}, False),
    ],
)
def test_only_exact_figures_can_contradict_each_other(
    figures: dict[str, Any], is_refused: bool
) -> None:
    sentra = make_sentra()

    def write() -> None:
        make_profile(sentra, year=2024, **figures)

    if is_refused:
        with pytest.raises(ChangeRejected) as refused:
            write()
        assert [p.code for p in refused.value.problems] == ["profile.workers_below_units"]
    else:
        write()
    assert sentra.yearlyprofile_set.exists() is not is_refused
