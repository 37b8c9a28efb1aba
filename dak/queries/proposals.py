"""Where proposals stand: the last stage of the yearly cycle with its verdict, or the grants that
came of them. A proposal without a grant is not a grant that is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dak.choices import CycleStage, GrantLevel, GrantStage, Verdict
from dak.models import Grant, Proposal, ProposalLine, ProposalStage
from registry.queries.sentra_rows import lay_standing

# A grant that pays nothing funds nothing.
NOT_FUNDING = (GrantStage.CANCELLED, GrantStage.ZERO_ALLOCATION)
# A sentra or a region with more proposals than this links to the list.
SHOWN = 10


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


@dataclass(frozen=True)
class ProposalRow:
    """One proposal of a list, with where it stands."""

    proposal: Proposal
    standing: Standing

    @property
    def title(self) -> str:
        """The sentra by its own name, or in the words of the proposer."""
        if self.proposal.sentra is not None:
            return self.proposal.sentra.name
        return self.proposal.sentra_words or self.proposal.menu

    @property
    def place_note(self) -> str:
        """What to say where no registered sentra is known; empty otherwise."""
        return self.proposal.locus.note


@dataclass(frozen=True)
class ProposalParts:
    """One proposal whole: what it asks for, what became of it stage by stage, and every grant in
    force that names it, those that pay nothing included."""

    row: ProposalRow
    lines: tuple[ProposalLine, ...]
    stages: tuple[ProposalStage, ...]
    grants: tuple[Grant, ...]

    @property
    def total(self) -> int:
        """The sum of its lines."""
        return sum(line.amount_idr for line in self.lines)


def paying_grants() -> QuerySet[Grant]:
    """The grants that fund whatever they name: in force, and neither cancelled nor of nothing."""
    return Grant.objects.in_force().exclude(stage__in=NOT_FUNDING)


def listed() -> QuerySet[Proposal]:
    """Proposals in force with what a row prints."""
    rows = Proposal.objects.in_force().select_related("sentra", "regency", "province")
    return rows.order_by("-fiscal_year", "code")


def own_government(region: str) -> Q:
    """Proposals of the very government of a region: a province's are not its regencies'."""
    if "." in region:
        return Q(level=GrantLevel.REGENCY, regency_id=region)
    return Q(level=GrantLevel.PROVINCE, province_id=region)


def proposal_rows(proposals: Iterable[Proposal]) -> list[ProposalRow]:
    """Each with where it stands; four statements more, however many there are."""
    rows = list(proposals)
    lay_standing(row.sentra for row in rows)
    found = standings(row.pk for row in rows)
    return [ProposalRow(row, found[row.pk]) for row in rows]


def proposal_parts(proposal: Proposal) -> ProposalParts:
    """Everything the page of one proposal prints; a constant number of statements."""
    lines = ProposalLine.objects.in_force().filter(proposal=proposal)
    stages = ProposalStage.objects.in_force().filter(proposal=proposal).select_related("source")
    grants = Grant.objects.in_force().filter(proposal=proposal)
    return ProposalParts(
        row=proposal_rows([proposal])[0],
        lines=tuple(lines.select_related("need__need_kind").order_by("id")),
        stages=tuple(stages.order_by("happened_on", "id")),
        grants=tuple(grants.order_by("code")),
    )


def standings(proposals: Iterable[int]) -> dict[int, Standing]:
    """The standing of each of these proposals; two statements."""
    wanted = list(proposals)
    last: dict[int, tuple[str, str]] = {}
    stages = ProposalStage.objects.in_force().filter(proposal_id__in=wanted)
    for row in stages.order_by("happened_on", "id"):
        last[row.proposal_id] = (row.stage, row.verdict)
    grants: dict[int, list[str]] = {}
    funded = paying_grants().filter(proposal_id__in=wanted)
    for pk, code in funded.order_by("code").values_list("proposal_id", "code"):
        grants.setdefault(pk or 0, []).append(code)
    return {
        pk: Standing(*last.get(pk, ("", "")), grants=tuple(grants.get(pk, []))) for pk in wanted
    }
