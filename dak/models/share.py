"""How one grant is split over several sentra, and governments of which only a span of years with
DAK is known. Neither carries money of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dak.choices import Fund, GrantLevel
from dak.models.grant import CLAIM_ROWS, Grant
from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)

SHARE_PRESENCE_ROWS = """
    SELECT s.province_id, NULL::integer, '{noun}'
    FROM registry_sentra s WHERE s.id IN (SELECT r.sentra_id FROM {{rows}} r) FOR SHARE OF s
"""


class GrantShare(Record):
    """The share of one sentra in a grant, in percent of the ceiling; the shares of a grant sum to
    100. Changed only through registry.changes."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="shares", verbose_name=_("hibah"))
    sentra = models.ForeignKey(
        "registry.Sentra", models.PROTECT, related_name="grant_shares", verbose_name=_("sentra")
    )
    share_percent = models.DecimalField(_("bagian (%)"), max_digits=6, decimal_places=3)
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "grant"

    class Meta(Record.Meta):
        verbose_name = _("bagian sentra")
        verbose_name_plural = _("bagian sentra")
        ordering = ["grant", "-share_percent", "id"]
        constraints = [
            promise(
                "share_percent_possible",
                Q(share_percent__gt=0, share_percent__lte=100),
                "share.percent_possible",
                _("Bagian harus lebih dari 0 dan paling banyak 100 persen."),
            ),
            models.UniqueConstraint(
                fields=["grant", "sentra"],
                condition=Q(is_withdrawn=False),
                name="share_once",
                violation_error_code="share.once",
                violation_error_message=_("Sentra itu sudah mempunyai bagian pada hibah ini."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            *dirty("grant", CLAIM_ROWS),
            *dirty("presence", SHARE_PRESENCE_ROWS, suffix="presence_"),
        ]

    def __str__(self) -> str:
        return f"{self.share_percent}%"


class GrantSpan(Record):
    """A government of which a source says only that it received DAK within a span of years; no
    grant, and never counted. Changed only through registry.changes."""

    fund = models.CharField(
        _("jenis dana"), max_length=10, choices=Fund.choices, default=Fund.UNKNOWN
    )
    level = models.CharField(
        _("penerima"), max_length=10, choices=GrantLevel.choices, default=GrantLevel.REGENCY
    )
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="grant_spans", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grant_spans",
        verbose_name=_("kabupaten/kota"),
    )
    year_from = models.PositiveSmallIntegerField(_("dari tahun"))
    year_to = models.PositiveSmallIntegerField(_("sampai tahun"))
    words = models.CharField(
        _("menurut sumber"), max_length=300, blank=True, default="", help_text=_("Ringkasan fakta.")
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)
    is_sample = models.BooleanField(_("data contoh"), default=False, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("rentang tahun penerimaan DAK")
        verbose_name_plural = _("rentang tahun penerimaan DAK")
        ordering = ["province", "regency", "year_from", "id"]
        constraints = [
            *closed_lists("span", fund=Fund),
            CompositeForeignKey(
                name="span_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="span.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota itu tidak berada di provinsi yang dipilih."
                ),
            ),
            promise(
                "span_receiver_fits_level",
                Q(level="regency", regency__isnull=False)
                | Q(level="province", regency__isnull=True),
                "span.receiver_fits_level",
                _(
                    "Penerima kabupaten/kota harus disebut;"
                    " penerima provinsi tidak memakai kabupaten/kota."
                ),
            ),
            promise(
                "span_in_order",
                Q(year_from__lte=models.F("year_to")),
                "span.in_order",
                _("Rentang tahun harus berurutan."),
            ),
            promise(
                "span_years_possible",
                Q(year_from__gte=2010, year_to__lte=2100),
                "span.years_possible",
                _("Tahun anggaran harus antara 2010 dan 2100."),
            ),
            models.UniqueConstraint(
                fields=["regency", "year_from", "year_to", "source"],
                condition=Q(is_withdrawn=False),
                name="span_once",
                violation_error_code="span.once",
                violation_error_message=_("Rentang itu sudah tercatat dari sumber yang sama."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regency or self.province} {self.year_from}–{self.year_to}"


GrantShareEvent = history_of(GrantShare, app_label="dak")
GrantSpanEvent = history_of(GrantSpan, app_label="dak")
