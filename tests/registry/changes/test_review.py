"""The chain: who decides where, what goes on, what is applied, and how many must agree."""

from typing import Any

import pytest
from django.db import connection

from registry import policy
from registry.changes import review
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check
from registry.changes.review import Judgement, approve, reject, return_for_correction
from registry.choices import ChangeSource
from registry.models import Decision, Sentra, SentraStatus, SubmissionAct, YearlyProfile
from registry.models.status import SentraStatusEvent
from sentra.lib.dates import WIB
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import ACTOR, make, make_mandate, make_profile, make_user
from tests.registry.chain import at_the_ministry
from tests.registry.proposals import (
    YEAR,
    closure,
    figures_corrected,
    in_bandung,
    recorded_anew,
    renaming,
    sent,
    yearly,
)

pytestmark = pytest.mark.django_db


def decided(act: SubmissionAct, user: Any, verb: Any = approve, **more: Any) -> SubmissionAct:
    verb(act, actor=policy.actor_for(user), version_shown=act.version, **more)
    act.refresh_from_db()
    return act


def refused_codes(act: SubmissionAct, user: Any, verb: Any = approve, **more: Any) -> set[str]:
    before = (act.version, Decision.objects.count(), SentraStatus.objects.count())
    with pytest.raises(ChangeRejected) as refused:
        verb(act, actor=policy.actor_for(user), version_shown=act.version, **more)
    act.refresh_from_db()
    assert (act.version, Decision.objects.count(), SentraStatus.objects.count()) == before
    return {problem.code for problem in refused.value.problems}


def test_a_regency_s_proposal_waits_first_at_the_province_then_at_the_ministry(cast: Cast) -> None:
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    assert (act.step, act.state) == ("province", "received")

    decided(act, cast.province_officer)

    assert (act.step, act.state) == ("ministry", "received")
    assert not YearlyProfile.objects.exists()


def test_what_the_province_sends_itself_goes_straight_to_the_ministry(cast: Cast) -> None:
    act = sent(cast.province_officer, yearly(in_bandung(), worker_count=34))

    assert act.step == "ministry"


def test_every_step_leaves_a_decision_of_its_own(cast: Cast) -> None:
    act = at_the_ministry(sent(cast.regency_operator, yearly(in_bandung(), worker_count=34)), cast)

    decided(act, cast.ministry_staff, words="Sesuai kunjungan")

    province, ministry = Decision.objects.order_by("number")
    assert (province.step, province.verdict, province.applied_act) == ("province", "approved", None)
    assert province.office.name == "Dinas Provinsi Jawa Barat"
    assert (ministry.step, ministry.words) == ("ministry", "Sesuai kunjungan")
    assert (ministry.version_shown, ministry.proposer) == (1, cast.regency_operator)
    assert ministry.applied_act == act.applied_act
    assert SentraStatusEvent.objects.get().pgh_context["user"] == cast.ministry_staff.pk


def test_a_sibling_province_and_the_ministry_do_not_decide_at_the_province_s_step(
    cast: Cast,
) -> None:
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))

    for role in ("stranger", "ministry_staff", "ministry_admin", "analyst"):
        codes = refused_codes(act, getattr(cast, role), words="Ya")
        assert codes & {"policy.not_allowed", "decision.not_your_step"}, role


def test_a_head_s_step_is_switched_on_for_one_office(cast: Cast) -> None:
    office = cast.regency_operator.mandates.get().office
    make("office_step.record", office=office.code, step="head", is_on=True)
    head = make_user(email="kepala@contoh.example")
    make_mandate(head, office, "office_head", region_code="32.04")

    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))

    assert act.step == "head"
    assert "decision.not_your_step" in refused_codes(act, cast.province_officer)
    assert decided(act, head).step == "province"


def test_a_head_who_sends_himself_is_no_step_of_his_own_chain(cast: Cast) -> None:
    office = cast.regency_operator.mandates.get().office
    make("office_step.record", office=office.code, step="head", is_on=True)
    make_mandate(cast.regency_operator, office, "office_head", region_code="32.04")

    assert sent(cast.regency_operator, yearly(in_bandung(), worker_count=3)).step == "province"


