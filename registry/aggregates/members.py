"""Labels of the members of dimensions: choices for states, names for sectors and commodities."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from registry.choices import (
    ExistenceStatus,
    Recognition,
    SentraKind,
    VerificationState,
)
from registry.models import Commodity, Sector

CHOICES = {
    "status": ExistenceStatus,
    "verification": VerificationState,
    "kind": SentraKind,
    "recognition": Recognition,
}


def member_labels(dimensions: Iterable[str]) -> dict[tuple[str, str], str]:
    """Label by (dimension, member), for the dimensions asked."""
    labels: dict[tuple[str, str], str] = {}
    for dimension in dimensions:
        if dimension in CHOICES:
            labels |= {(dimension, code): str(label) for code, label in CHOICES[dimension].choices}
        elif dimension == "sector":
            sectors = Sector.objects.values_list("code", "name")
            labels |= {(dimension, code): name for code, name in sectors}
            labels[(dimension, "")] = _("Belum ada komoditas utama")
        elif dimension == "commodity":
            commodities = Commodity.objects.values_list("code", "name")
            labels |= {(dimension, code): name for code, name in commodities}
            labels[(dimension, "")] = _("Belum ada komoditas utama")
    return labels
