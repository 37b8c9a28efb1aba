"""What a grant left behind: a building, a machine park, a gallery, with the grants that paid for it
and the four dates of its beginning. What became of it afterwards is in dak.models.asset_state."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dak.models.grant import Grant
from dak.models.locus import PlaceWords, place_words_fit
from dak.models.money import GrantComponent
from registry.choices import DatePrecision
from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)
from registry.models.part_figures import date_known

# Completion, hand-over (BAST), inauguration and start of operation: four dates, never one.
DATES = ("completed", "handed_over", "inaugurated", "operates")
# A state goes on into all later years.
ASSET_ROWS = "SELECT r.province_id, NULL::integer, '{noun}' FROM {{rows}} r"


class AssetQuerySet(models.QuerySet):
    """What is asked of assets most."""

    def in_force(self) -> Self:
        """Every record but those that should never have been made."""
        return self.filter(is_withdrawn=False)


def _precision(label: Any) -> models.CharField:
    return models.CharField(
        label, max_length=10, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN
    )


def _day(label: Any, help_text: Any = "") -> models.DateField:
    return models.DateField(label, null=True, blank=True, help_text=help_text)


class Asset(Record, PlaceWords):
    """One thing that DAK paid for, at a registered sentra, at one not yet registered, or somewhere
    in a region. Several grants of several years may have paid for it. Changed only through
    registry.changes."""

    code = models.SlugField(_("kode aset"), max_length=60, unique=True)
    name = models.CharField(
        _("nama aset"), max_length=200, help_text=_("Misalnya gedung produksi tahap dua.")
    )
    facility_kind = models.ForeignKey(
        "registry.FacilityKind", models.PROTECT, related_name="+", verbose_name=_("jenis")
    )
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="assets", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assets",
        verbose_name=_("kabupaten/kota"),
    )
    sentra = models.ForeignKey(
        "registry.Sentra",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assets",
        verbose_name=_("sentra"),
        help_text=_("Kosong berarti sentranya belum terdaftar."),
    )
    sentra_words = models.CharField(
        _("sentra menurut sumber"), max_length=300, blank=True, default=""
    )
    facility = models.ForeignKey(
        "registry.Facility",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assets",
        verbose_name=_("fasilitas sentra"),
        help_text=_("Fasilitas yang sama dalam catatan sentra, bila sudah tercatat."),
    )
    completed_on = _day(_("selesai dibangun pada"))
    completed_precision = _precision(_("ketelitian tanggal selesai"))
    handed_over_on = _day(
        _("serah terima (BAST) pada"),
        _("Sejak tanggal ini hari tidak dipakai mulai diperhitungkan."),
    )
    handed_over_precision = _precision(_("ketelitian tanggal serah terima"))
    inaugurated_on = _day(_("diresmikan pada"), _("Peresmian bukan mulai beroperasi."))
    inaugurated_precision = _precision(_("ketelitian tanggal peresmian"))
    operates_on = _day(_("mulai beroperasi pada"))
    operates_precision = _precision(_("ketelitian tanggal beroperasi"))
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_sample = models.BooleanField(_("data contoh"), default=False, editable=False)
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "sentra"
    withdrawn_whole = True
    objects = AssetQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("aset DAK")
        verbose_name_plural = _("aset DAK")
        ordering = ["province", "regency", "code"]
        constraints = [
            *closed_lists("asset", **{f"{date}_precision": DatePrecision for date in DATES}),
            *(date_known("asset", f"{date}_on", f"{date}_precision") for date in DATES),
            CompositeForeignKey(
                name="asset_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="asset.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota itu tidak berada di provinsi yang dipilih."
                ),
            ),
            promise(
                "asset_handed_over_after_completion",
                Q(completed_on__isnull=True)
                | Q(handed_over_on__isnull=True)
                | ~Q(completed_precision="day", handed_over_precision="day")
                | Q(completed_on__lte=models.F("handed_over_on")),
                "asset.handed_over_after_completion",
                _("Serah terima tidak boleh mendahului selesainya pembangunan."),
            ),
            place_words_fit("asset"),
        ]
        triggers = [*Record.Meta.triggers, *dirty("asset", ASSET_ROWS)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return f"/dak/aset/{self.code}/"


class AssetFunding(Record):
    """One grant that paid for an asset, and the component of it where that is known. Changed only
    through registry.changes."""

    asset = models.ForeignKey(
        Asset, models.PROTECT, related_name="fundings", verbose_name=_("aset")
    )
    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="asset_fundings", verbose_name=_("hibah")
    )
    component = models.ForeignKey(
        GrantComponent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asset_fundings",
        verbose_name=_("komponen hibah"),
        help_text=_("Nomor komponen; kebutuhan yang dijawabnya ditutup saat aset beroperasi."),
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "asset"
    objects = AssetQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("dana aset")
        verbose_name_plural = _("dana aset")
        ordering = ["asset", "grant", "id"]
        constraints = [
            CompositeForeignKey(
                name="asset_funding_component_own_grant",
                fields=["component", "grant"],
                to="dak.GrantComponent",
                to_fields=["id", "grant"],
                violation_error_code="asset_funding.component_own_grant",
                violation_error_message=_("Komponen itu bukan bagian dari hibah yang dipilih."),
            ),
            models.UniqueConstraint(
                fields=["asset", "grant"],
                condition=Q(is_withdrawn=False, component__isnull=True),
                name="asset_funding_once",
                violation_error_code="asset_funding.once",
                violation_error_message=_("Hibah itu sudah tercatat mendanai aset ini."),
            ),
            models.UniqueConstraint(
                fields=["asset", "component"],
                condition=Q(is_withdrawn=False, component__isnull=False),
                name="asset_funding_component_once",
                violation_error_code="asset_funding.component_once",
                violation_error_message=_("Komponen itu sudah tercatat mendanai aset ini."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.grant)


AssetEvent = history_of(Asset, app_label="dak")
AssetFundingEvent = history_of(AssetFunding, app_label="dak")
