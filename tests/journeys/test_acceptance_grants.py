"""Acceptance cases of real sentra, their grants: recorded faithfully and read back as published.
Contracts and progress over time belong to later nouns.

Each case names its sources by publisher and date; the facts are theirs."""

import pytest

from dak.models import CountedGrant, GrantClaim
from registry.changes.change import Change
from tests.factories.real_map import load_places
from tests.journeys.recording import AIK_DAREK, CELUK, ceiling, granted, record, registered

pytestmark = pytest.mark.django_db


# --- A1 Celuk, Gianyar (Bisnis.com 22 August 2020) ---------------------------------------------


def test_a1_a_promise_is_no_allocation_and_enters_no_ceiling() -> None:
    sentra = registered("Sentra Perak Celuk", CELUK)
    up_to = {"low": None, "high": 4_000_000_000, "qualifier": "<=", "text": "hingga Rp4 miliar"}

    grant = granted(sentra, 2021, "promised", {"stage": "planned", "amount_idr": up_to})

    counted = CountedGrant.objects.get(grant=grant, period="2021")
    assert (counted.is_counted, counted.reason) == (False, "stage")
    assert ceiling("51", "2021") == (None, None)
    claim = grant.claims.get()
    assert (claim.amount_idr_low, claim.amount_idr_high) == (None, 4_000_000_000)
    assert claim.amount_idr_text == "hingga Rp4 miliar"


# --- A2 Pancor Dao, Lombok Tengah (Lintas Mandalika and Ekbis NTB, 4 May 2024) -----------------


def test_a2_conflicting_amounts_stay_claims_and_the_ceiling_is_their_range() -> None:
    sentra = registered("Sentra IKM Olahan Pangan", AIK_DAREK)

    grant = granted(
        sentra,
        2023,
        "finished",
        {"stage": "built", "amount_idr": 9_000_000_000},
        {"stage": "built", "amount_idr": 12_000_000_000},
    )

    assert grant.claims.count() == 2
    assert not grant.claims.filter(is_official=True).exists()
    assert ceiling("52", "2023") == (9_000_000_000, 12_000_000_000)


def test_more_than_an_amount_is_a_lower_bound_without_an_upper_end() -> None:
    """Sengkerang, in the same regency (Antara: "lebih dari Rp8 miliar pada 2019")."""
    sentra = registered("Sentra IKM Ketak Sengkerang", {"province": "52", "regency": "52.02"})
    more = {"low": 8_000_000_000, "high": None, "qualifier": ">=", "text": "Rp8 miliar lebih"}

    granted(sentra, 2019, "finished", {"stage": "built", "amount_idr": more})

    assert ceiling("52", "2019") == (8_000_000_000, None)


# --- A4 Maja Bharama Wastra, Kota Mojokerto (Satu Jurnal, November 2023) -----------------------


def test_a4_an_allocation_counts_rather_than_the_value_of_the_building() -> None:
    load_places("35.76")
    sentra = registered("Batik Maja Bharama Wastra", {"province": "35", "regency": "35.76"})

    granted(
        sentra,
        2023,
        "finished",
        {"amount_idr": 18_000_000_000, "physical_percent": "75"},
        {"stage": "built", "amount_idr": 14_674_000_000},
    )

    assert ceiling("35", "2023") == (18_000_000_000, 18_000_000_000)
    assert GrantClaim.objects.get(stage="allocation").physical_percent == 75


# --- A5 Kendalsari, Jombang (Radar Jombang 28 July 2022; Maja News December 2022) ---------------


def test_a5_an_official_amount_ends_the_quarrel_and_the_others_stay() -> None:
    load_places("35.17")
    sentra = registered("Slag Aluminium Kendalsari", {"province": "35", "regency": "35.17"})
    grant = granted(
        sentra,
        2022,
        "allocated",
        {"amount_idr": 20_400_000_000, "physical_percent": "11"},
        {"amount_idr": 26_000_000_000},
    )
    assert ceiling("35", "2022") == (20_400_000_000, 26_000_000_000)

    first = grant.claims.order_by("id").first()
    assert first is not None
    record(
        Change(
            "claim.correct",
            {"is_official": True, "official_reason": "DPA"},
            str(first.pk),
            first.version,
        )
    )

    assert ceiling("35", "2022") == (20_400_000_000, 20_400_000_000)
    assert grant.claims.count() == 2


# --- A8 Bangkalan (Radar Madura 18 November 2018; Madura News 2019) ----------------------------


def test_a8_a_sentra_built_over_years_has_a_grant_each_and_zero_absorbed_is_zero() -> None:
    load_places("35.26")
    sentra = registered("Sentra IKM Bangkalan", {"province": "35", "regency": "35.26"})
    granted(sentra, 2018, "allocated", {"amount_idr": 6_000_000_000, "realised_idr": 0})
    granted(sentra, 2019, "allocated", {"amount_idr": 3_819_658_000})

    unabsorbed = GrantClaim.objects.get(grant__code="hibah-2018")
    assert (unabsorbed.amount_idr, unabsorbed.realised_idr) == (6_000_000_000, 0)
    assert GrantClaim.objects.get(grant__code="hibah-2019").realised_idr is None
    assert ceiling("35", "2018") == (6_000_000_000, 6_000_000_000)
    assert ceiling("35", "2019") == (3_819_658_000, 3_819_658_000)


def test_a8_a_sum_over_years_never_counts_beside_its_years() -> None:
    load_places("35.26")
    sentra = registered("Sentra IKM Bangkalan", {"province": "35", "regency": "35.26"})

    grant = granted(
        sentra,
        2017,
        "finished",
        {"stage": "unknown", "amount_idr": 70_000_000_000},
        fiscal_year=None,
        year_from=2017,
        year_to=2022,
    )

    counted = CountedGrant.objects.get(grant=grant)
    assert (counted.is_counted, counted.reason) == (False, "year")
    assert ceiling("35", "latest") == (None, None)
