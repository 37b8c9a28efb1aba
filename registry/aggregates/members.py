"""Labels of the members of dimensions: choices for states, names for sectors and commodities."""

from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from registry.choices import (
    ExistenceStatus,
    Recognition,
    SentraKind,
    VerificationState,
)
from registry.models import Commodity, Sector

CHOICES: dict[str, type[TextChoices]] = {
    "status": ExistenceStatus,
    "verification": VerificationState,
    "kind": SentraKind,
    "recognition": Recognition,
}


def member_labels(
    dimensions: Iterable[str], choices: Mapping[str, type[TextChoices]] | None = None
) -> dict[tuple[str, str], str]:
    """Label by (dimension, member), for the dimensions asked; `choices` are those a definition
    brings with it, and may say by `unsaid` what it means that nobody named one."""
    lists: Mapping[str, type[TextChoices]] = CHOICES | dict(choices or {})
    labels: dict[tuple[str, str], str] = {}
    for dimension in dimensions:
        if dimension in lists:
            labels |= {(dimension, code): str(label) for code, label in lists[dimension].choices}
            unsaid = getattr(lists[dimension], "unsaid", None)
            labels.setdefault((dimension, ""), unsaid() if unsaid else _("Belum diketahui"))
        elif dimension == "sector":
            sectors = Sector.objects.values_list("code", "name")
            labels |= {(dimension, code): name for code, name in sectors}
            labels[(dimension, "")] = _("Belum ada komoditas utama")
        elif dimension == "commodity":
            commodities = Commodity.objects.values_list("code", "name")
            labels |= {(dimension, code): name for code, name in commodities}
            labels[(dimension, "")] = _("Belum ada komoditas utama")
    return labels
