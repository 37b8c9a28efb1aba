"""Verbs of submissions: send one, approve, return or reject a proposed act. A proposal is a stored
act; approving it applies the very changes that were stored, with the approver as actor."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from registry.models import Office, Sentra, Submission, SubmissionAct
from registry.policy import Actor
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
WORDS_MISSING = problem_code(
    "submission.words_missing",
    gettext_lazy("Tulis kepada pengirim apa yang perlu diperbaiki atau mengapa ditolak."),
)


@dataclass(frozen=True)
class Proposal:
    """What one form asks for: the changes as they will be applied, what stood there when it was
    filled in, and everything that was typed (its fingerprint goes on the receipt)."""

    sentra: Sentra
    changes: Sequence[Change]
    shown: Mapping[str, Any]
    typed: Mapping[str, str]

    @property
    def body_hash(self) -> str:
        """SHA-256 over what was typed, so that a retry on another day is still the same body."""
        return body_hash(self.sentra.public_code, self.typed)


def body_hash(public_code: str, typed: Mapping[str, str]) -> str:
    """SHA-256 in hex over the sentra and every typed value, in a canonical form."""
    plain = {key: text.replace("\r\n", "\n").strip() for key, text in typed.items()}
    body = {"sentra": public_code, "typed": plain}
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def office_for(actor: Actor, sentra: Sentra) -> Office | None:
    """The office that would send about a sentra: the narrowest mandate that covers it."""
    reach = actor.reach_over(policy.region_of(sentra))
    if reach is None:
        return None
    return Office.objects.select_related("province").get(pk=reach.office_id)


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


def send_submission(proposal: Proposal, *, actor: Actor, token: UUID) -> Submission:
    """Store a proposal as one submission with one act, exactly once per office and token.

    A retry with the same body returns the submission that is there, also when both arrive at the
    same moment. Raises `ChangeRejected` for another body, a foreign region or any problem the
    ministry would meet; then nothing is stored."""
    office = office_for(actor, proposal.sentra)
    if office is None:
        raise ChangeRejected([NO_MANDATE.problem("sentra", proposal.sentra.public_code)])
    fingerprint = proposal.body_hash
    sent = already_sent(office, token, fingerprint)
    if sent is not None:
        return sent
    problems = check_proposal(proposal.changes)
    if problems:
        raise ChangeRejected(problems)
    try:
        applied = apply_batch(_sending(proposal, actor, office, token, fingerprint))
    except ChangeRejected:
        # Somebody with the same token may have committed between our look and our write.
        sent = already_sent(office, token, fingerprint)
        if sent is None:
            raise
        return sent
    return Submission.objects.get(pk=applied.rows[0].pk)


def _sending(
    proposal: Proposal, actor: Actor, office: Office, token: UUID, fingerprint: str
) -> Act:
    """The act that stores a proposal. The submission belongs to the office's region, the act to the
    sentra's: an officer of the province may send for any regency of it."""
    sender = _address_of(actor)
    submission = Change(
        "submission.send",
        {
            "token": str(token),
            "body_hash": fingerprint,
            "office": office.code,
            "sender": sender,
            "province": office.province_id,
            "regency": office.regency_id,
            "received_at": timezone.now().isoformat(),
        },
        ref="submission",
    )
    act = Change(
        "submission_act.send",
        {
            "submission": "@submission",
            "position": 0,
            "sentra": proposal.sentra.public_code,
            "changes": [change.as_json() for change in proposal.changes],
            "shown": dict(proposal.shown),
            "sender": sender,
        },
    )
    reason = _("Usulan dari formulir dinas")
    return Act((submission, act), actor, ChangeSource.WEB, reason, "new_report")


def approve(
    proposal: SubmissionAct, *, actor: Actor, version_shown: int, words: str = ""
) -> Applied:
    """Apply the stored changes and the decision as one act of the approver.

    Bound to what was shown: the proposal's version and the rows it was made against. Raises
    `ChangeRejected` or `ChangeConflict`; then nothing is applied and nothing is decided."""
    act_id = uuid4()
    stored = tuple(Change.from_json(change) for change in proposal.changes)
    words = words.strip() or _("Sesuai isian dinas")
    decision = _decision("submission.approve", proposal, actor, version_shown, words, act_id)
    return apply_batch(_deciding((*stored, decision), proposal, actor, words), act_id=act_id)


def return_for_correction(
    proposal: SubmissionAct, *, actor: Actor, version_shown: int, words: str
) -> Applied:
    """Give a proposal back to its sender, with words; nothing of it is applied."""
    return _turn_down("submission.return", proposal, actor, version_shown, words)


def reject(proposal: SubmissionAct, *, actor: Actor, version_shown: int, words: str) -> Applied:
    """Refuse a proposal for good, with the reason; nothing of it is applied."""
    return _turn_down("submission.reject", proposal, actor, version_shown, words)


def _turn_down(
    kind: str, proposal: SubmissionAct, actor: Actor, version_shown: int, words: str
) -> Applied:
    words = words.strip()
    if not words:
        raise ChangeRejected([WORDS_MISSING.problem("words", words)])
    decision = _decision(kind, proposal, actor, version_shown, words, None)
    return apply_batch(_deciding((decision,), proposal, actor, words))


def _decision(
    kind: str,
    proposal: SubmissionAct,
    actor: Actor,
    version_shown: int,
    words: str,
    applied_act: UUID | None,
) -> Change:
    values = {
        "decided_by": _address_of(actor),
        "decided_at": timezone.now().isoformat(),
        "decision_reason": words,
    }
    if applied_act is not None:
        values["applied_act"] = str(applied_act)
    return Change(kind, values, target=str(proposal.pk), base_version=version_shown)


def _address_of(actor: Actor) -> str:
    """The account of a person, by which changes name it; jobs neither send nor decide."""
    assert actor.user_id is not None, f"{actor.label} is not a person"
    return User.objects.get(pk=actor.user_id).email


def _deciding(
    changes: tuple[Change, ...], proposal: SubmissionAct, actor: Actor, words: str
) -> Act:
    return Act(
        changes,
        actor,
        ChangeSource.ADMIN,
        reason=words,
        reason_code="new_report",
        submission=proposal.submission.receipt_number,
    )
