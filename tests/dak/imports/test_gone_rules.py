"""A row that the rule files no longer have is withdrawn from a database that loaded it before; what
a person recorded or changed is not the loader's to withdraw."""

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from dak.imports import rules
from dak.imports.rules import GONE_REASON, load_rules
from dak.models import DisbursementMode, Gate, Holiday, Tranche
from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Record
from registry.queries.as_of import event_model
from tests.cast import Cast
from tests.factories import ACTOR
from tests.factories.rules import make_holiday, make_line

pytestmark = pytest.mark.django_db
ONE_OFF = "ta-2018-one-off"


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of the rule files that a test may shorten; loaded once as they are."""
    folder = tmp_path / "data"
    shutil.copytree(rules.DATA, folder, ignore=shutil.ignore_patterns("*.md"))
    monkeypatch.setattr(rules, "DATA", folder)
    load_rules(ACTOR)
    return folder


def lose(folder: Path, file: str, start: str) -> None:
    """Take the rows that begin so out of a file."""
    path = folder / f"{file}.csv"
    lines = path.read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines), f"{file} has no such row"
    path.write_text("".join(kept))


def by_staff(cast: Cast, kind: str, row: Any, **values: Any) -> None:
    """What somebody of the ministry does to a row in the admin."""
    target = getattr(row, "code", "") or str(row.pk)
    actor = policy.actor_for(cast.ministry_staff)
    change = Change(kind, values, target, row.version)
    apply_batch(Act((change,), actor, ChangeSource.ADMIN, "Diperiksa"))
    row.refresh_from_db()


def in_force(row: Any) -> bool:
    row.refresh_from_db()
    return not row.is_withdrawn


def written() -> int:
    """Events of everything a rule file holds."""
    models = {file.model for file in rules.FILES}
    return sum(event_model(model)._default_manager.count() for model in models)


def test_a_row_its_file_lost_is_withdrawn_with_the_reason_and_a_second_run_writes_nothing(
    files: Path,
) -> None:
    day = Holiday.objects.get(day="2019-05-01")
    lose(files, "holidays", "2019-05-01")

    counts = load_rules(ACTOR)

    assert not in_force(day)
    last = event_model(Holiday)._default_manager.filter(pgh_obj_id=day.pk).latest("pgh_id")
    assert last.pgh_context["reason"] == GONE_REASON
    assert {count.noun: count.withdrawn for count in counts if count.withdrawn} == {"holiday": 1}
    before = written()
    assert all(count.is_unchanged for count in load_rules(ACTOR))
    assert written() == before


def test_a_row_leaves_with_its_lines(files: Path) -> None:
    mode = DisbursementMode.objects.get(code="ta-2018-staged")
    tranches = list(Tranche.objects.filter(mode=mode))
    gates = list(Gate.objects.filter(tranche__in=tranches))
    assert tranches and gates
    for file in ("modes", "tranches", "gates"):
        lose(files, file, "ta-2018-staged")

    load_rules(ACTOR)

    rows: list[Record] = [mode, *tranches, *gates]
    assert [in_force(row) for row in rows] == [False] * len(rows)
    assert in_force(DisbursementMode.objects.get(code=ONE_OFF))


def test_what_a_person_changed_stays(files: Path, cast: Cast) -> None:
    tranche = Tranche.objects.get(code=f"{ONE_OFF}-1")
    by_staff(cast, "tranche.correct", tranche, share_words="diperiksa")
    lose(files, "tranches", ONE_OFF)
    lose(files, "modes", ONE_OFF)

    load_rules(ACTOR)

    assert in_force(tranche)
    # The mode itself nobody touched, but a tranche in force belongs to it.
    assert in_force(tranche.mode)


def test_what_a_person_recorded_stays_and_so_does_what_it_belongs_to(
    files: Path, cast: Cast
) -> None:
    own = make_holiday("2031-08-17")
    tranche = Tranche.objects.get(code="ta-2018-staged-1")
    source = tranche.source.code
    make_line("gate.record", tranche=tranche.code, kind="output", minimum_percent=1, source=source)
    lose(files, "tranches", "ta-2018-staged-1")

    load_rules(ACTOR)

    assert in_force(own) and in_force(tranche)


def test_what_a_person_put_back_stays_in_force(files: Path, cast: Cast) -> None:
    day = Holiday.objects.get(day="2019-05-01")
    lose(files, "holidays", "2019-05-01")
    load_rules(ACTOR)
    day.refresh_from_db()
    by_staff(cast, "holiday.restore", day)

    load_rules(ACTOR)

    assert in_force(day)


def test_a_row_that_comes_back_to_its_file_is_put_back(files: Path) -> None:
    day = Holiday.objects.get(day="2019-05-01")
    whole = (files / "holidays.csv").read_text()
    lose(files, "holidays", "2019-05-01")
    load_rules(ACTOR)
    (files / "holidays.csv").write_text(whole)

    load_rules(ACTOR)

    assert in_force(day)


def test_a_deadline_that_followed_the_calendar_does_not_make_a_row_somebodys(files: Path) -> None:
    tranche = Tranche.objects.get(code="ta-2019-staged-3")
    make_holiday("2019-12-16")
    lose(files, "overrides", "ta-2019-staged-3")
    load_rules(ACTOR)
    tranche.refresh_from_db()
    assert tranche.version > 0
    lose(files, "tranches", "ta-2019-staged-3")
    lose(files, "gates", "ta-2019-staged-3")

    load_rules(ACTOR)

    assert not in_force(tranche)


def test_the_command_tells_what_it_withdrew(files: Path) -> None:
    lose(files, "holidays", "2019-05-01")
    said = StringIO()

    call_command("load_dak_rules", stdout=said)

    assert "58 hari libur, 1 ditarik" in said.getvalue()
