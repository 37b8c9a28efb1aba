"""What the kinds of progress reports need beside their rules: which grant a change is about, and
what a reviewer should look at twice."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from dak.models import Grant, ProgressPhoto, ProgressProblem, ProgressReport
from dak.queries.cautions import Caution, cautions
from dak.queries.ledger import ledger_of, stored_rows
from dak.queries.matters import matter_of_grant
from registry.changes.change import Change
from registry.queries.matter import Matter
from sentra.lib.keys import plain_number

# Kinds that bring a report of their own.
BRINGS_REPORT = ("progress.record", "progress.revise")
GRANTS = ("sentra", "regency", "province")
# A key no stored row has; the reports of an act are counted down from here.
PROPOSED_KEY = 2**62


def grant_of_report(change: Change) -> Matter | None:
    """The grant a report is about: the one it names, or that of the report it mends."""
    if change.target:
        return _of_stored(ProgressReport, change.target, "progress_reports")
    return _of_code(change.values.get("grant"))


def grant_of_problem(change: Change) -> Matter | None:
    """The grant of the report a problem belongs to; None for a report of the same act."""
    return _of_line(ProgressProblem, "problems", change)


def grant_of_photo(change: Change) -> Matter | None:
    """The grant of the report a photo belongs to; None for a report of the same act."""
    return _of_line(ProgressPhoto, "photos", change)


def _of_line(model: type[Any], name: str, change: Change) -> Matter | None:
    if change.target:
        return _of_stored(model, change.target, f"progress_reports__{name}")
    return _of_stored(ProgressReport, change.values.get("report"), "progress_reports")


def _of_code(code: Any) -> Matter | None:
    grant = Grant.objects.in_force().select_related(*GRANTS).filter(code=str(code)[:60]).first()
    return matter_of_grant(grant) if grant else None


def _of_stored(model: type[Any], key: Any, path: str) -> Matter | None:
    number = plain_number(key)
    if number is None:
        return None
    grant = Grant.objects.select_related(*GRANTS).filter(**{path: number}).first()
    return matter_of_grant(grant) if grant else None


def doubts(changes: Iterable[Change]) -> list[Caution]:
    """What is doubtful about the reports these changes bring, as the ledger would stand with them;
    empty where a value cannot be read, since the checks say so."""
    found: list[Caution] = []
    for number, change in enumerate(changes):
        if change.kind in BRINGS_REPORT:
            found += _doubts_of(change, PROPOSED_KEY - number)
    return found


def outliers(changes: Sequence[Change]) -> list[str]:
    """The same in sentences, for the risk of a proposal (settings OUTLIERS)."""
    return [doubt.sentence for doubt in doubts(changes)]


def _doubts_of(change: Change, key: int) -> list[Caution]:
    head = Grant.objects.filter(code=str(change.values.get("grant"))[:60]).values().first()
    row = _row(change, key)
    if head is None or row is None:
        return []
    rows = stored_rows([head["id"]])
    rows["progress"] = [*rows["progress"], {**row, "grant_id": head["id"]}]
    return [one for one in cautions(ledger_of(head, rows)) if one.row == key]


def _row(change: Change, key: int) -> dict[str, Any] | None:
    """The report as its row would stand; None where a value is not legible."""
    row: dict[str, Any] = {
        "id": key,
        "is_withdrawn": False,
        "component_id": None,
        "corrects_id": None,
        "period_kind": change.values.get("period_kind"),
        "unit_words": str(change.values.get("unit_words") or ""),
    }
    for name in ("component", "corrects"):
        text = str(change.values.get(name) or "")
        row[f"{name}_id"] = int(text) if text.isdecimal() else None
    try:
        for name in ("as_of_on", "physical_percent", "amount_idr", "output_volume"):
            value = change.values.get(name)
            field: Any = ProgressReport._meta.get_field(name)
            row[name] = None if value in (None, "") else field.to_python(value)
    except (ArithmeticError, ValueError, TypeError, ValidationError):
        return None
    return row if row["as_of_on"] is not None and row["physical_percent"] is not None else None
