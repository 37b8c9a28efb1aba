"""What one source says about one fact of a sentra. Sources that disagree stand side by side; one of
them may be published, with the reason."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision, FactName
from registry.models.base import closed_lists, history_of, promise
from registry.models.profile import figure_not_negative, figure_shape, figures_model
from registry.models.sentra import Part

# Facts told in words; every other fact is a number with its doubt.
IN_WORDS = (FactName.PLACE.value, FactName.NAME.value)
IN_NUMBERS = tuple(name for name in FactName.values if name not in IN_WORDS)

ClaimedFigure: Any = figures_model([("claimed", _("nilai"))])


class FactClaim(Part, ClaimedFigure):
    """One fact of one year (or of no stated year) as one source has it: a number with its bounds,
    or words. Kept even when another claim is published; at most one claim of a fact is published.
    Changed only through registry.changes."""

    fact = models.CharField(_("fakta"), max_length=30, choices=FactName.choices)
    year = models.PositiveSmallIntegerField(
        _("tahun data"),
        null=True,
        blank=True,
        help_text=_("Kosong bila faktanya tidak bertahun, misalnya letak atau tahun asal."),
    )
    stated = models.CharField(
        _("nilai dengan kata-kata"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Untuk letak dan nama; selain itu isi kolom nilai."),
    )
    source_words = models.CharField(_("kutipan sumber"), max_length=500, blank=True, default="")
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    said_on = models.DateField(
        _("disebut pada"),
        null=True,
        blank=True,
        help_text=_("Tanggal sumber menyebutnya; boleh sebagian, misalnya 2018."),
    )
    said_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    is_published = models.BooleanField(_("dipakai"), default=False)
    published_reason = models.CharField(
        _("alasan dipakai"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Wajib bila klaim ini yang dipakai."),
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("klaim fakta")
        verbose_name_plural = _("klaim fakta")
        ordering = ["sentra", "fact", "year", "id"]
        constraints = [
            *closed_lists("fact_claim", said_precision=DatePrecision),
            promise(
                "fact_claim_value_fits_fact",
                models.Q(fact__in=IN_NUMBERS, stated="") & ~models.Q(claimed_qualifier="")
                | models.Q(fact__in=IN_WORDS, claimed_qualifier="") & ~models.Q(stated=""),
                "fact_claim.value_fits_fact",
                _("Isi nilai dengan angka; untuk letak dan nama, isi dengan kata-kata."),
            ),
            promise(
                "fact_claim_figure_shape",
                figure_shape("claimed"),
                "fact_claim.figure_shape",
                _("Nilai, batas, dan tandanya tidak cocok satu sama lain."),
            ),
            promise(
                "fact_claim_not_negative",
                figure_not_negative("claimed"),
                "fact_claim.not_negative",
                _("Nilai tidak boleh kurang dari nol."),
            ),
            promise(
                "fact_claim_year_possible",
                models.Q(year__isnull=True) | models.Q(year__gte=1900, year__lte=2100),
                "fact_claim.year_possible",
                _("Tahun data harus antara 1900 dan tahun ini, atau dikosongkan."),
            ),
            promise(
                "fact_claim_date_known",
                models.Q(said_on__isnull=True, said_precision="unknown")
                | models.Q(said_on__isnull=False) & ~models.Q(said_precision="unknown"),
                "fact_claim.date_known",
                _("Isi tanggal penyebutan, atau pilih ketelitian “tidak diketahui”."),
            ),
            promise(
                "fact_claim_published_with_reason",
                models.Q(is_published=False, published_reason="")
                | models.Q(is_published=True) & ~models.Q(published_reason=""),
                "fact_claim.published_with_reason",
                _("Klaim yang dipakai memerlukan alasan; klaim yang tidak dipakai tanpa alasan."),
            ),
            # NULL years are never equal to one another, hence the second promise.
            models.UniqueConstraint(
                fields=["sentra", "fact", "year"],
                condition=models.Q(is_published=True, is_withdrawn=False),
                name="fact_claim_one_published",
                violation_error_code="fact_claim.one_published",
                violation_error_message=_("Sudah ada klaim lain yang dipakai untuk fakta itu."),
            ),
            models.UniqueConstraint(
                fields=["sentra", "fact"],
                condition=models.Q(is_published=True, is_withdrawn=False, year__isnull=True),
                name="fact_claim_one_published_undated",
                violation_error_code="fact_claim.one_published",
                violation_error_message=_("Sudah ada klaim lain yang dipakai untuk fakta itu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()} {self.year or ''}".strip()


FactClaimEvent = history_of(FactClaim)
