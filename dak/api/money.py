"""The money of grants and the way to it: need packs, claims, shares, components, work
plans, contracts, disbursements, absorption, leftover funds, and the governments of which only a
span of years is known."""

from django.db.models import QuerySet

from dak.columns import grant, money, proposal
from dak.filters.money import (
    AbsorptionFilterSet,
    ClaimFilterSet,
    ComponentFilterSet,
    ContractFilterSet,
    DisbursementFilterSet,
    LeftoverFilterSet,
    ShareFilterSet,
    SpanFilterSet,
    WorkPlanFilterSet,
)
from dak.filters.proposal import NeedPackFilterSet
from dak.models import (
    Absorption,
    Contract,
    Disbursement,
    GrantClaim,
    GrantComponent,
    GrantShare,
    GrantSpan,
    LeftoverFunds,
    NeedPack,
    WorkPlan,
)
from dak.queries.contracts import as_addenda_leave
from registry import policy
from sentra.lib.listing import ListView


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


class ClaimList(ListView):
    """Nilai hibah menurut setiap sumber dan tahap. Klaim yang berbeda tercantum semua;
    `is_official` menandai nilai yang ditetapkan resmi, dengan alasannya."""

    name, row_name, tag = "dak-claims", "GrantClaimRow", "dak"
    columns, filterset_class = grant.CLAIM_ROW, ClaimFilterSet
    ordering = ("-fiscal_year", "grant_code")

    def queryset(self) -> QuerySet:
        """The claims in force, of grants that stand."""
        rows = GrantClaim.objects.filter(is_withdrawn=False, grant__is_withdrawn=False)
        return policy.scope(policy.actor_for(self.request.user), rows)


class ShareList(ListView):
    """Bagian setiap sentra pada hibah yang dibagi, dalam persen dari pagu."""

    name, row_name, tag = "dak-shares", "GrantShareRow", "dak"
    columns, filterset_class = money.SHARE_ROW, ShareFilterSet
    ordering = ("-fiscal_year", "grant_code")

    def queryset(self) -> QuerySet:
        """The shares in force, of grants that stand."""
        rows = GrantShare.objects.filter(is_withdrawn=False, grant__is_withdrawn=False)
        return policy.scope(policy.actor_for(self.request.user), rows)


class WorkPlanList(ListView):
    """Rencana kegiatan (RK) yang berlaku."""

    name, row_name, tag = "dak-work-plans", "WorkPlan", "dak"
    columns, filterset_class = money.WORK_PLAN, WorkPlanFilterSet
    ordering = ("-fiscal_year", "grant_code")

    def queryset(self) -> QuerySet:
        """The plans in force."""
        rows = WorkPlan.objects.in_force()
        return policy.scope(policy.actor_for(self.request.user), rows)


class AbsorptionList(ListView):
    """Penyerapan kumulatif yang berlaku, satu baris per tanggal. Nol berarti dilaporkan tidak
    terserap."""

    name, row_name, tag = "dak-absorption", "Absorption", "dak"
    columns, filterset_class = money.ABSORPTION, AbsorptionFilterSet
    ordering = ("-fiscal_year", "grant_code", "as_of_on")

    def queryset(self) -> QuerySet:
        """The cumulative figures in force."""
        rows = Absorption.objects.in_force()
        return policy.scope(policy.actor_for(self.request.user), rows)


class LeftoverList(ListView):
    """Sisa dana yang dinyatakan pemerintah daerah dan masih berlaku."""

    name, row_name, tag = "dak-leftover-funds", "LeftoverFunds", "dak"
    columns, filterset_class = money.LEFTOVER, LeftoverFilterSet
    ordering = ("-fiscal_year", "grant_code", "declared_on")

    def queryset(self) -> QuerySet:
        """The declarations in force."""
        rows = LeftoverFunds.objects.in_force()
        return policy.scope(policy.actor_for(self.request.user), rows)


class NeedPackList(ListView):
    """Paket kebutuhan: kapan dibuat dan untuk sentra mana. Isinya memuat uang sentra, jadi hanya
    terbuka pada halamannya bagi petugas yang berwenang."""

    name, row_name, tag = "dak-need-packs", "NeedPack", "dak"
    columns, filterset_class = proposal.NEED_PACK, NeedPackFilterSet
    ordering = ("-made_on",)

    def queryset(self) -> QuerySet:
        """The packs in force; their content stays closed."""
        rows = NeedPack.objects.filter(is_withdrawn=False, sentra__is_withdrawn=False)
        return policy.scope(policy.actor_for(self.request.user), rows)
