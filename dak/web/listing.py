"""Grants as a filtered, paged table, by the FilterSet the API uses."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import F
from django.forms import BoundField
from django.http import QueryDict

from dak.filters.grant import GrantFilterSet
from dak.models import Grant
from dak.queries.grants import GrantRow, grant_rows, on_record
from registry.queries.sentra_rows import lay_standing
from sentra.lib.paging import PAGE, page_of, query_beside_page

# Newest year first; what no single year can be given to comes last.
ORDER = (F("fiscal_year").desc(nulls_last=True), "code")


@dataclass(frozen=True)
class GrantPage:
    """One page of the list with its form."""

    rows: list[GrantRow]
    page_obj: Page
    page_url: str
    fields: list[BoundField]
    hidden: list[BoundField]
    is_filtered: bool
    query: str


def grant_page(query: QueryDict, size: int) -> GrantPage:
    """The grants that fit, newest year first. Raises QueryRejected."""
    filterset = GrantFilterSet(query, Grant.objects.in_force(), surface=(PAGE,))
    page = page_of(filterset.qs.order_by(*ORDER), query, size)
    listed = [grant.pk for grant in page.object_list]
    by_grant = {row.grant.pk: row for row in grant_rows(on_record().filter(grant__in=listed))}
    lay_standing(sentra for row in by_grant.values() for sentra in row.sentra)
    rest = query_beside_page(query)
    return GrantPage(
        rows=[by_grant[pk] for pk in listed],
        page_obj=page,
        page_url=rest,
        fields=filterset.form.visible_fields(),
        hidden=filterset.form.hidden_fields(),
        is_filtered=bool(filterset.values),
        query=rest.rstrip("&"),
    )
