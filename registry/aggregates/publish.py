"""Stored numbers as people and machines get them: with label, date, coverage, the rows behind, and
small money cells withheld together with what would give them away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import QuerySet

from registry.aggregates.cell import OK, SUPPRESSED, Cell
from registry.aggregates.definitions import Definition, definitions
from registry.aggregates.engine import NATION
from registry.aggregates.members import member_labels
from registry.aggregates.ratio import divided
from registry.models import Province, ProvincialAggregate, Regency


def cells(
    definition: str,
    *,
    period: str = "latest",
    level: str = "national",
    province: str = "",
    region: str = "",
    dimension: str = "",
) -> list[Cell]:
    """The published cells of one definition, in the order of regions and members.

    `level` is national, province or regency; `province` narrows to one, `region` to one cell's
    region. An unknown definition raises KeyError. A region without a row has nothing on record."""
    what = definitions()[definition]
    rows = ProvincialAggregate.objects.filter(period=period, dimension=dimension)
    rows = of_level(rows, level, province)
    if region:
        rows = rows.filter(region_code=region)
    return _cells(what, rows)


def by_period(definition: str, region: str) -> list[Cell]:
    """The cells of one region in every period, not broken down; "latest" comes last."""
    what = definitions()[definition]
    rows = ProvincialAggregate.objects.filter(region_code=region, dimension="")
    return sorted(_cells(what, rows), key=lambda cell: cell.period)


def _cells(what: Definition, rows: QuerySet) -> list[Cell]:
    if what.ratio is None:
        return _read(what, rows)
    parts = [
        _read(definitions()[code], rows) if code else []
        for code in (what.ratio.numerator, what.ratio.denominator)
    ]
    return divided(what, *parts)


def _read(what: Definition, rows: QuerySet) -> list[Cell]:
    found: list[Any] = list(
        rows.filter(definition=what.code).order_by("region_code", "member").values()
    )
    return publish(what, found)


def of_level(rows: QuerySet, level: str, province: str = "") -> QuerySet:
    """Rows of one level of the map."""
    if level == "national":
        return rows.filter(region_code=NATION)
    if province:
        rows = rows.filter(province_code=province)
    if level == "province":
        return rows.filter(region_code__regex=r"^\d{2}$")
    return rows.filter(region_code__contains=".")


def publish(what: Definition, rows: list[dict[str, Any]]) -> list[Cell]:
    """Stored rows of one definition as cells; decides what is withheld and what is stale."""
    if not rows:
        return []
    hidden = withheld(what, {(row["period"]) for row in rows}) if what.suppress_below else set()
    names = region_names({row["region_code"] for row in rows})
    labels = member_labels({row["dimension"] for row in rows}, what.choices)
    stale, dirty = stale_provinces(what)
    return [
        _cell(
            what,
            row,
            names,
            labels,
            is_hidden=(row["region_code"], row["period"]) in hidden,
            is_stale=row["province_code"] in stale or (row["province_code"] == "" and dirty),
        )
        for row in rows
    ]


def _cell(
    what: Definition,
    row: dict[str, Any],
    names: Mapping[str, str],
    labels: Mapping[tuple[str, str], str],
    *,
    is_hidden: bool,
    is_stale: bool,
) -> Cell:
    low, high = (None, None) if is_hidden else (row["low"], row["high"])
    return Cell(
        definition=what.code,
        label=str(what.label),
        unit=str(what.unit),
        region_code=row["region_code"],
        region_name=names.get(row["region_code"], row["region_code"]),
        period=row["period"],
        dimension=row["dimension"],
        member=row["member"],
        member_label=labels.get((row["dimension"], row["member"]), row["member"]),
        value=low if low == high else None,
        low=low,
        high=high,
        state=SUPPRESSED if is_hidden else OK,
        n_records=row["n_records"],
        n_reporting=None if is_hidden else row["n_reporting"],
        n_verified=row["n_verified"],
        year_from=None if is_hidden else row["year_from"],
        year_to=None if is_hidden else row["year_to"],
        data_as_of=row["data_as_of"],
        is_stale=is_stale,
        query=rows_query(what, row["region_code"], row["period"], row["dimension"], row["member"]),
    )


def rows_query(
    what: Definition, region: str, period: str, dimension: str = "", member: str = ""
) -> str:
    """The query string that lists exactly the rows a cell counts, on the noun's own list."""
    params = dict(what.population)
    if period != "latest":
        params[what.year_parameter] = period
    if region != NATION:
        params["regency" if "." in region else "province"] = region
    if dimension:
        if dimension == "status" and member:
            params.pop("status__not", None)
        if member:
            params[dimension] = member
        else:
            params[f"{dimension}__isnull"] = "true"
    return urlencode(params, safe=",")


def region_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of provinces and regencies; the nation too."""
    wanted = set(codes)
    names = {NATION: "Indonesia"}
    names |= dict(Province.objects.filter(code__in=wanted).values_list("code", "name"))
    if any("." in code for code in wanted):
        names |= dict(Regency.objects.filter(code__in=wanted).values_list("code", "name"))
    return names


def stale_provinces(what: Definition) -> tuple[set[str], bool]:
    """Provinces with a committed change this definition has not taken in, and whether any has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT province_code FROM registry_dirtyevent WHERE noun = ANY(%s)",
            [list(what.nouns)],
        )
        codes = {row[0] for row in cursor.fetchall()}
    if None in codes:
        return set(Province.objects.values_list("code", flat=True)), True
    return codes, bool(codes)


def withheld(what: Definition, periods: set[str]) -> set[tuple[str, str]]:
    """(region, period) of every money cell that is not published.

    Cells with one or two reporting sentra are withheld; and where the withheld cells under one
    parent together hold fewer than the limit, the smallest published sibling goes with them, since
    parent minus siblings would give them away. A withheld province takes its regencies with it:
    their sum would be its number."""
    rows = ProvincialAggregate.objects.filter(
        definition=what.code, period__in=periods, dimension="", n_reporting__gt=0
    ).values_list("region_code", "province_code", "period", "n_reporting")
    families: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    hidden: set[tuple[str, str]] = set()
    for region, province, period, reporting in rows:
        if region == NATION:
            if reporting < what.suppress_below:
                hidden.add((region, period))
            continue
        parent = province if "." in region else NATION
        families[(parent, period)].append((reporting, region))
    for (parent, period), members in sorted(families.items(), key=lambda f: f[0][0] != NATION):
        if (parent, period) in hidden and parent != NATION:
            hidden |= {(region, period) for _reporting, region in members}
        else:
            hidden |= {(region, period) for region in _hide(members, what.suppress_below)}
    return hidden


def _hide(members: list[tuple[int, str]], limit: int) -> set[str]:
    """Regions of one family to withhold: the small ones, and more until their sum is safe."""
    small = {region for reporting, region in members if reporting < limit}
    if not small:
        return set()
    together = sum(reporting for reporting, region in members if region in small)
    for reporting, region in sorted(members):
        if together >= limit:
            break
        if region not in small:
            small.add(region)
            together += reporting
    return small
