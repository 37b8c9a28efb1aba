"""What wants somebody at the ministry's desk: waiting proposals, sentra nobody has verified,
numbers not recomputed, processes that have fallen silent. Numbers only; the desk words them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from registry.choices import ActState, ExistenceStatus, Verdict, VerificationState
from registry.models import (
    Decision,
    DirtyEvent,
    DrainFailure,
    Heartbeat,
    JobRun,
    SentraPeriod,
    SubmissionAct,
)

GONE = (ExistenceStatus.CLOSED, ExistenceStatus.MERGED, ExistenceStatus.SPLIT)


@dataclass(frozen=True)
class Attention:
    """Counts and moments; None where nothing has happened yet."""

    n_proposals: int
    oldest_proposal_at: datetime | None
    n_overdue: int
    n_second: int
    n_sentra: int
    n_never_verified: int
    n_due: int
    n_lapsed: int
    n_disputed: int
    n_dirty: int
    oldest_dirty_at: datetime | None
    n_failures: int
    last_sign_at: datetime | None
    last_verify: JobRun | None


def needs_attention() -> Attention:
    """The state of the desk; seven statements, whatever the number of rows."""
    agreed = Decision.objects.filter(
        act=OuterRef("pk"), step=OuterRef("step"), verdict=Verdict.APPROVED
    )
    proposals = (
        SubmissionAct.objects.filter(state=ActState.RECEIVED)
        .annotate(has_one=Exists(agreed))
        .aggregate(
            n=Count("pk"),
            oldest=Min("submission__received_at"),
            overdue=Count("pk", filter=Q(due_at__lt=timezone.now())),
            second=Count("pk", filter=Q(needs_two=True, has_one=True)),
        )
    )
    sentra = (
        SentraPeriod.objects.filter(period="latest")
        .exclude(status__in=GONE)
        .aggregate(
            n=Count("pk"),
            never=Count("pk", filter=Q(verification=VerificationState.NEVER)),
            due=Count("pk", filter=Q(verification=VerificationState.DUE)),
            lapsed=Count("pk", filter=Q(verification=VerificationState.LAPSED)),
            disputed=Count("pk", filter=Q(verification=VerificationState.DISPUTED)),
        )
    )
    dirty = DirtyEvent.objects.aggregate(n=Count("pk"), oldest=Min("at"))
    heart = Heartbeat.objects.order_by("-at").first()
    return Attention(
        n_proposals=proposals["n"],
        oldest_proposal_at=proposals["oldest"],
        n_overdue=proposals["overdue"],
        n_second=proposals["second"],
        n_sentra=sentra["n"],
        n_never_verified=sentra["never"],
        n_due=sentra["due"],
        n_lapsed=sentra["lapsed"],
        n_disputed=sentra["disputed"],
        n_dirty=dirty["n"],
        oldest_dirty_at=dirty["oldest"],
        n_failures=DrainFailure.objects.count(),
        last_sign_at=heart.at if heart else None,
        last_verify=JobRun.objects.filter(name__icontains="verify").first(),
    )
