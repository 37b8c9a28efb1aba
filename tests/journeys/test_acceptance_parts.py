"""Acceptance cases of real sentra whose facts are facilities, machines, production, needs and
roles; the money of grants belongs to DAK.

Each case names its sources by publisher and date; the facts are theirs."""

from typing import Any

import pytest
from django.test import Client

from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.changes.change import Change
from registry.choices import DefinitionState
from registry.imports.code_lists import load_code_lists
from registry.models import Facility, Measure, Sentra
from registry.rules.definition import assess_sentra
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_source
from tests.factories.real_map import load_places
from tests.journeys.recording import part, record, registered

pytestmark = pytest.mark.django_db
TIGA = {"province": "51", "regency": "51.06", "district": "51.06.01", "village": "51.06.01.2007"}
CATUR = {"province": "51", "regency": "51.06", "district": "51.06.04", "village": "51.06.04.2037"}
RESANG = {"province": "21", "regency": "21.04", "district": "21.04.09", "village": "21.04.09.2003"}
TANJUNG_PASIR = {
    "province": "12",
    "regency": "12.08",
    "district": "12.08.11",
    "village": "12.08.11.2001",
}
PRINGGABAYA = {
    "province": "52",
    "regency": "52.03",
    "district": "52.03.08",
    "village": "52.03.08.2008",
}


@pytest.fixture(autouse=True)
def code_lists() -> None:
    load_code_lists(ACTOR)


def institution(code: str, name: str, kind: str) -> str:
    record(Change("institution.record", {"code": code, "name": name, "kind": kind}))
    return code


def dated(publisher: str, day: str) -> str:
    """A source known to the day."""
    return make_source(publisher=publisher, published_on=day, published_precision="day").code


def page(sentra: Sentra) -> str:
    return " ".join(Client().get(f"/sentra/{sentra.public_code}/").content.decode().split())


def states(sentra: Sentra) -> list[tuple[Any, ...]]:
    rows = Facility.objects.in_force().filter(sentra=sentra).with_state_now()
    return list(rows.values_list("name", "now_state"))


# --- A3 bamboo of Kayuambua, Bangli (Bali Tribune, 18 May 2025; Antara, 11 July 2024) -----------


def bamboo() -> Sentra:
    """The story in the order in which it was told."""
    load_places(TIGA["village"])
    built, locked = dated("Antara", "2024-07-11"), dated("Bali Tribune", "2025-05-18")
    other_office = institution("dinas-pkp-bangli", "Dinas PKP Kabupaten Bangli", "office")
    sentra = registered(
        "Sentra IKM Bambu",
        TIGA,
        part(
            "facility",
            facility_kind="production_building",
            name="gedung sentra",
            built_year=2024,
            state="under_construction",
            state_on="2024-07-11",
            state_precision="day",
            state_words="peletakan batu pertama",
            source=built,
        ),
        part("facility", facility_kind="land", name="lahan", area_m2="2500", source=built),
        part("sentra_institution", institution=other_office, role="land_owner", source=built),
        part(
            "need",
            need_kind="training",
            words="belum ada petugas tetap",
            since_on="2025-05-18",
            since_precision="day",
            source=locked,
        ),
        part("status", status="unknown", status_on="2025-05-18", source=locked),
        hamlet="Banjar Kayuambua",
    )
    building = sentra.facility_set.get(name="gedung sentra")
    record(
        Change(
            "facility_state.record",
            {
                "sentra": sentra.public_code,
                "facility": str(building.pk),
                "state": "not_optimal",
                "state_on": "2025-05-18",
                "state_precision": "day",
                "state_words": "sudah diresmikan, belum beroperasi secara optimal",
                "source": locked,
            },
        )
    )
    return sentra


def test_a3_the_building_is_opened_and_not_optimal_while_the_sentra_is_its_own_question() -> None:
    sentra = bamboo()

    text = page(sentra)

    assert states(sentra) == [("gedung sentra", "not_optimal"), ("lahan", "unknown")]
    assert sentra.sentrastatus_set.get().status == "unknown"
    assert (
        "Belum optimal per 18 Mei 2025: “sudah diresmikan, belum beroperasi secara optimal”" in text
    )
    assert "belum ada petugas tetap" in text


def test_a3_the_building_site_of_2024_stands_in_the_life_of_the_building() -> None:
    sentra = bamboo()

    text = page(sentra)
    life = text[text.index('<ol class="life"') :]

    assert "11 Juli 2024" in life and "peletakan batu pertama" in life
    assert life.index("peletakan batu pertama") < life.index("belum beroperasi secara optimal")
    assert life.index("Antara") < life.index("Bali Tribune")


def test_a3_the_land_belongs_to_another_office_and_25_are_is_2500_square_metres() -> None:
    sentra = bamboo()

    assert "<dt>Pemilik lahan</dt><dd>Dinas PKP Kabupaten Bangli" in page(sentra)
    assert "Luas 2.500 m²" in page(sentra)


# --- A6 coffee of Catur, Bangli (Bali Post and Nusa Bali; operating since 2024) -----------------


def coffee() -> Sentra:
    load_places(CATUR["village"])
    source = make_source(publisher="Bali Post").code
    unit = institution("upt-disperindag-bangli", "UPT Disperindag Bangli", "uptd")
    government = institution("pemkab-bangli", "Pemerintah Kabupaten Bangli", "office")
    return registered(
        "Sentra IKM Kopi Catur",
        CATUR,
        part("sentra_institution", institution=unit, role="manager", source=source),
        part("sentra_institution", institution=government, role="land_owner", source=source),
        part("profile", year=2024, source=source, worker_facility_count=9),
        part(
            "facility",
            facility_kind="production_building",
            name="gedung pengolahan kopi",
            state="operating",
            state_on="2024-01-01",
            state_precision="year",
            source=source,
        ),
        part("facility", facility_kind="land", name="lahan 30 are", area_m2="3000", source=source),
        part(
            "measure",
            measure_kind="capacity",
            product_words="kopi",
            amount={"low": 1, "high": 1, "qualifier": "~", "text": "sekitar 1 ton"},
            unit="ton",
            period="day",
            year=2024,
            scope="facility",
            source=source,
        ),
        part("certificate", certificate_kind="geographical_indication", source=source),
    )


