"""What a proposal may hold, whoever hands it in."""

from uuid import uuid4

import pytest

from registry import policy
from registry.changes.change import Change
from registry.changes.submission import Proposal, send_list, send_submission, withdraw_submission
from registry.models import Office, Sentra, Submission, SubmissionAct
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import make_profile, make_sentra
from tests.registry.proposals import TODAY, in_bandung, sent, yearly

pytestmark = pytest.mark.django_db


def refusal(cast: Cast, sentra: Sentra | None, *changes: Change, region: str = "") -> set[str]:
    proposal = Proposal(sentra, changes, {}, {"a": "b"}, kind="correct", region=region)
    actor = policy.actor_for(cast.regency_operator)
    with pytest.raises(ChangeRejected) as refused:
        send_submission(proposal, actor=actor, token=uuid4())
    assert not Submission.objects.exists()
    return {problem.code for problem in refused.value.problems}


def registering(regency: str) -> Change:
    values = {
        "name": "Baru",
        "recognition": "reported",
        "province": regency[:2],
        "regency": regency,
    }
    return Change("sentra.register", values, ref="new")


def test_kinds_of_the_ministry_are_not_proposable(cast: Cast) -> None:
    change = Change("commodity.record", {"name": "Uji", "sector": "uji"})

    assert "submission.not_proposable" in refusal(cast, in_bandung(), change)


def test_a_part_of_another_sentra_is_refused(cast: Cast) -> None:
    theirs = make_profile(make_sentra(), year=2024, unit_count=9)
    change = Change("profile.correct", {"unit_count": 10}, str(theirs.pk), 0)

    assert "submission.foreign_record" in refusal(cast, in_bandung(), change)


def test_a_line_about_another_sentra_is_refused(cast: Cast) -> None:
    values = {"sentra": make_sentra().public_code, "status": "active", "status_on": TODAY}

    assert "submission.foreign_record" in refusal(
        cast, in_bandung(), Change("status.record", values)
    )


def test_a_new_sentra_lies_within_the_office_s_region(cast: Cast) -> None:
    assert "submission.foreign_region" in refusal(cast, None, registering("51.04"), region="32.04")


def test_a_new_sentra_is_registered_when_the_last_step_agrees(cast: Cast) -> None:
    proposal = Proposal(None, (registering("32.04"),), {}, {}, kind="register", region="32.04")

    act = sent(cast.regency_operator, proposal)

    assert (act.sentra, act.kind, act.submission.office.regency_id) == (None, "register", "32.04")
    assert not Sentra.objects.exists()


def lines(*sentra: Sentra) -> list[Proposal]:
    return [yearly(one, worker_count=34) for one in sentra]


def test_a_list_is_one_submission_with_one_act_per_line(cast: Cast) -> None:
    ours = [in_bandung(name=f"Sentra {n}") for n in range(3)]
    actor = policy.actor_for(cast.province_officer)
    office = Office.objects.get(level="province")
    token, typed = uuid4(), {"a": "active"}

    first = send_list(lines(*ours), actor=actor, office=office, token=token, typed=typed)
    again = send_list(lines(*ours), actor=actor, office=office, token=token, typed=typed)

    assert first == again
    assert [act.sentra for act in first.acts.order_by("position")] == ours
    assert first.kind == "list"


def test_a_list_with_a_foreign_sentra_sends_nothing(cast: Cast) -> None:
    actor = policy.actor_for(cast.regency_operator)
    office = Office.objects.get(regency="32.04")

    with pytest.raises(ChangeRejected) as refused:
        send_list(
            lines(in_bandung(), make_sentra()), actor=actor, office=office, token=uuid4(), typed={}
        )

    assert [p.code for p in refused.value.problems] == ["submission.no_mandate"]
    assert not SubmissionAct.objects.exists()


def test_the_office_takes_its_proposal_back_while_it_waits(cast: Cast) -> None:
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))

    withdraw_submission(act, actor=policy.actor_for(cast.regency_operator), version_shown=0)

    act.refresh_from_db()
    assert (act.state, act.step) == ("withdrawn", "")
    with pytest.raises(ChangeRejected) as refused:
        withdraw_submission(act, actor=policy.actor_for(cast.regency_operator), version_shown=1)
    assert {p.code for p in refused.value.problems} == {"submission.already_decided"}


@pytest.mark.parametrize("role", ["stranger", "province_officer", "ministry_staff"])
def test_another_office_takes_nothing_back(cast: Cast, role: str) -> None:
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))

    with pytest.raises(ChangeRejected) as refused:
        withdraw_submission(act, actor=policy.actor_for(getattr(cast, role)), version_shown=0)

    assert {p.code for p in refused.value.problems} == {"policy.not_allowed"}


def test_a_list_without_lines_is_no_submission(cast: Cast) -> None:
    actor = policy.actor_for(cast.regency_operator)
    office = Office.objects.get(regency="32.04")

    with pytest.raises(ChangeRejected) as refused:
        send_list([], actor=actor, office=office, token=uuid4(), typed={})

    assert {p.code for p in refused.value.problems} == {"submission.no_lines"}
