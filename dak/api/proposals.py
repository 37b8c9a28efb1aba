"""Proposals, what each asks for, and the stages each passed, as lists. A proposal is an act of
government, so all of it is public; who sent it is not in it."""

from django.db.models import QuerySet

from dak.columns.proposal import PROPOSAL, PROPOSAL_LINE, PROPOSAL_STAGE
from dak.filters.proposal import (
    ProposalFilterSet,
    ProposalLineFilterSet,
    ProposalStageFilterSet,
)
from dak.models import Proposal, ProposalLine, ProposalStage
from registry import policy
from registry.api.base import RegistryList


class ProposalList(RegistryList):
    """Usulan DAK bidang IKM dengan tahap dan putusan terakhirnya. Usulan yang tidak dibiayai tetap
    tercantum."""

    name, row_name, tag = "dak-proposals", "Proposal", "dak"
    columns, filterset_class = PROPOSAL, ProposalFilterSet
    ordering = ("-fiscal_year", "proposal_code")

    def queryset(self) -> QuerySet:
        """Every proposal in force."""
        return policy.scope(self.viewer.actor, Proposal.objects.in_force())


class ProposalLineList(RegistryList):
    """Rincian usulan: komponen yang diminta, jumlahnya, dan kebutuhan yang dijawabnya."""

    name, row_name, tag = "dak-proposal-lines", "ProposalLine", "dak"
    columns, filterset_class = PROPOSAL_LINE, ProposalLineFilterSet
    ordering = ("-fiscal_year", "proposal_code")

    def queryset(self) -> QuerySet:
        """The lines in force."""
        return policy.scope(self.viewer.actor, ProposalLine.objects.in_force())


class ProposalStageList(RegistryList):
    """Tahap siklus tahunan yang dilalui usulan, dengan tanggal, instansi, dan putusannya."""

    name, row_name, tag = "dak-proposal-stages", "ProposalStage", "dak"
    columns, filterset_class = PROPOSAL_STAGE, ProposalStageFilterSet
    ordering = ("-fiscal_year", "proposal_code", "happened_on")

    def queryset(self) -> QuerySet:
        """The stages in force."""
        return policy.scope(self.viewer.actor, ProposalStage.objects.in_force())
