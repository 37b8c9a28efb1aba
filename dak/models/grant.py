"""A DAK grant and what sources say it was worth. Conflicting amounts are claims side by side; one
of them may be official.

Sources of the rules: the regulations named per year in the rule tables; nothing is hard-coded."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dak.choices import CEILING_STAGES, ClaimStage, Fund, GrantLevel, GrantStage
from dak.models.locus import PlaceWords, place_words_fit
from dak.models.proposal import Proposal
from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)
from registry.models.profile import figure_not_negative, figure_shape, figures_model

GRANT_ROWS = "SELECT r.province_id, r.fiscal_year::integer, '{noun}' FROM {{rows}} r"
GRANT_PRESENCE_ROWS = """
    SELECT s.province_id, NULL::integer, '{noun}'
    FROM registry_sentra s WHERE s.id IN (
        SELECT r.sentra_id FROM {{rows}} r
        UNION ALL
        SELECT h.sentra_id FROM dak_grantshare h JOIN {{rows}} r ON h.grant_id = r.id
    ) FOR SHARE OF s
"""
CLAIM_ROWS = """
    SELECT g.province_id, g.fiscal_year::integer, '{noun}'
    FROM dak_grant g WHERE g.id IN (SELECT r.grant_id FROM {{rows}} r) FOR SHARE OF g
