"""Proposals as they arrive: sent by an account for a sentra, and brought on through the chain."""

from typing import Any
from uuid import uuid4

from registry import policy
from registry.changes.change import Change
from registry.changes.review import approve
from registry.changes.submission import Proposal, send_list, send_submission
from registry.models import Office, Sentra, Submission, SubmissionAct
from sentra.accounts.models import User
from tests.factories import make_sentra, make_source


def in_bandung(**values: Any) -> Sentra:
    """A sentra of Kabupaten Bandung."""
    return make_sentra(**{"province": "32", "regency": "32.04", **values})


def corrects(sentra: Sentra, **values: Any) -> Change:
    """A correction of the sentra itself, on the version it has now."""
    return Change("sentra.correct", values, sentra.public_code, sentra.version)


def reports(sentra: Sentra, status: str = "active", **values: Any) -> Change:
    """A dated state of existence."""
    said = {"status": status, "status_on": "2026-05-01", "source": make_source().code}
    return Change("status.record", {"sentra": sentra.public_code, **said, **values})


def proposed(
    by: User,
    sentra: Sentra | None,
    *changes: Change,
    kind: str = "correct",
    region: str = "",
    previous: Submission | None = None,
) -> SubmissionAct:
    """One submission with one act, waiting at the first step of its chain."""
    sent = send_submission(
        Proposal(sentra, changes, {}, {"isi": str(uuid4())}, kind, region=region),
        actor=policy.actor_for(by),
        token=uuid4(),
        previous=previous,
    )
    return waiting(SubmissionAct.objects.get(submission=sent))


def listed(by: User, *lines: tuple[Sentra, Change]) -> list[SubmissionAct]:
    """The list form: one submission, one act per line."""
    actor = policy.actor_for(by)
    sent: Submission = send_list(
        [Proposal(sentra, [change], {}, {}, "list") for sentra, change in lines],
        actor=actor,
        office=Office.objects.get(pk=actor.reaches[0].office_id),
        token=uuid4(),
        typed={"isi": str(uuid4())},
    )
    return list(rows().filter(submission=sent).order_by("position"))


def agreed(act: SubmissionAct, *people: User) -> SubmissionAct:
    """The same proposal after these people have approved, one after the other."""
    for person in people:
        approve(act, actor=policy.actor_for(person), version_shown=act.version)
        act = waiting(act)
    return act


def waiting(act: SubmissionAct) -> SubmissionAct:
    """The proposal as it is stored now."""
    return rows().get(pk=act.pk)


def rows() -> Any:
    """Proposals with what a decision asks for."""
    return SubmissionAct.objects.select_related("submission__office", "sentra")
