"""The form of what changed for a sentra: readings on record, corrected or withdrawn, and new ones
with their day. Before or after is not asked; it follows from the first grant."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from dak.models import OutcomeIndicator, OutcomeReading
from registry.choices import SubmissionKind
from registry.forms.lines import SOURCE, Line, LinesForm
from registry.forms.proposing import Subject
from registry.models import MeasureUnit
from sentra.lib.dates import format_date

STORED = ("amount", "as_of_on")
NEW = ("indicator", "amount", "unit", "as_of_on")
NEW_LINES = 3


class OutcomesForm(LinesForm):
    """Readings of one sentra."""

    kind = SubmissionKind.OUTCOME

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """Readings on record, then new lines."""
        sentra = subject.sentra
        assert sentra is not None
        rows: Any = OutcomeReading.objects.in_force().filter(sentra=sentra)
        for row in rows.select_related("indicator", "unit"):
            day = format_date(row.as_of_on, row.as_of_precision) if row.as_of_on else ""
            yield Line(
                f"outcome{row.pk}",
                "outcome",
                STORED,
                str(row.indicator),
                stored=row,
                on_change={"source": SOURCE},
                may_withdraw=True,
                state=day or row.get_told_as_display(),
            )
        for number in range(1, NEW_LINES + 1):
            yield Line(
                f"new{number}",
                "outcome",
                NEW,
                _("Angka baru %(number)s") % {"number": number},
                fixed={"sentra": sentra.public_code, "source": SOURCE, "row": True},
                state=_("kosongkan bila tidak ada"),
            )

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """Indicators and units are data: the lists in use today."""
        if name == "indicator":
            known = OutcomeIndicator.objects.filter(is_active=True).values_list("code", "name")
            return forms.ChoiceField(
                label=_("Indikator"),
                required=False,
                choices=[("", _("Pilih indikatornya")), *known],
            )
        if name == "unit":
            units = MeasureUnit.objects.filter(is_active=True).values_list("code", "name")
            return forms.ChoiceField(
                label=_("Satuan"),
                required=False,
                help_text=_("Hanya untuk volume produksi; indikator lain sudah bersatuan."),
                choices=[("", _("Satuan lazim indikator")), *units],
            )
        if name == "as_of_on":
            asked.help_text = _("Cukup tahunnya bila harinya tidak diketahui.")
        return asked

    @property
    def check_note(self) -> str:
        """What is sent."""
        return _("Sebelum atau sesudah hibah dihitung dari tahun hibah pertama.")