"""


# What nobody edits of a claim while it is the official one.
OFFICIAL_FIXED = ("stage", "amount_idr_low", "amount_idr_high", "amount_idr_qualifier")
OF_CEILINGS = [stage.value for stages in CEILING_STAGES.values() for stage in stages]


class GrantQuerySet(models.QuerySet):
    """What is asked of grants most."""

    def in_force(self) -> Self:
        """Every record but those that should never have been registered."""
        return self.filter(is_withdrawn=False)


class Grant(Record, PlaceWords):
    """One grant to one government for one fiscal year (or for a span its source names), for one
    sentra, for one not yet registered, or for the region alone. A record that should never have
    been made is withdrawn: its code stays taken and answers that it was. Changed only through
    registry.changes."""

    code = models.SlugField(_("kode hibah"), max_length=60, unique=True)
    fund = models.CharField(_("jenis dana"), max_length=10, choices=Fund.choices)
    stage = models.CharField(_("tahap"), max_length=10, choices=GrantStage.choices)
    fiscal_year = models.PositiveSmallIntegerField(
        _("tahun anggaran"), null=True, blank=True, help_text=_("Kosong bila bukan satu tahun.")
    )
    year_from = models.PositiveSmallIntegerField(_("dari tahun"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("sampai tahun"), null=True, blank=True)
    level = models.CharField(_("penerima"), max_length=10, choices=GrantLevel.choices)
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="grants", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("kabupaten/kota"),
    )
    sentra = models.ForeignKey(
        "registry.Sentra",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("sentra"),
        help_text=_("Kosong berarti sentranya belum terdaftar."),
    )
    sentra_words = models.CharField(
        _("sentra menurut sumber"), max_length=300, blank=True, default=""
    )
    menu = models.CharField(_("kegiatan"), max_length=500, blank=True, default="")
    unspecified_idr = models.BigIntegerField(
        _("belum dirinci"),
        null=True,
        blank=True,
        help_text=_("Bagian pagu yang belum dirinci menurut komponen."),
    )
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("lanjutan dari hibah"),
        help_text=_("Hibah tahun sebelumnya untuk bangunan atau sentra yang sama."),
    )
    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("berasal dari usulan"),
    )
    region_code = models.CharField(
        _("kode wilayah pada masanya"), max_length=13, blank=True, default="", editable=False
    )
    is_sample = models.BooleanField(_("data contoh"), default=False, editable=False)
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "sentra"
    withdrawn_whole = True
    objects = GrantQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("hibah DAK")
        verbose_name_plural = _("hibah DAK")
        ordering = [models.F("fiscal_year").desc(nulls_last=True), "code"]
        constraints = [
            *closed_lists("grant", fund=Fund, stage=GrantStage),
            CompositeForeignKey(
                name="grant_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="grant.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota itu tidak berada di provinsi yang dipilih."
                ),
            ),
            promise(
                "grant_receiver_fits_level",
                models.Q(level="regency", regency__isnull=False)
                | models.Q(level="province", regency__isnull=True),
                "grant.receiver_fits_level",
                _(
                    "Penerima kabupaten/kota harus disebut;"
                    " penerima provinsi tidak memakai kabupaten/kota."
                ),
            ),
            promise(
                "grant_one_year_or_span",
                models.Q(fiscal_year__isnull=True)
                | models.Q(year_from__isnull=True, year_to__isnull=True),
                "grant.one_year_or_span",
                _("Isi satu tahun anggaran, atau rentang tahunnya; jangan keduanya."),
            ),
            promise(
                "grant_span_in_order",
                models.Q(year_from__isnull=True, year_to__isnull=True)
                | models.Q(year_from__isnull=False, year_to__isnull=False)
                & models.Q(year_from__lt=models.F("year_to")),
                "grant.span_in_order",
                _("Rentang tahun harus lengkap dan berurutan."),
            ),
            promise(
                "grant_fiscal_year_possible",
                models.Q(fiscal_year__isnull=True)
                | models.Q(fiscal_year__gte=2010, fiscal_year__lte=2100),
                "grant.fiscal_year_possible",
                _("Tahun anggaran harus antara 2010 dan 2100."),
            ),
            promise(
                "grant_unspecified_not_negative",
                models.Q(unspecified_idr__isnull=True) | models.Q(unspecified_idr__gte=0),
                "grant.unspecified_not_negative",
                _("Bagian yang belum dirinci tidak boleh kurang dari nol."),
            ),
            promise(
                "grant_continues_another",
                models.Q(continues__isnull=True) | ~models.Q(continues=models.F("id")),
                "grant.continues_another",
                _("Hibah tidak dapat menjadi lanjutan dari dirinya sendiri."),
            ),
            place_words_fit("grant"),
        ]
        triggers = [
            *Record.Meta.triggers,
            *dirty("grant", GRANT_ROWS),
            *dirty(
                "presence",
                GRANT_PRESENCE_ROWS,
                suffix="presence_",
                moved_by=(
                    "id",
                    "sentra_id",
                    "fiscal_year",
                    "year_to",
                    "fund",
                    "stage",
                    "is_withdrawn",
                ),
            ),
        ]

    def __str__(self) -> str:
        year = self.fiscal_year or _("tanpa tahun tunggal")
        return f"{self.get_fund_display()} {year} · {self.sentra_words or self.code}"

    @property
    def years(self) -> str:
        """Its fiscal year, its span, or that nobody stated one."""
        if self.fiscal_year:
            return str(self.fiscal_year)
        if self.year_from and self.year_to:
            return f"{self.year_from}–{self.year_to}"
        return gettext("tahun tidak disebut")

    def get_absolute_url(self) -> str:
        """The permanent address."""
        return f"/dak/{self.code}/"


ClaimAmount: Any = figures_model([("amount_idr", _("jumlah"))])


class GrantClaim(Record, ClaimAmount):
    """What one source says the grant was worth, at one stage; kept even when another claim is
    published. Changed only through registry.changes."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="claims", verbose_name=_("hibah"))
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    stage = models.CharField(_("tahap"), max_length=10, choices=ClaimStage.choices)
    is_official = models.BooleanField(_("resmi"), default=False)
    activity = models.CharField(
        _("kegiatan menurut sumber"), max_length=500, blank=True, default=""
    )
    status_words = models.CharField(
        _("keadaan menurut sumber"), max_length=300, blank=True, default=""
    )
    official_reason = models.CharField(
        _("alasan dipilih sebagai nilai resmi"), max_length=300, blank=True, default=""
    )
    unreadable_amount = models.CharField(
        _("jumlah yang tidak terbaca"),
        max_length=100,
        blank=True,
        default="",
        help_text=_("Seperti tercetak, bila tidak terbaca sebagai rupiah. Tidak dihitung."),
    )
    realised_idr = models.BigIntegerField(_("terserap"), null=True, blank=True)
    physical_percent = models.DecimalField(
        _("kemajuan fisik (%)"), max_digits=6, decimal_places=3, null=True, blank=True
    )
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "grant"

    class Meta(Record.Meta):
        verbose_name = _("klaim nilai")
        verbose_name_plural = _("klaim nilai")
        ordering = ["grant", "id"]
        constraints = [
            *closed_lists("claim", stage=ClaimStage),
            promise(
                "claim_amount_shape",
                figure_shape("amount_idr"),
                "claim.amount_shape",
                _("Jumlah, batas, dan tandanya tidak cocok satu sama lain."),
            ),
            promise(
                "claim_amount_not_negative",
                figure_not_negative("amount_idr"),
                "claim.amount_not_negative",
                _("Jumlah uang tidak boleh kurang dari nol."),
            ),
            promise(
                "claim_readable_or_not",
                models.Q(unreadable_amount="") | models.Q(amount_idr_qualifier=""),
                "claim.readable_or_not",
                _("Isi jumlahnya, atau tulisan yang tidak terbaca; jangan keduanya."),
            ),
            promise(
                "claim_official_says_why",
                models.Q(is_official=False) | ~models.Q(official_reason=""),
                "claim.official_says_why",
                _("Tulis alasan mengapa klaim ini ditetapkan sebagai nilai resmi."),
            ),
            promise(
                "claim_official_has_amount",
                models.Q(is_official=False) | ~models.Q(amount_idr_qualifier=""),
                "claim.official_has_amount",
                _("Nilai resmi harus menyebut jumlah yang terbaca."),
            ),
            promise(
                "claim_realised_not_negative",
                models.Q(realised_idr__isnull=True) | models.Q(realised_idr__gte=0),
                "claim.realised_not_negative",
                _("Dana terserap tidak boleh kurang dari nol."),
            ),
            promise(
                "claim_percent_possible",
                models.Q(physical_percent__isnull=True)
                | models.Q(physical_percent__gte=0, physical_percent__lte=100),
                "claim.percent_possible",
                _("Kemajuan fisik harus antara 0 dan 100 persen."),
            ),
            # One is the official ceiling; beside it, one of every other stage is official for it.
            models.UniqueConstraint(
                fields=["grant"],
                condition=models.Q(is_official=True, is_withdrawn=False, stage__in=OF_CEILINGS),
                name="claim_one_official",
                violation_error_code="claim.one_official",
                violation_error_message=_(
                    "Hanya satu klaim yang dapat ditetapkan sebagai pagu resmi."
                ),
            ),
            models.UniqueConstraint(
                fields=["grant", "stage"],
                condition=models.Q(is_official=True, is_withdrawn=False)
                & ~models.Q(stage__in=OF_CEILINGS),
                name="claim_one_official_of_stage",
                violation_error_code="claim.one_official_of_stage",
                violation_error_message=_(
                    "Hanya satu klaim setiap tahap yang dapat ditetapkan sebagai nilai resmi."
                ),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            *dirty("grant", CLAIM_ROWS),
            pgtrigger.Trigger(
                name="official_stays",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"""
                    IF OLD.is_official AND ({", ".join(f"OLD.{c}" for c in OFFICIAL_FIXED)})
                        IS DISTINCT FROM ({", ".join(f"NEW.{c}" for c in OFFICIAL_FIXED)}) THEN
                        RAISE 'an official claim is corrected by a new one'
                            USING ERRCODE = 'RG004';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} · {self.source}"


GrantEvent = history_of(Grant, app_label="dak")
GrantClaimEvent = history_of(GrantClaim, app_label="dak")
