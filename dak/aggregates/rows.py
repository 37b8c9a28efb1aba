"""The rows behind the numbers of the DAK grants and of what they left behind."""

from collections.abc import Iterator, Mapping

from django.db.models import BooleanField, Count, F, IntegerField, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from dak.models import AssetPeriod, CountedGrant
from registry.aggregates.definitions import Definition

REASONS = {
    "fund": _("bukan DAK Fisik, atau jenis dananya belum jelas"),
    "stage": _("baru dijanjikan atau diusulkan, dibatalkan, atau tahapnya belum jelas"),
    "year": _("tidak bertahun anggaran tunggal"),
}
# By what grants are broken down, and the column of the view that holds it.
COLUMNS: Mapping[str, str] = {
    "fund": "fund",
    "stage": "stage",
    "menu_kind": "menu_kind",
    "commodity": "commodity_code",
}
ASSET_COLUMNS: Mapping[str, str] = {"confirmed_state": "confirmed_state"}
NOT_IDLE = {
    True: _("dipakai, atau masih dalam masa tenggang sejak serah terima"),
    False: _("keadaannya belum dipastikan kantor"),
}
# Bounds of a measure, and whether a grant reports it.
MEASURES: Mapping[str, tuple[str, str, str]] = {
    "ceiling": ("ceiling_low", "ceiling_high", "has_amount"),
    "contracted": ("contracted_low", "contracted_high", "has_contract"),
    "disbursed": ("disbursed_low", "disbursed_high", "has_disbursement"),
    "absorbed": ("absorbed_low", "absorbed_high", "has_absorption"),
    "absorbed_of_ceiling": ("absorbed_low", "absorbed_high", "has_share"),
    "ceiling_of_absorbed": ("ceiling_low", "ceiling_high", "has_share"),
    "share": ("share_low", "share_high", "has_share"),
}


def grant_rows(definition: Definition) -> QuerySet:
    """One row per grant and period: its fiscal year, and once more under "latest", which for grants
    is everything on record. Without a measure each grant counts as one."""
    rows = CountedGrant.objects.all()
    if definition.population.get("is_counted") == "true":
        rows = rows.filter(is_counted=True)
    one = Value(1, output_field=IntegerField())
    columns: Mapping[str, F | Value] = {
        "low": one,
        "high": one,
        "reports": Value(True, output_field=BooleanField()),
    }
    if definition.measure:
        low, high, reports = MEASURES[definition.measure]
        columns = {"low": F(low), "high": F(high), "reports": F(reports)}
    return rows.annotate(
        verified=Value(False, output_field=BooleanField()), of_year=F("fiscal_year"), **columns
    ).values(
        "province_code",
        "regency_code",
        "period",
        "low",
        "high",
        "reports",
        "verified",
        "of_year",
        *(definition.columns[name] for name in definition.dimensions),
    )


def grants_not_counted(region: str, period: str) -> Iterator[tuple[int, str]]:
    """Grants beside the ceiling, by reason."""
    rows = CountedGrant.objects.filter(is_counted=False, period=period)
    if region != "ID":
        rows = rows.filter(**{"regency_code" if "." in region else "province_code": region})
    for row in rows.values("reason").annotate(n=Count("id")).order_by("reason"):
        yield row["n"], str(REASONS[row["reason"]])


def asset_rows(definition: Definition) -> QuerySet:
    """One row per asset and period; with `is_idle` only those that lie idle by what offices
    confirmed."""
    rows = AssetPeriod.objects.all()
    if definition.population.get("is_idle") == "true":
        rows = rows.filter(idle_since_on__isnull=False)
    one = Value(1, output_field=IntegerField())
    return rows.annotate(
        low=one,
        high=one,
        reports=Value(True, output_field=BooleanField()),
        verified=F("is_confirmed"),
        of_year=F("year"),
    ).values(
        "province_code",
        "regency_code",
        "period",
        "low",
        "high",
        "reports",
        "verified",
        "of_year",
        *(definition.columns[name] for name in definition.dimensions),
    )


def assets_not_idle(region: str, period: str) -> Iterator[tuple[int, str]]:
    """Assets that are not counted as idle, by reason."""
    rows = AssetPeriod.objects.filter(idle_since_on__isnull=True, period=period)
    if region != "ID":
        rows = rows.filter(**{"regency_code" if "." in region else "province_code": region})
    for row in rows.values("is_confirmed").annotate(n=Count("id")).order_by("is_confirmed"):
        yield row["n"], str(NOT_IDLE[row["is_confirmed"]])
