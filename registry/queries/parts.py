"""The parts of one sentra in force, as plain lists for the API: one statement each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F, QuerySet

from registry.models import (
    SentraAlias,
    SentraCommodity,
    SentraInstitution,
    SentraOrigin,
    SentraSource,
    SentraStatus,
    SentraSuccession,
    SentraVerification,
)
from sentra.lib.columns import plain

SOURCE = {
    "source_code": "source__code",
    "source_publisher": "source__publisher",
}
CITED = {
    **SOURCE,
    "source_title": "source__title",
    "source_url": "source__url",
    "source_published_on": "source__published_on",
    "source_published_precision": "source__published_precision",
}
Part = tuple[Callable[[], QuerySet], Mapping[str, str]]

PARTS: Mapping[str, Part | None] = {
    "aliases": (
        lambda: SentraAlias.objects.in_force().order_by("name", "id"),
        {"name": "name", "kind": "kind", "valid_from": "valid_from", "valid_to": "valid_to"}
        | SOURCE,
    ),
    "commodities": (
        lambda: SentraCommodity.objects.in_force().order_by("-is_primary", "id"),
        {
            "commodity_code": "commodity__code",
            "commodity_name": "commodity__name",
            "sector_code": "commodity__sector__code",
            "is_primary": "is_primary",
            "valid_from": "valid_from",
            "valid_to": "valid_to",
        },
    ),
    "origins": (
        lambda: SentraOrigin.objects.in_force().order_by("origin_year", "id"),
        {"kind": "kind", "origin_year": "origin_year", "precision": "precision"} | SOURCE,
    ),
    "institutions": (
        lambda: SentraInstitution.objects.in_force().order_by("role", "-valid_from", "id"),
        {
            "role": "role",
            "institution_code": "institution__code",
            "institution_name": "institution__name",
            "institution_kind": "institution__kind",
            "valid_from": "valid_from",
            "valid_to": "valid_to",
        }
        | SOURCE,
    ),
    "statuses": (
        lambda: SentraStatus.objects.in_force().order_by(
            F("status_on").desc(nulls_last=True), "-id"
        ),
        {
            "status": "status",
            "status_on": "status_on",
            "status_precision": "status_precision",
            "region_code": "region_code",
        }
        | SOURCE,
    ),
    "verifications": (
        lambda: SentraVerification.objects.in_force().order_by("-verified_on", "-id"),
        {
            "verified_on": "verified_on",
            "valid_to": "valid_to",
            "office_code": "office__code",
            "method": "method",
            "is_disputed": "is_disputed",
            "region_code": "region_code",
        },
    ),
    "sources": (
        lambda: SentraSource.objects.in_force().order_by("source__publisher", "source__code"),
        CITED,
    ),
    "successions": (
        lambda: SentraSuccession.objects.in_force().order_by(
            F("happened_on").desc(nulls_last=True), "-id"
        ),
        {
            "kind": "kind",
            "successor_code": "successor__public_code",
            "successor_name": "successor__name",
            "happened_on": "happened_on",
            "happened_precision": "happened_precision",
            "old_name": "old_name",
            "old_region_code": "old_region_code",
            "reason_words": "reason_words",
        }
        | SOURCE,
    ),
    # Read by the API under the columns of profiles and claims, since money is guarded there.
    "profiles": None,
    "claims": None,
}


def sentra_parts(name: str, sentra: int) -> list[dict[str, Any]]:
    """The lines of one part; KeyError for a part there is not."""
    part = PARTS[name]
    if part is None:
        raise KeyError(name)
    rows, paths = part
    found = rows().filter(sentra=sentra).values(*paths.values())
    return [{code: plain(row[path]) for code, path in paths.items()} for row in found]
