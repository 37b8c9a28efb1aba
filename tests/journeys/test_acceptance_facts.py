"""Acceptance cases of real sentra, facts and places: recorded faithfully and read as published.
Machines, needs, certificates and measures belong to later nouns.

Each case names its sources by publisher and date; the facts are theirs."""

import pytest

from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.changes.change import Change
from registry.choices import DefinitionState
from registry.models import Sentra
from registry.queries.search import search_sentra
from registry.rules.definition import assess_sentra
from sentra.lib.problems import ChangeRejected
from tests.factories import make_commodity, make_source
from tests.factories.real_map import load_places
from tests.journeys.recording import (
    AIK_DAREK,
    CELUK,
    ceiling,
    granted,
    part,
    record,
    registered,
)

pytestmark = pytest.mark.django_db


# --- A1 Celuk, Gianyar (Wahana News, 24 April 2025) --------------------------------------------


def test_a1_craft_and_trade_begin_in_years_of_their_own() -> None:
    source = make_source(
        publisher="Wahana News", published_on="2025-04-24", published_precision="day"
    ).code
    sentra = registered(
        "Sentra Perak Celuk",
        CELUK,
        part("origin", kind="craft_start", origin_year=1915, source=source),
        part("origin", kind="trade_start", origin_year=1935, source=source),
    )

    origins = sentra.sentraorigin_set.values_list("kind", "origin_year")
    assert list(origins) == [("craft_start", 1915), ("trade_start", 1935)]


def test_a1_an_association_is_not_the_owner_of_the_building() -> None:
    names = (("cdc", "Celuk Design Center", "association"), ("pemkab", "Pemkab Gianyar", "office"))
    record(
        *(
            Change("institution.record", {"code": code, "name": name, "kind": kind})
            for code, name, kind in names
        )
    )
    sentra = registered(
        "Sentra Perak Celuk",
        CELUK,
        part("sentra_institution", institution="cdc", role="manager", valid_from="2009-02-19"),
        part("sentra_institution", institution="pemkab", role="asset_owner"),
    )

    roles = sentra.sentrainstitution_set.values_list("institution__kind", "role")
    assert set(roles) == {("association", "manager"), ("office", "asset_owner")}


# --- A2 Pancor Dao, Lombok Tengah (Maklumat 5 April 2025; Ekbis NTB 4 May 2024) ----------------


def test_a2_workers_before_and_after_are_two_years_and_nothing_lies_between() -> None:
    source = make_source(publisher="Maklumat").code
    sentra = registered(
        "Sentra IKM Olahan Pangan",
        AIK_DAREK,
        part("profile", year=2023, source=source, worker_count=10),
        part(
            "profile",
            year=2025,
            source=source,
            worker_count=30,
            note="Produksi ≥ 18 ton per tahun.",
        ),
    )

    after, before = sentra.yearlyprofile_set.all()
    assert (before.worker_count, after.worker_count) == (10, 30)
    assert after.note == "Produksi ≥ 18 ton per tahun."
    drain()
    workers = [
        cells("sentra.worker_count", period=year, level="province", province="52")[0].value
        for year in ("2023", "2024", "2025")
    ]
    assert workers == [10, None, 30]


def test_a2_the_misreported_village_is_found_and_cannot_become_the_place() -> None:
    sentra = registered(
        "Sentra IKM Olahan Pangan",
        AIK_DAREK,
        part("alias", name="Pancar Dao", kind="misreport", source=make_source().code),
        place_words="Dusun Pancor Dao, Desa Aik Berik, Kecamatan Batukliang",
    )
    wrong = Change("sentra.correct", {"village": "52.02.12.2002"}, sentra.public_code, 0)

    with pytest.raises(ChangeRejected) as refused:
        record(wrong)

    assert [problem.code for problem in refused.value.problems] == ["sentra.village_in_district"]
    sentra.refresh_from_db()
    assert sentra.village_id == "52.02.03.2005"
    assert "Aik Berik" in sentra.place_words
    assert list(search_sentra(Sentra.objects.all(), "pancar dao")) == [sentra]


def test_a2_the_commodity_changes_and_both_stay_dated() -> None:
    cassava, shrimp = make_commodity(name="Olahan singkong"), make_commodity(name="Kerupuk udang")
    first = {"commodity": cassava.code, "valid_from": "2024-05-03", "valid_to": "2025-01-01"}
    sentra = registered(
        "Sentra IKM Olahan Pangan",
        AIK_DAREK,
        part("sentra_commodity", is_primary=True, **first),
        part("sentra_commodity", is_primary=True, commodity=shrimp.code, valid_from="2025-01-01"),
        part("origin", kind="opening", origin_year=2024),
    )

    made = sentra.periods.filter(period__in=["2024", "latest"]).order_by("period")
    assert [period.commodity_code for period in made] == [cassava.code, shrimp.code]


# --- A4 Maja Bharama Wastra, Kota Mojokerto (Duta 7 February 2024; Walai 13 February 2024) -------


def test_a4_three_spellings_find_one_sentra_of_the_city_and_not_of_the_regency() -> None:
    load_places("35.76.02.1001", "35.16")
    place = {"province": "35", "regency": "35.76", "district": "35.76.02"}
    spellings = ("Maja Barama Wastra", "Maja Brama Wastra")
    sentra = registered(
        "Sentra IKM Batik Maja Bharama Wastra",
        {**place, "village": "35.76.02.1001"},
        *(part("alias", name=name, kind="spelling") for name in spellings),
        place_words="Gunung Gedangan, Magersari, Mojokerto",
    )

    for words in ("Maja Bharama Wastra", *spellings, "gununggedangan batik"):
        assert list(search_sentra(Sentra.objects.all(), words)) == [sentra]
    assert not Sentra.objects.in_region("35.16").exists()
    assert Sentra.objects.in_region("35.76").get() == sentra


