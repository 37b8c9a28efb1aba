"""The whole sample loads, once, with nothing lost and nothing made up."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.filters.population import counted
from registry.imports.commodities import load_commodities
from registry.imports.sample import REASON, SampleReport, agreed_place, load_sentra
from registry.models import Sentra, SentraVerification, YearlyProfile
from registry.models.sentra import SentraEvent
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

pytestmark = pytest.mark.django_db
HEADLINE = {
    "kind": "cluster",
    "recognition__in": "decree,listed,reported",
    "status__not": "closed,merged,split",
}


@pytest.fixture
def loaded() -> SampleReport:
    load_sample_map()
    load_commodities(ACTOR)
    return load_sentra(policy.system("load_sample"))


def named(name: str) -> Sentra:
    return Sentra.objects.get(name=name)


def test_all_rows_load_with_their_places(loaded: SampleReport) -> None:
    assert Sentra.objects.filter(is_sample=True).count() == 151
    assert loaded.depths == {"village": 86, "district": 32, "regency": 33}
    assert len(loaded.shallow) == 37
    assert not Sentra.objects.filter(place_words="").exists()


def test_the_headline_counts_125_and_the_others_stand_beside(loaded: SampleReport) -> None:
    assert counted(HEADLINE).count() == 125
    assert Counter(Sentra.objects.values_list("kind", "recognition")) == {
        ("cluster", "reported"): 122,
        ("cluster", "decree"): 3,
        ("cluster", "planned"): 11,
        ("cluster", "candidate"): 5,
        ("craft_group", "reported"): 5,
        ("service_unit", "reported"): 5,
    }


def test_nothing_of_the_sample_is_verified(loaded: SampleReport) -> None:
    assert not SentraVerification.objects.exists()
    assert counted({**HEADLINE, "verification__not": "never"}).count() == 0


def test_it_is_written_by_one_actor_for_one_reason_as_an_import(loaded: SampleReport) -> None:
    contexts = SentraEvent.objects.values_list("pgh_context", flat=True)

    assert {c["actor"] for c in contexts} == {"system:load_sample"}
    assert {c["reason"] for c in contexts} == {REASON}
    assert {c["source"] for c in contexts} == {"import"}
    assert len({c["act"] for c in contexts}) == 1


def test_a_second_run_changes_nothing(loaded: SampleReport) -> None:
    events = SentraEvent.objects.count()

    again = load_sentra(policy.system("load_sample"))

    assert again.is_unchanged
    assert SentraEvent.objects.count() == events


def test_a_sentra_renamed_by_staff_is_not_loaded_a_second_time(loaded: SampleReport) -> None:
    sentra = named("Sentra Sepatu Cibaduyut")
    change = Change("sentra.correct", {"name": "Cibaduyut"}, sentra.public_code, sentra.version)
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    load_sentra(policy.system("load_sample"))

    assert Sentra.objects.count() == 151
    assert not Sentra.objects.filter(name="Sentra Sepatu Cibaduyut").exists()


def test_only_own_figures_of_a_known_year_become_profiles(loaded: SampleReport) -> None:
    assert YearlyProfile.objects.count() == 36
    ceper = named("Klaster Cor Logam Ceper")
    semanan = named("Pemukiman Industri Kecil (PIK) Semanan")
    assert not YearlyProfile.objects.filter(sentra__in=[ceper, semanan]).exists()
    assert "Angka seluruh kabupaten/kota, bukan angka sentra (2009): 295 unit usaha" in ceper.note
    assert "Angka tanpa tahun: 1.417 unit usaha; tenaga kerja ± 3.500 orang." in semanan.note


def test_an_approximate_figure_keeps_its_qualifier(loaded: SampleReport) -> None:
    profile = named("Sentra IKM Slag Aluminium Kendalsari").yearlyprofile_set.get()

    assert (profile.worker_count, profile.worker_count_qualifier) == (200, "~")
    assert (profile.unit_count, profile.unit_count_qualifier) == (25, "=")
    assert profile.turnover_idr is None


def test_existence_is_reported_by_a_source_as_exactly_as_it_dates_it(loaded: SampleReport) -> None:
    status = named("Sentra Sepatu Cibaduyut").sentrastatus_set.get()
    undated = named("Pemukiman Industri Kecil (PIK) Semanan").sentrastatus_set.get()

    assert (status.status, str(status.status_on), status.status_precision) == (
        "declining",
        "2011-06-01",
        "month",
    )
    assert status.evidence == "Dilaporkan oleh blog Bandung."
    assert (undated.status_on, undated.status_precision) == (None, "unknown")


def test_two_origin_years_of_stated_kinds_stand_side_by_side(loaded: SampleReport) -> None:
    origins = named("Sentra Industri Kerajinan Perak Celuk").sentraorigin_set.all()

    assert [(o.kind, o.origin_year) for o in origins] == [
        ("craft_start", 1915),
        ("trade_start", 1935),
    ]


def test_managers_are_relations_and_planned_ones_words(loaded: SampleReport) -> None:
    pancor_dao = named("Sentra IKM Olahan Pangan Lombok Tengah")
    avolua = named("SIKIM Kelapa Terpadu Avolua")

    assert set(pancor_dao.sentrainstitution_set.values_list("role", "institution__kind")) == {
        ("manager", "cooperative"),
        ("asset_owner", "office"),
    }
    assert not avolua.sentrainstitution_set.exists()
    assert "Pengelola menurut sumber: UPT Dinas Perindustrian" in avolua.note


def test_every_sentra_has_one_primary_commodity_and_a_source(loaded: SampleReport) -> None:
    sentra = Sentra.objects.filter(is_sample=True)

    primary = sentra.filter(sentracommodity_set__is_primary=True)
    assert primary.distinct().count() == primary.count() == 151
    assert sentra.filter(sentrasource_set__isnull=False).distinct().count() == 151


def test_a_place_whose_name_and_code_disagree_is_cut_to_what_both_say() -> None:
    assert agreed_place("52.02.03.2005", "52.02.12.2002") == "52.02"
    assert agreed_place("52.02.03.2005", "52.02.03") == "52.02.03.2005"
    assert agreed_place("52.02", "52.02.03") == "52.02"


def test_the_command_tells_counts_places_and_seconds() -> None:
    load_sample_map()
    load_commodities(ACTOR)
    first, second = StringIO(), StringIO()

    call_command("load_sample", stdout=first)
    call_command("load_sample", stdout=second)

    assert "151 catatan sentra, 151 baru" in first.getvalue()
    assert "31 hibah DAK, 31 baru" in first.getvalue()
    assert "86 desa/kelurahan, 32 kecamatan, 33 kabupaten/kota" in first.getvalue()
    assert "  Rintisan Sentra Natural Jogja: Muja Muju" in first.getvalue()
    assert second.getvalue().startswith("Tidak ada perubahan.")
