"""Commodities come in as one act, once; what staff changed stays theirs unless asked otherwise."""

from io import StringIO

import pytest
from django.core.management import call_command

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.imports.commodities import load_commodities
from registry.imports.reference import LoadCount, data_rows
from registry.models import (
    Commodity,
    CommodityKbli,
    CommoditySector,
    CommoditySynonym,
    Kbli,
    Scheme,
    Sector,
)
from registry.models.commodity import CommodityEvent
from sentra.lib.text import fold

ACTOR = policy.system("test")
pytestmark = pytest.mark.django_db


def rename_batik() -> None:
    """A correction by staff."""
    change = Change("commodity.correct", {"name": "Batik tulis dan cap"}, "batik")
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")


def created(counts: list[LoadCount]) -> dict[str, int]:
    """Rows written anew, by noun."""
    return {count.noun: count.created for count in counts}


def test_every_row_of_the_files_is_recorded_in_one_act() -> None:
    counts = load_commodities(ACTOR)

    assert created(counts) == {
        "scheme": 4,
        "sector": 23,
        "commodity": 100,
        "synonym": 178,
        "commodity_sector": 325,
        "kbli": 3,
        "commodity_kbli": 4,
    }
    assert Scheme.objects.count() == 4
    assert Sector.objects.count() == 23
    assert Commodity.objects.count() == 100
    assert CommoditySynonym.objects.count() == 178
    assert CommoditySector.objects.count() == 325
    assert CommodityEvent.objects.values("pgh_context__act").distinct().count() == 1


def test_a_second_run_has_nothing_to_do() -> None:
    load_commodities(ACTOR)

    counts = load_commodities(ACTOR)

    assert all(count.is_unchanged and not count.differing for count in counts)
    assert CommodityEvent.objects.count() == 100


def test_what_staff_changed_stays_theirs() -> None:
    load_commodities(ACTOR)
    rename_batik()

    counts = {count.noun: count.differing for count in load_commodities(ACTOR)}

    assert counts["commodity"] == 1
    assert Commodity.objects.get(code="batik").name == "Batik tulis dan cap"


def test_it_is_brought_back_to_the_files_when_asked() -> None:
    load_commodities(ACTOR)
    rename_batik()

    counts = {count.noun: count.corrected for count in load_commodities(ACTOR, correct=True)}

    assert counts["commodity"] == 1
    assert Commodity.objects.get(code="batik").name == "Batik"
    assert Commodity.objects.get(code="batik").name_key == "batik"


def test_a_commodity_that_is_missing_is_recorded_beside_the_stored_ones() -> None:
    for change in (
        Change("scheme.record", {"code": "registri", "name": "Lama", "is_exclusive": True}),
        Change("sector.record", {"code": "pangan", "scheme": "registri", "name": "Pangan"}),
        Change("commodity.record", {"code": "kopi", "name": "Kopi", "sector": "pangan"}),
    ):
        apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    counts = created(load_commodities(ACTOR))

    assert (counts["scheme"], counts["sector"], counts["commodity"]) == (3, 22, 99)
    assert Commodity.objects.get(code="kopi").synonyms.count() == 2
    assert Scheme.objects.get(code="registri").name == "Lama"


def test_every_commodity_text_of_the_sample_finds_its_commodity() -> None:
    load_commodities(ACTOR)
    by_key = dict(Commodity.objects.values_list("name_key", "code"))
    by_key |= dict(CommoditySynonym.objects.values_list("name_key", "commodity__code"))

    assert [
        row["commodity_text"]
        for row in data_rows("sample/commodity_map.csv")
        if by_key.get(fold(row["commodity_text"])) != row["primary"]
    ] == []


def test_exclusive_schemes_hold_a_commodity_once_and_overlapping_ones_may_twice() -> None:
    load_commodities(ACTOR)
    batik = CommoditySector.objects.filter(commodity__code="batik")

    assert batik.filter(sector__scheme__code="ikm2017").count() == 1
    assert batik.filter(sector__scheme__is_exclusive=False).count() == 2
    assert Commodity.objects.get(is_service=True).code == "layanan-kemasan"


def test_the_command_prints_counts_and_seconds() -> None:
    out = StringIO()
    call_command("load_commodities", stdout=out, skip_checks=True)

    lines = out.getvalue().splitlines()
    assert lines[0] == "4 skema golongan, 4 baru"
    assert lines[2] == "100 komoditas, 100 baru"
    assert lines[-1].startswith("Selesai dalam ")


def test_a_commodity_has_its_class_edition_and_the_publisher_that_says_so() -> None:
    load_commodities(ACTOR)

    lines = CommodityKbli.objects.select_related("kbli", "commodity")
    found = {line.commodity.code: str(line.kbli) for line in lines}
    assert found["batik"] == "13134 Industri Batik (KBLI 2020)"
    assert found["perhiasan-perak"].startswith("32112 ")
    assert all("Peraturan BPS 2/2020" in line.source_note for line in lines)


def test_a_title_loaded_from_the_whole_edition_is_left_as_it_is() -> None:
    load_commodities(ACTOR)
    change = Change("kbli.correct", {"title": "INDUSTRI BATIK"}, "2020-13134")
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    counts = {count.noun: count for count in load_commodities(ACTOR)}

    assert Kbli.objects.get(class_code="13134").title == "INDUSTRI BATIK"
    assert (counts["kbli"].differing, counts["kbli"].created) == (1, 0)
