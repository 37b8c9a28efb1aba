"""Numbers, dates and doubt as a page writes them: filters, badges and the figure component.

Filter names are the Indonesian words a template writer reads aloud; formats live in
`sentra.lib.numbers` and `sentra.lib.dates`. A missing value is never 0 and never an empty cell.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.lib.dates import format_clock, format_date, format_date_short
from sentra.lib.figures import EXACT, Figure, format_figure
from sentra.lib.numbers import format_number, format_percent, format_rupiah, format_rupiah_short

register = template.Library()

# Sign and colour class, then the word; the shape comes from the badge's family.
EXISTENCE = {
    "active": ("ok", gettext_lazy("Ada")),
    "declining": ("half warn", gettext_lazy("Menurun")),
    "dormant": ("no", gettext_lazy("Tidak beroperasi")),
    "closed": ("no", gettext_lazy("Tutup")),
    "merged": ("no", gettext_lazy("Digabung")),
    "split": ("no", gettext_lazy("Dipecah")),
    "unknown": ("ask", gettext_lazy("Belum dipastikan")),
}
VERIFICATION = {
    "never": ("", gettext_lazy("Belum pernah diverifikasi")),
    "current": ("ok", gettext_lazy("Verifikasi berlaku")),
    "due": ("warn", gettext_lazy("Verifikasi jatuh tempo")),
    "lapsed": ("bad", gettext_lazy("Verifikasi lewat")),
    "disputed": ("odd bad", gettext_lazy("Dibantah")),
}
STAGES = {
    "draft": ("", gettext_lazy("Draf")),
    "submitted": ("info", gettext_lazy("Diajukan")),
    "in_review": ("info", gettext_lazy("Diperiksa")),
    "received": ("info", gettext_lazy("Menunggu putusan")),
    "returned": ("bad", gettext_lazy("Dikembalikan")),
    "approved": ("ok", gettext_lazy("Disetujui")),
    "rejected": ("bad", gettext_lazy("Ditolak")),
    "withdrawn": ("", gettext_lazy("Ditarik pengirimnya")),
    "skipped": ("warn", gettext_lazy("Dilewati")),
    "missing": ("warn", gettext_lazy("Ada yang kurang")),
    # the chain of a DAK grant
    "promised": ("", gettext_lazy("Dijanjikan")),
    "proposed": ("", gettext_lazy("Diusulkan")),
    "allocated": ("info", gettext_lazy("Dialokasikan")),
    "contracted": ("info", gettext_lazy("Dikontrakkan")),
    "finished": ("ok", gettext_lazy("Selesai")),
    "cancelled": ("", gettext_lazy("Dibatalkan")),
    "unknown": ("", gettext_lazy("Tahap belum jelas")),
}
# A figure two calendar years old is still what a yearly report can be expected to hold.
FRESH_YEARS = 2


@register.simple_tag
def belum(words: str = "") -> SafeString:
    """Writes a missing value: *belum dilaporkan*, or other words such as *tidak dirinci*."""
    return format_html('<span class="nil">{}</span>', words or _("belum dilaporkan"))


@register.filter
def angka(value: Any, decimals: int = 0) -> str:
    """6629 → 6.629; missing → *belum dilaporkan*."""
    return belum() if value is None or value == "" else format_number(value, decimals)


@register.filter
def rupiah(value: Any) -> str:
    """5345000000 → Rp5.345.000.000; missing → *belum dilaporkan*."""
    return belum() if value is None or value == "" else format_rupiah(value)


@register.filter
def rupiah_pendek(value: Any) -> str:
    """5345000000 → 5,345 miliar rupiah; missing → *belum dilaporkan*."""
    return belum() if value is None or value == "" else format_rupiah_short(value)


@register.filter
def persen(part: Any, whole: Any) -> str:
    """37 of 152 → 24%, with one decimal below ten; missing or no whole → *belum dilaporkan*."""
    if part is None or part == "" or not whole:
        return belum()
    return format_percent(part, whole)


@register.filter
def tanggal(value: date | datetime | None, precision: str = "day") -> str:
    """21 November 2026, or only as much of it as is known; missing → *tanggal tidak diketahui*."""
    if not value:
        return belum(_("tanggal tidak diketahui"))
    return format_date(_local_day(value), precision or "day")


@register.filter
def tanggal_pendek(value: date | datetime | None, precision: str = "day") -> str:
    """21 Nov 2026, for tables, as deep as known; missing → *tanggal tidak diketahui*."""
    if not value:
        return belum(_("tanggal tidak diketahui"))
    return format_date_short(_local_day(value), precision or "day")


@register.filter
def jam(value: datetime | None, zone: str = "") -> str:
    """Sabtu, 21 November 2026, 14.35 WITA in the viewer's zone, or in the IANA zone given."""
    if not value:
        return belum(_("jam tidak diketahui"))
    return format_clock(value, ZoneInfo(zone or timezone.get_current_timezone_name()))


