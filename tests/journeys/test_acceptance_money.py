"""Acceptance cases of real grants, their money: components, contracts, splits, years and proposals,
recorded faithfully or refused with the figure that breaks.

Each case names its sources by publisher and date; the facts are theirs."""

from typing import Any

import pytest

from dak.models import Contract, Grant
from dak.queries.cautions import cautions_of
from dak.queries.proposals import standings
from dak.queries.years import line_of, years_of
from registry.changes.change import Act, Change
from registry.changes.engine import check_batch
from registry.choices import ChangeSource
from tests.factories import ACTOR, make_source
from tests.factories.money import (
    make_absorption,
    make_component,
    make_contract,
    make_grant_worth,
    make_proposal,
    make_proposal_line,
    make_proposal_stage,
)
from tests.factories.real_map import load_places
from tests.journeys.recording import AIK_DAREK, ceiling, granted, record, registered

pytestmark = pytest.mark.django_db

BANGLI = {"province": "51", "regency": "51.06"}


def codes(*changes: Change) -> list[str]:
    return [p.code for p in check_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji"))]


def of_grant(kind: str, grant: Grant, **values: Any) -> Change:
    return Change(kind, {"grant": grant.code, "source": make_source().code, **values})


def told(grant: Grant) -> list[str]:
    return [caution.code for caution in cautions_of([grant.pk])[grant.pk]]


# --- A2 Pancor Dao, Lombok Tengah (Lintas Mandalika and Ekbis NTB, 4 May 2024) -----------------


def test_a2_one_of_two_claims_becomes_official_with_a_reason_only() -> None:
    sentra = registered("Sentra IKM Olahan Pangan", AIK_DAREK)
    grant = granted(
        sentra, 2023, "finished", {"amount_idr": 9_000_000_000}, {"amount_idr": 12_000_000_000}
    )
    make_component(grant, amount_idr=9_000_000_000)
    first = grant.claims.order_by("id")[0]

    silent = Change("claim.correct", {"is_official": True}, str(first.pk), first.version)

    assert codes(silent) == ["claim.official_says_why"]
    assert ceiling("52", "2023") == (9_000_000_000, 12_000_000_000)


# --- A3 Bambu Kayuambua, Bangli (Nusa Bali 27 June 2024; Persindonesia 11 July 2024) -----------


def test_a3_ceiling_contracts_and_two_dates_of_signing_are_held_apart() -> None:
    sentra = registered("Sentra IKM Bambu", BANGLI)
    grant = granted(
        sentra,
        2024,
        "contracted",
        {"amount_idr": 5_000_000_000},
        {"amount_idr": 5_345_000_000},
        {"stage": "planned", "amount_idr": 7_000_000_000},
    )
    for amount in (4_484_720_000, 110_280_000, 750_000_000):
        if amount == 4_484_720_000:
            record(
                of_grant("component.record", grant, name="gedung", amount_idr=amount),
                Change(
                    "grant.correct", {"unspecified_idr": 860_280_000}, grant.code, grant.version
                ),
            )
            grant.refresh_from_db()
        else:
            rest = grant.unspecified_idr or 0
            record(
                of_grant("component.record", grant, name="bagian lain", amount_idr=amount),
                Change(
                    "grant.correct",
                    {"unspecified_idr": rest - amount},
                    grant.code,
                    grant.version,
                ),
            )
            grant.refresh_from_db()
    make_contract(
        grant,
        amount_idr=3_561_305_614,
        signed_on="2024-06-13",
        other_date_words="26 Juni 2024 (Nusa Bali)",
        starts_on="2024-06-13",
        ends_on="2024-12-09",
        calendar_day_count=180,
    )
    make_contract(grant, subject="pengawasan", kind="supporting", amount_idr=105_982_245)

    assert grant.unspecified_idr == 0
    assert sum(c.amount_idr for c in grant.grantcomponent_set.all()) == 5_345_000_000
    assert sorted(Contract.objects.values_list("amount_idr", flat=True)) == [
        105_982_245,
        3_561_305_614,
    ]
    assert told(grant) == []


def test_a3_the_misprint_with_three_zeros_more_is_refused() -> None:
    grant = make_grant_worth(5_345_000_000, regency="51.06")
    misprint = of_grant("component.record", grant, name="gedung", amount_idr=4_484_720_000_000)

    assert codes(misprint) == ["component.over_ceiling"]
    assert not grant.grantcomponent_set.exists()


# --- A4 Maja Bharama Wastra, Kota Mojokerto (Satu Jurnal, November 2023) -----------------------


def test_a4_building_far_ahead_of_the_money_is_asked_about() -> None:
    load_places("35.76")
    sentra = registered("Batik Maja Bharama Wastra", {"province": "35", "regency": "35.76"})
    grant = granted(
        sentra, 2023, "contracted", {"amount_idr": 18_000_000_000, "physical_percent": "75"}
    )
    make_absorption(grant, as_of_on="2023-11-26", amount_idr=4_500_000_000)

    assert "caution.progress_gap" in told(grant)


# --- A5 Kendalsari, Jombang (Radar Jombang 28 July 2022; Maja News December 2022) ---------------


def test_a5_a_contract_fits_below_the_higher_claim_until_one_is_official() -> None:
    load_places("35.17")
    sentra = registered("Slag Aluminium Kendalsari", {"province": "35", "regency": "35.17"})
    grant = granted(
        sentra,
        2022,
        "allocated",
        {"amount_idr": 20_400_000_000},
        {"amount_idr": 26_000_000_000},
    )
    record(of_grant("work_plan.record", grant, amount_idr=25_600_000_000))
    lower = grant.claims.order_by("id")[0]

    official = {"is_official": True, "official_reason": "dokumen pelaksanaan anggaran"}

    assert codes(Change("claim.correct", official, str(lower.pk), lower.version)) == [
        "work_plan.over_ceiling"
    ]


# --- A6 Kopi Catur, Bangli (Nusa Bali, November 2022) -----------------------------------------


def test_a6_physical_and_non_physical_money_of_one_story_are_two_grants_of_one_proposal() -> None:
    sentra = registered("Sentra IKM Kopi Catur", BANGLI)
    made = make_proposal(regency="51.06", sentra=sentra.public_code, fiscal_year=2023)
    make_proposal_line(made, amount_idr=6_500_000_000)
    make_proposal_line(made, amount_idr=3_500_000_000, fund="nonfisik")

    granted(sentra, 2023, "promised", {"amount_idr": 6_500_000_000}, proposal=made.code)
    granted(
        sentra,
        2023,
        "promised",
        {"amount_idr": 3_500_000_000},
        code="hibah-2023-nf",
        fund="nonfisik",
        proposal=made.code,
    )

    assert standings([made.pk])[made.pk].grants == ("hibah-2023", "hibah-2023-nf")
    assert ceiling("51", "2023") == (None, None)


# --- A7 coconut of Resang, Lingga (a report of February 2018) ---------------------------------


def resang() -> tuple[Grant, list[Change]]:
    """11,6 milliard, and the five parts the report names."""
    load_places("21.04")
    registered("Sentra IKM Kelapa Resang", {"province": "21", "regency": "21.04"})
    place = {"province": "21", "regency": "21.04", "fiscal_year": 2018}
    grant = make_grant_worth(11_600_000_000, **place)
    amounts = (785_000_000, 7_400_000_000, 1_900_000_000, 345_000_000, 1_080_000_000)
    parts = [
        of_grant("component.record", grant, name=f"bagian {number}", amount_idr=amount)
        for number, amount in enumerate(amounts, start=1)
    ]
    return grant, parts


def test_a7_rounded_parts_that_miss_the_ceiling_by_90_million_are_refused_with_the_gap() -> None:
    grant, parts = resang()

    (problem,) = check_batch(Act(tuple(parts), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert problem.code == "component.sum_below_ceiling"
    assert "Rp11.510.000.000" in problem.message and "Rp90.000.000" in problem.message
    assert not grant.grantcomponent_set.exists()


def test_a7_with_the_gap_said_to_be_unspecified_they_stand_and_make_the_ceiling() -> None:
    grant, parts = resang()
    rest = {"unspecified_idr": 90_000_000}

    record(*parts, Change("grant.correct", rest, grant.code, grant.version))

    grant.refresh_from_db()
    itemised = sum(part.amount_idr for part in grant.grantcomponent_set.all())
    assert (itemised, grant.unspecified_idr) == (11_510_000_000, 90_000_000)
    assert ceiling("21", "2018") == (11_600_000_000, 11_600_000_000)


# --- A8 Bangkalan (Radar Madura 18 November 2018; Madura News 2019; Minke 26 September 2022) ----


def test_a8_the_years_of_a_sentra_are_one_chain_with_its_range_and_its_gaps() -> None:
    load_places("35.26")
    sentra = registered("Sentra IKM Bangkalan", {"province": "35", "regency": "35.26"})
    first = granted(
        sentra, 2018, "allocated", {"amount_idr": 6_000_000_000}, {"amount_idr": 6_075_000_000}
    )
    make_absorption(first, as_of_on="2018-12-31", amount_idr=0)
    granted(sentra, 2019, "allocated", {"amount_idr": 3_819_658_000}, continues="hibah-2018")
    last = granted(
        sentra, 2022, "allocated", {"amount_idr": 36_000_000_000}, continues="hibah-2019"
    )

    years = years_of(sentra)

    assert [(year.year, len(year.grants)) for year in years] == [
        (2018, 1),
        (2019, 1),
        (2020, 0),
        (2021, 0),
        (2022, 1),
    ]
    total = years[-1].total
    assert total is not None and (total.low, total.high) == (45_819_658_000, 45_894_658_000)
    assert [grant.code for grant in line_of(last)] == ["hibah-2018", "hibah-2019", "hibah-2022"]
    assert first.absorption_set.get().amount_idr == 0


# --- A9 Tanah Jawa, Simalungun (Armada News, 24 April 2024) -----------------------------------


def test_a9_a_malformed_amount_is_kept_as_printed_flagged_and_never_summed() -> None:
    load_places("12.08")
    sentra = registered("Sarana Produksi Tanjung Pasir", {"province": "12", "regency": "12.08"})
    grant = granted(sentra, 2023, "finished", {"unreadable_amount": "3.508.972.00"})

    assert grant.claims.get().unreadable_amount == "3.508.972.00"
    assert told(grant) == ["caution.amount_unreadable"]
    assert ceiling("12", "2023") == (None, None)


# --- A10 Porang, Lombok Timur (Suara NTB, Lombok Satu) ----------------------------------------


def test_a10_a_second_grant_tops_up_the_first_and_parts_off_by_0_6_are_refused() -> None:
    load_places("52.03")
    sentra = registered("Sentra Porang", {"province": "52", "regency": "52.03"})
    granted(sentra, 2022, "allocated", {"amount_idr": 9_300_000_000})
    second = granted(
        sentra, 2024, "allocated", {"amount_idr": 13_000_000_000}, continues="hibah-2022"
    )
    parts = [
        of_grant("component.record", second, name=str(amount), amount_idr=amount)
        for amount in (11_000_000_000, 2_600_000_000)
    ]

    (problem,) = check_batch(Act(tuple(parts), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert problem.code == "component.sum_over_ceiling"
    assert "Rp13.600.000.000" in problem.message and "Rp600.000.000" in problem.message
    granted(
        sentra, 2024, "allocated", {"amount_idr": 2_100_000_000}, code="lokal-2024", fund="apbd"
    )
    assert ceiling("52", "2024") == (13_000_000_000, 13_000_000_000)


# --- A13 Pesisir Selatan (Top Sumbar 2022) ----------------------------------------------------


def test_a13_one_non_physical_grant_is_split_over_two_sentra_seventy_to_thirty() -> None:
    load_places("13.01")
    place = {"province": "13", "regency": "13.01"}
    first, second = registered("Atsiri Lunang", place), registered("Ikan Koto XI Tarusan", place)
    grant = make_grant_worth(
        1_900_000_000, fund="nonfisik", fiscal_year=2022, province="13", regency="13.01"
    )

    def shares(*percents: str) -> list[Change]:
        return [
            of_grant("share.record", grant, sentra=s.public_code, share_percent=p)
            for s, p in zip((first, second), percents, strict=True)
        ]

    assert codes(*shares("70", "31")) == ["share.not_whole"]
    # A decimal comma slipped: 30 percent of the second and seven of the first.
    assert codes(*shares("7", "30")) == ["share.not_whole"]
    record(*shares("70", "30"))
    assert [int(share.share_percent) for share in grant.shares.all()] == [70, 30]
    assert [year.year for year in years_of(second)] == [2022]


def test_a13_the_fish_sentra_had_a_grant_of_its_own_three_years_before() -> None:
    load_places("13.01")
    place = {"province": "13", "regency": "13.01"}
    fish = registered("Ikan Koto XI Tarusan", place)
    granted(fish, 2019, "allocated", {"amount_idr": 14_500_000_000})
    shared = make_grant_worth(1_900_000_000, fund="nonfisik", fiscal_year=2022, **place)
    record(of_grant("share.record", shared, sentra=fish.public_code, share_percent="100"))

    assert [year.year for year in years_of(fish) if year.grants] == [2019, 2022]
    # DAK Nonfisik is no part of the published ceiling.
    assert ceiling("13", "2019") == (14_500_000_000, 14_500_000_000)
    assert ceiling("13", "2022") == (None, None)


# --- A14 Tenun Sambaliung, Berau (Swara Kaltim) -----------------------------------------------


def test_a14_a_proposal_may_never_be_funded_and_is_no_grant() -> None:
    load_places("64.03")
    made = make_proposal(
        province="64",
        regency="64.03",
        fiscal_year=2022,
        sentra_words="Tenun Kampung Sukan",
        district_words="Sambaliung",
        land_status="clear",
        asked_idr=None,
    )
    make_proposal_line(made, amount_idr=11_000_000_000)
    make_proposal_line(made, amount_idr=1_800_000_000, fund="nonfisik")
    make_proposal_stage(made, happened_on="2021-05-03")
    total = {"asked_idr": 12_800_000_000}

    record(Change("proposal.correct", total, made.code, made.version))

    standing = standings([made.pk])[made.pk]
    assert (standing.is_funded, standing.stage) == (False, "proposed")
    assert made.is_unregistered
    assert not Grant.objects.exists()
