"""What figures that others published can be filtered by."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registry.filters.codes import region_codes
from registry.models import Statistic
from registry.models.statistic import StatisticScheme, StatisticStage, StatisticUnit
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import Codes, OneOf, SearchWords, Whole, YesNo
from sentra.lib.text import fold_words


def statistics() -> QuerySet:
    """Figures that may be named."""
    return Statistic.objects.filter(is_withdrawn=False)


class StatisticFilterSet(StrictFilterSet):
    """Parameters of every list of published figures."""

    parameters = (
        Parameter("q", _("Cari"), SearchWords(), lookups=("",)),
        Parameter("statistic", _("Kode"), Codes(statistics, label="code"), path="code"),
        Parameter("scheme", _("Batasan"), OneOf(StatisticScheme), path="scheme"),
        Parameter(
            "indicator", _("Kode ukuran"), Codes(statistics, key="indicator"), path="indicator"
        ),
        Parameter("stage", _("Tahap"), OneOf(StatisticStage), path="stage"),
        Parameter("unit", _("Satuan"), OneOf(StatisticUnit), path="unit"),
        Parameter(
            "year",
            _("Tahun keadaan"),
            Whole(1900, 2100),
            path="reference_on__year",
            lookups=("", *LISTED, "gte", "lte"),
        ),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter("regency", _("Kabupaten/kota"), region_codes("regency"), path="regency_id"),
        Parameter("is_national", _("Nasional"), YesNo(), lookups=("",)),
    )

    class Meta:
        model = Statistic

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns, then the nation, then words."""
        queryset = super().filter_queryset(queryset)
        for answer in self.values.get("is_national", []):
            nation = Q(province__isnull=True, area_words="")
            queryset = queryset.filter(nation if answer else ~nation)
        for text in self.values.get("q", []):
            for word in fold_words(text).split()[:8]:
                queryset = queryset.filter(
                    Q(label__icontains=word)
                    | Q(scope_note__icontains=word)
                    | Q(area_words__icontains=word)
                    | Q(source__publisher__icontains=word)
                )
        return queryset
