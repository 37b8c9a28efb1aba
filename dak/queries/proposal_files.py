"""The documents that came with a proposal, TOR and RAB among them: what hangs on the submissions by
which it was recorded or corrected. Private as every attachment; policy says who sees which."""

from dak.models import Proposal
from dak.models.proposal import ProposalEvent
from registry import policy
from registry.models import SubmissionAct
from registry.policy import PUBLIC, Actor
from registry.queries.attachments import ShownAttachment, attachments, for_submission


def files_of_proposal(proposal: Proposal, actor: Actor) -> list[ShownAttachment]:
    """Those the actor may see, oldest first; nothing for the public."""
    if actor == PUBLIC:
        return []
    events = ProposalEvent._default_manager.filter(pgh_obj_id=proposal.pk)
    acts = SubmissionAct.objects.filter(
        applied_act__in=list(events.values_list("pgh_context_id", flat=True))
    )
    sent = {act.submission_id: act.submission for act in acts.select_related("submission")}
    found = {file.attachment.pk: file for one in sent.values() for file in for_submission(one)}
    seen = policy.scope(actor, attachments()).filter(pk__in=list(found))
    may = set(seen.values_list("pk", flat=True))
    return [file for pk, file in found.items() if pk in may]
