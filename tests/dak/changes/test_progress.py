"""A proposal about a grant: the one it names, in the sender's region, and nothing besides."""

from typing import Any
from uuid import uuid4

import pytest

from dak.models import Grant, ProgressReport
from registry import policy
from registry.changes.change import Change
from registry.changes.kinds import matter_of
from registry.changes.submission import Proposal, send_submission
from registry.models import Sentra, Submission, SubmissionAct
from sentra.accounts.models import User
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import make_sentra, make_source
from tests.factories.grants import make_grant
from tests.factories.progress import make_problem, make_problem_kind, make_report

pytestmark = pytest.mark.django_db


def bandung() -> Grant:
    return make_grant(province="32", regency="32.04")


def report_of(grant: Grant, **values: Any) -> Change:
    common = {"period_number": 2, "as_of_on": "2024-06-30", "physical_percent": "40"}
    return Change(
        "progress.record", {"grant": grant.code, "source": make_source().code, **common, **values}
    )


def send(by: User, *changes: Change, sentra: Sentra | None = None) -> Submission:
    proposal = Proposal(sentra, changes, {}, {"isi": str(uuid4())}, "report", region="32.04")
    return send_submission(proposal, actor=policy.actor_for(by), token=uuid4())


def refused(by: User, *changes: Change, sentra: Sentra | None = None) -> list[str]:
    with pytest.raises(ChangeRejected) as refusal:
        send(by, *changes, sentra=sentra)
    assert not SubmissionAct.objects.exists()
    return [problem.code for problem in refusal.value.problems]


def test_a_report_is_about_its_grant(cast: Cast) -> None:
    grant = bandung()

    act = send(cast.regency_operator, report_of(grant)).acts.get()

    assert (act.matter_code, act.matter["url"]) == (grant.code, f"/dak/{grant.code}/")
    assert not act.needs_two


def test_money_and_what_replaces_a_report_need_two(cast: Cast) -> None:
    grant = bandung()
    earlier = make_report(grant)
    said = {"corrects": str(earlier.pk), "revision_words": "salah"}
    revision = Change("progress.revise", {**report_of(grant).values, **said})

    money = send(cast.regency_operator, report_of(bandung(), amount_idr=0)).acts.get()
    again = send(cast.regency_operator, revision).acts.get()

    assert money.needs_two and again.needs_two


def test_a_grant_of_another_region_is_refused(cast: Cast) -> None:
    assert refused(cast.regency_operator, report_of(make_grant())) == ["submission.foreign_region"]


def test_a_report_does_not_hide_behind_a_sentra(cast: Cast) -> None:
    sentra = make_sentra(province="32", regency="32.04")

    codes = refused(cast.regency_operator, report_of(make_grant()), sentra=sentra)

    assert codes == ["submission.other_matter"]


def test_one_proposal_is_about_one_grant(cast: Cast) -> None:
    codes = refused(cast.regency_operator, report_of(bandung()), report_of(bandung()))

    assert codes == ["submission.other_matter"]


def test_a_foreign_report_is_neither_withdrawn_nor_added_to(cast: Cast) -> None:
    report = make_report(make_grant())
    withdraw = Change("progress.withdraw", {"note": "x"}, str(report.pk), report.version)
    kind = make_problem_kind().code
    add = Change("progress_problem.record", {"report": str(report.pk), "problem_kind": kind})

    assert refused(cast.regency_operator, withdraw) == ["submission.foreign_region"]
    assert refused(cast.regency_operator, add) == ["submission.foreign_region"]
    report.refresh_from_db()
    assert not report.is_withdrawn and not report.problems.exists()


def test_a_report_nobody_made_is_about_nothing(cast: Cast) -> None:
    withdraw = Change("progress.withdraw", {"note": "x"}, "999999999", 0)

    assert "submission.foreign_record" in refused(cast.regency_operator, withdraw)


def test_every_kind_of_report_finds_its_grant() -> None:
    report = make_report(bandung())
    problem = make_problem(report)
    changes = (
        Change("progress.correct", {"note": "x"}, str(report.pk), 0),
        Change("progress_problem.withdraw", {}, str(problem.pk), 0),
        Change("progress_photo.record", {"report": str(report.pk)}),
        report_of(report.grant),
    )

    found = [matter_of([change]) for change in changes]

    assert [matter and matter.code for matter in found] == [report.grant.code] * 4
    assert matter_of([Change("progress_photo.record", {"report": "@report"})]) is None
    assert ProgressReport.objects.count() == 1