def test_a4_a_figure_nobody_reported_is_unknown_and_not_zero() -> None:
    load_places("35.76")
    source = make_source(publisher="Berempat").code
    sentra = registered(
        "Sentra IKM Batik Maja Bharama Wastra",
        {"province": "35", "regency": "35.76"},
        part("profile", year=2023, source=source, note="Produksi 786 potong per tahun."),
        part("profile", year=2025, source=source, worker_count=125),
    )

    assert sentra.yearlyprofile_set.get(year=2023).worker_count is None
    drain()
    cell = cells("sentra.worker_count", period="2023", level="province", province="35")[0]
    assert (cell.value, cell.low, cell.n_records, cell.n_reporting) == (None, None, 1, 0)


# --- A5 Slag aluminium Kendalsari, Jombang (Warta Ekonomi, March 2025) --------------------------


def test_a5_ranges_and_vague_words_keep_both_ends_and_the_words() -> None:
    load_places("35.17.11.2016")
    source = make_source(publisher="Warta Ekonomi").code
    place = {"province": "35", "regency": "35.17", "district": "35.17.11"}
    turnover = {"low": 15 * 10**8, "high": 2 * 10**9, "qualifier": "range", "text": "1,5–2 miliar"}
    belasan = {"low": 11, "high": 19, "qualifier": "range", "text": "belasan"}
    sentra = registered(
        "Slag Aluminium Kendalsari",
        {**place, "village": "35.17.11.2016"},
        part("origin", kind="craft_start", origin_year=1970),
        part("profile", year=2021, source=source, worker_count=belasan),
        part("profile", year=2025, source=source, unit_count=25, turnover_idr=turnover),
    )

    after, before = sentra.yearlyprofile_set.all()
    assert before.worker_count is None
    assert (before.worker_count_low, before.worker_count_high) == (11, 19)
    assert before.worker_count_text == "belasan"
    assert (after.turnover_idr_low, after.turnover_idr_high) == (1_500_000_000, 2_000_000_000)


# --- A8 Bangkalan (Minke; Madura News 2019) ----------------------------------------------------


def test_a8_an_estate_of_many_commodities_has_one_primary() -> None:
    load_places("35.26.12.2008")
    place = {"province": "35", "regency": "35.26", "district": "35.26.12"}
    batik, food = make_commodity(name="Batik"), make_commodity(name="Makanan")
    sentra = registered(
        "Sentra IKM Bangkalan",
        {**place, "village": "35.26.12.2008"},
        part("sentra_commodity", commodity=batik.code, is_primary=True),
        part("sentra_commodity", commodity=food.code),
        place_words="Baengas, Labang",
    )

    assert sentra.periods.get(period="latest").commodity_code == batik.code
    assert sentra.sentracommodity_set.count() == 2
    assert list(search_sentra(Sentra.objects.all(), "baengas")) == [sentra]


# --- A16 Palangka Raya (Antara Kalteng; Republika) ---------------------------------------------


def test_a16_a_local_sentra_of_unlike_goods_is_recorded_and_fails_the_definition() -> None:
    load_places("62.71")
    unlike = {"same_product": "no", "same_raw_material": "no", "same_process": "no"}
    units = part("profile", year=2022, source=make_source().code, unit_count=40)
    place = {"province": "62", "regency": "62.71"}
    mixed = registered("Sentra IKM Terpadu", place, units, is_one_place="yes", **unlike)

    outcome = assess_sentra(mixed)

    assert (outcome.state, outcome.failed) == (DefinitionState.NOT_MET, ("similarity",))


def test_a16_a_missing_fact_leaves_the_definition_open_and_names_it() -> None:
    load_places("62.71")
    place = {"province": "62", "regency": "62.71"}
    wood = registered("Sentra Kayu Temanggung Tilung", place, same_raw_material="yes")

    outcome = assess_sentra(wood)

    assert outcome.state == DefinitionState.NOT_ASSESSABLE
    assert set(outcome.missing) == {"unit_count", "is_one_place"}


# --- A19 Merauke before and after 25 July 2022 (UU 14/2022) ------------------------------------


def test_a19_facts_of_2018_keep_the_code_of_their_time_on_todays_map() -> None:
    source = make_source().code
    sentra = registered(
        "Sentra Sagu Merauke",
        {"province": "93", "regency": "93.01"},
        part("status", status="active", status_on="2018-06-01", source=source),
        part("profile", year=2018, source=source, unit_count=12),
        part("profile", year=2023, source=source, unit_count=15),
    )
    grant = granted(sentra, 2018, "allocated", {"amount_idr": 1_000_000_000})

    assert sentra.sentrastatus_set.get().region_code == "91.01"
    assert [p.region_code for p in sentra.yearlyprofile_set.order_by("year")] == ["91.01", "93.01"]
    assert grant.region_code == "91.01"
    assert ceiling("93", "2018") == (1_000_000_000, 1_000_000_000)
    assert ceiling("91", "2018") == (None, None)


def test_a19_a_sentra_cannot_stand_in_a_regency_that_has_ended() -> None:
    with pytest.raises(ChangeRejected) as refused:
        registered("Sentra Sagu Merauke", {"province": "91", "regency": "91.01"})

    assert [problem.code for problem in refused.value.problems] == ["sentra.region_ended"]
    assert not Sentra.objects.exists()
