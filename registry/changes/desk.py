"""The second pair of eyes in the admin: a closure, a merge, a move to another region or a change of
approved money waits as a proposal for another member of staff; every other edit applies at once."""

from uuid import UUID, uuid5

from registry import policy
from registry.changes.change import Act, Applied
from registry.changes.drafting import Drafting
from registry.changes.engine import NO_REASON, apply_batch, check_batch
from registry.changes.gravity import gravity_of
from registry.changes.kinds import Gravity, all_kinds
from registry.changes.submission import (
    Envelope,
    Proposal,
    body_hash,
    store_once,
)
from registry.changes.verdict import STALE
from registry.choices import ActState, ChangeSource, SubmissionKind
from registry.models import Office, Part, Sentra, Submission, SubmissionAct
from registry.policy import Actor
from sentra.lib.problems import ChangeConflict, ChangeRejected, Conflict

# Below which the admin's own tokens are made; any fixed one would do.
DESK_TOKENS = UUID("6f1d1c0e-5d0b-4c8e-9a57-0f6c5b0f3a11")


def waits(act: Act) -> bool:
    """Whether a person's act in the admin needs somebody else's consent."""
    is_person = not act.actor.is_system and act.source == ChangeSource.ADMIN
    return is_person and gravity_of(act.changes) == Gravity.GRAVE


def apply_or_propose(act: Act) -> Applied | Submission:
    """Apply an act of the admin, or store it as a proposal where it waits for a second person. The
    same act pressed twice, or asked for again while it waits, is the proposal that is there.

    Raises what `apply_batch` raises; a proposal is checked just as hard before it is stored, so
    that whoever typed it sees every problem now."""
    if not waits(act):
        return apply_batch(act)
    if not act.reason.strip():
        raise ChangeRejected([NO_REASON.problem("reason", act.reason)])
    office = _office_of(act.actor)
    if office is None:
        _refuse_what_is_wrong(act)
    assert office is not None, "policy lets only holders of a ministry mandate come so far"
    proposal = Proposal(
        sentra=_sentra_of(act),
        changes=act.changes,
        shown={"reason": act.reason, "reason_code": act.reason_code},
        typed={str(n): str(change.as_json()) for n, change in enumerate(act.changes)},
        kind=SubmissionKind.DESK,
    )
    fingerprint = body_hash(office.code, proposal.typed)
    envelope = Envelope(
        act.actor,
        office,
        _token(act.actor, fingerprint),
        fingerprint,
        SubmissionKind.DESK,
        ChangeSource.ADMIN,
        reason=act.reason,
    )
    return store_once(envelope, [proposal], lambda: _refuse_what_is_wrong(act))


def _refuse_what_is_wrong(act: Act) -> None:
    problems = check_batch(act)
    conflicts = _conflicts(act) if any(p.code == STALE.code for p in problems) else []
    if conflicts and all(problem.code == STALE.code for problem in problems):
        raise ChangeConflict(conflicts)
    if problems:
        raise ChangeRejected(problems)


def _token(actor: Actor, fingerprint: str) -> UUID:
    """One for each time this person asks for the very same changes: another one only after the
    former was decided, so that two presses at one moment have the same."""
    same = SubmissionAct.objects.filter(
        submission__body_hash=fingerprint,
        submission__kind=SubmissionKind.DESK,
        sender=actor.user_id,
    )
    settled = same.exclude(state=ActState.RECEIVED).count()
    return uuid5(DESK_TOKENS, f"{actor.user_id} {fingerprint} {settled}")


def _conflicts(act: Act) -> list[Conflict]:
    """The rows that moved since the person read them, as `apply_batch` would show them."""
    drafting = Drafting(act)
    drafting.draft(lock=False)
    return drafting.conflicts


def _office_of(actor: Actor) -> Office | None:
    held = [reach.office_id for reach in actor.reaches if reach.role in policy.MINISTRY]
    return Office.objects.filter(pk__in=held).order_by("pk").first()


def _sentra_of(act: Act) -> Sentra | None:
    """The sentra the act is about: the one it corrects, else the one a part of it belongs to."""
    for change in act.changes:
        kind = all_kinds()[change.kind]
        if kind.noun == "sentra":
            found = Sentra.objects.filter(public_code=change.target)
        elif change.target and issubclass(kind.model, Part):
            parts = kind.model._default_manager.filter(pk=change.target)
            found = Sentra.objects.filter(pk__in=parts.values("sentra_id"))
        else:
            found = Sentra.objects.filter(public_code=str(change.values.get("sentra", "")))
        sentra = found.first()
        if sentra is not None:
            return sentra
    return None
