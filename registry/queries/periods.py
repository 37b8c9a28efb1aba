"""A sentra beside its cell of one period: the status, commodity and profile that count then, with
the statement, the visit and the origin behind them."""

from datetime import date
from typing import Any

from django.db.models import (
    DateField,
    Expression,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import JSONObject, Least

from registry.models import SentraOrigin, SentraStatus, SentraVerification
from registry.queries.succession import merged_code

LATEST = "latest"
# The first year that has cells (registry.aggregates.population); a test keeps the two equal.
FIRST_YEAR = 1995


class Today(Func):
    """Today by the database, on the registry's clock."""

    function = "registry_today"
    output_field = DateField()


def last_day(period: str) -> Expression:
    """The day on which a period is looked at: its last, or today."""
    if period == LATEST:
        return Today()
    return Least(Value(date(int(period), 12, 31), output_field=DateField()), Today())


def with_cell(sentra: QuerySet, period: str = LATEST) -> QuerySet:
    """Join the cell of a period as `cell`: cell__status, cell__profile__unit_count …"""
    return sentra.annotate(cell=FilteredRelation("periods", condition=Q(periods__period=period)))


def with_evidence(sentra: QuerySet, period: str = LATEST) -> QuerySet:
    """Add what stands behind the cell, each as one small object: `said` (the statement about
    existence in force), `looked` (the newest visit), `began` (the earliest origin); and
    `merged_into`, the code of the sentra it was merged into."""
    day = last_day(period)
    said = SentraStatus.objects.in_force().filter(sentra=OuterRef("pk"))
    dated = Q(status_on__lte=day)
    said = said.filter(dated | Q(status_on__isnull=True) if period == LATEST else dated)
    looked = SentraVerification.objects.in_force().filter(
        sentra=OuterRef("pk"), verified_on__lte=day
    )
    began = SentraOrigin.objects.in_force().filter(sentra=OuterRef("pk"))
    return sentra.annotate(
        said=_first(
            said.order_by(F("status_on").desc(nulls_last=True), "-id"),
            on="status_on",
            precision="status_precision",
            source="source__publisher",
        ),
        looked=_first(
            looked.order_by("-verified_on", "-id"), on="verified_on", valid_to="valid_to"
        ),
        began=_first(
            began.order_by("origin_year", "id"),
            year="origin_year",
            kind="kind",
            precision="precision",
        ),
        merged_into=merged_code(),
    )


def _first(rows: QuerySet, **parts: Any) -> Subquery:
    return Subquery(rows.values(data=JSONObject(**parts))[:1])
