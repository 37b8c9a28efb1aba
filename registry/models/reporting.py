"""Until when an office sends the update of a year. Where no row says otherwise it is 31 December of
that year (registry.queries.completeness)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import Record, history_of, promise
from sentra.lib.dates import format_date


class ReportingDeadline(Record):
    """The last day for one year, of one office or, without an office, of every office that has no
    day of its own. Changed only through registry.changes."""

    year = models.PositiveSmallIntegerField(_("tahun"))
    office = models.ForeignKey(
        "registry.Office",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("kantor"),
        help_text=_("Kosong berarti semua kantor."),
    )
    due_on = models.DateField(_("hari terakhir"))

    class Meta(Record.Meta):
        verbose_name = _("tenggat pemutakhiran")
        verbose_name_plural = _("tenggat pemutakhiran")
        ordering = ["-year", "office"]
        constraints = [
            promise(
                "reporting_deadline_near_its_year",
                models.Q(year__lte=models.F("due_on__year"))
                & models.Q(year__gte=models.F("due_on__year") - 1),
                "reporting_deadline.near_its_year",
                _("Tenggat terletak pada tahunnya atau tahun berikutnya."),
            ),
            models.UniqueConstraint(
                fields=["office", "year"],
                name="reporting_deadline_once",
                violation_error_code="reporting_deadline.once",
                violation_error_message=_("Tenggat kantor itu untuk tahun ini sudah tercatat."),
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=models.Q(office__isnull=True),
                name="reporting_deadline_general_once",
                violation_error_code="reporting_deadline.general_once",
                violation_error_message=_("Tenggat umum untuk tahun ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {format_date(self.due_on)}"


ReportingDeadlineEvent = history_of(ReportingDeadline)