def with_a_directorate_s_step(cast: Cast) -> None:
    """Switched on for the provincial office alone. Of all pairs of steps only directorate and
    ministry can fall to one person: a head and a province may not be one (mandate.office_above)."""
    step = {"code": "directorate", "name": "Direktorat", "position": 3, "days": 7}
    make("review_step.record", **step, is_active=False)
    office = cast.province_officer.mandates.get().office
    make("office_step.record", office=office.code, step="directorate", is_on=True)


def test_one_person_in_two_steps_is_marked(cast: Cast) -> None:
    with_a_directorate_s_step(cast)
    act = sent(cast.province_officer, yearly(in_bandung(), worker_count=34))
    assert act.step == "directorate"

    decided(decided(act, cast.ministry_staff), cast.ministry_staff)

    assert list(Decision.objects.values_list("step", "is_same_person")) == [
        ("directorate", False),
        ("ministry", True),
    ]


def test_two_people_in_two_steps_are_not_marked(cast: Cast) -> None:
    with_a_directorate_s_step(cast)
    act = sent(cast.province_officer, yearly(in_bandung(), worker_count=34))

    decided(decided(act, cast.ministry_staff), cast.ministry_admin)

    assert list(Decision.objects.values_list("is_same_person", flat=True)) == [False, False]


def test_a_returned_proposal_carries_words_at_the_field(cast: Cast) -> None:
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    said = Judgement(field_words={"2.worker_count": "Apakah pemilik ikut dihitung?"})

    decided(act, cast.province_officer, return_for_correction, judgement=said)

    assert (act.state, act.step) == ("returned", "")
    assert act.decision_reason == "Apakah pemilik ikut dihitung?"
    assert Decision.objects.get().field_words == {"2.worker_count": "Apakah pemilik ikut dihitung?"}


def test_only_what_was_approved_is_applied(cast: Cast) -> None:
    sentra = in_bandung()
    proposal = yearly(sentra, worker_count=34, unit_count=12)
    act = at_the_ministry(sent(cast.regency_operator, proposal), cast)
    said = Judgement(
        field_words={"2.worker_count": "Belum ada buktinya"}, refused=("2.worker_count",)
    )

    decided(act, cast.ministry_staff, judgement=said)

    profile = YearlyProfile.objects.get(sentra=sentra)
    assert (profile.unit_count, profile.worker_count) == (12, None)
    assert act.state == "approved"
    assert act.refused == {"2.worker_count": "Belum ada buktinya"}


def test_a_field_the_province_leaves_out_stays_out_at_the_ministry(cast: Cast) -> None:
    sentra = in_bandung()
    act = sent(cast.regency_operator, yearly(sentra, worker_count=34, unit_count=12))
    said = Judgement(field_words={"2.unit_count": "Dua kali dihitung"}, refused=("2.unit_count",))

    decided(decided(act, cast.province_officer, judgement=said), cast.ministry_staff)

    profile = YearlyProfile.objects.get(sentra=sentra)
    assert (profile.unit_count, profile.worker_count) == (None, 34)


@pytest.mark.parametrize(
    ("refused", "words", "code"),
    [
        (("2.worker_count",), {}, "decision.field_words_missing"),
        (("9.worker_count",), {"9.worker_count": "Apa?"}, "decision.field_unknown"),
        (("1", "2"), {"1": "Tidak", "2": "Tidak"}, "decision.nothing_left"),
    ],
)
def test_a_refused_field_needs_words_must_exist_and_must_leave_something(
    cast: Cast, refused: tuple[str, ...], words: dict[str, str], code: str
) -> None:
    act = at_the_ministry(sent(cast.regency_operator, yearly(in_bandung(), worker_count=34)), cast)

    said = Judgement(field_words=words, refused=refused)

    assert refused_codes(act, cast.ministry_staff, judgement=said) == {code}


def test_a_required_value_of_a_new_row_cannot_be_left_out(cast: Cast) -> None:
    act = at_the_ministry(sent(cast.regency_operator, yearly(in_bandung(), worker_count=34)), cast)
    said = Judgement(field_words={"1.status": "Tidak"}, refused=("1.status",))

    assert "value.required" in refused_codes(act, cast.ministry_staff, judgement=said)


