"""The rows behind the numbers of the registry: one queryset per definition, with columns every
definition shares. Recompute, verify and explain all start from here."""

from collections.abc import Iterator

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from registry.aggregates.definitions import HEADLINE, Definition
from registry.choices import ExistenceStatus, Recognition, SentraKind
from registry.filters.population import every_period

# What a row must offer: region, period, low, high, whether it reports, is verified, and of which
# year its figure is; and one column per dimension.
ROW_COLUMNS = (
    "province_code",
    "regency_code",
    "period",
    "low",
    "high",
    "reports",
    "verified",
    "of_year",
)


def sentra_rows(definition: Definition) -> QuerySet:
    """One row per counted sentra and period."""
    rows = every_period(definition.population)
    if definition.measure:
        stem = f"profile__{definition.measure}"
        columns = {
            "low": F(f"{stem}_low"),
            "high": F(f"{stem}_high"),
            "reports": ExpressionWrapper(
                Q(profile__isnull=False) & ~Q(**{f"{stem}_qualifier": ""}),
                output_field=BooleanField(),
            ),
            "of_year": F("profile__year"),
        }
    else:
        columns = {
            "low": Value(1, output_field=IntegerField()),
            "high": Value(1, output_field=IntegerField()),
            "reports": Value(True, output_field=BooleanField()),
            "of_year": Cast(F("year"), IntegerField()),
        }
    verified = ExpressionWrapper(
        Q(verification__in=["current", "due"]), output_field=BooleanField()
    )
    return rows.annotate(verified=verified, **columns).values(
        *ROW_COLUMNS, *(definition.columns[name] for name in definition.dimensions)
    )


def sentra_not_counted(region: str, period: str) -> Iterator[tuple[int, str]]:
    """Records beside the headline: of another kind, planned, possible, or gone."""
    rows = every_period({}).filter(period=period)
    if region != "ID":
        rows = rows.filter(**{"regency_code" if "." in region else "province_code": region})
    by_state = rows.values("kind", "recognition", "status").annotate(n=Count("id"))
    reasons: dict[str, int] = {}
    for row in by_state.order_by("kind", "recognition", "status"):
        reason = _reason(row["kind"], row["recognition"], row["status"])
        if reason:
            reasons[reason] = reasons.get(reason, 0) + row["n"]
    for reason, count in reasons.items():
        yield count, reason


def _reason(kind: str, recognition: str, status: str) -> str:
    """Why a record is not in the headline; empty when it is."""
    if kind != HEADLINE["kind"]:
        return str(SentraKind(kind).label)
    if recognition not in HEADLINE["recognition__in"].split(","):
        return str(Recognition(recognition).label)
    if status in HEADLINE["status__not"].split(","):
        return str(ExistenceStatus(status).label)
    return ""
