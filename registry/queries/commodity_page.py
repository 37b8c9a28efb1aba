"""One commodity with its words and groups, and all commodities by sector."""

from dataclasses import dataclass

from registry.models import Commodity, CommodityKbli, CommoditySector, CommoditySynonym


@dataclass(frozen=True)
class CommodityParts:
    """A commodity, other words for it, the groups of other schemes it stands in, and its KBLI class
    where that is sure."""

    commodity: Commodity
    synonyms: list[CommoditySynonym]
    memberships: list[CommoditySector]
    kbli: list[CommodityKbli]


def commodity_parts(code: str) -> CommodityParts:
    """Read one commodity. Raises Commodity.DoesNotExist."""
    commodity = Commodity.objects.select_related("sector__scheme").get(code=code)
    return CommodityParts(
        commodity=commodity,
        synonyms=list(CommoditySynonym.objects.filter(commodity=commodity)),
        memberships=list(
            CommoditySector.objects.filter(commodity=commodity).select_related("sector__scheme")
        ),
        kbli=list(CommodityKbli.objects.filter(commodity=commodity).select_related("kbli")),
    )


def all_commodities() -> list[Commodity]:
    """Every commodity with its main sector, by sector and name."""
    rows = Commodity.objects.select_related("sector")
    return list(rows.order_by("sector__name", "name"))
