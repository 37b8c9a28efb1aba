"""What assets can be filtered by, on every surface. The state is that of the row "latest" of the
view behind the published state."""

from typing import ClassVar

from django.db.models import FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _

from dak.choices import AlertKind, AssetCondition
from dak.models import Asset, AssetFunding
from dak.queries.asset_alerts import alerted
from dak.queries.assets import open_disputes
from registry.filters.codes import SENTRA_CODES, in_subtree, region_codes
from registry.filters.parts import facility_kinds
from registry.queries.periods import LATEST
from sentra.lib.dates import today_wib
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import Codes, OneOf, SearchWords, Text, Whole, YesNo
from sentra.lib.text import fold_words

FIRST_YEAR = 1995


def this_year() -> int:
    """The running year on the registry's clock."""
    return today_wib().year


def with_state(assets: QuerySet, period: str = LATEST) -> QuerySet:
    """Join each asset's row of the view for a year, or of today, as `now`; `confirmed_code` is NULL
    where no office confirmed a state."""
    joined = assets.annotate(now=FilteredRelation("periods", condition=Q(periods__period=period)))
    return joined.annotate(confirmed_code=NullIf("now__confirmed_state", Value("")))


class AssetFilterSet(StrictFilterSet):
    """Parameters of every list of assets."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("q", _("Cari"), SearchWords(), lookups=("",)),
        Parameter("region", _("Wilayah"), region_codes(), lookups=("", "in")),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path="regency_id",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter("asset", _("Kode aset"), Text(), path="code", lookups=("", "in")),
        Parameter(
            "sentra",
            _("Sentra"),
            SENTRA_CODES,
            path="sentra__public_code",
            lookups=("", "in", "isnull"),
        ),
        Parameter("grant", _("Kode hibah"), Text(), lookups=("",)),
        Parameter(
            "facility_kind_code",
            _("Jenis"),
            Codes(facility_kinds, example="production_building"),
            path="facility_kind__code",
        ),
        Parameter("state", _("Keadaan"), OneOf(AssetCondition), path="now__state"),
        Parameter(
            "confirmed_state",
            _("Keadaan yang dipastikan"),
            OneOf(AssetCondition),
            path="confirmed_code",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter(
            "is_confirmed",
            _("Dipastikan kantor"),
            YesNo(),
            path="now__is_confirmed",
            lookups=("",),
        ),
        Parameter("year", _("Tahun"), Whole(FIRST_YEAR, this_year, words=(LATEST,)), lookups=("",)),
        Parameter("is_idle", _("Tidak dipakai (dipastikan)"), YesNo(), lookups=("",)),
        Parameter("is_sample", _("Data contoh"), YesNo(), path="is_sample", lookups=("",)),
    )

    class Meta:
        model = Asset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns with the state of the year or of today, then regions of any level, grants,
        words."""
        period = str(self.values.get("year", [LATEST])[0])
        queryset = with_state(queryset, period)
        if period != LATEST:
            queryset = queryset.filter(now__period=period)
        queryset = super().filter_queryset(queryset)
        regions = [*self.values.get("region", []), *self.values.get("region__in", [])]
        if regions:
            queryset = queryset.filter(in_subtree(regions))
        if codes := self.values.get("grant", []):
            paid = AssetFunding.objects.in_force().filter(grant__code__in=codes)
            queryset = queryset.filter(pk__in=paid.values("asset"))
        if len(asked := set(self.values.get("is_idle", []))) == 1:
            queryset = queryset.filter(now__idle_since_on__isnull=asked == {False})
        for text in self.values.get("q", []):
            for word in fold_words(text).split()[:8]:
                queryset = queryset.filter(
                    Q(name__icontains=word)
                    | Q(sentra__name_key__contains=word)
                    | Q(sentra_words__icontains=word)
                )
        return queryset


class DeskAssetFilterSet(AssetFilterSet):
    """The same on the desk of the ministry, with what wants somebody; alerts rest on reports, too,
    and are no affair of the public."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        *AssetFilterSet.parameters,
        Parameter("alert", _("Perlu dilihat"), OneOf(AlertKind), lookups=("",)),
        Parameter("has_open_dispute", _("Ada sanggahan"), YesNo(), lookups=("",)),
    )

    class Meta:
        model = Asset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """As everywhere, then alerts and objections."""
        queryset = super().filter_queryset(queryset)
        wanted = Q()
        for kind in self.values.get("alert", []):
            wanted |= Q(pk__in=alerted(AlertKind(kind)).values("asset"))
        if len(asked := set(self.values.get("has_open_dispute", []))) == 1:
            disputed = Q(pk__in=open_disputes().values("asset"))
            wanted &= disputed if asked == {True} else ~disputed
        return queryset.filter(wanted)
