"""Verbs of sending: store what was filled in as one submission with one act — in the list form one
act per line — exactly once per office and token. A proposal is a stored act; what becomes of it
is decided in review.py."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.changes.admissible import foreign
from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch, check_batch
from registry.changes.gravity import gravity_of
from registry.changes.kinds import Gravity, matter_of
from registry.changes.proposal import frozen_words
from registry.changes.risk import assess
from registry.choices import ChangeSource, ReviewStepCode, SubmissionKind
from registry.models import Office, Sentra, Submission, SubmissionAct
from registry.policy import Actor
from registry.queries.review import chain
from registry.queries.submission import sent_with_token
from sentra.accounts.models import User
from sentra.lib.problems import ChangeRejected, Problem, problem_code

TOKEN_REUSED = problem_code(
    "submission.token_reused",
    gettext_lazy(
        "Formulir ini sudah terkirim dengan isi lain (tanda terima {value}). Isian yang baru belum"
        " dikirim. Buka lagi sentranya dari daftar tugas untuk mengirim perubahan berikutnya."
    ),
)
NO_MANDATE = problem_code(
    "submission.no_mandate",
    gettext_lazy("Kantor Anda tidak bertugas untuk wilayah sentra ini, jadi usulan tidak dikirim."),
)
NO_LINES = problem_code(
    "submission.no_lines",
    gettext_lazy("Belum ada baris yang dijawab, jadi tidak ada yang dikirim."),
)

NO_CHAIN = problem_code(
    "submission.no_chain",
    gettext_lazy(
        "Tahap pemeriksaan kementerian belum ada di server ini, jadi usulan belum dapat diterima."
        " Beri tahu kementerian; kirim lagi isian yang sama sesudah tahapnya disiapkan."
    ),
)


@dataclass(frozen=True)
class Proposal:
    """What one form, or one line of a list, asks for: the changes as they will be applied, what
    stood there when it was filled in, and everything that was typed (its fingerprint goes on the
    receipt). `sentra` is None for a new one; `region` then says where it would be. `whose` is whom
    the fingerprint names, where it is neither."""

    sentra: Sentra | None
    changes: Sequence[Change]
    shown: Mapping[str, Any]
    typed: Mapping[str, str]
    kind: str = SubmissionKind.YEARLY
    answer: str = ""
    region: str = ""
    whose: str | None = None

    @property
    def body_hash(self) -> str:
        """SHA-256 over what was typed, so that a retry on another day is still the same body."""
        whose = self.sentra.public_code if self.sentra else self.region
        return body_hash(whose if self.whose is None else self.whose, self.typed)

    @property
    def place(self) -> str:
        """The region it speaks about."""
        return policy.region_of(self.sentra) if self.sentra else self.region


@dataclass(frozen=True)
class Envelope:
    """What holds for everything sent at once: who, from which office, with which token."""

    actor: Actor
    office: Office
    token: UUID
    fingerprint: str
    kind: str
    channel: ChangeSource = ChangeSource.WEB
    previous: Submission | None = None
    reason: str = field(default_factory=lambda: _("Usulan dari formulir dinas"))


def body_hash(whose: str, typed: Mapping[str, str]) -> str:
    """SHA-256 in hex over whom it is about and every typed value, in a canonical form."""
    plain = {key: text.replace("\r\n", "\n").strip() for key, text in typed.items()}
    body = {"sentra": whose, "typed": plain}
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def office_for(actor: Actor, sentra: Sentra) -> Office | None:
    """The office that would send about a sentra: the narrowest mandate that covers it."""
    return office_over(actor, policy.region_of(sentra))


def office_over(actor: Actor, region_code: str) -> Office | None:
    """The office that would send about a region."""
    reach = actor.reach_over(region_code)
    if reach is None:
        return None
    return Office.objects.select_related("province", "regency").get(pk=reach.office_id)


def already_sent(office: Office, token: UUID, fingerprint: str) -> Submission | None:
    """The submission this form has become, None when it was not sent yet.

    Raises `ChangeRejected` (submission.token_reused) when it was sent with another body."""
    sent = sent_with_token(office.pk, token)
    if sent is not None and sent.body_hash != fingerprint:
        raise ChangeRejected([TOKEN_REUSED.problem("token", sent.receipt_number)])
    return sent


def check_proposal(changes: Sequence[Change]) -> list[Problem]:
    """Every problem the ministry would meet when approving, policy aside; writes nothing."""
    checker = policy.system("proposal_check")
    return check_batch(Act(tuple(changes), checker, ChangeSource.SYSTEM, reason="check"))


def line_problems(lines: Sequence[Proposal], actor: Actor) -> list[list[Problem]]:
    """For every line what stands in its way, reach and kinds included; one check for all of them,
    however many. A name ("@form") means the row of its own line."""
    found = [list(foreign(line.changes, line.sentra, actor)) for line in lines]
    changes: list[Change] = []
    places: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        changes += [_renamed(change, number) for change in line.changes]
        places += [(number, position) for position in range(len(line.changes))]
    for problem in check_proposal(changes):
        number, position = places[problem.position or 0]
        found[number].append(problem.at(position))
    return found


def _renamed(change: Change, line: int) -> Change:
    """The same change with names of its own, so that lines checked together do not meet."""

    def own(value: Any) -> Any:
        return f"{value}~{line}" if isinstance(value, str) and value.startswith("@") else value

    return replace(
        change,
        values={name: own(value) for name, value in change.values.items()},
        ref=f"{change.ref}~{line}" if change.ref else "",
    )


def send_submission(
    proposal: Proposal,
    *,
    actor: Actor,
    token: UUID,
    channel: ChangeSource = ChangeSource.WEB,
    previous: Submission | None = None,
) -> Submission:
    """Store a proposal as one submission with one act, exactly once per office and token.

    A retry with the same body returns the submission that is there, also when both arrive at the
    same moment. Raises `ChangeRejected` for another body, a foreign region or any problem the
    ministry would meet; then nothing is stored."""
    office = office_over(actor, proposal.place) if proposal.place else None
    if office is None:
        whose = proposal.sentra.public_code if proposal.sentra else proposal.region
        raise ChangeRejected([NO_MANDATE.problem("sentra", whose)])
    envelope = Envelope(
        actor, office, token, proposal.body_hash, str(proposal.kind), channel, previous
    )
    return _stored(envelope, [proposal])


def send_list(
    lines: Sequence[Proposal],
    *,
    actor: Actor,
    office: Office,
    token: UUID,
    typed: Mapping[str, str],
    channel: ChangeSource = ChangeSource.WEB,
) -> Submission:
    """Store the answers to a page of the list as one submission with one act per line.

    All lines or none: whoever calls has set aside those that are stale or wrong (`check_proposal`)
    and sends them again under a new token. A sentra outside of the office's region is refused."""
    if not lines:
        raise ChangeRejected([NO_LINES.problem("lines", None)])
    foreign = [line for line in lines if not policy.answers_for(actor, office.pk, line.place)]
    if foreign:
        raise ChangeRejected(
            [
                NO_MANDATE.problem("sentra", line.sentra and line.sentra.public_code)
                for line in foreign
            ]
        )
    fingerprint = body_hash(office.code, typed)
    envelope = Envelope(actor, office, token, fingerprint, SubmissionKind.LIST, channel)
    return _stored(envelope, lines)


