"""Where proposals stand: the last stage of the yearly cycle with its verdict, or the grants that
came of them. A proposal without a grant is not a grant that is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dak.choices import CycleStage, GrantStage, Verdict
from dak.models import Grant, ProposalStage

# A grant that pays nothing funds nothing.
NOT_FUNDING = (GrantStage.CANCELLED, GrantStage.ZERO_ALLOCATION)


@dataclass(frozen=True)
class Standing:
    """Where one proposal stands."""

    stage: str = ""
    verdict: str = ""
    grants: tuple[str, ...] = ()

    @property
    def is_funded(self) -> bool:
        """Whether a grant came of it."""
        return bool(self.grants)

    def __str__(self) -> str:
        if self.grants:
            return _("Dibiayai: %(grants)s") % {"grants": ", ".join(self.grants)}
        if not self.stage:
            return _("Belum ada tahap yang tercatat")
        words = [str(CycleStage(self.stage).label), str(Verdict(self.verdict).label)]
        return ": ".join(words)


def standings(proposals: Iterable[int]) -> dict[int, Standing]:
    """The standing of each of these proposals; two statements."""
    wanted = list(proposals)
    last: dict[int, tuple[str, str]] = {}
    stages = ProposalStage.objects.filter(proposal_id__in=wanted, is_withdrawn=False)
    for row in stages.order_by("happened_on", "id"):
        last[row.proposal_id] = (row.stage, row.verdict)
    grants: dict[int, list[str]] = {}
    funded = Grant.objects.filter(proposal_id__in=wanted).exclude(stage__in=NOT_FUNDING)
    for pk, code in funded.order_by("code").values_list("proposal_id", "code"):
        grants.setdefault(pk or 0, []).append(code)
    return {
        pk: Standing(*last.get(pk, ("", "")), grants=tuple(grants.get(pk, []))) for pk in wanted
    }
