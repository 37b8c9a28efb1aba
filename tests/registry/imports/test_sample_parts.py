"""What the sample says of facilities, machines, production and exports becomes lines of its own,
with nothing lost."""

from typing import Any

import pytest

from registry import policy
from registry.imports import sample_parts
from registry.imports.commodities import load_commodities
from registry.imports.reference import data_rows
from registry.imports.sample import load_sentra
from registry.models import Facility, FacilityKind, Machine, Market, Measure, Sentra
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

EMPTY = dict.fromkeys(data_rows("sample/sentra.csv")[0], "")


def lines(**cells: str) -> list[sample_parts.Line]:
    return list(sample_parts.part_lines({**EMPTY, **cells}, "sumber"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("IPAL", ("facility", "waste_water")),
        ("gedung produksi bersama", ("facility", "production_building")),
        ("vacuum frying", ("machine", "")),
        ("40 unit mesin Rp4,8 miliar", ("machine", "")),
        ("kawasan 44 ha", ("facility", "cluster_place")),
        ("menara jam", ("facility", "other")),
    ],
)
def test_words_decide_what_a_thing_is(words: str, expected: tuple[str, str]) -> None:
    assert sample_parts.kind_of(words) == expected


def test_the_words_of_a_list_are_the_names_of_its_lines() -> None:
    words = "7 ruang produksi (canting, cap); IPAL; lahan 5.363 m2"
    found = lines(facilities=words)

    assert "; ".join(values["name"] for _noun, values in found) == words
    assert found[2][1]["area_m2"] == "5363"


def test_hectares_are_square_metres_and_about_figures_stay_words() -> None:
    (_, whole), (_, about) = lines(facilities="kawasan 44 ha; lahan sekitar 12,5 ha")

    assert whole["area_m2"] == "440000"
    assert "area_m2" not in about


def test_a_state_stands_only_where_the_thing_itself_has_one() -> None:
    (_, plain), (_, planned), (_, unfinished) = lines(
        facilities="gudang; IPAL (direncanakan); IPAL belum selesai 2022"
    )

    assert "state" not in plain
    assert planned["state"] == "planned"
    assert (unfinished["state"], unfinished["state_on"]) == ("under_construction", "2022-01-01")


def test_the_machines_that_are_counted_are_counted() -> None:
    assert lines(facilities="40 unit mesin Rp4,8 miliar")[0][1]["machine_count"] == 40
    assert "machine_count" not in lines(facilities="mesin")[0][1]


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("Malaysia dan Lebanon", "Malaysia, Lebanon"),
        ("Malaysia dan Singapura (2011)", "Malaysia, Singapura"),
        ("Sebagian produk diekspor (2018)", ""),
        ("Pernah dikirim ke Malaysia oleh satu perajin", ""),
    ],
)
def test_countries_are_read_from_lists_only(words: str, countries: str) -> None:
    assert sample_parts.countries(words) == countries


def test_a_chance_of_exports_is_none() -> None:
    assert lines(export_note="Peluang ekspor ke Amerika") == []


def test_the_year_of_a_row_is_not_that_of_words_with_their_own() -> None:
    (_, own), (_, row) = (
        *lines(export_note="Malaysia (2011)", figure_year="2024"),
        *lines(export_note="Malaysia", figure_year="2024"),
    )

    assert "as_of_on" not in own
    assert row["as_of_on"] == "2024-01-01"


def test_every_kind_named_by_the_words_is_in_the_code_list() -> None:
    codes = {row["code"] for row in data_rows("code_lists/facility_kinds.csv")}
    named = {row["code"] for row in data_rows("sample/facility_words.csv") if row["code"]}

    assert named | {sample_parts.UNKNOWN_KIND} <= codes


@pytest.mark.django_db
def test_the_sample_s_parts_load_once_and_nothing_is_lost() -> None:
    load_sample_map()
    load_commodities(ACTOR)
    load_sentra(policy.system("load_sample"))
    rows = data_rows("sample/sentra.csv")
    pieces = [p for row in rows for p in sample_parts.pieces(row["facilities"])]

    assert Facility.objects.count() + Machine.objects.count() == len(pieces)
    assert Market.objects.count() == len([r for r in rows if r["export_note"]]) - 1
    assert Measure.objects.count() == 5
    counts = [m.objects.count() for m in (Facility, Machine, Market, Measure, FacilityKind)]

    again = load_sentra(policy.system("load_sample"))

    assert again.is_unchanged
    assert [m.objects.count() for m in (Facility, Machine, Market, Measure, FacilityKind)] == counts
    assert_celuk_and_pancor_dao()


def assert_celuk_and_pancor_dao() -> None:
    def one(name: str) -> Any:
        return Sentra.objects.get(name=name)

    pancor_dao = one("Sentra IKM Olahan Pangan Lombok Tengah")
    measure = pancor_dao.measure_set.get()
    binong = one("Sentra Rajut Binong Jati").measure_set.get()
    nilam = one("SIKM Nilam Aceh Jaya").measure_set.get()
    celuk = one("Sentra Industri Kerajinan Perak Celuk")
    assert (int(measure.amount), measure.amount_qualifier, measure.unit.code, measure.period) == (
        18,
        ">=",
        "ton",
        "year",
    )
    assert set(pancor_dao.machine_set.values_list("name", flat=True)) == {
        "oven",
        "mixer",
        "vacuum frying",
    }
    assert "Fasilitas menurut sumber" not in pancor_dao.note
    assert (binong.measure_kind, binong.unit.code) == ("capacity", "lusin")
    assert (nilam.year, nilam.period) == (None, "unknown")
    assert not celuk.market_set.exists()
    assert "Ekspor menurut sumber: Peluang ekspor" in celuk.note
