"""The regions of Indonesia come in whole, within five seconds, once, with their traps."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.imports.reference import LoadCount
from registry.imports.regions import load_bps_codes, load_regions, reference_map
from registry.models import District, Province, Regency, RegionSuccession, Village
from registry.models.region import RegencyEvent, VillageEvent
from sentra.lib.problems import ChangeRejected
from sentra.lib.text import fold

ACTOR = policy.system("test")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indonesia")]


@pytest.fixture(scope="module")
def indonesia(django_db_setup: Any, django_db_blocker: Any) -> Iterator[float]:
    """All regions, loaded once for this module and rolled back after it; the seconds it took."""
    with django_db_blocker.unblock(), transaction.atomic():
        started = monotonic()
        load_regions(ACTOR)
        yield monotonic() - started
        transaction.set_rollback(True)


def correct(kind: str, target: str, **values: Any) -> None:
    """One correction by staff."""
    apply(Change(kind, values, target), actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")


def counts_by_noun(counts: list[LoadCount]) -> dict[str, tuple[int, int]]:
    """Created and corrected by noun, without the nouns that stayed as they were."""
    return {c.noun: (c.created, c.corrected) for c in counts if not c.is_unchanged}


def test_the_map_of_today_has_every_region() -> None:
    assert Province.objects.today().count() == 38
    assert Regency.objects.today().count() == 514
    assert District.objects.today().count() == 7285
    assert Village.objects.today().count() == 83762
    assert Counter(Regency.objects.today().values_list("kind", flat=True)) == {
        "regency": 416,
        "city": 98,
    }
    assert Counter(Village.objects.values_list("kind", flat=True)) == {
        "urban": 8496,
        "rural": 75252,
        "customary": 14,
    }


def test_every_loaded_row_leaves_history_with_actor_and_reason() -> None:
    context = VillageEvent.objects.get(pgh_obj_id="11.01.01.2001").pgh_context

    assert VillageEvent.objects.values("pgh_obj_id").distinct().count() == 83762
    assert RegencyEvent.objects.values("pgh_obj_id").distinct().count() == 540
    assert context["actor"] == "system:test"
    assert "Kepmendagri 300.2.2-2138/2025" in context["reason"]


def test_a_second_run_has_nothing_to_do() -> None:
    n_events = VillageEvent.objects.count()

    counts = load_regions(ACTOR)

    assert counts_by_noun(counts) == {}
    assert [count.unnamed for count in counts] == [0, 0, 0, 0, 0]
    assert VillageEvent.objects.count() == n_events


def test_a_name_that_moved_is_brought_back_with_its_search_key() -> None:
    correct("village.correct", "11.01.01.2001", name="Keude Lama")

    counts = load_regions(ACTOR)
    keude = Village.objects.get(code="11.01.01.2001")

    assert counts_by_noun(counts) == {"village": (0, 1)}
    assert (keude.name, keude.name_key) == ("Keude Bakongan", "keudebakongan")
    assert keude.version == 2


def test_a_region_the_package_does_not_name_is_counted_and_left() -> None:
    values = {"code": "51.99", "province": "51", "kind": "city", "name": "Kota Uji"}
    change = Change("regency.record", {**values, "short_name": "Uji"})
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    counts = {count.noun: count.unnamed for count in load_regions(ACTOR)}

    assert counts["regency"] == 1
    assert Regency.objects.get(code="51.99").valid_to is None


def test_the_26_former_regencies_are_rows_that_ended() -> None:
    former = Regency.objects.filter(valid_to__isnull=False)

    assert former.count() == 26
    assert Counter(former.values_list("valid_to", flat=True)) == {
        date(2022, 7, 25): 20,
        date(2022, 12, 8): 6,
    }
    assert set(former.values_list("province_id", flat=True)) == {"91", "92"}


def test_merauke_has_one_code_on_each_map() -> None:
    merauke = Regency.objects.filter(name="Kabupaten Merauke")

    assert merauke.on_map(date(2018, 6, 30)).get().code == "91.01"
    assert merauke.on_map(date(2022, 7, 25)).get().code == "93.01"
    assert merauke.today().get().code == "93.01"


def test_the_map_of_2018_has_34_provinces_and_514_regencies() -> None:
    day = date(2018, 6, 30)

    assert Province.objects.on_map(day).count() == 34
    assert Regency.objects.on_map(day).count() == 514
    assert not District.objects.on_map(day).filter(code__startswith="93").exists()


def test_successions_are_dated_by_law_with_the_decree_beside() -> None:
    recodes = RegionSuccession.objects.filter(kind="recode")
    merauke = recodes.get(old_code="91.01")
    toba = RegionSuccession.objects.get(kind="rename", new_code="12.12")

    assert recodes.count() == 26
    assert (merauke.new_code, merauke.law) == ("93.01", "UU 14/2022")
    assert merauke.decree == "Kepmendagri 100.1.1-6117/2022"
    assert (toba.old_name, toba.effective_precision) == ("Kabupaten Toba Samosir", "year")


def test_provinces_carry_short_name_bps_code_time_zone_and_words() -> None:
    highland = Province.objects.get(code="95")
    special = Province.objects.get(code="34")

    assert (highland.name, highland.bps_code) == ("Papua Pegunungan", "97")
    assert (highland.time_zone, highland.law) == ("Asia/Jayapura", "UU 16/2022")
    assert (highland.district_word, highland.village_word) == ("distrik", "kampung")
    assert (special.short_name, special.village_word) == ("DIY", "kalurahan")


def test_banjar_is_a_city_in_one_province_and_a_regency_in_another() -> None:
    banjar = Regency.objects.filter(short_name="Banjar").order_by("code")

    assert [(r.code, r.name, r.kind) for r in banjar] == [
        ("32.79", "Kota Banjar", "city"),
        ("63.03", "Kabupaten Banjar", "regency"),
    ]


def test_25_pairs_share_a_short_name_within_one_province() -> None:
    names = Regency.objects.today().values_list("province_id", "short_name")
    pairs = [name for name, times in Counter(names).items() if times > 1]

    assert len(pairs) == 25
    assert ("35", "Mojokerto") in pairs
    assert len(set(Regency.objects.today().values_list("province_id", "name"))) == 514


def test_16_pairs_of_villages_share_a_name_under_one_district() -> None:
    names = Village.objects.values_list("district_id", "name")

    assert sum(times > 1 for times in Counter(names).values()) == 16


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("71.09", "Kabupaten Kepulauan Siau Tagulandang Biaro"),
        ("53.03.11.2005", "Nian"),
        ("53.07.01.2021", "Regapu'u"),
        ("35.26.12.2008", "Ba'engas"),
    ],
)
def test_official_names_replace_what_the_package_shortens_or_mistypes(code: str, name: str) -> None:
    model = Regency if len(code) == 5 else Village

    assert model.objects.get(code=code).name == name
    assert not Village.objects.filter(name__contains="’").exists()


@pytest.mark.parametrize(
    ("district", "typed", "code"),
    [
        ("35.76.02", "Gunung Gedangan", "35.76.02.1001"),
        ("35.26.12", "Baengas", "35.26.12.2008"),
        ("35.26.12", "BA’ENGAS", "35.26.12.2008"),
        ("53.07.01", "Regapuu", "53.07.01.2021"),
    ],
)
def test_a_folded_key_finds_what_people_type(district: str, typed: str, code: str) -> None:
    found = Village.objects.filter(district_id=district, name_key=fold(typed))

    assert [village.code for village in found] == [code]


def test_bps_codes_of_a_file_stand_beside_and_survive_the_next_load(tmp_path: Path) -> None:
    file = tmp_path / "bps.csv"
    file.write_text("kemendagri_code,bps_code\n64.02,6403\n64.07,6402\n")

    assert load_bps_codes(file, ACTOR) == 2
    assert load_bps_codes(file, ACTOR) == 0
    assert counts_by_noun(load_regions(ACTOR)) == {}
    assert Regency.objects.get(code="64.02").bps_code == "6403"


def test_a_bps_file_is_refused_with_every_problem_at_once(tmp_path: Path) -> None:
    file = tmp_path / "bps.csv"
    file.write_text("kemendagri_code,bps_code\n6402,6403\n64.02,64.03\n64.99,6499\n64.07,6499\n")

    with pytest.raises(ChangeRejected) as refused:
        load_bps_codes(file, ACTOR)

    assert [problem.code for problem in refused.value.problems] == [
        "region_code.without_system",
        "bps_code.malformed",
        "bps_code.twice",
        "bps_code.region_unknown",
    ]
    assert not Regency.objects.exclude(bps_code="").exists()


def test_the_command_prints_counts_and_seconds(tmp_path: Path) -> None:
    out = StringIO()
    call_command("load_regions", stdout=out, skip_checks=True)

    lines = out.getvalue().splitlines()
    assert lines[:5] == [
        "38 provinsi",
        "514 kabupaten/kota dan 26 kode lama",
        "7.285 kecamatan",
        "83.762 desa/kelurahan",
        "29 perubahan wilayah",
    ]
    assert lines[5] == "Tidak ada yang perlu diubah."
    assert lines[6].startswith("Selesai dalam ")


def test_the_command_refuses_a_file_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("load_regions", bps_codes=tmp_path / "tidak-ada.csv", skip_checks=True)


def test_the_database_refuses_a_village_outside_its_district() -> None:
    village = {**reference_map().rows["village"][0], "code": "51.04.01.2999"}
    values = {"code": village["code"], "district": "51.04.02", "kind": "rural"}
    change = Change("village.record", {**values, "name": "Uji", "short_name": "Uji"})

    with pytest.raises(ChangeRejected) as refused:
        apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    assert [problem.code for problem in refused.value.problems] == ["village.code_in_district"]
    assert Village.objects.count() == 83762
    assert not connection.needs_rollback
