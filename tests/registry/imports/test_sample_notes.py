"""What has no column becomes a sentence; nothing of a row is lost."""

from typing import Any

from registry.imports import sample_notes
from registry.imports.reference import data_rows

EMPTY = dict.fromkeys(data_rows("sample/sentra.csv")[0], "")


def row(**cells: Any) -> dict[str, str]:
    return {**EMPTY, "existence": "unknown", "reported_by": "Koran", **cells}


def note(**cells: Any) -> str:
    return sample_notes.sentra_note(row(**cells), commodity_name="Batik")


def test_a_plain_row_has_only_its_own_words() -> None:
    assert note(notes="Sentra batik.", commodity_text="batik") == "Sentra batik."


def test_a_commodity_that_says_more_is_kept_in_words() -> None:
    assert note(commodity_text="batik incung") == "Komoditas menurut sumber: batik incung."


def test_figures_of_another_scope_are_words() -> None:
    words = note(units="44", units_qualifier="=", figure_scope="unknown", figure_year="2022")

    assert "Angka dengan cakupan yang tidak jelas (2022): 44 unit usaha." in words


def test_capacity_is_not_production() -> None:
    capacity = row(
        production_volume="852200",
        production_unit="lusin",
        production_qualifier="=",
        measure_kind="capacity",
        measure_period="year",
    )

    assert sample_notes.measure_words(capacity) == "kapasitas 852.200 lusin per tahun"


def test_grants_named_by_the_source_are_words_beside_the_claims() -> None:
    words = note(dak_years="2017;2018", dak_amount_idr="70000000000")

    assert words.endswith("DAK menurut sumber: tahun anggaran 2017, 2018; Rp70.000.000.000.")


def test_the_year_of_the_information_is_kept_where_nothing_else_says_it() -> None:
    assert "Tahun data: 2024." in note(figure_year="2024")
    assert "Tahun data" not in note(figure_year="2024", reported_on="2024-03-01")


def test_active_and_declining_is_declining_and_a_dormant_one_keeps_the_word() -> None:
    declining = row(existence="active", condition="declining")
    dormant = row(existence="dormant", condition="declining")

    assert sample_notes.status(declining) == "declining"
    assert sample_notes.evidence(declining) == "Dilaporkan oleh Koran."
    assert sample_notes.status(dormant) == "dormant"
    assert sample_notes.evidence(dormant).endswith("Keadaan menurut sumber: menurun.")
