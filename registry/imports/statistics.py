"""Figures that others published into the registry, from a CSV file of any application, in one act.
What is missing is recorded; a code that is known already is left alone, whatever the file says now,
since staff may have corrected it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes
from registry.models import Source, Statistic
from registry.policy import Actor
from sentra.lib.dates import DateProblem, PartialDate, parse_partial_date
from sentra.lib.figures import Figure, FigureProblem
from sentra.lib.problems import ChangeRejected, Problem, problem_code
from sentra.lib.tabular import read_csv

REASON = "Angka terbitan dari sumbernya"
REQUIRED_COLUMNS = (
    "code",
    "scheme",
    "indicator",
    "label",
    "amount",
    "qualifier",
    "unit",
    "province_code",
    "regency_code",
    "reference_on",
    "stage",
    "scope_note",
    "source_code",
    "publisher",
    "published_on",
)
OPTIONAL_COLUMNS = ("high", "stated", "district_code", "area_words", "since_year", "note", "url")
PLAIN = ("code", "scheme", "indicator", "label", "unit", "stage", "scope_note")
FIRST_LINE = 2

NOT_AN_AMOUNT = problem_code(
    "statistic.not_an_amount",
    _(
        "{value} bukan angka. Tulis bilangan dengan titik desimal dan tanpa pemisah ribuan;"
        " kosongkan bila sumber tidak menyebutnya."
    ),
)
CODE_MISSING = problem_code(
    "statistic.code_missing", _("Kode baris kosong. Setiap angka dalam berkas memerlukan kode.")
)
CODE_TWICE = problem_code(
    "statistic.code_twice", _("Kode {value} muncul lebih dari sekali dalam berkas ini.")
)

SOURCE_CONTRADICTS = problem_code(
    "statistic.source_contradicts",
    _("Sumber {value} ditulis dengan penerbit, tanggal, atau alamat lain pada baris sebelumnya."),
)

Row = Mapping[str, str]
CITED = ("publisher", "published_on", "url")


def load_statistics(path: Path, actor: Actor) -> list[LoadCount]:
    """Record the figures of one file that are not there yet, and their sources.

    Raises TabularProblem for a file that is no table of figures, and ChangeRejected with every
    problem at once, `position` being the line in the file; then nothing was written."""
    rows = list(enumerate(read_csv(path, required=REQUIRED_COLUMNS), start=FIRST_LINE))
    problems = list(_file_problems(rows))
    known = set(Statistic.objects.values_list("code", flat=True))
    new = [(line, row) for line, row in rows if row["code"] not in known]
    changes: list[Change] = []
    lines: list[int] = []
    known_sources = set(Source.objects.values_list("code", flat=True))
    new_sources: set[str] = set()
    for line, row in new:
        try:
            made = list(_changes(row, known_sources, new_sources))
        except _Unreadable as refusal:
            problems.append(refusal.problem.at(line))
        else:
            changes += made
            lines += [line] * len(made)
    if problems:
        raise ChangeRejected(sorted(problems, key=lambda problem: problem.position or 0))
    try:
        apply_changes(changes, actor=actor, reason=REASON)
    except ChangeRejected as refused:
        raise ChangeRejected([_at_line(p, lines) for p in refused.problems]) from refused
    return [
        LoadCount("source", len({row["source_code"] for _line, row in rows}), len(new_sources)),
        LoadCount("statistic", len(rows), len(new)),
    ]


class _Unreadable(Exception):
    """A cell that is none; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _at_line(problem: Problem, lines: list[int]) -> Problem:
    return problem.at(lines[problem.position or 0])


def _file_problems(rows: Iterable[tuple[int, Row]]) -> Iterator[Problem]:
    seen: set[str] = set()
    sources: dict[str, tuple[str, ...]] = {}
    for line, row in rows:
        cited = tuple(row.get(name, "") for name in CITED)
        if sources.setdefault(row["source_code"], cited) != cited:
            yield SOURCE_CONTRADICTS.problem("source_code", row["source_code"]).at(line)
        if not row["code"]:
            yield CODE_MISSING.problem("code", "").at(line)
        elif row["code"] in seen:
            yield CODE_TWICE.problem("code", row["code"]).at(line)
        seen.add(row["code"])


def _changes(row: Row, known_sources: set[str], new_sources: set[str]) -> Iterator[Change]:
    """The figure of one row, after its source where neither database nor act has it yet."""
    code, published = row["source_code"], _date(row, "published_on")
    values = _values(row)
    if code and code not in known_sources | new_sources:
        new_sources.add(code)
        yield Change(
            "source.record",
            {
                "code": code,
                "publisher": row["publisher"],
                "url": row.get("url", ""),
                "published_on": published.on.isoformat() if published.on else None,
                "published_precision": published.precision,
            },
            ref=code,
        )
    named = f"@{code}" if code in new_sources else code
    yield Change("statistic.record", {**values, "source": named})


def _date(row: Row, name: str) -> PartialDate:
    try:
        return parse_partial_date(row[name])
    except DateProblem as error:
        raise _Unreadable(error.problem(name)) from error


def _values(row: Row) -> dict[str, Any]:
    reference = _date(row, "reference_on")
    return {
        **{name: row[name] for name in PLAIN},
        "amount": _amount(row),
        "stated": row.get("stated", ""),
        "province": row["province_code"] or None,
        "regency": row["regency_code"] or None,
        "district": row.get("district_code") or None,
        "area_words": row.get("area_words", ""),
        "reference_on": reference.on.isoformat() if reference.on else None,
        "reference_precision": reference.precision,
        "since_year": row.get("since_year") or None,
        "note": row.get("note", ""),
    }


def _amount(row: Row) -> dict[str, Any] | None:
    """The figure as printed; nothing where the source names none, which is not zero."""
    if not row["amount"]:
        return None
    sign = row["qualifier"] or "="
    number = _number(row["amount"])
    high = _number(row["high"]) if row.get("high") else None if sign == ">=" else number
    try:
        return Figure(None if sign == "<=" else number, high, sign).to_json()
    except FigureProblem as error:
        raise _Unreadable(error.problem("amount")) from error


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise _Unreadable(NOT_AN_AMOUNT.problem("amount", text)) from error
    if not number.is_finite() or "e" in text.lower() or "_" in text:
        raise _Unreadable(NOT_AN_AMOUNT.problem("amount", text))
    return number
