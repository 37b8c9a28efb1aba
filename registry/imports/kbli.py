"""KBLI classes from a CSV of codes and titles into one edition. A row that differs is corrected,
one that is missing in the file is left alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.imports.reference import apply_changes
from registry.models import Kbli
from registry.policy import Actor
from sentra.lib.problems import ChangeRejected, Problem, problem_code
from sentra.lib.tabular import read_csv

REASON = "KBLI edisi {edition} dari berkas"
COLUMNS = {"code", "title"}

WRONG_COLUMNS = problem_code(
    "kbli.wrong_columns", _("Berkas KBLI harus mempunyai kolom code dan title. Terbaca: {value}.")
)
TWICE_IN_FILE = problem_code(
    "kbli.twice_in_file", _("Kode {value} tertulis dua kali dengan judul yang berbeda.")
)


@dataclass(frozen=True)
class KbliCount:
    """What became of a file: classes in it, recorded, corrected."""

    total: int
    created: int
    corrected: int


def load_kbli(path: Path, edition: int, actor: Actor) -> KbliCount:
    """Bring one edition in as one act. Raises ChangeRejected with every problem, or writes all."""
    titles = _titles(path)
    stored = {row.class_code: row for row in Kbli.objects.filter(edition=edition)}
    changes = list(_changes(titles, stored, edition))
    apply_changes(changes, actor=actor, reason=REASON.format(edition=edition))
    created = sum(change.kind == "kbli.record" for change in changes)
    return KbliCount(len(titles), created, len(changes) - created)


def _titles(path: Path) -> dict[str, str]:
    titles: dict[str, str] = {}
    problems: list[Problem] = []
    for row in read_csv(path):
        if not set(row) >= COLUMNS:
            raise ChangeRejected([WRONG_COLUMNS.problem("file", ", ".join(row))])
        code, title = row["code"].strip(), " ".join(row["title"].split())
        if titles.setdefault(code, title) != title:
            problems.append(TWICE_IN_FILE.problem("code", code))
    if problems:
        raise ChangeRejected(problems)
    return titles


def _changes(titles: dict[str, str], stored: dict[str, Kbli], edition: int) -> Iterator[Change]:
    for code, title in titles.items():
        row = stored.get(code)
        if row is None:
            values = {"class_code": code, "edition": edition, "title": title}
            yield Change("kbli.record", values)
        elif row.title != title:
            yield Change("kbli.correct", {"title": title}, row.code, row.version)