def _local_day(value: date | datetime) -> date:
    """The calendar day in the viewer's zone; a moment just after midnight WIT is not yesterday."""
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


@register.simple_tag
def measured(low: Any, high: Any = None, qualifier: str = EXACT, unit: str = "") -> str:
    """Writes a figure with its doubt: 6.629, ≥ 18, ≤ 20, ± 500, 500–600, or that it is missing.

    Takes the three columns of a table row, or a Figure alone.
    """
    if isinstance(low, Figure):
        return format_figure(low, unit)
    if low is None and high is None:
        return belum()
    if qualifier == EXACT:
        high = low if high is None else high
    return format_figure(Figure(low, high, qualifier), unit)


def _badge(family: str, css: str, words: object) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', f"{family} {css}".strip(), words)


@register.simple_tag
def badge_existence(status: str) -> SafeString:
    """● Ada, ◐ Menurun, ○ Tutup, ? Belum dipastikan; an unknown code is shown as it is."""
    css, words = EXISTENCE.get(status, ("ask", status))
    return _badge("ada", css, words)


@register.simple_tag
def badge_freshness(year: int | None, this_year: int | None = None) -> SafeString:
    """✓ Data 2025 or ! Data 2019: how old the figures are, apart from whether the sentra lives."""
    if not year:
        return _badge("segar", "old", _("Tahun tidak diketahui"))
    fresh = int(year) >= (this_year or timezone.localdate().year) - FRESH_YEARS
    return _badge("segar", "ok" if fresh else "old warn", _("Data %(year)s") % {"year": int(year)})


@register.simple_tag
def badge_verification(state: str) -> SafeString:
    """Whether an office vouches for the record; computed from dated verifications elsewhere."""
    css, words = VERIFICATION.get(state, ("", state))
    return _badge("verif", css, words)


@register.simple_tag
def badge_stage(stage: str, words: str = "") -> SafeString:
    """Where a submission or a grant stands on its way; other words where a list has its own."""
    css, usual = STAGES.get(stage, ("", stage))
    return _badge("tahap", css, words or usual)


@register.simple_tag
def contoh() -> SafeString:
    """Marks an example beside the thing itself, not in a footnote."""
    return _badge("contoh", "", _("contoh"))


def _figure_value(value: Any) -> str:
    """Words as they are, numbers in Indonesian, a Figure or a (low, high) pair with its doubt."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        low, high = value
        value = Figure.at_least(low) if high is None else Figure.between(low, high)
    return format_figure(value) if isinstance(value, Figure) else format_number(value)


@register.inclusion_tag("components/figure.html")
def figure(label: str, value: Any, unit: str = "", as_of: Any = None, **more: Any) -> dict:
    """Shows a published number the only way it may stand: with unit, date, coverage and a door.

    `more`: precision, part, whole, what (coverage: "37 dari 152 WHAT (24%)"), definition, rows_url,
    rows_text, approved, download_url, api_url (the door), note, big, suppressed, stale, unknown.
    `as_of` is a date or words already written. A value of None reads *belum dilaporkan*.
    """
    part, whole = more.get("part"), more.get("whole")
    missing = value is None or value == "" or bool(more.get("suppressed"))
    doors = ("definition", "rows_url", "approved", "download_url", "api_url")
    is_day = isinstance(as_of, date)
    return {
        **more,
        "label": label,
        "missing": missing,
        "value": "" if missing else _figure_value(value),
        "unit": unit,
        "as_of": tanggal(as_of, more.get("precision", "day")) if is_day else as_of,
        "as_of_iso": _local_day(as_of).isoformat() if is_day else "",
        "share": format_percent(part, whole) if part is not None and whole else "",
        "has_door": any(more.get(name) for name in doors),
    }
