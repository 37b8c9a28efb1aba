"""From a body of the API to a submission: the same verbs, checks and queue as the forms. The caller
has read the shape; here stands what was frozen beside the changes, and the office's own
statement. Of a list the lines that are stale or wrong come back alone, and the others go on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy

from registry import policy
from registry.changes.change import Change
from registry.changes.statement import STATEMENT, office_statement
from registry.changes.submission import (
    NO_MANDATE,
    Proposal,
    already_sent,
    body_hash,
    line_problems,
    office_over,
    send_list,
    send_submission,
)
from registry.choices import ChangeSource, SubmissionKind
from registry.models import Office, Sentra, Submission
from registry.policy import Actor
from registry.queries.submission import standing
from registry.queries.submission_view import RETURNED_LINES
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected, Problem, problem_code

KEYS = UUID("6c1a3f0e-5d0b-5f1e-9a57-3c1f8f6f2b11")
# What answers for a year stands on rows in force, and is stale when they moved.
ON_A_BASIS = frozenset({SubmissionKind.YEARLY, SubmissionKind.EXISTENCE, SubmissionKind.LIST})
# What stands beside the values of a change.
INSIDE = {"kind": "kind", "target": "target", "version": "base_version"}
OTHER_OFFICE = problem_code(
    "submission.other_office",
    gettext_lazy(
        "Sentra {value} terletak di wilayah kantor Anda yang lain; kirim dengan daftar kantor itu."
    ),
)
ANSWER_MISSING = problem_code(
    "submission.answer_missing",
    gettext_lazy("Tulis jawaban tentang keberadaan sentranya (answer)."),
)


@dataclass(frozen=True)
class SentLine:
    """One act of a body: the sentra it is about (None for a new one), as it was named, and what is
    to change; `problems` are what stood in its way before."""

    sentra: Sentra | None
    changes: Sequence[Change]
    answer: str = ""
    year: int | None = None
    words: str = ""
    pointer: str = ""
    code: str = ""
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Sending:
    """A body that was read, who sends it and under which key."""

    actor: Actor
    key: str
    kind: str
    region: str
    lines: Sequence[SentLine]
    canonical: str

    @property
    def is_list(self) -> bool:
        """Whether every line stands for itself."""
        return self.kind == SubmissionKind.LIST

    @property
    def typed(self) -> dict[str, str]:
        """What the fingerprint on the receipt is over."""
        return {"body": self.canonical}

    def token(self, office: Office) -> UUID:
        """The caller's key as the token of this office."""
        return uuid5(KEYS, f"{office.code}\n{self.key}")


def send_from_api(sending: Sending) -> Submission:
    """Store it, exactly once per office and key. Raises `ChangeRejected`; a problem's field is the
    pointer into the body. Whoever repeats a key is answered before anything else is looked at: the
    registry may have moved since."""
    sent = _sent_before(sending)
    if sent is not None:
        return sent
    return _send_lines(sending) if sending.is_list else _send_one(sending)


def _sent_before(sending: Sending) -> Submission | None:
    """What this key has become at one of the caller's offices."""
    first = sending.lines[0]
    own = {r.office_id for r in sending.actor.reaches if r.role in policy.DINAS}
    for office in Office.objects.filter(pk__in=own).order_by("pk"):
        whose = office.code if sending.is_list else first.code or sending.region
        fingerprint = body_hash(whose, sending.typed)
        sent = already_sent(office, sending.token(office), fingerprint)
        if sent is not None:
            return sent
    return None


def _send_one(sending: Sending) -> Submission:
    line = sending.lines[0]
    office, problems = _office_and_bars(line, sending)
    if office is None or problems:
        raise ChangeRejected(problems)
    made = _proposal(line, sending, office)
    token = sending.token(office)
    try:
        return send_submission(made, actor=sending.actor, token=token, channel=ChangeSource.API)
    except ChangeRejected as refusal:
        raise ChangeRejected(_pointed(refusal.problems, line, made)) from refusal


