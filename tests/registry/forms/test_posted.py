"""What a body says before any of it is read: the same words however the page carried them."""

import pytest
from django.http import QueryDict

from registry.forms.posted import (
    SeenDraft,
    hidden_json,
    hidden_number,
    listed_words,
    orphans_of,
    posted_words,
)


def test_words_are_known_by_name_whatever_travels_with_them() -> None:
    form = QueryDict("step=send&token=x&seen=y&csrfmiddlewaretoken=z&b=&a=1&basis=%7B%7D")
    hidden = QueryDict("a=1&basis=%7B%7D&step=check&token=x")

    assert posted_words(form) == posted_words(hidden) == {"a": "1", "basis": "{}"}


def test_a_meaning_that_was_picked_is_the_answer() -> None:
    assert posted_words(QueryDict("area=18.500&area_pick=18,5")) == {"area": "18,5"}
    assert posted_words(QueryDict("area=18.500&area_pick=")) == {"area": "18.500"}


def test_several_answers_of_one_name_all_count_and_nul_does_not() -> None:
    assert posted_words(QueryDict("a=1&a=2")) == {"a": "1\n2"}
    assert posted_words(QueryDict("a=%00&b=x%00y")) == {"b": "xy"}


def test_of_a_list_only_answered_lines_count() -> None:
    page = QueryDict("seen_on=2026&a_S1=closed&e_S1=kabar&b_S1=1&e_S2=&b_S2=2&show_regency=32.04")

    assert listed_words(page) == {
        "seen_on": "2026",
        "a_S1": "closed",
        "e_S1": "kabar",
        "b_S1": "1",
    }


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "9" * 5000, '{"a":"\\ud800"}', '{"a":' * 50_000]
)
def test_hidden_words_that_are_no_json_are_nothing(text: str) -> None:
    assert hidden_json(text) is None
    assert SeenDraft.read(text) == SeenDraft()


@pytest.mark.parametrize("value", [True, -1, 2**31, 10**30, float("inf"), "1", None])
def test_what_no_counter_can_have_become_is_no_number(value: object) -> None:
    assert hidden_number(value) is None
    assert hidden_number(7) == 7


def test_a_question_that_is_asked_no_more_keeps_its_words_and_its_name() -> None:
    source = {"facility7_state_words": "runtuh", "facility7_name": "", "step": "send", "own_x": "1"}

    found = orphans_of(source, {"own_x"}, {"facility_state_words": "Keadaannya"})

    assert [(one.name, one.label, one.words) for one in found] == [
        ("facility7_state_words", "Keadaannya", "runtuh")
    ]
