"""What a page about completeness shows, the same on the ministry's desk and at a dinas, and the
same numbers as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.filters.completeness import CompletenessFilterSet
from registry.filters.sentra import this_year
from registry.models import Province
from registry.policy import DINAS, Actor
from registry.queries.completeness import (
    NO_OFFICE,
    TESTS,
    Part,
    Row,
    Year,
    chosen,
    count,
    named,
    read_year,
)
from registry.queries.sample import sample_loaded
from sentra.lib.filtering import QueryRejected
from sentra.lib.paging import PAGE, page_of, query_beside_page
from sentra.lib.tabular import CsvWriter

PAGE_SIZE = 50
FORMAT = "format"


@dataclass(frozen=True)
class CompletenessPage:
    """The numbers of a year at a moment; provinces for the nation, offices for a province."""

    filter: CompletenessFilterSet
    year: int
    province: str
    whole: Row
    rows: list[Row]
    are_provinces: bool
    at: datetime
    part_label: str
    sentra: list[Any]
    page_obj: Page | None
    page_url: str

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The columns of the table."""
        return list(Part.choices)


def completeness_page(actor: Actor, query: QueryDict) -> CompletenessPage:
    """Everything the page prints; a constant number of statements. Raises QueryRejected."""
    asked = CompletenessFilterSet(query, surface=(PAGE, FORMAT))
    if asked.problems:
        raise QueryRejected(asked.problems)
    year = int(asked.value("year") or this_year())
    found = read_year(year, actor)
    province = asked.value("province")
    are_provinces = actor.is_ministry and not province
    office = _office(found, asked.value("office"))
    page = None
    if part := asked.value("part"):
        rows = chosen(found.lines, part, province=province, office=office)
        page = page_of(rows, query, PAGE_SIZE)
    table = _provinces(found) if are_provinces else _offices(found, actor, province)
    return CompletenessPage(
        filter=asked,
        year=year,
        province=province,
        whole=count(
            _("Semua"),
            "",
            found.general if are_provinces else None,
            chosen(found.lines, Part.DUE, province=province),
        ),
        rows=table,
        are_provinces=are_provinces,
        at=timezone.now(),
        part_label=str(Part(part).label) if part else "",
        sentra=named(page.object_list) if page else [],
        page_obj=page,
        page_url=query_beside_page(query),
    )


def _office(found: Year, code: str) -> int | None:
    return next((pk for pk, one in found.offices.items() if code and one.code == code), None)


def _provinces(found: Year) -> list[Row]:
    """Every province of today's map, those without a sentra too."""
    names = Province.objects.filter(valid_to__isnull=True).order_by("code")
    return [
        count(name, code, None, chosen(found.lines, Part.DUE, province=code))
        for code, name in names.values_list("code", "name")
    ]


def _offices(found: Year, actor: Actor, province: str) -> list[Row]:
    """Offices within reach, those without a sentra too, and what no office answers for."""
    reach = {r.region_code for r in actor.reaches if r.role in DINAS}
    by_office: dict[int, list[Any]] = {}
    for line in found.lines:
        if not province or line.province == province:
            by_office.setdefault(line.office_id, []).append(line)
    shown = [
        one
        for one in found.offices.values()
        if one.pk in by_office
        or (province and one.province_id == province and actor.is_ministry)
        or one.regency_id in reach
        or one.province_id in reach
    ]
    rows = [
        count(one.name, one.code, found.due_on(one.pk), by_office.get(one.pk, []))
        for one in sorted(shown, key=lambda one: (one.regency_id or "", one.name))
        if not province or one.province_id == province
    ]
    if NO_OFFICE in by_office:
        name = _("Belum ada kantor yang tercatat")
        rows.append(count(name, "", found.general, by_office[NO_OFFICE]))
    return rows


def completeness_csv(page: CompletenessPage) -> StreamingHttpResponse:
    """The table as a file; a group without a sentra has empty cells, not zeros."""
    response = StreamingHttpResponse(
        (line.encode() for line in _csv_lines(page)), content_type="text/csv; charset=utf-8"
    )
    place = f"-{page.province}" if page.province else ""
    sample = "-contoh" if sample_loaded() else ""
    name = f"kelengkapan-{page.year}{place}{sample}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv_lines(page: CompletenessPage) -> Iterator[str]:
    writer = CsvWriter()
    yield writer.header(["year", "code", "name", "due_on", *TESTS, "computed_at"])
    for row in (page.whole, *page.rows):
        numbers = [None if row.is_empty else number for _part, number in row.columns]
        moment = page.at.isoformat(timespec="seconds")
        yield writer.line([page.year, row.key or "ID", row.name, row.due_on, *numbers, moment])
