"""What the lists of a grant's money can be filtered by; the same names on every surface."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from dak.choices import ClaimStage, ContractKind, Fund, GrantLevel
from dak.models import (
    Absorption,
    Contract,
    Disbursement,
    GrantClaim,
    GrantComponent,
    GrantShare,
    GrantSpan,
    LeftoverFunds,
    WorkPlan,
)
from registry.filters.codes import SENTRA_CODES, in_subtree, region_codes
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, Text, Whole, YesNo

YEARS = ("", *LISTED, "gte", "lte", "isnull")


def of_grant() -> tuple[Parameter, ...]:
    """The parameters every part of a grant has from it."""
    return (
        Parameter("region", _("Wilayah"), region_codes(), lookups=("", "in")),
        Parameter("province", _("Provinsi"), region_codes("province"), path="grant__province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path="grant__regency_id",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter("grant", _("Kode hibah"), Text(), path="grant__code", lookups=("", "in")),
        Parameter(
            "fiscal_year",
            _("Tahun anggaran"),
            Whole(2010, 2100),
            path="grant__fiscal_year",
            lookups=YEARS,
        ),
        Parameter("fund", _("Jenis dana"), OneOf(Fund), path="grant__fund"),
    )


class OfGrant(StrictFilterSet):
    """Filters of a list whose rows belong to a grant; a region is that of the receiver."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns, then regions of any level."""
        queryset = super().filter_queryset(queryset)
        regions = [*self.values.get("region", []), *self.values.get("region__in", [])]
        return queryset.filter(in_subtree(regions, "grant__")) if regions else queryset


class ComponentFilterSet(OfGrant):
    """Components of grants."""

    parameters = (
        *of_grant(),
        Parameter(
            "sentra", _("Sentra"), SENTRA_CODES, path="sentra__public_code", lookups=("", "in")
        ),
        Parameter(
            "operates",
            _("Beroperasi"),
            YesNo(),
            path="operates",
            lookups=("",),
        ),
        Parameter("component_code", _("Kode komponen"), Text(), path="component_code"),
    )

    class Meta:
        model = GrantComponent

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """With whether each operates."""
        begun = GrantComponent.objects.filter(pk=OuterRef("pk"), operates_on__isnull=False)
        return super().filter_queryset(queryset.annotate(operates=Exists(begun)))


class ContractFilterSet(OfGrant):
    """Contracts of grants."""

    parameters = (
        *of_grant(),
        Parameter("kind", _("Jenis"), OneOf(ContractKind), path="kind"),
        Parameter(
            "handed_over",
            _("Sudah serah terima (BAST)"),
            YesNo(),
            path="handed_over",
            lookups=("",),
        ),
    )

    class Meta:
        model = Contract

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """With whether each was handed over."""
        done = Contract.objects.filter(pk=OuterRef("pk"), handed_over_on__isnull=False)
        return super().filter_queryset(queryset.annotate(handed_over=Exists(done)))


class DisbursementFilterSet(OfGrant):
    """Tranches of grants."""

    parameters = (
        *of_grant(),
        Parameter("tranche_number", _("Tahap ke"), Whole(1, 12), path="tranche_number"),
    )

    class Meta:
        model = Disbursement


class ClaimFilterSet(OfGrant):
    """What sources say grants were worth."""

    parameters = (
        *of_grant(),
        Parameter("stage", _("Tahap"), OneOf(ClaimStage), path="stage"),
        Parameter("is_official", _("Resmi"), YesNo(), path="is_official", lookups=("",)),
    )

    class Meta:
        model = GrantClaim


class ShareFilterSet(OfGrant):
    """Shares of sentra in grants."""

    parameters = (
        *of_grant(),
        Parameter(
            "sentra", _("Sentra"), SENTRA_CODES, path="sentra__public_code", lookups=("", "in")
        ),
    )

    class Meta:
        model = GrantShare


class WorkPlanFilterSet(OfGrant):
    """Plans of activities."""

    parameters = of_grant()

    class Meta:
        model = WorkPlan


class AbsorptionFilterSet(OfGrant):
    """What was spent, cumulative."""

    parameters = of_grant()

    class Meta:
        model = Absorption


class LeftoverFilterSet(OfGrant):
    """Leftover funds."""

    parameters = of_grant()

    class Meta:
        model = LeftoverFunds


class SpanFilterSet(StrictFilterSet):
    """Governments known to have received DAK within a span of years."""

    parameters = (
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path="regency_id",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter("fund", _("Jenis dana"), OneOf(Fund), path="fund"),
        Parameter("level", _("Penerima"), OneOf(GrantLevel), path="level"),
    )

    class Meta:
        model = GrantSpan
