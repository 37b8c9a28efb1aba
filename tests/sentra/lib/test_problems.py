"""Claims about problems: codes are unique, sentences carry the value, refusals carry problems."""

import json
import pickle
from datetime import date
from decimal import Decimal

import pytest

from sentra.lib.problems import (
    CHANGE_CONFLICT,
    PROBLEM_CODES,
    ChangeConflict,
    ChangeRejected,
    Conflict,
    Problem,
    UnreadableValue,
    problem_code,
    registered,
)

CONFLICT = Conflict(
    position=2,
    noun="sentra",
    target="ST-000000-0",
    field="name",
    base="Sentra Perak",
    theirs="Sentra Perak Celuk",
    ours="Sentra Perak Sukawati",
)


@pytest.fixture
def own_codes(monkeypatch):
    """Let a test register codes without leaving them in the real registry."""
    monkeypatch.setattr("sentra.lib.problems.PROBLEM_CODES", {})


def test_problem_code_writes_value_and_params_into_the_sentence(own_codes):
    code = problem_code("profile.workers_below_units", "Tenaga kerja ({value}) < unit ({units}).")

    problem = code.problem("worker_count", 2, units=5)

    assert problem == Problem(
        code="profile.workers_below_units",
        field="worker_count",
        message="Tenaga kerja (2) < unit (5).",
        value=2,
        params={"units": 5},
        position=None,
    )


def test_problem_code_refuses_a_second_sentence_for_one_code(own_codes):
    problem_code("sentra.name_missing", "Nama belum diisi.")

    with pytest.raises(ValueError, match="registered twice"):
        problem_code("sentra.name_missing", "Isi nama.")

    assert registered("sentra.name_missing").sentence() == "Nama belum diisi."


@pytest.mark.parametrize("code", ["", "sentra", "Sentra.name", "sentra.", "sentra name.x", ".x"])
def test_problem_code_refuses_a_code_that_is_not_noun_and_fact(own_codes, code):
    with pytest.raises(ValueError, match=r"noun\.fact"):
        problem_code(code, "Kalimat.")


def test_registered_refuses_a_code_nobody_registered():
    with pytest.raises(KeyError):
        registered("sentra.never_registered")


def test_braces_in_a_typed_value_are_not_read_as_placeholders(own_codes):
    code = problem_code("sentra.name_odd", "Nama {value} janggal.")

    assert code.sentence("{0.__class__}") == "Nama {0.__class__} janggal."


def test_a_long_value_is_shortened_in_the_sentence_and_kept_whole_beside_it(own_codes):
    code = problem_code("sentra.name_long", "Nama {value}.")

    problem = code.problem("name", "a" * 5000)

    assert problem.message == "Nama " + "a" * 99 + "…."
    assert problem.value == "a" * 5000


def test_an_empty_value_is_called_empty_in_the_sentence(own_codes):
    problem = problem_code("number.odd", "{value} bukan angka.").problem("unit_count", "")

    assert (problem.message, problem.value) == ("(kosong) bukan angka.", "")


def test_at_names_the_change_and_leaves_the_problem_as_it_was():
    problem = Problem("sentra.name_missing", "name", "Nama belum diisi.")

    moved = problem.at(3)

    assert (moved.position, problem.position) == (3, None)
    assert moved.at(3) == moved


def test_a_problem_with_unhashable_values_can_stand_in_a_set():
    problem = Problem("a.b", "name", "x", value=[1], params={"y": [2]})

    assert len({problem, problem.at(1), problem.at(1)}) == 2


def test_a_day_is_written_in_words_for_people_and_in_iso_for_machines(own_codes):
    code = problem_code("test.day_in_words", "Tanggal {value} sesudah {end}.")

    problem = code.problem("on", date(2026, 11, 21), end=date(2025, 5, 1))

    assert problem.message == "Tanggal 21 November 2026 sesudah 1 Mei 2025."
    assert problem.as_dict()["value"] == "2026-11-21"
    assert problem.as_dict()["params"] == {"end": "2025-05-01"}


def test_as_dict_gives_plain_json_without_binary_floats():
    problem = Problem(
        "figure.bounds",
        "production",
        "Batas tidak cocok.",
        value=Decimal("1E+3"),
        params={"on": date(2026, 11, 21), "readings": (Decimal("18.50"), 18), "none": None},
        position=0,
    )

    assert json.loads(json.dumps(problem.as_dict())) == {
        "code": "figure.bounds",
        "field": "production",
        "message": "Batas tidak cocok.",
        "value": "1000",
        "params": {"on": "2026-11-21", "readings": ["18.50", 18], "none": None},
        "position": 0,
    }


def test_change_rejected_carries_every_problem_in_order():
    first, second = Problem("a.b", "x", "Satu."), Problem("c.d", "y", "Dua.")

    refusal = ChangeRejected(problem for problem in (first, second))

    assert refusal.problems == (first, second)
    assert str(refusal) == "Satu. Dua."


def test_change_conflict_words_one_problem_for_each_conflict():
    refusal = ChangeConflict([CONFLICT])

    assert isinstance(refusal, ChangeRejected)
    assert refusal.conflicts == (CONFLICT,)
    (problem,) = refusal.problems
    assert (problem.code, problem.field, problem.position) == (CHANGE_CONFLICT.code, "name", 2)
    assert problem.value == "Sentra Perak Sukawati"
    assert "Sentra Perak Celuk" in problem.message


def test_change_conflict_keeps_problems_of_its_own():
    own = Problem("sentra.moved", "province", "Sentra ini sudah pindah.")

    assert ChangeConflict([CONFLICT], [own]).problems == (own,)


@pytest.mark.parametrize(
    "refusal", [ChangeRejected([Problem("a.b", "x", "Satu.")]), ChangeConflict([CONFLICT])]
)
def test_a_refusal_survives_the_way_to_another_process(refusal):
    copy = pickle.loads(pickle.dumps(refusal))

    assert type(copy) is type(refusal)
    assert vars(copy) == vars(refusal)


def test_unreadable_value_turns_into_a_problem_on_a_field(own_codes):
    code = problem_code("number.odd", "{value} janggal, {more}.")

    error = UnreadableValue(code, "12x", more="lihat lagi")

    assert isinstance(error, ValueError)
    assert str(error) == error.sentence == "12x janggal, lihat lagi."
    assert error.problem("unit_count") == code.problem("unit_count", "12x", more="lihat lagi")


# The two that ask, since both readings may be right: which one did you mean, and in which unit.
ASKING = {"choice.near", "caution.unit_doubtful"}


def test_every_registered_sentence_is_a_sentence():
    for code, template in PROBLEM_CODES.items():
        # A hint is a sentence of its own and brings its full stop along.
        ending = ("?",) if code in ASKING else (".", "{hint}")
        assert str(template).endswith(ending), code
        assert "!" not in str(template), code
