"""What a sentra is called, makes and descends from: aliases, commodities, origin years, sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import AliasKind, OriginKind, YearPrecision
from registry.models.base import (
    PART_ROWS,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)
from registry.models.sentra import Part


class SentraAlias(Part):
    """Another name under which the sentra is found. Changed only through registry.changes."""

    name = models.CharField(_("nama lain"), max_length=200)
    name_key = models.CharField(max_length=240, editable=False, db_index=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=AliasKind.choices)
    valid_from = models.DateField(_("dipakai sejak"), null=True, blank=True)
    valid_to = models.DateField(_("dipakai sampai"), null=True, blank=True)
    source = models.ForeignKey(
        "registry.Source", models.PROTECT, null=True, blank=True, verbose_name=_("sumber")
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("nama lain")
        verbose_name_plural = _("nama lain")
        ordering = ["name"]
        constraints = [
            *closed_lists("alias", kind=AliasKind),
            models.UniqueConstraint(
                fields=["sentra", "name"],
                condition=models.Q(is_withdrawn=False),
                name="alias_once",
                violation_error_code="alias.once",
                violation_error_message=_("Nama lain itu sudah tercatat."),
            ),
            promise(
                "alias_dates_in_order",
                models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
                "alias.dates_in_order",
                _("Tanggal akhir harus sesudah tanggal awal."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SentraCommodity(Part):
    """A commodity the sentra makes, for a time; one at a time is the primary one. Changed only
    through registry.changes."""

    commodity = models.ForeignKey(
        "registry.Commodity", models.PROTECT, related_name="uses", verbose_name=_("komoditas")
    )
    is_primary = models.BooleanField(_("utama"), default=False)
    valid_from = models.DateField(_("sejak"), null=True, blank=True)
    valid_to = models.DateField(_("sampai"), null=True, blank=True)

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("komoditas sentra")
        verbose_name_plural = _("komoditas sentra")
        ordering = ["-is_primary", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sentra"],
                condition=models.Q(is_primary=True, valid_to__isnull=True, is_withdrawn=False),
                name="sentra_commodity_one_primary",
                violation_error_code="sentra_commodity.one_primary",
                violation_error_message=_(
                    "Hanya satu komoditas yang dapat menjadi komoditas utama."
                ),
            ),
            models.UniqueConstraint(
                fields=["sentra", "commodity"],
                condition=models.Q(valid_to__isnull=True, is_withdrawn=False),
                name="sentra_commodity_once",
                violation_error_code="sentra_commodity.once",
                violation_error_message=_("Komoditas itu sudah tercatat untuk sentra ini."),
            ),
            promise(
                "sentra_commodity_dates_in_order",
                models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
                "sentra_commodity.dates_in_order",
                _("Tanggal akhir harus sesudah tanggal awal."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("commodity", PART_ROWS)]

    def __str__(self) -> str:
        return str(self.commodity)


class SentraOrigin(Part):
    """A year in which something began, of a stated kind; craft and trade may begin in different
    centuries. Changed only through registry.changes."""

    kind = models.CharField(_("peristiwa"), max_length=20, choices=OriginKind.choices)
    origin_year = models.PositiveSmallIntegerField(_("tahun"))
    precision = models.CharField(
        _("ketelitian"),
        max_length=10,
        choices=YearPrecision.choices,
        default=YearPrecision.EXACT,
    )
    source = models.ForeignKey(
        "registry.Source", models.PROTECT, null=True, blank=True, verbose_name=_("sumber")
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("tahun asal")
        verbose_name_plural = _("tahun asal")
        ordering = ["origin_year", "id"]
        constraints = [
            *closed_lists("origin", kind=OriginKind, precision=YearPrecision),
            promise(
                "origin_year_possible",
                models.Q(origin_year__gte=1500, origin_year__lte=2100),
                "origin.year_possible",
                _("Tahun asal harus antara 1500 dan tahun ini."),
            ),
            models.UniqueConstraint(
                fields=["sentra", "kind", "origin_year"],
                condition=models.Q(is_withdrawn=False),
                name="origin_once",
                violation_error_code="origin.once",
                violation_error_message=_("Tahun asal itu sudah tercatat."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("presence", PART_ROWS)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.origin_year}"


class SentraSource(Part):
    """A source that speaks of the sentra as a whole. Changed only through registry.changes."""

    source = models.ForeignKey(
        "registry.Source", models.PROTECT, related_name="cited_by", verbose_name=_("sumber")
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("sumber sentra")
        verbose_name_plural = _("sumber sentra")
        constraints = [
            models.UniqueConstraint(
                fields=["sentra", "source"],
                condition=models.Q(is_withdrawn=False),
                name="sentra_source_once",
                violation_error_code="sentra_source.once",
                violation_error_message=_("Sumber itu sudah tercatat untuk sentra ini."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)


SentraAliasEvent = history_of(SentraAlias)
SentraCommodityEvent = history_of(SentraCommodity)
SentraOriginEvent = history_of(SentraOrigin)
SentraSourceEvent = history_of(SentraSource)
