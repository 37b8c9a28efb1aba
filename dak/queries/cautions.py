"""What is doubtful about the money of a grant and still allowed: cautions, each with a code and a
sentence an officer reads beside the figures. What is refused stands in dak.rules.money.

The bounds of plausibility and the gap between physical and financial progress are the registry's
own and no law's."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.choices import ClaimStage
from dak.models.grant import OF_CEILINGS
from dak.queries.ledger import ContractState, Ledger, Row, ledgers
from sentra.lib.number_format import format_number, format_rupiah, spell_amount
from sentra.lib.problems import ProblemCode, problem_code

# Per sentra and year: below or above, somebody may have typed thousands or millions.
LEAST_LIKELY, MOST_LIKELY = 10_000_000, 100_000_000_000
# Percentage points between what is built and what is paid that deserve a question.
WIDE_GAP = Decimal(25)

UNIT_DOUBTFUL = problem_code(
    "caution.unit_doubtful",
    _("{what} {value} ({words}) di luar yang lazim untuk satu sentra setahun. Satuannya rupiah?"),
)
OVER_WORK_PLAN = problem_code(
    "caution.contracts_over_work_plan",
    _("Nilai kontrak {value} melebihi RK {plan}. Bila selisihnya dari APBD, catat sebagai hibah."),
)
ENDS_AFTER_YEAR = problem_code(
    "caution.contract_ends_after_year",
    _("Kontrak {value} selesai {day}, sesudah tahun anggaran {year}, tanpa adendum."),
)
DAYS_DIFFER = problem_code(
    "caution.contract_days_differ",
    _("Kontrak {value} disebut {stated} hari kalender, sedangkan tanggalnya memberi {counted}."),
)
PROGRESS_GAP = problem_code(
    "caution.progress_gap",
    _("Kemajuan fisik {value}% dan keuangan {spent}% berselisih jauh. Periksa keduanya."),
)
REPORT_GAP = problem_code(
    "caution.report_gap",
    _(
        "Menurut laporan {day} kemajuan fisik {value}%, sedangkan keuangan {spent}% dari pagu."
        " Periksa keduanya, juga satuan rupiahnya."
    ),
)
REPORT_AFTER_YEAR = problem_code(
    "caution.report_after_year",
    _("Laporan per {value} sesudah tahun anggaran {year} berakhir. Sebutkan dasarnya."),
)
SPENT_WITHOUT_PAYMENT = problem_code(
    "caution.absorbed_without_disbursement",
    _("Terserap {value}, tetapi penyalurannya belum tercatat."),
)
LEFTOVER_DIFFERS = problem_code(
    "caution.leftover_differs",
    _("Sisa dana dinyatakan {value}, sedangkan penyaluran dikurangi penyerapan ialah {rest}."),
)
SPENT_OVER_CEILING = problem_code(
    "caution.claimed_over_ceiling",
    _("Satu sumber menyebut {what} {value}, lebih dari pagu {ceiling}. Periksa keduanya."),
)
AMOUNT_UNREADABLE = problem_code(
    "caution.amount_unreadable",
    _("Satu sumber mencetak “{value}”, yang tidak terbaca sebagai rupiah. Tidak dihitung."),
)


@dataclass(frozen=True)
class Caution:
    """One doubt: its code, the noun and the row it is about (0: the grant), and its sentence."""

    code: str
    noun: str
    sentence: str
    row: int = 0


def caution_of(code: ProblemCode, noun: str, value: Any, row: int = 0, **params: Any) -> Caution:
    """A doubt in words."""
    return Caution(code.code, noun, code.sentence(value, **params), row)


def cautions_of(grants: Iterable[int]) -> dict[int, list[Caution]]:
    """What is doubtful about each of these grants, as they stand in the tables."""
    return {pk: cautions(ledger) for pk, ledger in ledgers(grants).items()}


def cautions(ledger: Ledger) -> list[Caution]:
    """Every doubt about one grant, in the order of the money chain."""
    return [caution for check in CHECKS for caution in check(ledger)]


def is_plausible(amount: int, n_sentra: int = 1) -> bool:
    """Whether an amount can be rupiah for so many sentra in one year; zero is an answer."""
    return amount == 0 or LEAST_LIKELY <= amount <= MOST_LIKELY * max(n_sentra, 1)


def units(ledger: Ledger) -> Iterator[Caution]:
    """Amounts that look like thousands or millions of rupiah, said in words."""
    n_sentra = len(ledger.of("share")) or 1
    for noun, what, name in AMOUNTS:
        for row in ledger.of(noun):
            amount = row[name]
            if amount is not None and not is_plausible(amount, n_sentra):
                yield caution_of(
                    UNIT_DOUBTFUL,
                    noun,
                    format_rupiah(amount),
                    row["id"],
                    what=str(what),
                    words=spell_amount(amount),
                )


AMOUNTS = (
    ("claim", _("Nilai menurut sumber"), "amount_idr"),
    ("component", _("Pagu komponen"), "amount_idr"),
    ("work_plan", _("Nilai RK"), "amount_idr"),
    ("contract", _("Nilai kontrak"), "amount_idr"),
    ("addendum", _("Nilai adendum"), "amount_idr"),
    ("disbursement", _("Penyaluran"), "amount_idr"),
    ("absorption", _("Penyerapan"), "amount_idr"),
    ("progress", _("Realisasi keuangan"), "amount_idr"),
)


def contracts(ledger: Ledger) -> Iterator[Caution]:
    """Contracts above the plan, after the year, or of another length than they say."""
    total, plan = ledger.contracted, ledger.work_plan
    if total is not None and plan is not None and total > plan:
        yield caution_of(OVER_WORK_PLAN, "contract", format_rupiah(total), plan=format_rupiah(plan))
    for state in ledger.contracts:
        yield from _contract(ledger.grant, state)


def _contract(grant: Row, state: ContractState) -> Iterator[Caution]:
    row, year = state.row, grant["fiscal_year"]
    name = row["number"] or row["subject"]
    end = row["ends_on"]
    if end is not None and year and end > date(year, 12, 31) and not state.is_extended:
        yield caution_of(
            ENDS_AFTER_YEAR, "contract", name, row["id"], day=f"{end:%d/%m/%Y}", year=year
        )
    if end is None or row["starts_on"] is None or row["calendar_day_count"] is None:
        return
    counted = (end - row["starts_on"]).days + 1  # both days are working days of the contract
    if counted != row["calendar_day_count"]:
        yield caution_of(
            DAYS_DIFFER,
            "contract",
            name,
            row["id"],
            stated=row["calendar_day_count"],
            counted=counted,
        )


def spending(ledger: Ledger) -> Iterator[Caution]:
    """Spent without a payment on record, and a remainder that is not what is left."""
    spent, paid = ledger.absorbed, ledger.disbursed
    if spent and paid is None:
        yield caution_of(SPENT_WITHOUT_PAYMENT, "absorption", format_rupiah(spent))
    for row in ledger.of("leftover"):
        rest = None if spent is None or paid is None else paid - spent
        if rest is not None and rest != row["amount_idr"]:
            yield caution_of(
                LEFTOVER_DIFFERS,
                "leftover",
                format_rupiah(row["amount_idr"]),
                row["id"],
                rest=format_rupiah(rest),
            )


def progress(ledger: Ledger) -> Iterator[Caution]:
    """Physical progress far from the money spent, where both are on record."""
    physical = _physical(ledger)
    spent, ceiling = ledger.absorbed, ledger.ceiling.high
    if physical is None or spent is None or not ceiling:
        return
    financial = Decimal(spent) * 100 / Decimal(ceiling)
    if abs(physical - financial) >= WIDE_GAP:
        yield caution_of(
            PROGRESS_GAP,
            "absorption",
            format_number(physical, 1),
            spent=format_number(financial, 1),
        )


def reports(ledger: Ledger) -> Iterator[Caution]:
    """Reports dated after the fiscal year, and those whose progress is far from their money."""
    ceiling, year = ledger.ceiling.high, ledger.grant["fiscal_year"]
    parts = {row["id"]: row["amount_idr"] for row in ledger.of("component")}
    for row in ledger.of("progress"):
        day = row["as_of_on"]
        if year and day > date(year, 12, 31):
            yield caution_of(REPORT_AFTER_YEAR, "progress", f"{day:%d/%m/%Y}", row["id"], year=year)
        whole = ceiling if row["component_id"] is None else parts.get(row["component_id"])
        if row["amount_idr"] is None or not whole:
            continue
        financial = Decimal(row["amount_idr"]) * 100 / Decimal(whole)
        if abs(row["physical_percent"] - financial) >= WIDE_GAP:
            yield caution_of(
                REPORT_GAP,
                "progress",
                format_number(row["physical_percent"], 1),
                row["id"],
                spent=format_number(financial, 1),
                day=f"{day:%d/%m/%Y}",
            )


def _physical(ledger: Ledger) -> Decimal | None:
    """The furthest physical progress a source tells of."""
    told = [row["physical_percent"] for row in ledger.of("claim")]
    return max((percent for percent in told if percent is not None), default=None)


def claimed(ledger: Ledger) -> Iterator[Caution]:
    """Sources that speak of more paid or spent than the ceiling, or than their own amount of it."""
    for row in ledger.of("claim"):
        own = row["amount_idr_high"] if row["stage"] in OF_CEILINGS else None
        known = [limit for limit in (ledger.ceiling.high, own) if limit is not None]
        limit = min(known, default=None)
        for what, amount in _spent(row):
            if limit is not None and amount is not None and amount > limit:
                yield caution_of(
                    SPENT_OVER_CEILING,
                    "claim",
                    format_rupiah(amount),
                    row["id"],
                    what=str(what),
                    ceiling=format_rupiah(limit),
                )


def _spent(row: Row) -> Iterator[tuple[Any, int | None]]:
    yield _("penyerapan"), row["realised_idr"]
    if row["stage"] == ClaimStage.ABSORBED:
        yield _("penyerapan"), row["amount_idr_low"]
    if row["stage"] == ClaimStage.DISBURSED:
        yield _("penyaluran"), row["amount_idr_low"]


def unreadable(ledger: Ledger) -> Iterator[Caution]:
    """Amounts kept as printed, since nobody can read them."""
    for row in ledger.of("claim"):
        if row["unreadable_amount"]:
            yield caution_of(AMOUNT_UNREADABLE, "claim", row["unreadable_amount"], row["id"])


CHECKS: tuple[Callable[[Ledger], Iterator[Caution]], ...] = (
    units,
    contracts,
    spending,
    progress,
    reports,
    claimed,
    unreadable,
)