def withdraw_submission(
    act: SubmissionAct,
    *,
    actor: Actor,
    version_shown: int,
    source: ChangeSource = ChangeSource.WEB,
) -> Applied:
    """The sending office takes a proposal back before it is decided."""
    values = {
        "decided_by": address_of(actor),
        "decided_at": timezone.now().isoformat(),
        "decision_reason": _("Ditarik oleh kantor pengirimnya"),
    }
    change = Change("submission.withdraw", values, str(act.pk), version_shown)
    reason = _("Menarik usulan sendiri")
    return apply_batch(Act((change,), actor, source, reason, "other"))


def _stored(envelope: Envelope, lines: Sequence[Proposal]) -> Submission:
    return store_once(envelope, lines, lambda: _refuse_wrong_lines(envelope, lines))


def _refuse_wrong_lines(envelope: Envelope, lines: Sequence[Proposal]) -> None:
    told = line_problems(lines, envelope.actor)
    # Of a single form the position is that of its change, of a list that of its line.
    problems = (
        told[0] if len(told) == 1 else [p.at(n) for n, group in enumerate(told) for p in group]
    )
    if problems:
        raise ChangeRejected(problems)


def store_once(
    envelope: Envelope, lines: Sequence[Proposal], check: Callable[[], None]
) -> Submission:
    """Look, check, write; whoever committed the same token first is the answer of both. `check`
    raises what is wrong with the lines; it is not asked about what is stored already."""
    sent = already_sent(envelope.office, envelope.token, envelope.fingerprint)
    if sent is not None:
        return sent
    check()
    try:
        applied = apply_batch(sending(envelope, lines))
    except ChangeRejected:
        # Somebody with the same token may have committed between our look and our write.
        sent = already_sent(envelope.office, envelope.token, envelope.fingerprint)
        if sent is None:
            raise
        return sent
    return Submission.objects.get(pk=applied.rows[0].pk)


