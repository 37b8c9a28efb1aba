"""From need to proposal to grant: what belongs together, what adds up, and in which order."""

from datetime import date

import pytest

from dak.changes.allocation import allocate
from dak.changes.need_pack import make_need_pack
from dak.models import Grant, NeedPack
from dak.queries.proposals import standings
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from tests.dirty_marks import changed
from tests.factories import ACTOR, make, make_grant, make_profile, make_sentra, make_source
from tests.factories.money import (
    make_pack,
    make_proposal,
    make_proposal_line,
    make_proposal_stage,
)
from tests.factories.parts import make_need

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def codes(*changes: Change) -> list[str]:
    return [p.code for p in check_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji"))]


def proposal(**values: object) -> Change:
    place = {"level": "regency", "province": "51", "regency": "51.04"}
    common = {"fiscal_year": 2024, "menu": "pembangunan", "source": make_source().code}
    return Change("proposal.record", {**place, **common, **values})


# --- need packs


def test_a_need_pack_is_a_frozen_copy_of_what_the_sentra_lacks() -> None:
    sentra = make_sentra()
    open_need, answered = make_need(sentra), make_need(sentra, state="answered", answered_by="x")
    make_profile(sentra, year=2023, worker_count=25)

    made = make_need_pack(sentra, date(2024, 2, 1))
    apply_batch(Act((made,), ACTOR, ChangeSource.SYSTEM, "uji"))
    changed("need.correct", open_need.pk, state="answered", answered_by="hibah")()

    pack = NeedPack.objects.get()
    assert [need["id"] for need in pack.snapshot["needs"]] == [open_need.pk]
    assert answered.pk not in [need["id"] for need in pack.snapshot["needs"]]
    assert pack.snapshot["figures"]["worker_count"]["low"] == 25
    assert set(pack.snapshot) >= {"land", "photos", "managers", "land_owners", "sentra"}


def test_a_pack_made_tomorrow_is_refused() -> None:
    made = make_need_pack(make_sentra(), date(2999, 1, 1))

    assert codes(made) == ["part.day_in_future"]


def test_the_same_pack_is_not_made_twice_on_a_day_and_another_is() -> None:
    sentra = make_sentra()
    made = make_need_pack(sentra, date(2024, 2, 1))
    apply_batch(Act((made,), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert codes(made) == ["need_pack.same_again"]
    make_need(sentra)
    assert codes(make_need_pack(sentra, date(2024, 2, 1))) == []
    assert codes(make_need_pack(sentra, date(2024, 2, 2))) == []


def test_a_pack_s_content_cannot_be_altered() -> None:
    pack = make_pack(make_sentra())

    change = Change("need_pack.correct", {"snapshot": {"needs": [1]}}, str(pack.pk), 0)

    assert codes(change) == ["value.unknown_field"]


# --- proposals


def test_a_proposal_s_code_names_place_and_year_with_a_number_where_taken() -> None:
    assert [make_proposal().code, make_proposal().code] == [
        "5104-2024-usulan",
        "5104-2024-usulan-2",
    ]


def test_a_proposal_is_for_a_sentra_on_the_proposer_s_soil_and_its_own_pack() -> None:
    elsewhere = make_sentra(province="52", regency="52.02")
    here, pack = make_sentra(), make_pack(make_sentra())

    assert codes(proposal(sentra=elsewhere.public_code)) == ["proposal.sentra_elsewhere"]
    assert codes(proposal(sentra=here.public_code, need_pack=str(pack.pk))) == [
        "proposal.pack_elsewhere"
    ]
    assert codes(proposal(sentra=here.public_code)) == []


def test_a_place_to_be_registered_stands_in_words_with_the_code_xxxx() -> None:
    made = make_proposal(sentra_words="Tenun Sukan", district_words="Sambaliung")

    assert made.is_unregistered and made.locus == "unregistered"
    assert codes(proposal(sentra=make_sentra().public_code, village_words="Sukan")) == [
        "proposal.place_words_fit"
    ]


def test_lines_make_the_amount_that_is_asked_for() -> None:
    """Berau 2022 (Swara Kaltim): 12.8 miliar = 11 fisik + 1.8 nonfisik."""
    made = make_proposal(asked_idr=12_800_000_000)

    def line(fund: str, amount: int) -> Change:
        values = {"fund": fund, "name": fund, "amount_idr": amount, "proposal": made.code}
        return Change("proposal_line.record", values)

    both = (line("fisik", 11 * BILLION), line("nonfisik", 1_800_000_000))

    assert codes(both[0]) == ["proposal_line.sum_differs"]
    assert codes(*both) == []


def test_a_line_answers_a_need_of_the_sentra_proposed_for() -> None:
    sentra = make_sentra()
    made = make_proposal(sentra=sentra.public_code)
    own, foreign = make_need(sentra), make_need(make_sentra())

    def line(need: int) -> Change:
        common = {"fund": "fisik", "name": "gedung", "amount_idr": 1, "proposal": made.code}
        return Change("proposal_line.record", {**common, "need": str(need)})

    assert codes(line(own.pk)) == []
    assert codes(line(foreign.pk)) == ["proposal_line.need_elsewhere"]


def test_stages_come_in_the_order_of_the_cycle_and_may_be_passed_twice() -> None:
    made = make_proposal()
    make_proposal_stage(made, happened_on="2023-05-02")

    def stage(name: str, day: str) -> Change:
        values = {"proposal": made.code, "stage": name, "happened_on": day, "office_words": "D"}
        return Change("proposal_stage.record", {**values, "source": make_source().code})

    assert codes(stage("verification", "2023-05-01")) == ["proposal_stage.out_of_order"]
    assert codes(stage("verification", "2023-06-20"), stage("proposed", "2023-06-25")) == []


# --- allocation


def test_a_proposal_that_is_never_funded_stays_a_proposal() -> None:
    made = make_proposal()
    assert str(standings([made.pk])[made.pk]) == "Belum ada tahap yang tercatat"

    make_proposal_stage(made, stage="final_assessment", verdict="rejected")
    make_grant(proposal=made.code, stage="cancelled")

    standing = standings([made.pk])[made.pk]
    assert (standing.is_funded, standing.stage, standing.verdict) == (
        False,
        "final_assessment",
        "rejected",
    )


def test_an_allocation_makes_a_grant_with_the_proposal_s_lines_in_one_act() -> None:
    sentra = make_sentra()
    need = make_need(sentra)
    made = make_proposal(sentra=sentra.public_code)
    make_proposal_line(made, amount_idr=11 * BILLION, need=str(need.pk))
    make_proposal_line(made, amount_idr=BILLION, fund="nonfisik")
    changes = allocate(
        made,
        fund="fisik",
        ceiling=11 * BILLION,
        day=date(2023, 11, 30),
        office="Kementerian Keuangan",
        source=make_source().code,
        reason="rincian alokasi",
    )

    apply_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji"))

    grant = Grant.objects.get()
    part = grant.grantcomponent_set.get()
    assert (grant.proposal, grant.sentra, part.need) == (made, sentra, need)
    assert (part.amount_idr, grant.unspecified_idr) == (11 * BILLION, None)
    assert standings([made.pk])[made.pk].grants == (grant.code,)


def test_less_than_was_asked_is_allocated_as_one_unspecified_sum() -> None:
    made = make_proposal()
    make_proposal_line(made, amount_idr=11 * BILLION)
    changes = allocate(
        made,
        fund="fisik",
        ceiling=7 * BILLION,
        day=date(2023, 11, 30),
        office="Kementerian Keuangan",
        source=make_source().code,
        reason="rincian alokasi",
    )

    apply_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji"))

    grant = Grant.objects.get()
    assert (grant.unspecified_idr, grant.grantcomponent_set.count()) == (7 * BILLION, 0)


def test_a_grant_comes_from_a_proposal_of_its_own_government_and_year() -> None:
    made = make_proposal(fiscal_year=2023)
    values = {"fund": "fisik", "stage": "allocated", "fiscal_year": 2024, "proposal": made.code}
    place = {"level": "regency", "province": "51", "regency": "51.04"}

    assert codes(Change("grant.record", {**values, **place})) == ["grant.proposal_elsewhere"]


def test_a_rejected_proposal_is_granted_once_a_later_stage_lets_it_pass() -> None:
    asked = make_proposal(fiscal_year=2023)
    grant = make_grant(fiscal_year=2023)
    link = Change("grant.correct", {"proposal": asked.code}, grant.code, grant.version)
    make_proposal_stage(asked, stage="verification", happened_on="2022-06-20", verdict="rejected")
    assert codes(link) == ["grant.proposal_rejected"]

    make_proposal_stage(asked, stage="first_assessment", happened_on="2022-07-20", verdict="passed")

    assert codes(link) == []


def test_a_grant_continues_one_of_an_earlier_year_of_the_same_government() -> None:
    first = make_grant(fiscal_year=2022)
    second = make_grant(fiscal_year=2024, continues=first.code)
    place = {"level": "regency", "province": "51", "regency": "51.06"}
    other = {"fund": "fisik", "stage": "allocated", "fiscal_year": 2024, **place}

    assert second.continues == first
    assert codes(Change("grant.correct", {"continues": second.code}, first.code, 0)) == [
        "grant.continues_later"
    ]
    assert codes(Change("grant.record", {**other, "continues": first.code})) == [
        "grant.continues_later"
    ]


def test_a_malformed_amount_is_kept_as_text_and_a_readable_one_is_not() -> None:
    """Simalungun 2023 (Armada News, 24 April 2024)."""
    claim = make(
        "claim.record",
        grant=make_grant().code,
        source=make_source().code,
        stage="allocation",
        unreadable_amount="Rp. 3.508.972.00",
    )

    change = {"unreadable_amount": "Rp 3.508.972.000"}

    assert (claim.amount_idr, claim.unreadable_amount) == (None, "Rp. 3.508.972.00")
    assert codes(Change("claim.correct", change, str(claim.pk), 0)) == ["claim.readable_amount"]
