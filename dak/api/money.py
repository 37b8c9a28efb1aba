"""The money of grants and the way to it: proposals, components, contracts, disbursements, and the
governments of which only a span of years is known."""

from django.db.models import QuerySet

from dak.columns import money, proposal
from dak.filters.money import (
    ComponentFilterSet,
    ContractFilterSet,
    DisbursementFilterSet,
    SpanFilterSet,
)
from dak.filters.proposal import ProposalFilterSet, with_funding
from dak.models import (
    Contract,
    Disbursement,
    GrantComponent,
    GrantSpan,
    Proposal,
)
from dak.queries.contracts import as_addenda_leave
from registry import policy
from sentra.lib.listing import ListView


class ProposalList(ListView):
    """Usulan DAK bidang IKM. Usulan yang tidak dibiayai tetap tercantum."""

    name, row_name, tag = "dak-proposals", "Proposal", "dak"
    columns, filterset_class = proposal.PROPOSAL, ProposalFilterSet
    ordering = ("-fiscal_year", "proposal_code")

    def queryset(self) -> QuerySet:
        """Every proposal, with whether a grant came of it."""
        rows = policy.scope(policy.actor_for(self.request.user), Proposal.objects.all())
        return with_funding(rows)


class ComponentList(ListView):
    """Komponen hibah yang berlaku: bagian pagu, kebutuhan yang dijawab, dan sejak kapan beroperasi.
    Baris yang ditarik atau sudah dikoreksi tidak tercantum."""

    name, row_name, tag = "dak-components", "GrantComponent", "dak"
    columns, filterset_class = money.COMPONENT, ComponentFilterSet
    ordering = ("-fiscal_year", "grant_code")

    def queryset(self) -> QuerySet:
        """The components in force."""
        rows = GrantComponent.objects.in_force()
        return policy.scope(policy.actor_for(self.request.user), rows)


class ContractList(ListView):
    """Kontrak yang berlaku dengan nilai dan tanggal selesai sesudah adendum. Penyedia ialah badan
    usaha atau kelompok, bukan orang."""

    name, row_name, tag = "dak-contracts", "Contract", "dak"
    columns, filterset_class = money.CONTRACT, ContractFilterSet
    ordering = ("-fiscal_year", "grant_code")

    def queryset(self) -> QuerySet:
        """The contracts in force, as their addenda leave them."""
        rows = as_addenda_leave(Contract.objects.in_force())
        return policy.scope(policy.actor_for(self.request.user), rows)


class DisbursementList(ListView):
    """Penyaluran per tahap yang berlaku; tanpa tanggal salur berarti baru diminta."""

    name, row_name, tag = "dak-disbursements", "Disbursement", "dak"
    columns, filterset_class = money.DISBURSEMENT, DisbursementFilterSet
    ordering = ("-fiscal_year", "grant_code", "tranche_number")

    def queryset(self) -> QuerySet:
        """The tranches in force."""
        rows = Disbursement.objects.in_force()
        return policy.scope(policy.actor_for(self.request.user), rows)


class SpanList(ListView):
    """Pemerintah daerah yang menurut sumber menerima DAK dalam suatu rentang tahun. Bukan hibah dan
    tidak dihitung sebagai pagu."""

    name, row_name, tag = "dak-spans", "GrantSpan", "dak"
    columns, filterset_class = money.SPAN, SpanFilterSet
    ordering = ("province_code", "regency_code")

    def queryset(self) -> QuerySet:
        """The spans in force."""
        rows = GrantSpan.objects.filter(is_withdrawn=False)
        return policy.scope(policy.actor_for(self.request.user), rows)
