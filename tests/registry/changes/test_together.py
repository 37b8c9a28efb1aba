"""Approving many at once: little risk, one kind, exactly as proposed; each row tells what became of
it, and one that cannot go along does not hold up the others."""

import pytest

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.together import BARS, approve_together, candidates
from registry.choices import ChangeSource
from registry.models import Decision, Sentra, SubmissionAct
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import ACTOR, make_source
from tests.registry.proposing import agreed, corrects, in_bandung, proposed, reports, waiting

pytestmark = pytest.mark.django_db


def low(cast: Cast, number: int = 0) -> SubmissionAct:
    """A correction of little risk at the ministry's step; the office has sent before."""
    sentra = in_bandung()
    act = proposed(cast.province_officer, sentra, corrects(sentra, note=f"Catatan {number}"))
    assert act.step == "ministry"
    return act


def three(cast: Cast) -> list[SubmissionAct]:
    low(cast)  # the first of an office has points of its own
    return [low(cast, number) for number in range(3)]


def versions(acts: list[SubmissionAct]) -> dict[int, int]:
    return {act.pk: act.version for act in acts}


def bars(acts: list[SubmissionAct], cast: Cast) -> list[str]:
    found = candidates(acts, policy.actor_for(cast.ministry_staff))
    names = {str(words): name for name, words in BARS.items()}
    return [names.get(str(one.bar), "") for one in found]


def test_low_risk_of_one_kind_is_approved_each_as_an_act_of_its_own(cast: Cast) -> None:
    acts = three(cast)

    outcomes = approve_together(
        acts, versions(acts), actor=policy.actor_for(cast.ministry_staff), words="Sesuai laporan"
    )

    assert [outcome.is_applied for outcome in outcomes] == [True] * 3
    assert {waiting(act).sentra.note for act in acts} == {"Catatan 0", "Catatan 1", "Catatan 2"}
    assert len({waiting(act).applied_act for act in acts}) == 3
    assert set(Decision.objects.values_list("words", flat=True)) == {"Sesuai laporan"}


def test_a_row_that_moved_meanwhile_comes_back_alone(cast: Cast) -> None:
    acts = three(cast)
    shown = versions(acts)
    moved = acts[1].sentra
    change = Change("sentra.correct", {"hamlet": "Satu"}, moved.public_code, moved.version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason="lebih cepat"))

    outcomes = approve_together(
        acts, shown, actor=policy.actor_for(cast.ministry_staff), words="Sesuai laporan"
    )

    assert [outcome.is_applied for outcome in outcomes] == [True, False, True]
    assert outcomes[1].problems[0].code == "together.barred"
    assert waiting(acts[1]).state == "received"
    assert Sentra.objects.get(pk=moved.pk).note == ""


def test_another_version_than_the_one_shown_is_not_approved(cast: Cast) -> None:
    acts = three(cast)
    shown = versions(acts) | {acts[0].pk: 7}

    outcomes = approve_together(
        acts, shown, actor=policy.actor_for(cast.ministry_staff), words="Sesuai laporan"
    )

    assert [o.problems[0].code if o.problems else "" for o in outcomes] == [
        "together.not_shown",
        "",
        "",
    ]


def test_without_a_reason_nothing_is_decided(cast: Cast) -> None:
    acts = three(cast)

    with pytest.raises(ChangeRejected) as refused:
        approve_together(
            acts, versions(acts), actor=policy.actor_for(cast.ministry_staff), words=" "
        )

    assert [problem.code for problem in refused.value.problems] == ["together.no_words"]
    assert not Decision.objects.exists()
    assert {waiting(act).state for act in acts} == {"received"}


def test_a_first_submission_and_an_outlier_are_above_the_limit(cast: Cast) -> None:
    assert bars([low(cast)], cast) == ["risk"]


def test_what_needs_two_deciders_is_decided_alone(cast: Cast) -> None:
    low(cast)
    sentra = in_bandung()
    closing = proposed(cast.province_officer, sentra, reports(sentra, "closed"), kind="existence")

    assert bars([closing], cast) == ["two"]


def test_another_kind_than_the_first_stays_behind(cast: Cast) -> None:
    acts = three(cast)
    sentra = in_bandung()
    other = proposed(cast.province_officer, sentra, reports(sentra), kind="existence")

    assert bars([acts[0], other], cast) == ["", "kind"]


def test_a_proposal_at_another_step_or_decided_stays_behind(cast: Cast) -> None:
    low(cast)
    sentra = in_bandung()
    proposed(cast.regency_operator, sentra, reports(sentra), kind="existence")
    at_province = proposed(cast.regency_operator, sentra, reports(sentra), kind="existence")
    done = agreed(low(cast), cast.ministry_admin)

    assert bars([at_province, done], cast) == ["step", "decided"]


def test_nobody_approves_his_own_among_many(cast: Cast) -> None:
    low(cast)
    act = low(cast)

    found = candidates([act], policy.actor_for(cast.province_officer))

    assert str(found[0].bar) == str(BARS["own"])


def test_a_source_of_its_own_is_no_field_of_a_proposal(cast: Cast) -> None:
    low(cast)
    sentra = in_bandung()
    act = proposed(
        cast.province_officer,
        sentra,
        reports(sentra, source=make_source().code),
        kind="existence",
    )

    found = candidates([act], policy.actor_for(cast.ministry_staff))

    assert "Sumber" not in [value.label for value in found[0].values]
