"""A file of sentra: refused whole with every problem, or applied whole; unchanged, it asks for
nothing."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.models import DirtyEvent, Sentra
from registry.models.sentra import SentraEvent
from tests.factories import (
    ACTOR,
    make,
    make_commodity,
    make_profile,
    make_sentra,
    make_source,
    make_status,
)

pytestmark = pytest.mark.django_db

CELUK = {
    "name": "Perak Celuk",
    "recognition": "reported",
    "province_code": "51",
    "regency_code": "51.04",
    "district_code": "51.04.01",
    "village_code": "51.04.01.2005",
}


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """`run(row, …, apply=True)` imports a file of these rows; answers what is printed."""

    def run_import(*rows: dict[str, Any], apply: bool = False) -> str:
        path, out = tmp_path / "sentra.csv", StringIO()
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list({name: "" for row in rows for name in row}))
            writer.writeheader()
            writer.writerows(rows)
        how = ["--apply", "--reason", "Daftar dinas 2026"] if apply else []
        call_command("import_sentra", str(path), *how, stdout=out)
        return out.getvalue()

    return run_import


def refused(run: Any, *rows: dict[str, Any]) -> list[str]:
    """The lines of a refusal, which leaves nothing behind."""
    before = (SentraEvent.objects.count(), DirtyEvent.objects.count())
    with pytest.raises(CommandError) as error:
        run(*rows, apply=True)
    assert (SentraEvent.objects.count(), DirtyEvent.objects.count()) == before
    return str(error.value).splitlines()[1:]


def as_row(sentra: Sentra, **cells: Any) -> dict[str, Any]:
    sentra.refresh_from_db()
    return {
        "public_code": sentra.public_code,
        "version": sentra.version,
        "name": sentra.name,
        "province_code": sentra.province_id,
        "regency_code": sentra.regency_id or "",
        **cells,
    }


def test_a_new_sentra_is_registered_with_its_parts(run: Any) -> None:
    silver, source = make_commodity(), make_source()

    said = run(
        {
            **CELUK,
            "commodity_code": silver.code,
            "status": "active",
            "status_on": "24 April 2025",
            "source_code": source.code,
            "figure_year": "2025",
            "unit_count": "1.250",
            "worker_count": "sekitar 3.000",
            "turnover_idr": "Rp1,5-2 miliar",
        },
        apply=True,
    )

    sentra = Sentra.objects.get(name="Perak Celuk")
    profile, status = sentra.yearlyprofile_set.get(), sentra.sentrastatus_set.get()
    assert said.startswith("4 perubahan pada 1 dari 1 baris; 1 sentra baru.")
    assert sentra.village_id == "51.04.01.2005"
    assert sentra.sentracommodity_set.get().is_primary
    assert (str(status.status_on), status.status_precision) == ("2025-04-24", "day")
    assert profile.unit_count == 1250
    assert (profile.worker_count, profile.worker_count_qualifier) == (3000, "~")
    assert (profile.turnover_idr_low, profile.turnover_idr_high) == (1_500_000_000, 2_000_000_000)
    event = SentraEvent.objects.get(pgh_obj=sentra)
    assert (event.pgh_context["reason"], event.pgh_context["source"]) == (
        "Daftar dinas 2026",
        "import",
    )


def test_a_dry_run_writes_nothing(run: Any) -> None:
    said = run(CELUK)

    assert "1 perubahan pada 1 dari 1 baris" in said
    assert "Belum disimpan" in said
    assert not Sentra.objects.exists()


def test_an_unchanged_file_asks_for_no_change(run: Any) -> None:
    sentra, source = make_sentra(name="Perak Celuk"), make_source()
    make_status(sentra, status="active", status_on="2025-04-24", source=source.code)
    make_profile(sentra, year=2025, unit_count=25, source=source.code)
    silver = make_commodity()
    values = {"sentra": sentra.public_code, "commodity": silver.code, "is_primary": True}
    make("sentra_commodity.record", **values)

    said = run(
        as_row(
            sentra,
            commodity_code=silver.code,
            status="active",
            status_on="2025-04-24",
            source_code=source.code,
            figure_year="2025",
            unit_count="25",
            worker_count="",
        ),
        apply=True,
    )

    assert said.startswith("0 perubahan")
    assert SentraEvent.objects.filter(pgh_obj=sentra).count() == 1


def test_a_registered_sentra_is_corrected_by_code_and_version(run: Any) -> None:
    sentra = make_sentra(name="Celuk")
    profile = make_profile(sentra, year=2025, unit_count=25)

    run(
        as_row(sentra, name="Perak Celuk")
        | {"figure_year": 2025, "unit_count": "≥ 30", "profile_version": profile.version},
        apply=True,
    )

    sentra.refresh_from_db()
    profile.refresh_from_db()
    assert sentra.name == "Perak Celuk"
    assert (profile.unit_count, profile.unit_count_qualifier) == (30, ">=")


def test_a_file_made_before_somebody_elses_edit_is_refused(run: Any) -> None:
    sentra = make_sentra(name="Celuk")
    row = as_row(sentra, name="Celuk Kami")
    theirs = Change("sentra.correct", {"name": "Celuk Mereka"}, sentra.public_code, 0)
    apply(theirs, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    lines = refused(run, row)

    assert [line.split(": ")[0] for line in lines] == ["baris 2, kolom version"]
    assert "(record.stale), nilai “0”" in lines[0]
    sentra.refresh_from_db()
    assert sentra.name == "Celuk Mereka"


def test_every_problem_is_told_at_once_with_row_column_code_and_value(run: Any) -> None:
    source = make_source()
    lines = refused(
        run,
        CELUK | {"regency_code": "5104", "figure_year": "2025", "source_code": source.code},
        CELUK | {"name": "Kedua", "recognition": "terkenal"},
        CELUK | {"name": "Ketiga", "unit_count": "1,250", "figure_year": "25"},
        CELUK | {"name": "Keempat", "status_on": "31/02/2025", "status": "active"},
    )

    found = {line.split(": ")[0] + " " + line.split(" (")[-1].split(")")[0] for line in lines}
    assert {
        "baris 2, kolom regency_code region_code.without_system",
        "baris 3, kolom recognition value.not_a_choice",
        "baris 4, kolom unit_count number.english_separators",
        "baris 4, kolom figure_year import.year_malformed",
        "baris 5, kolom status_on date.impossible",
        "baris 5, kolom source_code value.required",
    } <= found
    assert any(line.endswith("nilai “5104”") for line in lines)
    assert not Sentra.objects.exists()


def test_a_village_outside_its_district_is_refused(run: Any) -> None:
    lombok = {
        "name": "Olahan Pangan",
        "recognition": "reported",
        "province_code": "52",
        "regency_code": "52.02",
        "district_code": "52.02.03",
        "village_code": "52.02.12.2002",
    }

    lines = refused(run, lombok)

    assert lines[0].startswith("baris 2, kolom village_code: ")
    assert "(sentra.village_in_district)" in lines[0]


def test_a_code_of_another_level_is_refused(run: Any) -> None:
    lines = refused(run, CELUK | {"village_code": "51.04.01"})

    assert "(import.region_level), nilai “51.04.01”" in lines[0]


def test_a_misspelt_heading_is_refused_and_the_nearest_named(run: Any) -> None:
    lines = refused(run, CELUK | {"unit_cuont": "25"})

    assert lines[0].startswith("baris 1, kolom unit_cuont: ")
    assert "unit_count" in lines[0]


def test_a_missing_heading_is_refused(run: Any) -> None:
    with pytest.raises(CommandError, match="province_code"):
        run({"name": "Tanpa provinsi"})


def test_figures_without_a_year_are_refused(run: Any) -> None:
    lines = refused(run, CELUK | {"unit_count": "25", "source_code": make_source().code})

    assert lines[0].startswith("baris 2, kolom figure_year: ")


def test_a_namesake_in_the_same_regency_is_not_registered_twice(run: Any) -> None:
    sentra = make_sentra(name="Perak Celuk")

    lines = refused(run, CELUK | {"name": "perak  celuk"})

    assert "(import.already_there)" in lines[0]
    assert sentra.public_code in lines[0]


def test_a_correction_without_version_is_refused(run: Any) -> None:
    sentra = make_sentra(name="Celuk")

    lines = refused(run, as_row(sentra, name="Perak Celuk", version=""))

    assert lines[0].startswith("baris 2, kolom version: ")


def test_one_sentra_on_two_rows_and_an_unknown_code_are_refused(run: Any) -> None:
    sentra = make_sentra(name="Celuk")

    lines = refused(
        run, as_row(sentra, name="Satu"), as_row(sentra), as_row(sentra, public_code="ST-000000-0")
    )

    assert [line.split("(")[-1].split(")")[0] for line in lines] == [
        "import.row_twice",
        "import.not_registered",
    ]


def test_another_status_on_the_same_day_is_refused(run: Any) -> None:
    sentra = make_sentra(name="Celuk")
    make_status(sentra, status="active", status_on="2025-01-01")

    lines = refused(run, as_row(sentra, status="closed", status_on="2025-01-01"))

    assert "(import.status_same_day)" in lines[0]


def test_saving_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="alasan"):
        call_command("import_sentra", str(tmp_path / "x.csv"), "--apply")
