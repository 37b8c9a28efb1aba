"""What need packs and proposals can be filtered by."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from dak.choices import GrantLevel, LandStatus
from dak.models import Grant, NeedPack, Proposal
from dak.queries.proposals import NOT_FUNDING
from registry.filters.codes import SENTRA_CODES, in_subtree, region_codes
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, Text, Whole, YesNo


class ProposalFilterSet(StrictFilterSet):
    """Proposals of governments."""

    parameters = (
        Parameter("region", _("Wilayah"), region_codes(), lookups=("", "in")),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path="regency_id",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter("proposal", _("Kode usulan"), Text(), path="code", lookups=("", "in")),
        Parameter(
            "sentra",
            _("Sentra"),
            SENTRA_CODES,
            path="sentra__public_code",
            lookups=("", "in", "isnull"),
        ),
        Parameter(
            "fiscal_year",
            _("Tahun anggaran"),
            Whole(2010, 2100),
            path="fiscal_year",
            lookups=("", *LISTED, "gte", "lte"),
        ),
        Parameter("level", _("Pengusul"), OneOf(GrantLevel), path="level"),
        Parameter("land_status", _("Status lahan"), OneOf(LandStatus), path="land_status"),
        Parameter("is_funded", _("Dibiayai"), YesNo(), path="is_funded", lookups=("",)),
    )

    class Meta:
        model = Proposal

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns, with whether a grant came of each, then regions of any level."""
        queryset = super().filter_queryset(with_funding(queryset))
        regions = [*self.values.get("region", []), *self.values.get("region__in", [])]
        return queryset.filter(in_subtree(regions)) if regions else queryset


def with_funding(proposals: QuerySet) -> QuerySet:
    """Whether a grant that pays came of each proposal."""
    paying = Grant.objects.filter(proposal=OuterRef("pk")).exclude(stage__in=NOT_FUNDING)
    return proposals.annotate(is_funded=Exists(paying))


class NeedPackFilterSet(StrictFilterSet):
    """Need packs."""

    parameters = (
        Parameter("province", _("Provinsi"), region_codes("province"), path="sentra__province_id"),
        Parameter(
            "regency", _("Kabupaten/kota"), region_codes("regency"), path="sentra__regency_id"
        ),
        Parameter("sentra", _("Sentra"), SENTRA_CODES, path="sentra__public_code"),
    )

    class Meta:
        model = NeedPack
