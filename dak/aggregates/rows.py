"""The rows behind the numbers of the DAK grants."""

from collections.abc import Iterator

from django.db.models import BooleanField, Count, F, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from dak.models import CountedGrant
from registry.aggregates.definitions import Definition

REASONS = {
    "fund": _("bukan DAK Fisik, atau jenis dananya belum jelas"),
    "stage": _("baru dijanjikan atau diusulkan, dibatalkan, atau tahapnya belum jelas"),
    "year": _("tidak bertahun anggaran tunggal"),
}


def grant_rows(definition: Definition) -> QuerySet:
    """One row per counted grant and period: its fiscal year, and once more under "latest", which
    for grants is everything on record."""
    return (
        CountedGrant.objects.filter(is_counted=True)
        .annotate(
            low=F("ceiling_low"),
            high=F("ceiling_high"),
            reports=F("has_amount"),
            verified=Value(False, output_field=BooleanField()),
            of_year=F("fiscal_year"),
        )
        .values(
            "province_code",
            "regency_code",
            "period",
            "low",
            "high",
            "reports",
            "verified",
            "of_year",
        )
    )


def grants_not_counted(region: str, period: str) -> Iterator[tuple[int, str]]:
    """Grants beside the ceiling, by reason."""
    rows = CountedGrant.objects.filter(is_counted=False, period=period)
    if region != "ID":
        rows = rows.filter(**{"regency_code" if "." in region else "province_code": region})
    for row in rows.values("reason").annotate(n=Count("id")).order_by("reason"):
        yield row["n"], str(REASONS[row["reason"]])
