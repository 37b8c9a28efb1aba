"""Points of regencies from an operator's CSV, compared at once with the photos that wait for them.
Every bad row is told with its line; a file with one writes nothing."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from registry.imports.plan import Plan, Planned, RowProblem
from registry.imports.reference import apply_changes
from registry.models import Attachment, Regency, RegionPoint
from registry.policy import Actor
from sentra.lib.problems import Problem, ProblemCode, problem_code

# The headings that are read; others may stand beside them. A province's row (two digits) is passed
# over: a photo is compared with a regency.
COLUMNS = {"code": "code", "lat": "latitude", "lon": "longitude", "radius_km": "radius_km"}
ALSO_CALLED = {"latitude": "lat", "longitude": "lon", "regency": "code"}

MISSING_COLUMN = problem_code(
    "region_point.missing_column",
    gettext_lazy(
        "Berkas titik wilayah tidak memuat kolom {value}. Perlu: code, lat, lon, radius_km."
    ),
)
NOT_READABLE = problem_code(
    "region_point.not_readable", gettext_lazy("Berkas {value} bukan CSV UTF-8 yang utuh.")
)
WRONG_WIDTH = problem_code(
    "region_point.wrong_width", gettext_lazy("Baris ini berisi {value} kolom, bukan {expected}.")
)
UNKNOWN_REGENCY = problem_code(
    "region_point.unknown_regency", gettext_lazy("Kode kabupaten/kota itu tidak tercatat.")
)
NOT_A_NUMBER = problem_code(
    "region_point.not_a_number", gettext_lazy("Isian itu bukan angka. Tulis desimal dengan titik.")
)
TWICE = problem_code(
    "region_point.twice_in_file", gettext_lazy("Kode itu tertulis lebih dari sekali.")
)
PLACES = {"latitude": Decimal("0.000001"), "longitude": Decimal("0.000001")}
PLACES["radius_km"] = Decimal("0.1")


class BadFile(Exception):
    """A file that is refused whole; one line for each thing that is wrong."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class PointCount:
    """What became of a file: its regencies, recorded, corrected, rows of provinces passed over, and
    photos compared anew."""

    total: int
    created: int
    corrected: int
    passed_over: int
    compared: int


def load_region_points(path: Path, actor: Actor, source_words: str) -> PointCount:
    """Bring the points in as one act, then compare the photos anew. Raises `BadFile` with every
    problem, or writes all; a second run of the same file writes nothing."""
    plan, passed_over = _plan(path, source_words)
    problems = [*plan.problems]
    if not problems:
        changes = tuple(planned.change for planned in plan.planned)
        act = Act(changes, actor, ChangeSource.IMPORT, _("Titik wilayah dari berkas"))
        problems = plan.located(check_batch(act))
    if problems:
        raise BadFile([problem.line for problem in sorted(problems, key=lambda p: p.cell)])
    if plan.planned:
        apply_batch(act)
    created = sum(planned.change.kind == "region_point.record" for planned in plan.planned)
    return PointCount(
        plan.n_rows, created, plan.n_changes - created, passed_over, compare_photos(actor)
    )


def compare_photos(actor: Actor) -> int:
    """Compare every photo that names its place with the points as they are now; how many verdicts
    or distances moved."""
    rows = Attachment.objects.filter(latitude__isnull=False, declared_regency__isnull=False)
    changes = [
        Change("attachment.compare", {}, str(pk), version)
        for pk, version in rows.order_by("pk").values_list("pk", "version")
    ]
    reason = _("Letak foto dibandingkan dengan titik wilayah")
    applied = apply_changes(changes, actor=actor, reason=reason)
    return applied.n_changed if applied else 0


def _plan(path: Path, source_words: str) -> tuple[Plan, int]:
    plan, passed_over = Plan(), 0
    known = set(Regency.objects.values_list("code", flat=True))
    stored = {point.regency_id: point for point in RegionPoint.objects.all()}
    seen: set[str] = set()
    for line, cells in _rows(path, plan):
        code = cells["code"]
        if len(code) == 2 and code.isdigit():
            passed_over += 1
            continue
        plan.n_rows += 1
        fault = UNKNOWN_REGENCY if code not in known else TWICE if code in seen else None
        seen.add(code)
        if fault is not None:
            plan.refuse(line, "code", fault.problem("regency", code))
        values = {name: _number(plan, line, name, cells[name]) for name in PLACES}
        if fault is None and None not in values.values():
            change = _change(code, values, source_words, stored.get(code))
            if change is not None:
                columns = {name: short for short, name in COLUMNS.items()}
                plan.planned.append(Planned(line, change, columns))
    return plan, passed_over


def _rows(path: Path, plan: Plan) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and the four cells of each row; a row of another width is refused."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [ALSO_CALLED.get(name.strip(), name.strip()) for name in next(reader, [])]
            missing = [name for name in COLUMNS if name not in header]
            if missing:
                raise BadFile([_told(MISSING_COLUMN, ", ".join(missing))])
            for cells in reader:
                if len(cells) == len(header):
                    row = dict(zip(header, cells, strict=True))
                    yield (
                        reader.line_num,
                        {name: row[short].strip() for short, name in COLUMNS.items()},
                    )
                elif cells:
                    problem = WRONG_WIDTH.problem("", len(cells), expected=len(header))
                    plan.refuse(reader.line_num, "", problem)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadFile([_told(NOT_READABLE, path.name)]) from error


def _told(code: ProblemCode, value: str) -> str:
    problem: Problem = code.problem("file", value)
    return RowProblem(1, "", problem).line


def _number(plan: Plan, line: int, name: str, text: str) -> Decimal | None:
    try:
        return Decimal(text).quantize(PLACES[name])
    except InvalidOperation:
        short = next(short for short, long in COLUMNS.items() if long == name)
        plan.refuse(line, short, NOT_A_NUMBER.problem(name, text))
        return None


def _change(
    code: str, values: dict[str, Decimal | None], source_words: str, stored: RegionPoint | None
) -> Change | None:
    """What brings the stored point to the file's; None where it is there already."""
    told = {name: str(value) for name, value in values.items()} | {"source_words": source_words}
    if stored is None:
        return Change("region_point.record", {"regency": code, **told})
    is_same = all(getattr(stored, name) == value for name, value in values.items())
    if is_same and stored.source_words == source_words:
        return None
    return Change("region_point.correct", told, str(stored.pk), stored.version)
