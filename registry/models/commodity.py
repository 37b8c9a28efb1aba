"""What sentra make: commodities with synonyms, and the schemes that group them into sectors. A
scheme is exclusive (shares add to 100 %) or overlapping (they never do)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import EVERYWHERE, Record, dirty, history_of


class Scheme(Record):
    """A way of grouping commodities into sectors, with its publisher. Changed only through
    registry.changes."""

    code = models.SlugField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    is_exclusive = models.BooleanField(
        _("eksklusif"),
        help_text=_("Setiap komoditas hanya masuk satu golongan, jadi bagian boleh dijumlahkan."),
    )
    source_note = models.CharField(_("sumber"), max_length=300, blank=True, default="")

    class Meta(Record.Meta):
        verbose_name = _("skema golongan")
        verbose_name_plural = _("skema golongan")
        ordering = ["code"]
        triggers = [*Record.Meta.triggers, *dirty("scheme", EVERYWHERE)]

    def __str__(self) -> str:
        return self.name


class Sector(Record):
    """One group of a scheme. Changed only through registry.changes."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="sectors", verbose_name=_("skema")
    )
    code = models.SlugField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=160)

    class Meta(Record.Meta):
        verbose_name = _("sektor")
        verbose_name_plural = _("sektor")
        ordering = ["scheme", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"],
                name="sector_name_once",
                violation_error_code="sector.name_once",
                violation_error_message=_("Nama sektor itu sudah ada pada skema ini."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("scheme", EVERYWHERE)]

    def __str__(self) -> str:
        return self.name


class Commodity(Record):
    """One thing sentra make. Its main sector is in the registry's own exclusive scheme; other
    groupings stand in `CommoditySector`. Changed only through registry.changes."""

    code = models.SlugField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    sector = models.ForeignKey(
        Sector, models.PROTECT, related_name="commodities", verbose_name=_("sektor utama")
    )
    is_service = models.BooleanField(
        _("layanan, bukan barang"), default=False, help_text=_("Misalnya rumah kemasan.")
    )

    class Meta(Record.Meta):
        verbose_name = _("komoditas")
        verbose_name_plural = _("komoditas")
        ordering = ["name"]
        triggers = [*Record.Meta.triggers, *dirty("scheme", EVERYWHERE)]

    def __str__(self) -> str:
        return self.name


class CommoditySynonym(Record):
    """Another word for a commodity, as sources write it. Changed only through registry.changes."""

    commodity = models.ForeignKey(
        Commodity, models.CASCADE, related_name="synonyms", verbose_name=_("komoditas")
    )
    name = models.CharField(_("sebutan lain"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("sebutan komoditas")
        verbose_name_plural = _("sebutan komoditas")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["commodity", "name_key"],
                name="commodity_synonym_once",
                violation_error_code="commodity.synonym_once",
                violation_error_message=_("Sebutan itu sudah tercatat untuk komoditas ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommoditySector(Record):
    """A commodity in a sector of another scheme; several only where that scheme overlaps. Changed
    only through registry.changes."""

    commodity = models.ForeignKey(
        Commodity, models.CASCADE, related_name="memberships", verbose_name=_("komoditas")
    )
    sector = models.ForeignKey(
        Sector, models.PROTECT, related_name="memberships", verbose_name=_("sektor")
    )

    class Meta(Record.Meta):
        verbose_name = _("golongan komoditas")
        verbose_name_plural = _("golongan komoditas")
        ordering = ["commodity", "sector"]
        constraints = [
            models.UniqueConstraint(
                fields=["commodity", "sector"],
                name="commodity_sector_once",
                violation_error_code="commodity.sector_once",
                violation_error_message=_("Komoditas itu sudah masuk golongan ini."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("scheme", EVERYWHERE)]

    def __str__(self) -> str:
        return f"{self.commodity} · {self.sector}"


SchemeEvent = history_of(Scheme)
SectorEvent = history_of(Sector)
CommodityEvent = history_of(Commodity)
CommoditySynonymEvent = history_of(CommoditySynonym)
CommoditySectorEvent = history_of(CommoditySector)
