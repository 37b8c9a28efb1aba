"""Facts on which the sample's sources disagree, loaded as claims."""

import pytest

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.imports.commodities import load_commodities
from registry.imports.reference import data_rows
from registry.imports.sample import load_sentra
from registry.imports.sample_claims import load_claims
from registry.models import FactClaim, Sentra, Source
from registry.queries.contradictions import claim_words, contradictions, open_contradictions
from tests.factories.real_map import load_sample_map
from tests.factories.regions import ACTOR

pytestmark = pytest.mark.django_db
JOB = policy.system("load_sample")


@pytest.fixture
def loaded() -> None:
    load_sample_map()
    load_commodities(ACTOR)
    load_sentra(JOB)
    load_claims(JOB)


def test_the_sample_s_contradictions_are_kept_with_both_values(loaded: None) -> None:
    found = {
        (one.sentra.name, one.fact): [claim_words(claim) for claim in one.claims]
        for one in contradictions(Sentra.objects.all())
    }

    assert found == {
        ("Sentra Rajut Binong Jati", "unit_count"): ["± 293", "± 400"],
        ("Sentra Rajut Binong Jati", "worker_count"): ["2.143", "4.000–8.000"],
        ("Sentra IKM Olahan Pangan Lombok Tengah", "place"): [
            "Desa Aik Berik, Kecamatan Batukliang",
            "Desa Aik Darek, Kecamatan Batukliang",
        ],
        ("Perkampungan Industri Kecil (PIK) Penggilingan", "origin_year"): ["1982", "1983"],
        ("Sentra Rotan Tegalwangi", "place"): ["Kecamatan Weru", "Kecamatan Plumbon"],
    }


def test_the_misreported_village_is_settled_and_the_rest_is_open(loaded: None) -> None:
    published = FactClaim.objects.get(is_published=True)

    assert published.stated == "Desa Aik Darek, Kecamatan Batukliang"
    assert "52.02.12.2002" in published.published_reason
    assert published.sentra.place_words == published.stated
    assert len(open_contradictions(Sentra.objects.all())) == 4


def test_years_of_cibaduyut_are_no_contradiction(loaded: None) -> None:
    assert not FactClaim.objects.filter(sentra__name="Sentra Sepatu Cibaduyut").exists()


def test_a_second_run_changes_nothing_whatever_became_of_a_claim(loaded: None) -> None:
    claim = FactClaim.objects.filter(fact="worker_count").first()
    change = Change("fact_claim.withdraw", {}, str(claim.pk), claim.version)
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    again = load_claims(JOB)

    assert again.is_unchanged
    assert FactClaim.objects.count() == len(data_rows("sample/claims.csv")) == 10


def test_every_claim_names_a_sentra_and_a_source_of_the_sample(loaded: None) -> None:
    sentra = {row["name"] for row in data_rows("sample/sentra.csv")}
    sources = {
        row["key"]
        for name in ("sources", "claim_sources")
        for row in data_rows(f"sample/{name}.csv")
    }

    rows = data_rows("sample/claims.csv")

    assert {row["sentra"] for row in rows} <= sentra
    assert {row["source"] for row in rows} <= sources
    assert Source.objects.filter(code="sumber-lain-tidak-dirinci").count() == 1