def _send_lines(sending: Sending) -> Submission:
    """The lines that are fit; what stood in the way of the others is kept with what was sent, so
    that a repeated key is told the same. Nothing is sent where no line is fit."""
    judged = [_office_and_bars(line, sending) for line in sending.lines]
    told = [list(problems) for _office, problems in judged]
    office = next((o for o, problems in judged if o is not None and not problems), None)
    for number, (own, problems) in enumerate(judged):
        if own is not None and not problems and own != office:
            line = sending.lines[number]
            told[number].append(OTHER_OFFICE.problem(f"{line.pointer}sentra", line.code))
    if office is None:
        raise ChangeRejected([problem for problems in told for problem in problems])
    fit = [number for number, problems in enumerate(told) if not problems]
    made = {number: _proposal(sending.lines[number], sending, office) for number in fit}
    found = line_problems(list(made.values()), sending.actor)
    for (number, proposal), problems in zip(made.items(), found, strict=True):
        told[number] += _pointed(problems, sending.lines[number], proposal)
    proposals = [proposal for number, proposal in made.items() if not told[number]]
    if not proposals:
        raise ChangeRejected([problem for problems in told for problem in problems])
    if returned := _returned(sending, told):
        shown = {**proposals[0].shown, RETURNED_LINES: returned}
        proposals[0] = replace(proposals[0], shown=shown)
    try:
        return send_list(
            proposals,
            actor=sending.actor,
            office=office,
            token=sending.token(office),
            typed=sending.typed,
            channel=ChangeSource.API,
        )
    except ChangeRejected as refusal:  # something moved since the check: nothing was sent
        problems = [replace(problem, field="lines", position=None) for problem in refusal.problems]
        raise ChangeRejected(problems) from refusal


def _returned(sending: Sending, told: Sequence[Sequence[Problem]]) -> list[dict[str, Any]]:
    """The lines that came back, each with its problems, as plain JSON."""
    return [
        {
            "line": number,
            "sentra": sending.lines[number].code,
            "problems": [problem.as_dict() for problem in problems],
        }
        for number, problems in enumerate(told)
        if problems
    ]


def _office_and_bars(line: SentLine, sending: Sending) -> tuple[Office | None, list[Problem]]:
    """The office that would send a line, and what can be said without the engine."""
    problems = list(line.problems)
    if problems:
        return None, problems
    place = policy.region_of(line.sentra) if line.sentra else sending.region
    office = office_over(sending.actor, sending.region or place) if place else None
    if office is None or not policy.answers_for(sending.actor, office.pk, place):
        name = "sentra" if line.sentra else "region"
        problems.append(NO_MANDATE.problem(f"{line.pointer}{name}", line.code or place))
    elif sending.kind in ON_A_BASIS and not line.answer:
        problems.append(ANSWER_MISSING.problem(f"{line.pointer}answer", ""))
    return office, problems


def _proposal(line: SentLine, sending: Sending, office: Office) -> Proposal:
    year = line.year or today_wib().year
    shown: dict[str, Any] = {"words": line.words, "answer": line.answer, "year": year}
    if line.sentra is not None and sending.kind in ON_A_BASIS:
        now = standing(line.sentra.pk, year)
        shown |= {"basis": now.basis, "old": now.words()}
    return Proposal(
        sentra=line.sentra,
        changes=_with_statement(line, office, sending.token(office), year),
        shown=shown,
        typed=sending.typed,
        kind=SubmissionKind.EXISTENCE if sending.is_list else sending.kind,
        answer=line.answer,
        region=sending.region,
    )


def _with_statement(line: SentLine, office: Office, token: UUID, year: int) -> tuple[Change, ...]:
    """The office's own statement in front, where the changes refer to it and do not bring it."""
    named = any(f"@{STATEMENT}" in change.values.values() for change in line.changes)
    if not named or any(change.ref == STATEMENT for change in line.changes):
        return tuple(line.changes)
    said = office_statement(office, year, uuid5(token, line.pointer))
    return (said, *line.changes)


def _pointed(problems: Sequence[Problem], line: SentLine, made: Proposal) -> list[Problem]:
    """The same problems with pointers; a position is that of the change."""
    before = len(made.changes) - len(line.changes)
    found = []
    for problem in problems:
        where = problem.field
        if problem.position is not None:
            at = f"{line.pointer}changes/{problem.position - before}"
            inside = INSIDE.get(where, f"values/{where}") if where else ""
            is_own = problem.position >= before
            where = f"{at}/{inside}".rstrip("/") if is_own else f"{line.pointer}changes"
        found.append(replace(problem, field=where, position=None))
    return found
