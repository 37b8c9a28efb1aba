"""From a body of the API to a submission: the same verbs, checks and queue as the forms. The caller
has read the shape; here stands what was frozen beside the changes, and the office's own
statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.changes.change import Change
from registry.changes.submission import (
    NO_MANDATE,
    Proposal,
    already_sent,
    body_hash,
    office_over,
    send_list,
    send_submission,
)
from registry.choices import ChangeSource, SubmissionKind
from registry.models import Office, Sentra, Submission
from registry.policy import Actor
from registry.queries.submission import standing
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected, Problem, problem_code

KEYS = UUID("6c1a3f0e-5d0b-5f1e-9a57-3c1f8f6f2b11")
STATEMENT = "form"
# What answers for a year stands on rows in force, and is stale when they moved.
ON_A_BASIS = frozenset({SubmissionKind.YEARLY, SubmissionKind.EXISTENCE, SubmissionKind.LIST})
ANSWER_MISSING = problem_code(
    "submission.answer_missing",
    gettext_lazy("Tulis jawaban tentang keberadaan sentranya (answer)."),
)


@dataclass(frozen=True)
class SentLine:
    """One act of a body: the sentra it is about (None for a new one) and what is to change."""

    sentra: Sentra | None
    changes: Sequence[Change]
    answer: str = ""
    year: int | None = None
    words: str = ""
    pointer: str = ""


@dataclass(frozen=True)
class Sending:
    """A body that was read, who sends it and under which key."""

    actor: Actor
    key: str
    kind: str
    region: str
    lines: Sequence[SentLine]
    canonical: str
    typed: Mapping[str, str] = field(default_factory=dict)


def send_from_api(sending: Sending) -> Submission:
    """Store it, exactly once per office and key. Raises `ChangeRejected`; a problem's field is the
    pointer into the body."""
    office = _office(sending)
    token = uuid5(KEYS, f"{office.code}\n{sending.key}")
    typed = {"body": sending.canonical}
    is_list = sending.kind == SubmissionKind.LIST
    first = sending.lines[0]
    whose = office.code if is_list else _whose(first, sending.region)
    sent = already_sent(office, token, body_hash(whose, typed))
    if sent is not None:
        return sent
    problems = _unanswered(sending)
    if problems:
        raise ChangeRejected(problems)
    made = [_proposal(line, sending, office, token, typed) for line in sending.lines]
    try:
        if is_list:
            return send_list(
                made,
                actor=sending.actor,
                office=office,
                token=token,
                typed=typed,
                channel=ChangeSource.API,
            )
        return send_submission(made[0], actor=sending.actor, token=token, channel=ChangeSource.API)
    except ChangeRejected as refusal:
        raise ChangeRejected(_pointed(refusal.problems, sending.lines, made)) from refusal


def _whose(line: SentLine, region: str) -> str:
    return line.sentra.public_code if line.sentra else region


def _office(sending: Sending) -> Office:
    """The sending office. Raises `ChangeRejected` where none of the caller's answers for a line."""
    problems = []
    offices = []
    for line in sending.lines:
        place = policy.region_of(line.sentra) if line.sentra else sending.region
        office = office_over(sending.actor, sending.region or place) if place else None
        if office is None or sending.actor.reach_over(place) is None:
            name = "sentra" if line.sentra else "region"
            problems.append(NO_MANDATE.problem(f"{line.pointer}{name}", _whose(line, place)))
        else:
            offices.append(office)
    if problems:
        raise ChangeRejected(problems)
    return offices[0]


def _unanswered(sending: Sending) -> list[Problem]:
    if sending.kind not in ON_A_BASIS:
        return []
    return [
        ANSWER_MISSING.problem(f"{line.pointer}answer", "")
        for line in sending.lines
        if not line.answer
    ]


def _proposal(
    line: SentLine, sending: Sending, office: Office, token: UUID, typed: Mapping[str, str]
) -> Proposal:
    year = line.year or today_wib().year
    shown: dict[str, Any] = {"words": line.words, "answer": line.answer, "year": year}
    if line.sentra is not None and sending.kind in ON_A_BASIS:
        now = standing(line.sentra.pk, year)
        shown |= {"basis": now.basis, "old": now.words()}
    is_list = sending.kind == SubmissionKind.LIST
    return Proposal(
        sentra=line.sentra,
        changes=_with_statement(line, office, token, year),
        shown=shown,
        typed=typed,
        kind=SubmissionKind.EXISTENCE if is_list else sending.kind,
        answer=line.answer,
        region=sending.region,
    )


def _with_statement(line: SentLine, office: Office, token: UUID, year: int) -> tuple[Change, ...]:
    """The office's own statement in front, where the changes refer to it and do not bring it."""
    named = any(f"@{STATEMENT}" in change.values.values() for change in line.changes)
    if not named or any(change.ref == STATEMENT for change in line.changes):
        return tuple(line.changes)
    own = uuid5(token, line.pointer).hex[:12]
    values = {
        "code": f"isian-{year}-{own}",
        "publisher": office.name[:160],
        "title": _("Isian dinas"),
        "published_on": today_wib().isoformat(),
        "published_precision": "day",
        "office": office.code,
    }
    return (Change("source.record", values, ref=STATEMENT), *line.changes)


def _pointed(
    problems: Sequence[Problem], lines: Sequence[SentLine], made: Sequence[Proposal]
) -> list[Problem]:
    """The same problems with pointers. Of one proposal a position is that of its change; of a list
    it is that of its line."""
    found = []
    for problem in problems:
        number = problem.position
        where = problem.field
        if number is not None and len(lines) > 1:
            where = f"{lines[number].pointer}changes" if number < len(lines) else where
        elif number is not None:
            before = len(made[0].changes) - len(lines[0].changes)
            at = f"{lines[0].pointer}changes/{number - before}" if number >= before else ""
            inside = where if where in ("kind", "target") else f"values/{where}"
            where = f"{at}/{inside}" if at and where else at or f"{lines[0].pointer}changes"
        found.append(Problem(problem.code, where, problem.message, problem.value, problem.params))
    return found
