"""What the database refuses, and what our own source must not contain; the same checks that the
mutants are tried with."""

import pytest

from tests.faults import refusals


@pytest.mark.usefixtures("planted")
class TestDatabase:
    """On a database as migrate makes it."""

    def test_forbidden_statements_are_refused(self) -> None:
        assert refusals.forbidden_statements() == []

    def test_stale_saves_are_refused(self) -> None:
        assert refusals.stale_saves() == []

    def test_every_write_leaves_one_history_row(self) -> None:
        assert refusals.history_is_kept() == []

    def test_declared_triggers_are_in_force(self) -> None:
        assert refusals.inventory() == []


def test_no_form_takes_all_fields_and_no_money_is_a_float() -> None:
    assert refusals.careless_files() == []


def test_source_check_notices_a_form_that_takes_all_fields() -> None:
    text = "class Meta:\n    fields = '__all__'\n"

    assert refusals.careless_source(text, "form", handles_money=False) == [
        "form:2 takes all fields"
    ]


def test_source_check_notices_money_as_float() -> None:
    text = "ceiling = models.FloatField()\nshare = float(ceiling)\n"

    assert sorted(refusals.careless_source(text, "model", handles_money=True)) == [
        "model:1 FloatField",
        "model:2 float()",
    ]


def test_every_file_without_money_exists_and_holds_a_float() -> None:
    free = {refusals.named(path): path for path in refusals.source_files()}

    for name in refusals.NO_MONEY_HERE:
        assert "float" in free[name].read_text(encoding="utf-8").lower(), name
