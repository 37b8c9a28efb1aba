"""What changed for a sentra: readings of indicators with their day and source, and the row per
reading that the panel of treated, not yet and never treated sentra reads."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dak.choices import OutcomeMoment, PanelGroup
from dak.models.grant import Grant
from registry.choices import DatePrecision
from registry.models.base import closed_lists, history_of, promise
from registry.models.code_list import CodeList
from registry.models.part_figures import date_known, figure_promises, part_figures
from registry.models.sentra import Part

OutcomeFigures: Any = part_figures(decimal=[("amount", _("angka"))])


class OutcomeIndicator(CodeList):
    """What is read off before and after a grant: workers, units, production. An indicator that a
    yearly profile reports too names that figure, so that profiles join the panel. Changed only
    through registry.changes."""

    unit_words = models.CharField(_("satuan lazim"), max_length=60, blank=True, default="")
    profile_figure = models.CharField(
        _("angka profil"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Nama angka pada profil tahunan; kosong bila tidak ada."),
    )
    is_money = models.BooleanField(_("nilai uang"), default=False)

    class Meta(CodeList.Meta):
        abstract = False
        verbose_name = _("indikator hasil")
        verbose_name_plural = _("indikator hasil")


class OutcomeReading(Part, OutcomeFigures):
    """One figure about a sentra at one time, as one source gives it. Before or after is computed
    from the first grant year; only where the source gives no date, its word is kept. Changed only
    through registry.changes."""

    indicator = models.ForeignKey(
        OutcomeIndicator, models.PROTECT, related_name="readings", verbose_name=_("indikator")
    )
    grant = models.ForeignKey(
        Grant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="readings",
        verbose_name=_("hibah"),
        help_text=_("Hibah yang dihubungkan sumber dengan angka ini, bila disebut."),
    )
    unit = models.ForeignKey(
        "registry.MeasureUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("satuan"),
        help_text=_("Kosong bila satuannya satuan lazim indikator itu."),
    )
    as_of_on = models.DateField(_("keadaan per"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    told_as = models.CharField(
        _("menurut sumber"),
        max_length=8,
        choices=OutcomeMoment.choices,
        default=OutcomeMoment.UNKNOWN,
        help_text=_("Hanya bila sumber tidak menyebut tanggalnya."),
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("angka hasil")
        verbose_name_plural = _("angka hasil")
        ordering = ["sentra", "indicator__position", F("as_of_on").asc(nulls_first=True), "id"]
        constraints = [
            *closed_lists("outcome", as_of_precision=DatePrecision, told_as=OutcomeMoment),
            *figure_promises("outcome", "amount"),
            date_known("outcome", "as_of_on", "as_of_precision"),
            promise(
                "outcome_amount_given",
                ~Q(amount_qualifier=""),
                "outcome.amount_given",
                _("Isi angkanya, dengan tanda bila tidak tepat."),
            ),
            promise(
                "outcome_moment_is_computed",
                Q(as_of_on__isnull=True) | Q(told_as="unknown"),
                "outcome.moment_is_computed",
                _("Angka yang bertanggal tidak memerlukan keterangan sebelum atau sesudah."),
            ),
            models.UniqueConstraint(
                fields=["sentra", "indicator", "as_of_on", "source"],
                condition=Q(is_withdrawn=False, as_of_on__isnull=False),
                name="outcome_once",
                violation_error_code="outcome.once",
                violation_error_message=_(
                    "Angka indikator itu sudah tercatat dari sumber dan tanggal yang sama."
                ),
            ),
            models.UniqueConstraint(
                fields=["sentra", "indicator", "told_as", "source"],
                condition=Q(is_withdrawn=False, as_of_on__isnull=True),
                name="outcome_undated_once",
                violation_error_code="outcome.undated_once",
                violation_error_message=_(
                    "Angka tanpa tanggal itu sudah tercatat dari sumber yang sama."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class PanelReading(models.Model):
    """Every reading of every sentra, from outcomes and from yearly profiles, with the group its
    sentra stood in and the years since its first grant; a database view (dak.aggregates.panel).
    Read only."""

    id = models.TextField(primary_key=True)
    sentra = models.ForeignKey(
        "registry.Sentra", models.DO_NOTHING, related_name="+", db_constraint=False
    )
    indicator = models.ForeignKey(
        OutcomeIndicator, models.DO_NOTHING, related_name="+", db_constraint=False
    )
    source = models.ForeignKey(
        "registry.Source", models.DO_NOTHING, related_name="+", db_constraint=False
    )
    recorded_as = models.CharField(max_length=8)
    year = models.IntegerField(null=True)
    told_as = models.CharField(max_length=8, choices=OutcomeMoment.choices)
    first_grant_year = models.IntegerField(null=True)
    event_time = models.IntegerField(null=True)
    panel_group = models.CharField(max_length=8, choices=PanelGroup.choices)
    moment = models.CharField(max_length=8, choices=OutcomeMoment.choices)
    amount_low = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    amount_high = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    amount_qualifier = models.CharField(max_length=5)
    unit_words = models.CharField(max_length=160)

    class Meta:
        managed = False
        db_table = "dak_outcome_panel"


OutcomeIndicatorEvent = history_of(OutcomeIndicator, app_label="dak")
OutcomeReadingEvent = history_of(OutcomeReading, app_label="dak")
