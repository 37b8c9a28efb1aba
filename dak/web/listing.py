"""Grants as a filtered, paged table, by the FilterSet the API uses."""

from collections.abc import Sequence

from django.db.models import F
from django.http import QueryDict

from dak.filters.grant import GrantFilterSet
from dak.models import Grant
from dak.queries.grants import GrantRow, grant_rows, on_record
from registry.queries.sentra_rows import lay_standing
from sentra.lib.paging import PAGE, FilteredPage, filtered_page

# Newest year first; what no single year can be given to comes last.
ORDER = (F("fiscal_year").desc(nulls_last=True), "code")


def grant_page(query: QueryDict, size: int) -> FilteredPage:
    """The grants that fit, newest year first. Raises QueryRejected."""
    filterset = GrantFilterSet(query, Grant.objects.in_force(), surface=(PAGE,))
    return filtered_page(filterset, filterset.qs.order_by(*ORDER), query, size, _rows)


def _rows(grants: Sequence[Grant]) -> list[GrantRow]:
    listed = [grant.pk for grant in grants]
    by_grant = {row.grant.pk: row for row in grant_rows(on_record().filter(grant__in=listed))}
    lay_standing(sentra for row in by_grant.values() for sentra in row.sentra)
    return [by_grant[pk] for pk in listed]
