"""Sentra as a filtered, paged table: the whole registry or one region, by the FilterSet the API
uses, so that the same query string lists the same rows."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from registry.filters.sentra import SentraFilterSet
from registry.models import Sentra
from registry.queries.region_page import regencies_of
from registry.queries.sentra_rows import listed
from sentra.lib.paging import PAGE, FilteredPage, filtered_page


class RegionFilterSet(SentraFilterSet):
    """What a province's page asks; the other parameters still work in the address."""

    on_form = ("regency", "sector", "status")  # type: ignore[assignment]


class RegencyFilterSet(SentraFilterSet):
    """What a regency's page asks."""

    on_form = ("sector", "status")  # type: ignore[assignment]


def list_page(query: QueryDict, size: int) -> FilteredPage:
    """Every record that fits. Raises QueryRejected, which the middleware shows as a 400 page."""
    filterset = SentraFilterSet(query, Sentra.objects.in_force().with_places(), surface=(PAGE,))
    return _page(filterset, query, size, _("Tidak ada catatan yang cocok dengan saringan ini."))


def region_list(query: QueryDict, region: str, size: int) -> FilteredPage:
    """The records of one province or regency that fit."""
    is_province = "." not in region
    filterset_class = RegionFilterSet if is_province else RegencyFilterSet
    filterset = filterset_class(
        query, Sentra.objects.in_force().with_places().in_region(region), surface=(PAGE,)
    )
    if is_province:
        # Only the regencies of this province: nobody should read through 514.
        filterset.form.fields["regency"].widget.choices = [
            ("", _("Semua")),
            *((regency.code, regency.name) for regency in regencies_of(region)),
        ]
    nothing = (
        _("Tidak ada catatan yang cocok dengan saringan ini.")
        if filterset.values
        else _("Belum ada sentra yang tercatat di wilayah ini. Itu bukan berarti tidak ada.")
    )
    return _page(filterset, query, size, nothing)


def _page(filterset: SentraFilterSet, query: QueryDict, size: int, empty: str) -> FilteredPage:
    return filtered_page(
        filterset, filterset.qs.order_by("name_key", "pk"), query, size, listed, empty
    )
