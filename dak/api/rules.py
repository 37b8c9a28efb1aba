"""The yearly rules of DAK: tranches, menus with components, least numbers of businesses,
exceptions, recommended modes, holidays."""

from collections.abc import Iterable

from django.db.models import QuerySet

from dak.columns.rule_parts import EXCEPTION, HOLIDAY, MENU, MINIMUM, RECOMMENDED
from dak.columns.rule_set import RULE
from dak.filters.rule_parts import (
    ExceptionFilterSet,
    HolidayFilterSet,
    MenuFilterSet,
    MinimumFilterSet,
    RecommendedFilterSet,
)
from dak.filters.rule_set import RuleRowFilterSet
from dak.models import Holiday, MinimumUnits, RecommendedRegion, RuleSet
from dak.queries.rule_parts import exceptions_with_regions, menus_with_components
from dak.queries.rule_rows import rule_rows
from sentra.lib.asking import Asked
from sentra.lib.filtering import StrictFilterSet
from sentra.lib.listing import ListedRows, ListView, Rows


class RuleList(ListView):
    """Aturan penyaluran DAK per tahun anggaran: satu baris satu tahap. Sel kosong berarti belum
    ditemukan, bukan tidak ada. `deadline_at` ialah batas berlaku: hari kerja berikutnya atau
    tanggal yang diumumkan, pukul 17.00 WIB."""

    name, row_name, tag = "dak-rules", "Rule", "dak"
    columns, filterset_class = RULE, RuleRowFilterSet
    ordering = ("-fiscal_year",)

    def queryset(self) -> QuerySet:
        """Every year on record; rules are public."""
        return RuleSet.objects.select_related("source")

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The tranches of the years that fit."""
        mode = next(iter(filterset.values.get("mode", [])), "")
        return ListedRows(rule_rows(self.ordered(filterset.qs, asked.ordering), mode))


def with_part(rows: QuerySet, part: str) -> QuerySet:
    """Rows that are joined with their parts, in an order that leaves none of them to chance."""
    return rows.order_by(*rows.query.order_by, part)


class MenuList(ListView):
    """Menu DAK per tahun anggaran dengan komponen yang terlihat pada sumber tahun itu; bukan daftar
    resmi. Menu tanpa komponen tercantum sekali, dengan kolom komponen kosong: belum ditemukan."""

    name, row_name, tag = "dak-rule-menus", "RuleMenu", "dak"
    columns, filterset_class = MENU, MenuFilterSet
    ordering = ("-fiscal_year",)

    def queryset(self) -> QuerySet:
        """Menus in force, each with its components in force."""
        return menus_with_components()

    def ordered(self, queryset: QuerySet, names: Iterable[str]) -> QuerySet:
        """The components of a menu in the order of their recording."""
        return with_part(super().ordered(queryset, names), "part__pk")


class MinimumList(ListView):
    """Batas paling sedikit unit usaha menurut kelompok pulau dan tahun anggaran. Kelompok yang
    tidak tercantum belum ditemukan batasnya."""

    name, row_name, tag = "dak-rule-minimum-units", "RuleMinimumUnits", "dak"
    columns, filterset_class = MINIMUM, MinimumFilterSet
    ordering = ("-fiscal_year",)

    def queryset(self) -> QuerySet:
        """The figures in force."""
        return MinimumUnits.objects.filter(is_withdrawn=False)


class ExceptionList(ListView):
    """Pengecualian bencana per tahun anggaran dengan daerahnya. Pengecualian yang daftar daerahnya
    belum ditemukan tercantum sekali, tanpa daerah."""

    name, row_name, tag = "dak-rule-exceptions", "RuleException", "dak"
    columns, filterset_class = EXCEPTION, ExceptionFilterSet
    ordering = ("-fiscal_year",)

    def queryset(self) -> QuerySet:
        """Exceptions in force, each with its regions in force."""
        return exceptions_with_regions()

    def ordered(self, queryset: QuerySet, names: Iterable[str]) -> QuerySet:
        """The regions of an exception in the order of their recording."""
        return with_part(super().ordered(queryset, names), "region__pk")


class RecommendedList(ListView):
    """Pemerintah daerah yang direkomendasikan kementerian untuk cara penyaluran yang hanya dipakai
    dengan rekomendasi, per tahun anggaran. Tanpa kode kabupaten/kota: hibah pemerintah provinsi
    sendiri. Daerah yang tidak tercantum belum ditemukan rekomendasinya."""

    name, row_name, tag = "dak-rule-recommended-regions", "RuleRecommendedRegion", "dak"
    columns, filterset_class = RECOMMENDED, RecommendedFilterSet
    ordering = ("-fiscal_year",)

    def queryset(self) -> QuerySet:
        """The recommendations in force."""
        return RecommendedRegion.objects.filter(is_withdrawn=False)


class HolidayList(ListView):
    """Hari libur yang menggeser tenggat ke hari kerja berikutnya."""

    name, row_name, tag = "dak-rule-holidays", "RuleHoliday", "dak"
    columns, filterset_class = HOLIDAY, HolidayFilterSet
    ordering = ("day",)

    def queryset(self) -> QuerySet:
        """The holidays in force."""
        return Holiday.objects.filter(is_withdrawn=False)
