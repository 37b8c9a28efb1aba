"""The days nobody works, by which deadlines move. Weekends need no row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dak.choices import HolidayKind
from registry.models.base import Record, closed_lists, history_of, promise


class Holiday(Record):
    """A day nobody works, beside Saturdays and Sundays. Only days whose decree is certain are
    recorded. Changed only through registry.changes."""

    day = models.DateField(_("tanggal"))
    kind = models.CharField(
        _("jenis"), max_length=12, choices=HolidayKind.choices, default=HolidayKind.NATIONAL
    )
    name = models.CharField(_("hari libur"), max_length=160)
    legal_basis = models.CharField(_("dasar"), max_length=200)
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ["day"]
        constraints = [
            *closed_lists("holiday", kind=HolidayKind),
            promise(
                "holiday_said",
                ~models.Q(name="") & ~models.Q(legal_basis=""),
                "holiday.said",
                _("Tulis nama hari libur dan dasar penetapannya."),
            ),
            models.UniqueConstraint(
                fields=["day"],
                condition=models.Q(is_withdrawn=False),
                name="holiday_once",
                violation_error_code="holiday.once",
                violation_error_message=_("Hari libur pada tanggal itu sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.name}"


HolidayEvent = history_of(Holiday, app_label="dak")
