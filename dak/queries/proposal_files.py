"""The documents that came with a proposal, TOR and RAB among them: what hangs on the submissions by
which it was recorded or corrected. Private as every attachment; policy says who sees which."""

from dataclasses import dataclass, field

from dak.models import Proposal
from dak.models.proposal import ProposalEvent
from registry import policy
from registry.models import Submission, SubmissionAct
from registry.models.attachment import AttachmentKind
from registry.policy import PUBLIC, Actor
from registry.queries.attachments import (
    ShownAttachment,
    attachments,
    for_submission,
    missing_kinds,
    missing_words,
)

# What a proposal rests on, in the order in which it is asked for.
DOCUMENTS = (AttachmentKind.REFERENCE, AttachmentKind.BUDGET)


@dataclass(frozen=True)
class ProposalFiles:
    """The documents of a proposal that an actor may see, oldest first; which of TOR and RAB is not
    among all of them, told only to those who would see it, and only of what a dinas sent, since
    nothing can hang on anything else; and the newest receipt it can be sent after."""

    files: list[ShownAttachment] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    receipt_number: str = ""


def files_of_proposal(proposal: Proposal, actor: Actor) -> ProposalFiles:
    """Everything that came with it; nothing for the public."""
    if actor == PUBLIC:
        return ProposalFiles()
    events = ProposalEvent._default_manager.filter(pgh_obj_id=proposal.pk)
    acts = SubmissionAct.objects.filter(
        applied_act__in=list(events.values_list("pgh_context_id", flat=True))
    )
    sent = {act.submission_id: act.submission for act in acts.select_related("submission")}
    found = {file.attachment.pk: file for one in sent.values() for file in for_submission(one)}
    may = set(
        policy.scope(actor, attachments()).filter(pk__in=list(found)).values_list("pk", flat=True)
    )
    files = [file for pk, file in found.items() if pk in may]
    own = policy.scope(actor, Submission.objects.filter(pk__in=list(sent)))
    newest = own.order_by("-received_at", "-pk").first()
    if newest is None:
        return ProposalFiles(files)
    missing = missing_words(missing_kinds(found.values(), DOCUMENTS))
    return ProposalFiles(files, missing, newest.receipt_number)


def missing_of_act(act: SubmissionAct) -> list[str]:
    """Which of TOR and RAB a proposal that was sent does not carry, in sentences."""
    return missing_words(missing_kinds(for_submission(act.submission), DOCUMENTS))
