"""Which sentra a cell counts: the one reading of the population parameters, shared by the sentra
FilterSet, the aggregates engine and the links that explain a number.

Parameters: year ("2024"; absent = latest), province, regency, region, kind, recognition, status,
verification, sector, commodity; each also with `__in` (comma separated), `__not` and `__isnull`
("true": has none); and `mark`, what another application knows of it by then."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from registry.models import SentraPeriod

COLUMNS: Mapping[str, str] = {
    "province": "province_code",
    "regency": "regency_code",
    "kind": "kind",
    "recognition": "recognition",
    "status": "status",
    "verification": "verification",
    "sector": "sector_code",
    "commodity": "commodity_code",
}
LOOKUPS = ("", "__in", "__not", "__isnull")
PARAMETERS = frozenset(
    {"year", "region", "mark", *(f"{name}{lookup}" for name in COLUMNS for lookup in LOOKUPS)}
)


def _values(raw: Any) -> list[str]:
    if isinstance(raw, str):
        return [part.strip() for part in raw.split(",") if part.strip()]
    return [str(part) for part in raw]


def period_of(year: Any) -> str:
    """ "2024" for a year, "latest" for nothing or "latest"."""
    return str(year) if year not in (None, "", "latest") else "latest"


def counted(params: Mapping[str, Any]) -> QuerySet[SentraPeriod]:
    """The sentra a cell with these parameters counts, one row each (for one period)."""
    return every_period(params).filter(period=period_of(params.get("year")))


def every_period(params: Mapping[str, Any]) -> QuerySet[SentraPeriod]:
    """The same over all periods; `year` is left out. Unknown parameters are the caller's affair."""
    rows = SentraPeriod.objects.all()
    region = params.get("region")
    if region:
        rows = rows.filter(Q(province_code=region) | Q(regency_code=region))
    if params.get("mark"):
        rows = rows.filter(marks__contains=_values(params["mark"]))
    for name, column in COLUMNS.items():
        if params.get(name):
            rows = rows.filter(**{f"{column}__in": _values(params[name])})
        if params.get(f"{name}__in"):
            rows = rows.filter(**{f"{column}__in": _values(params[f"{name}__in"])})
        if params.get(f"{name}__not"):
            rows = rows.exclude(**{f"{column}__in": _values(params[f"{name}__not"])})
        if params.get(f"{name}__isnull") in (True, "true"):
            rows = rows.filter(**{column: ""})
    return rows
