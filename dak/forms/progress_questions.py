"""The questions of a progress report, group by group; what is proposed from the answers stands in
progress.py."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _

from dak.choices import PhotoStage
from dak.forms.progress_choices import (
    ROWS,
    FormPhoto,
    components_of,
    period_choices,
    problem_kinds,
    report_choices,
)
from dak.models import Grant, ProgressReport
from registry.changes.fields import REQUIRED
from registry.forms.choosing import AskingRadio
from registry.forms.fields import (
    DayField,
    DecimalField,
    ReadingField,
    RupiahField,
    WordsField,
)
from sentra.lib.dates import format_date
from sentra.lib.number_format import format_exact, format_rupiah
from sentra.lib.numbers import parse_whole_number

Questions = dict[str, forms.Field]


class CountField(ReadingField):
    """People, whole, with dots between thousands."""

    def read(self, text: str) -> int:
        """The number."""
        return parse_whole_number(text)


def of_the_report(
    grant: Grant, reports: Sequence[ProgressReport], *, needs_figures: bool
) -> Questions:
    """What is sent, of which period and day, about which part."""
    asked: Questions = {
        "what": forms.ChoiceField(
            label=_("Apa yang Anda kirim?"),
            choices=report_choices(reports),
            error_messages={"required": REQUIRED.sentence()},
            help_text=_(
                "Untuk koreksi: pilih laporannya; “Ambil angka laporan yang dikoreksi” di bawah"
                " mengisi yang masih kosong."
            )
            if reports
            else "",
        ),
        "revision_words": WordsField(
            max_length=300,
            label=_("Alasan koreksi atau penarikan"),
            help_text=_("Hanya bila Anda mengoreksi atau menarik laporan yang sudah ada."),
        ),
        "period": forms.ChoiceField(
            label=_("Masa yang dilaporkan"),
            required=needs_figures,
            error_messages={"required": REQUIRED.sentence()},
            choices=period_choices(grant.fiscal_year),
        ),
        "as_of_on": DayField(
            label=_("Keadaan per tanggal"),
            required=needs_figures,
            help_text=_("Hari/bulan/tahun, misalnya 30/09/2026."),
        ),
    }
    components = components_of(grant)
    if components:
        asked["component"] = forms.ChoiceField(
            label=_("Bagian yang dilaporkan"),
            required=False,
            choices=[("", _("Seluruh hibah")), *components],
        )
    return asked


def of_the_figures(reports: Sequence[ProgressReport], *, needs_figures: bool) -> Questions:
    """How far the work is since the beginning, each beside what was last reported."""
    percent = DecimalField(
        label=_("Kemajuan fisik"),
        help_text=last_words(reports, "physical_percent"),
        required=needs_figures,
    )
    amount = RupiahField(
        label=_("Realisasi keuangan"),
        help_text=_("Kumulatif sejak awal, rupiah penuh tanpa singkatan. %(last)s")
        % {"last": last_words(reports, "amount_idr")},
    )
    workers = CountField(
        label=_("Tenaga kerja terserap"), help_text=_("Orang yang bekerja pada masa ini.")
    )
    percent.unit, amount.unit, workers.unit = "%", _("rupiah"), _("orang")
    for asked in (percent, amount, workers):
        asked.widget.attrs["autocomplete"] = "off"
    return {
        "physical_percent": percent,
        "amount_idr": amount,
        "output_volume": DecimalField(
            label=_("Volume keluaran"), help_text=_("Kumulatif; kosongkan bila belum ada.")
        ),
        "unit_words": WordsField(
            max_length=40, label=_("Satuan keluaran"), help_text=_("Misalnya: m2, unit, paket.")
        ),
        "worker_count": workers,
    }


def last_words(reports: Sequence[ProgressReport], name: str) -> str:
    """What the newest report of the whole grant says about one figure."""
    for row in reversed(reports):
        value = getattr(row, name)
        if row.component_id is None and value is not None:
            shown = format_rupiah(value) if name == "amount_idr" else f"{format_exact(value)}%"
            words = _("Laporan terakhir: %(value)s per %(day)s.")
            return words % {"value": shown, "day": format_date(row.as_of_on)}
    return _("Belum ada laporan sebelumnya.")


def of_the_problems() -> Questions:
    """What holds the work up: kinds from the list, and words."""
    kinds = [("", _("Tidak ada")), *problem_kinds()]
    asked: Questions = {}
    for number in ROWS:
        asked[f"problem{number}_kind"] = forms.ChoiceField(
            label=_("Masalah %(number)s") % {"number": number}, required=False, choices=kinds
        )
        asked[f"problem{number}_words"] = WordsField(
            max_length=500, label=_("Keterangan masalah %(number)s") % {"number": number}
        )
    return asked


def of_the_photos(photos: Sequence[FormPhoto]) -> Questions:
    """Which state each attached photo shows."""
    stages = [("", _("Bukan foto kemajuan")), *PhotoStage.choices]
    return {
        f"photo{photo.pk}": forms.ChoiceField(
            label=photo.label,
            help_text=photo.place,
            required=False,
            choices=stages,
            widget=AskingRadio(choices=stages),
        )
        for photo in photos
    }
