"""What the form of a progress report lets people choose from: earlier reports, periods, components,
kinds of problems, and the photos that hang on the form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dak.choices import ReportPeriod
from dak.models import (
    Grant,
    GrantComponent,
    ProgressPhoto,
    ProgressProblemKind,
    ProgressReport,
)
from dak.models.progress import ROMAN
from dak.queries.quarters import Quarter, quarters_of
from registry.choices import ActState, SubmissionKind
from registry.forms.proposing import receipt_in, token_in
from registry.models import Attachment, Office, SubmissionAct
from registry.queries.attachments import ShownAttachment, for_form, for_submission, shown
from registry.queries.returned import returned_submission
from registry.queries.words import Reader, items
from sentra.lib.dates import format_date_short, shown_today, today_wib
from sentra.lib.number_format import format_exact, format_for_input

NEW, REVISE, ADD_PHOTOS, WITHDRAW = "new", "r", "p", "w"
# Two problems an officer has at hand; a third comes with the next report.
ROWS = (1, 2)
TRANCHES = 4
# Reports of this many periods can be chosen to be corrected.
MOST_REPORTS = 12

COMPARED = ("as_of_on", "physical_percent", "amount_idr", "output_volume", "worker_count")

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class PeriodChoice:
    """A period as the form carries it: `quarter-3`."""

    kind: str
    number: int

    @classmethod
    def read(cls, text: str) -> "PeriodChoice":
        """From a value of `period_choices`."""
        kind, _dash, number = text.partition("-")
        return cls(kind, int(number))


@dataclass(frozen=True)
class FormPhoto:
    """One photo that hangs on the form, with what its place says."""

    pk: int
    label: str
    place: str


def report_choices(reports: Sequence[ProgressReport]) -> Choices:
    """A new report, or one on record that is corrected, gains photos or is taken back; newest
    first."""
    recent = list(reversed(reports))[:MOST_REPORTS]
    add = _("Tambah foto pada laporan %(report)s")
    revise, withdraw = _("Koreksi laporan %(report)s"), _("Tarik laporan %(report)s")
    return [
        (NEW, _("Laporan baru")),
        *((f"{REVISE}{row.pk}", revise % {"report": _report_words(row)}) for row in recent),
        *((f"{ADD_PHOTOS}{row.pk}", add % {"report": _report_words(row)}) for row in recent),
        *((f"{WITHDRAW}{row.pk}", withdraw % {"report": _report_words(row)}) for row in recent),
    ]


def report_named(reports: Sequence[ProgressReport], what: str) -> ProgressReport | None:
    """The report that an answer of `report_choices` corrects."""
    return next((row for row in reports if what == f"{REVISE}{row.pk}"), None)


def first_answers(
    grant: Grant, reports: Sequence[ProgressReport], restored: Mapping[str, str]
) -> dict[str, str]:
    """What the form begins with: what was typed before; on the way to correct a report, that
    report; else a new one of the quarter that is due, as of its end or of today."""
    if set(restored) == {"what"}:
        named = report_named(reports, restored["what"])
        if named is not None:
            return as_typed(named)
        restored = {}
    return {**suggested_answers(grant), **restored}


def suggested_answers(grant: Grant) -> dict[str, str]:
    """What stands in a form that nobody has touched: a new report of the quarter that is due."""
    quarter = suggested_period(grant.fiscal_year, today_wib())
    day = shown_today() if quarter is None else f"{quarter.ends_on:%d/%m/%Y}"
    period = "" if quarter is None else f"{ReportPeriod.QUARTER.value}-{quarter.number}"
    return {"what": NEW, "period": period, "as_of_on": day, "component": ""}


def taken_over(
    row: ProgressReport, typed: Mapping[str, str], untouched: Mapping[str, str]
) -> dict[str, str]:
    """Of a report that is corrected, the answers for what was left empty or stands as it was
    proposed before anybody typed; what was typed wins."""
    return {
        name: words
        for name, words in as_typed(row).items()
        if words and typed.get(name, "") in ("", untouched.get(name, ""))
    }


def taken_words(row: ProgressReport, labels: Sequence[str]) -> str:
    """Which answers were taken over, said above the form."""
    if not labels:
        return _("Tidak ada isian yang diambil: semuanya sudah Anda isi.")
    words = {"report": str(row), "named": ", ".join(labels)}
    sentence = _(
        "Diambil dari laporan %(report)s yang dikoreksi: %(named)s. Yang Anda ketik sendiri tidak"
        " diubah."
    )
    return sentence % words


def as_typed(row: ProgressReport) -> dict[str, str]:
    """A report as its form would have been filled in to correct it, so that only what is wrong has
    to be typed anew."""
    figures = ("physical_percent", "output_volume", "worker_count")
    known = {name: getattr(row, name) for name in figures}
    return {
        "what": f"{REVISE}{row.pk}",
        "period": f"{row.period_kind}-{row.period_number}",
        "as_of_on": f"{row.as_of_on:%d/%m/%Y}",
        "component": str(row.component_id or ""),
        "unit_words": row.unit_words,
        "note": row.note,
        "amount_idr": "" if row.amount_idr is None else format_exact(row.amount_idr),
        **{name: format_for_input(value) for name, value in known.items() if value is not None},
    }


def _report_words(row: ProgressReport) -> str:
    words = {
        "period": row.period,
        "day": format_date_short(row.as_of_on),
        "percent": format_exact(row.physical_percent),
    }
    told = _("%(period)s per %(day)s, fisik %(percent)s%%") % words
    return f"{told} ({row.component})" if row.component else told


def compared_words(
    reports: Sequence[ProgressReport], what: str, component: str | None
) -> dict[str, str]:
    """What stands before a report, by "progress.field": the one it corrects, else the newest one
    of the same part."""
    named = [row for row in reports if what == f"{REVISE}{row.pk}"]
    before = named or [row for row in reports if str(row.component_id or "") == (component or "")]
    if not before:
        return {}
    columns = ProgressReport._meta.concrete_fields
    row = {column.attname: getattr(before[-1], column.attname) for column in columns}
    reader = Reader([(ProgressReport, row)])
    told = {item.name: reader.words(item, row) for item in items(ProgressReport)}
    return {f"progress.{name}": words for name in COMPARED if (words := told.get(name))}


def period_choices(year: int | None) -> Choices:
    """Quarters of the fiscal year, and tranches of payment."""
    shown = year or ""
    quarters = [
        (f"{ReportPeriod.QUARTER.value}-{n}", f"Triwulan {roman} {shown}".strip())
        for n, roman in enumerate(ROMAN, start=1)
    ]
    words = _("Tahap penyaluran %(number)s")
    tranches = [
        (f"{ReportPeriod.TRANCHE.value}-{n}", words % {"number": n}) for n in range(1, TRANCHES + 1)
    ]
    return [("", _("Pilih masanya")), *quarters, *tranches]


def suggested_period(year: int | None, today: date) -> Quarter | None:
    """The newest quarter of the fiscal year that has ended."""
    ended = [quarter for quarter in quarters_of(year) if quarter.ends_on < today] if year else []
    return ended[-1] if ended else None


def components_of(grant: Grant) -> Choices:
    """The components in force."""
    rows: Iterable[GrantComponent] = GrantComponent.objects.in_force().filter(grant=grant)
    return [(str(row.pk), row.name) for row in rows]


def problem_kinds() -> Choices:
    """The kinds of problems in use."""
    rows = ProgressProblemKind.objects.filter(is_active=True)
    return list(rows.values_list("code", "name"))


def photos_of(office: Office, token: str, previous: str, grant: Grant) -> list[FormPhoto]:
    """The photos that followed earlier reports, those on the form that this one mends, and its own,
    oldest first."""
    before = returned_submission(office, receipt_in(previous)) if previous else None
    files = late_photos(office, grant)
    files += for_submission(before) if before is not None else []
    own = token_in(token)
    files += for_form(office.pk, own) if own is not None else []
    photos = {file.attachment.pk: file for file in files if file.attachment.is_photo}
    return [_photo(number, file) for number, file in enumerate(photos.values(), start=1)]


def late_photos(office: Office, grant: Grant) -> list[ShownAttachment]:
    """Photos that were attached after the text of an approved report was sent, as long as no report
    shows them; three statements."""
    acts = SubmissionAct.objects.filter(
        kind=SubmissionKind.REPORT, matter_code=grant.code, state=ActState.APPROVED
    )
    sent = acts.filter(submission__office=office).order_by("-pk")
    pairs = sent.values_list("submission__token", "submission__received_at")
    received = dict(pairs[:MOST_REPORTS])
    told = ProgressPhoto.objects.filter(report__grant=grant, is_withdrawn=False)
    rows = Attachment.objects.in_force().filter(office=office, token__in=received)
    unsaid = rows.exclude(pk__in=told.values("attachment")).select_related("declared_regency")
    return [
        shown(row)
        for row in unsaid.order_by("uploaded_at", "pk")
        if row.token is not None and row.uploaded_at > received[row.token]
    ]


def _photo(number: int, file: ShownAttachment) -> FormPhoto:
    caption = file.attachment.caption
    label = _("Foto %(number)s menunjukkan keadaan") % {"number": number}
    return FormPhoto(
        file.attachment.pk, f"{label}: {caption}" if caption else label, file.place_words
    )
