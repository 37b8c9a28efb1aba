"""What grants can be filtered by, on every surface. Whether a grant counts is read from the view
behind the published ceiling, so that the link of a number lists exactly its rows."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _

from dak.choices import Basis, Fund, GrantLevel, GrantStage, MenuKind, NotCounted
from dak.models import Grant, GrantShare
from registry.filters.codes import COMMODITY_CODES, SENTRA_CODES, in_subtree, region_codes
from registry.models import Sentra
from registry.queries.periods import LATEST
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, SearchWords, Text, Whole, YesNo
from sentra.lib.text import fold_words


def with_ceiling(grants: QuerySet) -> QuerySet:
    """Join each grant's row of the view as `ceiling`, and lay the codes of the sentra that share a
    split grant beside it."""
    shares = GrantShare.objects.filter(grant=OuterRef("pk"), is_withdrawn=False).order_by()
    codes = StringAgg("sentra__public_code", " ", order_by=("-share_percent", "id"))
    return grants.annotate(
        ceiling=FilteredRelation("counted", condition=Q(counted__period=LATEST)),
        share_codes=Subquery(shares.values("grant").annotate(codes=codes).values("codes")),
    )


class GrantFilterSet(StrictFilterSet):
    """Parameters of every list of grants."""

    parameters = (
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
        Parameter("grant", _("Kode hibah"), Text(), path="code", lookups=("", "in")),
        Parameter("sentra", _("Sentra"), SENTRA_CODES, lookups=("", "in", "isnull")),
        Parameter("fund", _("Jenis dana"), OneOf(Fund), path="fund"),
        Parameter("stage", _("Tahap"), OneOf(GrantStage), path="stage"),
        Parameter("level", _("Penerima"), OneOf(GrantLevel), path="level"),
        Parameter(
            "fiscal_year",
            _("Tahun anggaran"),
            Whole(2010, 2100),
            path="fiscal_year",
            lookups=("", *LISTED, "gte", "lte", "isnull"),
        ),
        Parameter(
            "is_counted", _("Masuk jumlah pagu"), YesNo(), path="ceiling__is_counted", lookups=("",)
        ),
        Parameter("basis", _("Dasar pagu"), OneOf(Basis), path="ceiling__basis"),
        Parameter("reason", _("Sebab tidak dihitung"), OneOf(NotCounted), path="ceiling__reason"),
        Parameter(
            "menu_kind",
            _("Menu"),
            OneOf(MenuKind),
            path="menu_kind",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter(
            "commodity",
            _("Komoditas"),
            COMMODITY_CODES,
            path="commodity",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter(
            "has_absorption",
            _("Penyerapannya dilaporkan"),
            YesNo(),
            path="ceiling__has_absorption",
            lookups=("",),
        ),
        Parameter("is_sample", _("Data contoh"), YesNo(), path="is_sample", lookups=("",)),
    )
    on_form = ("q", "province", "fiscal_year", "stage", "fund", "is_counted")

    class Meta:
        model = Grant

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns, then sentra, regions of any level, words."""
        queryset = with_ceiling(queryset)
        if any(name.startswith(("menu_kind", "commodity")) for name in self.values):
            # Empty in the view is unknown, as NULL is in a table.
            queryset = queryset.annotate(
                menu_kind=NullIf("ceiling__menu_kind", Value("")),
                commodity=NullIf("ceiling__commodity_code", Value("")),
            )
        queryset = super().filter_queryset(queryset)
        for condition in self._sentra():
            queryset = queryset.filter(condition)
        regions = [*self.values.get("region", []), *self.values.get("region__in", [])]
        if regions:
            queryset = queryset.filter(_places(regions))
        for text in self.values.get("q", []):
            for word in fold_words(text).split()[:8]:
                queryset = queryset.filter(_carries(word))
        return queryset

    def _sentra(self) -> Iterator[Q]:
        """A grant is one of the sentra it names, and of each that has a share of it."""
        for name in ("sentra", "sentra__in"):
            if codes := self.values.get(name):
                yield Q(sentra__public_code__in=codes) | _shared(sentra__public_code__in=codes)
        if asked := self.values.get("sentra__isnull"):
            nowhere = Q(sentra__isnull=True) & ~_shared()
            yield nowhere if asked[0] else ~nowhere


def _shared(**sentra: Any) -> Q:
    """Grants of which such a sentra, or any, has a share."""
    shares = GrantShare.objects.filter(is_withdrawn=False, **sentra)
    return Q(pk__in=shares.values("grant"))


def _places(codes: list[str]) -> Q:
    """Grants of a government on that soil; below a regency, grants for a sentra that lies there or
    has a share."""
    above = [code for code in codes if code.count(".") < 2]
    below = [code for code in codes if code.count(".") >= 2]
    there = GrantShare.objects.filter(in_subtree(below, "sentra__"), is_withdrawn=False)
    shared = Q(pk__in=there.values("grant")) if below else Q()
    return in_subtree(above) | in_subtree(below, "sentra__") | shared


def _carries(word: str) -> Q:
    """A word in the sentra's name, in the source's words for it, or in the place."""
    return (
        Q(sentra__name_key__contains=word)
        | _shared(sentra__name_key__contains=word)
        | Q(sentra_words__icontains=word)
        | Q(menu__icontains=word)
        | Q(province__name_key__contains=word)
        | Q(regency__name_key__contains=word)
    )


class GrantYearFilterSet(StrictFilterSet):
    """Parameters of the years of one sentra; applied to rows that were read already."""

    parameters = (
        Parameter(
            "fiscal_year", _("Tahun anggaran"), Whole(2010, 2100), lookups=("", "gte", "lte")
        ),
    )

    class Meta:
        model = Sentra