def test_a6_nine_people_work_in_the_shared_facility_and_nobody_counted_the_members() -> None:
    profile = coffee().yearlyprofile_set.get()

    assert (profile.worker_facility_count, profile.worker_count) == (9, None)
    drain()
    found = cells("sentra.worker_count", period="2024", level="province", province="51")
    assert [cell.value for cell in found if cell.value is not None] == []


def test_a6_one_tonne_a_day_of_the_facility_is_not_one_tonne_a_year_of_the_sentra() -> None:
    sentra = coffee()
    measure = Measure.objects.get(sentra=sentra)

    assert (measure.amount_qualifier, measure.period, measure.scope) == ("~", "day", "facility")
    assert "± 1 ton per hari" in page(sentra)
    assert "Fasilitas bersama saja" in page(sentra)


def test_a6_manager_and_land_owner_differ() -> None:
    roles = coffee().sentrainstitution_set.values_list("role", "institution__kind")

    assert set(roles) == {("manager", "uptd"), ("land_owner", "office")}


# --- A7 coconut of Resang, Lingga (a report of February 2018) ------------------------------------


def test_a7_one_sentra_is_built_over_two_years_and_each_building_keeps_its_own() -> None:
    load_places(RESANG["village"])
    source = make_source(publisher="BTK").code
    buildings = [
        part(
            "facility",
            facility_kind="building",
            name=f"bangunan tahap pertama {number}",
            built_year=2017,
            state="finished",
            source=source,
        )
        for number in (1, 2, 3)
    ]
    later = part(
        "facility",
        facility_kind="production_building",
        name="rumah produksi",
        built_year=2018,
        state="under_construction",
        source=source,
    )
    sentra = registered("Sentra IKM Kelapa Resang", RESANG, *buildings, later)

    years = sentra.facility_set.order_by("built_year").values_list("built_year", flat=True)
    assert list(years) == [2017, 2017, 2017, 2018]
    assert dict(states(sentra))["rumah produksi"] == "under_construction"


# --- A9 Tanjung Pasir, Simalungun (Armada News, 24 April 2024) -----------------------------------


def test_a9_a_building_never_used_of_a_sentra_whose_commodity_nobody_named() -> None:
    load_places(TANJUNG_PASIR["village"])
    source = dated("Armada News", "2024-04-24")
    sentra = registered(
        "Sarana Produksi IKM Tanjung Pasir",
        TANJUNG_PASIR,
        part(
            "facility",
            facility_kind="production_building",
            name="sarana produksi",
            built_year=2023,
            state="idle",
            state_on="2024-04-24",
            state_precision="day",
            state_words="retak dan belum pernah dipakai, masih masa pemeliharaan",
            source=source,
        ),
    )

    assert not sentra.sentracommodity_set.exists()
    assert "Mangkrak atau tidak dipakai per 24 April 2024" in page(sentra)
    assert "belum ada komoditas utama" in page(sentra)


# --- A10 porang of Pringgabaya, Lombok Timur (Suara NTB, 2022–2025; Lombok Satu, 26 May 2025) ----


def porang() -> Sentra:
    load_places(PRINGGABAYA["village"])
    source = make_source(publisher="Suara NTB").code
    office = institution("disperin-lotim", "Dinas Perindustrian Lombok Timur", "office")
    return registered(
        "Sentra IKM Porang",
        PRINGGABAYA,
        part("sentra_institution", institution=office, role="asset_owner", source=source),
        part("profile", year=2022, source=source, unit_count=30),
        part(
            "facility",
            facility_kind="production_building",
            name="pabrik porang",
            built_year=2022,
            state="idle",
            state_on="2025-12-01",
            state_precision="month",
            state_words="belum beroperasi karena bahan baku",
            source=source,
        ),
        part(
            "need",
            need_kind="raw_material",
            severity="high",
            state="being_answered",
            answered_by="penanaman 400 hektare, mulai produksi 2026",
            words="bahan baku belum cukup",
            source=source,
        ),
        part("raw_material", name="porang", origin="local", source=source),
        is_one_place="yes",
        same_product="yes",
    )


def test_a10_the_factory_stands_still_for_want_of_raw_material_and_the_sentra_goes_on() -> None:
    sentra = porang()
    need = sentra.need_set.get()

    assert (need.need_kind.code, need.state, need.severity) == (
        "raw_material",
        "being_answered",
        "high",
    )
    assert "Sedang dijawab" in page(sentra)
    assert assess_sentra(sentra).state is DefinitionState.MET
    assert Facility.objects.get(sentra=sentra).state == "idle"


def test_a10_the_reason_is_answered_later_with_what_answered_it() -> None:
    sentra = porang()
    need = sentra.need_set.get()
    change = {"state": "answered", "state_on": "2026-06-01", "state_precision": "day"}

    with pytest.raises(ChangeRejected) as refused:
        record(Change("need.correct", {**change, "answered_by": ""}, str(need.pk), need.version))

    assert [problem.code for problem in refused.value.problems] == ["need.answer_said"]
    record(Change("need.correct", change, str(need.pk), need.version))
    need.refresh_from_db()
    assert (need.state, str(need.state_on)) == ("answered", "2026-06-01")
