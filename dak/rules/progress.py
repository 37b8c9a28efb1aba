"""Rules of progress reports: cumulative values never fall, money stays within what the grant has,
dates lie where the report says, corrections keep to their part, photos are the region's own. The
money checks are those of the dossier (3.5), as for absorption."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.choices import GrantStage, PhotoStage, ReportPeriod
from dak.models import Grant, ProgressReport, ProgressTarget
from dak.queries.ledger import Ledger, Row
from dak.rules.breach import Breach
from registry.models import Attachment
from registry.rules.draft import Draft, Facts
from sentra.lib.number_format import format_exact, format_rupiah, spell_amount
from sentra.lib.problems import Problem, ProblemCode, problem_code

PHYSICAL_FALLS = problem_code(
    "progress.physical_falls",
    _(
        "Kemajuan fisik kumulatif turun dari {earlier}% menjadi {value}% pada {day}. Bila laporan"
        " yang lama keliru, kirim koreksi atas laporan itu dengan alasannya."
    ),
)
MONEY_FALLS = problem_code(
    "progress.money_falls",
    _(
        "Realisasi keuangan kumulatif turun dari {earlier} menjadi {value} pada {day}. Bila"
        " laporan yang lama keliru, kirim koreksi atas laporan itu dengan alasannya."
    ),
)
OUTPUT_FALLS = problem_code(
    "progress.output_falls",
    _(
        "Volume keluaran kumulatif turun dari {earlier} menjadi {value} {unit} pada {day}. Bila"
        " laporan yang lama keliru, kirim koreksi atas laporan itu dengan alasannya."
    ),
)
OVER_CEILING = problem_code(
    "progress.over_ceiling",
    _("Realisasi {value} ({words}) melebihi pagu {ceiling}. Periksa jumlah nolnya."),
)
OVER_CONTRACTS = problem_code(
    "progress.over_contracts",
    _("Realisasi {value} ({words}) melebihi nilai seluruh kontrak {contracts}."),
)
OVER_DISBURSED = problem_code(
    "progress.over_disbursed",
    _("Realisasi {value} sampai {day} melebihi penyaluran sampai tanggal itu ({paid})."),
)
BEFORE_YEAR = problem_code(
    "progress.before_year",
    _("{value} mendahului tahun anggaran {year}. Periksa tahun pada tanggalnya."),
)
BEFORE_QUARTER = problem_code(
    "progress.before_quarter",
    _("Triwulan {quarter} baru mulai {begins}; keadaan per {value} belum termasuk di dalamnya."),
)
NOTHING_TO_REPORT = problem_code(
    "progress.not_allocated",
    _("Hibah ini berstatus “{value}”, jadi belum ada pekerjaan yang dapat dilaporkan."),
)
REVISES_OTHER_PART = problem_code(
    "progress.revises_other_part",
    _("Laporan {value} tentang bagian lain dari hibah ini. Koreksi menyebut bagian yang sama."),
)
REVISES_WITHDRAWN = problem_code(
    "progress.revises_withdrawn",
    _("Laporan {value} sudah ditarik, jadi tidak dapat dikoreksi. Kirim laporan baru."),
)
NO_PHOTO = problem_code(
    "progress_photo.no_photo", _("Lampiran {value} bukan foto, atau sudah ditarik.")
)
FOREIGN_PHOTO = problem_code(
    "progress_photo.foreign", _("Foto {value} bukan milik kantor di wilayah hibah ini.")
)
PHOTO_TOO_EARLY = problem_code(
    "progress_photo.too_early",
    _("Foto keadaan {value} tidak cocok dengan kemajuan fisik {percent}%."),
)
TARGET_FALLS = problem_code(
    "progress_target.falls",
    _("Target kumulatif turun dari {earlier}% menjadi {value}% pada {day}."),
)
TARGET_MONEY_FALLS = problem_code(
    "progress_target.money_falls",
    _("Target keuangan kumulatif turun dari Rp{earlier} menjadi Rp{value} pada {day}."),
)
# Stages in which nothing can have been built with this money.
UNFUNDED = (
    GrantStage.PROMISED,
    GrantStage.PROPOSED,
    GrantStage.ZERO_ALLOCATION,
    GrantStage.CANCELLED,
)
# What must be reached before a photo can show it.
SHOWS_FROM = {PhotoStage.START: 0, PhotoStage.HALF: 25, PhotoStage.FULL: 75}


# --- the curve and the money, judged over the ledger as it will stand


def progress_fits(ledger: Ledger) -> Iterator[Breach]:
    """The reports in force of the grant and of each component: never falling, never above what the
    grant has."""
    for part, rows in curves(ledger.of("progress")).items():
        yield from _rises(rows)
        yield from _within_money(ledger, part, rows)


def curves(rows: Sequence[Row]) -> dict[int | None, list[Row]]:
    """Reports by component (None: the whole grant), oldest first."""
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["as_of_on"], row["id"])):
        found[row["component_id"]].append(row)
    return found


def _rises(rows: Sequence[Row]) -> Iterator[Breach]:
    highest: dict[str, Any] = {}
    for row in rows:
        day = f"{row['as_of_on']:%d/%m/%Y}"
        unit = row["unit_words"].casefold()
        measured: tuple[tuple[str, str, ProblemCode, Any], ...] = (
            ("physical_percent", "physical_percent", PHYSICAL_FALLS, format_exact),
            ("amount_idr", "amount_idr", MONEY_FALLS, format_rupiah),
            ("output_volume", f"output_volume {unit}", OUTPUT_FALLS, format_exact),
        )
        for name, measure, code, shown in measured:
            value, earlier = row[name], highest.get(measure)
            if value is None:
                continue
            if earlier is not None and value < earlier:
                problem = code.problem(
                    name, shown(value), earlier=shown(earlier), day=day, unit=row["unit_words"]
                )
                yield Breach("progress", problem, row["id"])
            highest[measure] = value if earlier is None else max(value, earlier)


def _within_money(ledger: Ledger, part: int | None, rows: Sequence[Row]) -> Iterator[Breach]:
    high, contracted = _limit(ledger, part), ledger.contracted if part is None else None
    has_paid = part is None and bool(ledger.of("disbursement"))
    for row in rows:
        amount = row["amount_idr"]
        if amount is None:
            continue
        shown, words = format_rupiah(amount), spell_amount(amount)
        if high is not None and amount > high:
            problem = OVER_CEILING.problem(
                "amount_idr", shown, words=words, ceiling=format_rupiah(high)
            )
            yield Breach("progress", problem, row["id"])
        if contracted is not None and amount > contracted:
            problem = OVER_CONTRACTS.problem(
                "amount_idr", shown, words=words, contracts=format_rupiah(contracted)
            )
            yield Breach("progress", problem, row["id"])
        paid = ledger.disbursed_by(row["as_of_on"])
        if has_paid and amount > paid:
            day = f"{row['as_of_on']:%d/%m/%Y}"
            problem = OVER_DISBURSED.problem("amount_idr", shown, day=day, paid=format_rupiah(paid))
            yield Breach("progress", problem, row["id"])


def _limit(ledger: Ledger, part: int | None) -> int | None:
    """The ceiling of the grant, or of the component where it is still in force."""
    if part is None:
        return ledger.ceiling.high
    return next((row["amount_idr"] for row in ledger.of("component") if row["id"] == part), None)


# --- one report


def work_is_funded(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Only a grant that was allocated has work to report."""
    grant = _grant(draft, facts)
    if grant and draft.is_new and grant["stage"] in UNFUNDED:
        words = str(GrantStage(grant["stage"]).label)
        yield NOTHING_TO_REPORT.problem("grant", words)


