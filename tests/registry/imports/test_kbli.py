"""KBLI of an edition from a file: recorded, corrected, refused whole."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from registry.models import Kbli

pytestmark = pytest.mark.django_db


def written(path: Path, *rows: str, header: str = "code,title") -> Path:
    file = path / "kbli.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def load(file: Path, edition: int) -> str:
    lines = StringIO()
    call_command("load_kbli", str(file), "--edition", str(edition), stdout=lines)
    return lines.getvalue().strip()


def test_the_same_digits_mean_something_else_in_another_edition(tmp_path: Path) -> None:
    load(written(tmp_path, "13121,Pertenunan (uji)"), 2020)
    load(written(tmp_path, "13121,Judul lain (uji)"), 2025)

    assert list(Kbli.objects.values_list("code", "edition", "title")) == [
        ("2020-13121", 2020, "Pertenunan (uji)"),
        ("2025-13121", 2025, "Judul lain (uji)"),
    ]


def test_a_second_run_corrects_what_differs_and_leaves_the_rest(tmp_path: Path) -> None:
    load(written(tmp_path, "13121,Satu", "13122,Dua"), 2020)

    said = load(written(tmp_path, "13121,Satu baru"), 2020)

    assert said == "KBLI 2020: 1 kode, 0 baru, 1 diperbaiki."
    assert list(Kbli.objects.values_list("title", "version")) == [("Satu baru", 1), ("Dua", 0)]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        (("1312,Pendek",), "code,title"),
        (("13121,Satu", "13121,Lain"), "code,title"),
        (("13121,Satu",), "kode,judul"),
        (("13121,",), "code,title"),
    ],
    ids=["four digits", "twice", "other columns", "no title"],
)
def test_a_file_with_a_fault_is_refused_whole(
    tmp_path: Path, rows: tuple[str, ...], header: str
) -> None:
    with pytest.raises(CommandError):
        load(
            written(
                tmp_path, "10110,Baik" if header == "code,title" else "1,2", *rows, header=header
            ),
            2020,
        )

    assert not Kbli.objects.exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"tidak-ada\.csv"):
        load(tmp_path / "tidak-ada.csv", 2020)
