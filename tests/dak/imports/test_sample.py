"""Claims about one grant stand side by side; promises and sums over years stay what they are."""

import pytest

from dak.imports.sample import amount, grant_stage, load_grants, menu_of
from dak.models import CountedGrant, Grant, GrantClaim
from registry import policy
from registry.imports.commodities import load_commodities
from registry.imports.sample import SampleReport, load_sentra
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> SampleReport:
    load_sample_map()
    load_commodities(ACTOR)
    load_sentra(ACTOR)
    return load_grants(policy.system("load_sample"))


def claim(stage: str, status: str = "", **more: str) -> dict[str, str]:
    return {"stage": stage, "status": status, **more}


def test_every_claim_loads_and_none_is_official(loaded: SampleReport) -> None:
    assert Grant.objects.filter(is_sample=True).count() == 31
    assert GrantClaim.objects.count() == 47
    assert not GrantClaim.objects.filter(is_official=True).exists()


def test_a_second_run_changes_nothing(loaded: SampleReport) -> None:
    assert load_grants(ACTOR).is_unchanged
    assert GrantClaim.objects.count() == 47


def test_a_grant_names_its_sentra_or_says_that_it_is_not_registered(loaded: SampleReport) -> None:
    assert Grant.objects.filter(sentra__isnull=True).count() == 9
    assert not Grant.objects.filter(sentra_words="").exists()
    celuk = Grant.objects.get(code="5104-2022-nonfisik")
    assert celuk.sentra is not None
    assert celuk.sentra.name == "Sentra Industri Kerajinan Perak Celuk"


def test_a_cumulative_grant_has_a_span_and_never_counts(loaded: SampleReport) -> None:
    grant = Grant.objects.get(code="1410-2016-2021-fisik-sagu")

    assert (grant.fiscal_year, grant.year_from, grant.year_to) == (None, 2016, 2021)
    counted = CountedGrant.objects.get(grant=grant, period="latest")
    assert (counted.is_counted, counted.reason) == (False, "year")


def test_zero_absorbed_is_zero_and_not_unknown(loaded: SampleReport) -> None:
    claims = GrantClaim.objects.filter(grant__code="3526-2018-fisik")

    assert sorted(c.amount_idr for c in claims) == [6_000_000_000, 6_075_000_000]
    assert {c.realised_idr for c in claims} == {0}


def test_the_stage_is_the_furthest_a_claim_speaks_of() -> None:
    assert grant_stage([claim("unknown"), claim("allocation")]) == "allocated"
    assert grant_stage([claim("contract"), claim("allocation")]) == "contracted"
    assert grant_stage([claim("planned"), claim("built")]) == "finished"
    assert grant_stage([claim("planned", "direncanakan")]) == "promised"
    assert grant_stage([claim("planned", "usulan")]) == "proposed"


def test_the_words_of_an_amount_are_kept_unless_they_are_plain_rupiah() -> None:
    def printed(idr: str, text: str, sign: str = "=") -> dict[str, object] | None:
        return amount({"allocation_idr": idr, "amount_text": text, "amount_qualifier": sign})

    plain = printed("5345000000", "Rp 5.345.000.000")
    words = printed("9000000000", "Rp 9 miliar")
    at_most = printed("4000000000", "hingga Rp4 miliar", "<=")

    assert plain == {"low": 5345000000, "high": 5345000000, "qualifier": "=", "text": ""}
    assert words is not None and words["text"] == "Rp 9 miliar"
    assert at_most == {
        "low": None,
        "high": 4_000_000_000,
        "qualifier": "<=",
        "text": "hingga Rp4 miliar",
    }
    assert printed("", "") is None


def test_a_menu_too_long_for_its_field_is_cut_between_activities() -> None:
    activities = [{"menu_activity": f"kegiatan {n} " + "x" * 200} for n in range(4)]

    menu = menu_of(activities)

    assert menu.endswith("; …")
    assert menu.count("kegiatan") == 2