def test_the_province_s_closure_needs_two_deciders_at_the_ministry(cast: Cast) -> None:
    sentra = in_bandung()
    act = sent(cast.province_officer, closure(sentra))
    assert act.needs_two

    decided(act, cast.ministry_staff)
    assert (act.state, act.step, SentraStatus.objects.count()) == ("received", "ministry", 0)
    # The same person twice is still one person.
    assert "decision.second_is_another" in refused_codes(act, cast.ministry_staff)
    decided(act, cast.ministry_admin)

    assert act.state == "approved"
    assert SentraStatus.objects.get(sentra=sentra).status == "closed"


def test_province_and_ministry_are_the_two_deciders_of_a_regency_s_closure(cast: Cast) -> None:
    act = at_the_ministry(sent(cast.regency_operator, closure(in_bandung())), cast)

    assert decided(act, cast.ministry_staff).state == "approved"


def test_correcting_approved_figures_needs_two_deciders_and_new_ones_one(cast: Cast) -> None:
    profile = make_profile(in_bandung(), year=YEAR - 1, worker_count=30)

    correction = sent(cast.province_officer, figures_corrected(profile, worker_count=31))
    report = sent(cast.province_officer, yearly(profile.sentra, worker_count=31))

    assert (correction.needs_two, report.needs_two) == (True, False)


def test_a_year_that_is_recorded_anew_needs_two_deciders(cast: Cast) -> None:
    profile = make_profile(in_bandung(), year=YEAR, worker_count=10)
    act = sent(cast.province_officer, recorded_anew(profile, worker_count=99))
    assert act.needs_two

    decided(act, cast.ministry_staff)
    assert YearlyProfile.objects.in_force().get().worker_count == 10

    decided(act, cast.ministry_admin)
    assert YearlyProfile.objects.in_force().get().worker_count == 99


def test_the_engine_itself_counts_who_agreed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "DECIDERS_NEEDED", 1)
    act = sent(cast.province_officer, closure(in_bandung()))

    assert refused_codes(act, cast.ministry_staff) == {"decision.second_missing"}


def test_a_proposal_whose_row_has_moved_is_not_passed_on_either(cast: Cast) -> None:
    sentra = in_bandung(name="Lama")
    act = sent(cast.regency_operator, renaming(sentra, "Baru"))
    edit = Change("sentra.correct", {"note": "uji"}, sentra.public_code, 0)
    apply_batch(Act((edit,), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert refused_codes(act, cast.province_officer) == {"submission.stale"}

    assert decided(act, cast.province_officer, reject, words="Kembar").state == "rejected"
    assert Sentra.objects.get().name == "Lama"


def test_the_deadline_is_the_last_moment_of_the_last_day_in_jakarta(cast: Cast) -> None:
    act = sent(cast.regency_operator, renaming(in_bandung(), "Baru"))

    due = act.due_at.astimezone(WIB)

    assert (due.hour, due.minute, due.second) == (23, 59, 59)
    assert (due.date() - act.arrived_at.astimezone(due.tzinfo).date()).days == 14


@pytest.mark.parametrize("whose", ["chain", "office"])
def test_the_ministry_s_step_cannot_be_switched_off(cast: Cast, whose: str) -> None:
    office = cast.regency_operator.mandates.get().office.code
    change = (
        Change("review_step.correct", {"is_active": False}, "ministry")
        if whose == "chain"
        else Change("office_step.record", {"office": office, "step": "ministry", "is_on": False})
    )

    assert [problem.code for problem in check(change, ACTOR)] == ["review_step.ministry_stays"]


def test_whatever_the_positions_say_the_ministry_is_the_last_step(cast: Cast) -> None:
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    first = Change("review_step.correct", {"position": 0}, "ministry")
    apply_batch(Act((first,), ACTOR, ChangeSource.SYSTEM, "uji"))

    decided(act, cast.province_officer)

    assert (act.step, act.state) == ("ministry", "received")
    assert not YearlyProfile.objects.exists()


def test_where_no_chain_leads_to_the_ministry_nothing_is_accepted(cast: Cast) -> None:
    proposal = yearly(in_bandung(), worker_count=34)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_reviewstep DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM registry_reviewstep WHERE code = 'ministry'")

    with pytest.raises(ChangeRejected) as refused:
        sent(cast.regency_operator, proposal)

    assert [problem.code for problem in refused.value.problems] == ["submission.no_chain"]
    assert not SubmissionAct.objects.exists()
