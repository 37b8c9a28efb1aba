"""The files of dak/data: as many rows as the README says, plain CSV, nobody's personal data, and
every name they use is one of theirs."""

import csv
import re
from pathlib import Path

import pytest

import dak

DATA = Path(dak.__file__).parent / "data"
FILES = sorted(DATA.glob("*.csv"))
PERSONAL = (
    re.compile(r"(?<![\d.])(?:\+?62|0)8\d{7,11}(?!\d)"),
    re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE),
)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_has_the_rows_its_readme_states(path: Path) -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")

    stated = re.search(rf"`{path.name}`.*\| (\d+) \|", readme)
    assert stated is not None
    assert len(rows(path.stem)) == int(stated[1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_plain_rectangular_csv_without_personal_data(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    table = list(csv.reader(text.splitlines()))
    cells = [cell for line in table for cell in line]

    assert "\r" not in text and not text.startswith("\ufeff") and text.endswith("\n")
    assert {len(line) for line in table} == {len(table[0])}
    assert [cell for cell in cells if cell != cell.strip()] == []
    assert [c for c in cells if "://" not in c and any(p.search(c) for p in PERSONAL)] == []


def test_every_source_that_is_named_exists_and_every_one_is_used() -> None:
    known = {row["code"] for row in rows("sources")}
    named = {row["source"] for path in FILES for row in rows(path.stem) if row.get("source")}
    figures = {row["source_code"] for row in rows("published_statistics")}

    assert named <= known
    assert known - named - figures == {"dak-juknis-2019", "dak-juknis-2021"}


def test_a_source_named_in_both_files_has_one_address() -> None:
    known = {row["code"]: row["url"] for row in rows("sources")}
    twice = [row for row in rows("published_statistics") if row["source_code"] in known]

    assert twice
    assert [row["code"] for row in twice if row["url"] != known[row["source_code"]]] == []