def day_in_period(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A report lies in or after the fiscal year, and not before the quarter it closes."""
    grant, day = _grant(draft, facts), draft.row["as_of_on"]
    year = grant.get("fiscal_year") or grant.get("year_from")
    if not draft.is_new or not year:
        return
    shown = f"{day:%d/%m/%Y}"
    if day < date(year, 1, 1):
        yield BEFORE_YEAR.problem("as_of_on", shown, year=year)
        return
    quarter = draft.row["period_number"]
    is_quarter = draft.row["period_kind"] == ReportPeriod.QUARTER and 1 <= quarter <= 4
    begins = date(year, 3 * quarter - 2, 1) if is_quarter else day
    if day < begins:
        yield BEFORE_QUARTER.problem(
            "as_of_on", shown, quarter=quarter, begins=f"{begins:%d/%m/%Y}"
        )


def revises_the_same_part(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A correction speaks of the part the earlier report spoke of, and of one that stands."""
    row = _named(draft, facts, ProgressReport, "corrects_id")
    if not row:
        return
    if row["is_withdrawn"]:
        yield REVISES_WITHDRAWN.problem("corrects", row["id"])
    elif row["component_id"] != draft.row["component_id"]:
        yield REVISES_OTHER_PART.problem("component", row["id"])


def photo_of_the_region(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A photo in force, of an office in the region of the grant or above it, that can show what it
    is said to show."""
    photo = _named(draft, facts, Attachment, "attachment_id")
    report = _named(draft, facts, ProgressReport, "report_id")
    if not photo or not report:
        return
    if photo["stored_type"] != "jpeg" or photo["is_withdrawn"]:
        yield NO_PHOTO.problem("attachment", photo["id"])
    grant = _stored(facts, Grant, report["grant_id"])
    if photo["province_id"] not in (None, grant.get("province_id")) or (
        photo["regency_id"] not in (None, grant.get("regency_id"))
    ):
        yield FOREIGN_PHOTO.problem("attachment", photo["id"])
    stage = draft.row["stage"]
    if report["physical_percent"] < SHOWS_FROM.get(stage, 0):
        yield PHOTO_TOO_EARLY.problem(
            "stage", str(PhotoStage(stage).label), percent=format_exact(report["physical_percent"])
        )


def targets_rise(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The plan of a grant falls neither in work nor in money from one date to the next; a target
    without an amount says nothing about money. Told once, at the last of its rows in the act."""
    grant = draft.row["grant_id"]
    drafts = [d for d in facts.drafts if d.model is ProgressTarget and d.row["grant_id"] == grant]
    if draft is not drafts[-1]:
        return
    found: Any = ProgressTarget.objects.filter(grant_id=grant).values()
    stored: dict[int, dict[str, Any]] = {row["id"]: row for row in found}
    drafted = {other.row["id"]: other.row for other in drafts}
    rows = [row for row in {**stored, **drafted}.values() if not row["is_withdrawn"]]
    for name, code in (("physical_percent", TARGET_FALLS), ("amount_idr", TARGET_MONEY_FALLS)):
        told = [row for row in rows if row[name] is not None]
        for earlier, row in pairwise(sorted(told, key=lambda row: row["due_on"])):
            if row[name] < earlier[name]:
                yield code.problem(
                    name,
                    format_exact(row[name]),
                    earlier=format_exact(earlier[name]),
                    day=f"{row['due_on']:%d/%m/%Y}",
                )


def _grant(draft: Draft, facts: Facts) -> Row:
    return _stored(facts, Grant, draft.row["grant_id"])


def _named(draft: Draft, facts: Facts, model: type[Any], attname: str) -> Row:
    """The row a draft points to; empty where it points nowhere."""
    return _stored(facts, model, draft.row[attname])


def _stored(facts: Facts, model: type[Any], pk: int | None) -> Row:
    """A row the act names, as the act leaves it; one statement a noun and act."""
    key = ("progress names", model)
    if key not in facts.remembered:
        drafted = {d.row["id"]: d.row for d in facts.drafts if d.model is model}
        wanted = set()
        for draft in facts.drafts:
            for field in draft.model._meta.concrete_fields:
                if field.related_model is model:
                    wanted.add(draft.row[field.attname])
        wanted |= {pk}
        stored = model._default_manager.filter(pk__in=wanted - {None} - set(drafted)).values()
        facts.remembered[key] = {row["id"]: row for row in stored} | drafted
    found = facts.remembered[key]
    if pk is not None and pk not in found:
        found[pk] = model._default_manager.filter(pk=pk).values().first() or {}
    return found.get(pk, {})