def sending(envelope: Envelope, lines: Sequence[Proposal]) -> Act:
    """The act that stores proposals. The submission belongs to the office's region, each act to its
    sentra: an officer of the province may send for any regency of it. Raises `ChangeRejected` where
    no chain leads to the ministry."""
    sender, now, office = address_of(envelope.actor), timezone.now(), envelope.office
    submission = Change(
        "submission.send",
        {
            "kind": envelope.kind,
            "channel": str(envelope.channel),
            "previous": str(envelope.previous.pk) if envelope.previous else None,
            "token": str(envelope.token),
            "body_hash": envelope.fingerprint,
            "office": office.code,
            "sender": sender,
            "province": office.province_id,
            "regency": office.regency_id,
            "received_at": now.isoformat(),
        },
        ref="submission",
    )
    is_first = not Submission.objects.filter(office=office).exists()
    steps = chain(office, envelope.actor)
    if not steps or steps[-1].code != ReviewStepCode.MINISTRY:
        raise ChangeRejected([NO_CHAIN.problem("step", None)])
    acts = [
        _proposed(line, number, sender, now, steps[0].code, steps[0].due_at(now), is_first)
        for number, line in enumerate(lines)
    ]
    return Act((submission, *acts), envelope.actor, envelope.channel, envelope.reason, "new_report")


def _proposed(
    line: Proposal,
    number: int,
    sender: str,
    now: datetime,
    step: str,
    due_at: datetime,
    is_first: bool,
) -> Change:
    risk = assess(str(line.kind), line.changes, line.sentra, is_first=is_first)
    shown = dict(line.shown)
    matter = matter_of(line.changes) if line.sentra is None else None
    if matter is not None:
        shown["matter"] = {"name": matter.name, "url": matter.url}
    shown["old"] = {**frozen_words(line.changes), **shown.get("old", {})}
    return Change(
        "submission_act.send",
        {
            "submission": "@submission",
            "position": number,
            "sentra": line.sentra.public_code if line.sentra else None,
            "matter_code": matter.code if matter is not None else "",
            "kind": str(line.kind),
            "answer": line.answer,
            "changes": [change.as_json() for change in line.changes],
            "shown": shown,
            "sender": sender,
            "step": step,
            "arrived_at": now.isoformat(),
            "due_at": due_at.isoformat(),
            # What waits in the admin has its first pair of eyes already: the proposer's own.
            "needs_two": line.kind != SubmissionKind.DESK
            and gravity_of(line.changes) > Gravity.PLAIN,
            "risk": risk.points,
            "risk_notes": risk.as_json(),
        },
    )


def address_of(actor: Actor) -> str:
    """The account of a person, by which changes name it; jobs neither send nor decide."""
    assert actor.user_id is not None, f"{actor.label} is not a person"
    return User.objects.get(pk=actor.user_id).email
