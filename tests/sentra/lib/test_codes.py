"""Claims about codes: slips of the pen are caught, a region code without its system is refused."""

import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sentra.lib.codes import (
    ALPHABET,
    CodeProblem,
    check_character,
    new_public_code,
    normalise_public_code,
    normalise_region_code,
    parent_code,
    region_level,
)

BODIES = st.text(ALPHABET, min_size=6, max_size=6)


def public_code(body):
    """Return the public code of a body."""
    return f"ST-{body}-{check_character(body)}"


def refused_code(read, text):
    """Return the problem code with which `read` refuses `text`."""
    with pytest.raises(CodeProblem) as caught:
        read(text)
    assert caught.value.value == text.strip()
    return caught.value.code


def test_the_alphabet_has_32_signs_and_no_look_alikes():
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_a_new_code_has_its_form_and_reads_back():
    code = new_public_code()

    assert re.fullmatch(rf"ST-[{ALPHABET}]{{6}}-[{ALPHABET}]", code)
    assert normalise_public_code(code) == code


def test_a_seeded_generator_gives_the_same_codes():
    codes = [[new_public_code(random.Random(7)) for _n in range(3)] for _run in range(2)]

    assert codes[0] == codes[1]


def test_new_codes_differ():
    assert len({new_public_code() for _n in range(200)}) == 200


@given(BODIES)
def test_case_blanks_hyphens_and_look_alikes_do_not_count(body):
    code = public_code(body)
    sloppy = code.lower().replace("-", " ").replace("1", "l").replace("0", "o")

    assert normalise_public_code(sloppy) == code
    assert normalise_public_code(code.replace("-", "")) == code
    assert normalise_public_code(f" {code.replace('-', '–')} ") == code
    assert normalise_public_code(code[:3] + code[3:].replace("1", "I")) == code


@given(BODIES, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_caught(body, place, sign):
    signs = list(body + check_character(body))
    assume(signs[place] != sign)
    signs[place] = sign

    typed = f"ST-{''.join(signs[:6])}-{signs[6]}"

    assert refused_code(normalise_public_code, typed) == "sentra_code.check_character"


@given(BODIES, st.integers(0, 5))
def test_two_swapped_neighbours_are_caught_unless_they_are_0_and_z(body, place):
    signs = list(body + check_character(body))
    assume(signs[place] != signs[place + 1])
    assume({signs[place], signs[place + 1]} != {"0", "Z"})
    signs[place], signs[place + 1] = signs[place + 1], signs[place]

    typed = f"ST-{''.join(signs[:6])}-{signs[6]}"

    assert refused_code(normalise_public_code, typed) == "sentra_code.check_character"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ST",
        "ST-00000-0",
        "ST-0000000-0",
        "SX-000000-0",
        "000000-0",
        "ST-00U000-0",
        "ST-00!000-0",
        "ST-00é000-0",
        "S7-000000-0",
        "1",
    ],
)
def test_another_form_is_refused(typed):
    assert refused_code(normalise_public_code, typed) == "sentra_code.malformed"


def test_the_code_in_the_error_sentence_is_a_valid_example():
    assert normalise_public_code("ST-000000-0") == "ST-000000-0"


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("51", "province", None),
        ("51.04", "regency", "51"),
        ("51.04.01", "district", "51.04"),
        ("51.04.01.2005", "village", "51.04.01"),
    ],
)
def test_a_dotted_code_tells_its_level_and_its_parent(code, level, parent):
    assert normalise_region_code(f" {code} ") == code
    assert (region_level(code), parent_code(code)) == (level, parent)


@pytest.mark.parametrize("typed", ["5104", "510401", "5104012005", "1116", "511"])
def test_a_region_code_without_dots_is_refused_because_its_system_is_unknown(typed):
    assert refused_code(normalise_region_code, typed) == "region_code.without_system"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "5",
        "01",
        "51.4",
        "91.1",
        "51.04.",
        "51,04",
        "51.04.012005",
        "51.04.01.205",
        "51.04.01.2005.1",
        "Bali",
        "٥١",
    ],
)
def test_a_malformed_region_code_is_refused(typed):
    assert refused_code(normalise_region_code, typed) == "region_code.malformed"


@pytest.mark.parametrize("read", [region_level, parent_code])
def test_level_and_parent_refuse_what_is_no_code(read):
    assert refused_code(read, "5104") == "region_code.without_system"
