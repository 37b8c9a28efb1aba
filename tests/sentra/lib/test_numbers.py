"""Claims about reading numbers: Indonesian only, exact, and never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.lib.figures import Figure
from sentra.lib.numbers import (
    MAX_NUMBER,
    NumberProblem,
    format_exact,
    format_for_input,
    format_number,
    format_rupiah,
    parse_decimal,
    parse_figure,
    parse_rupiah,
    parse_whole_number,
    spell_amount,
)

AMOUNTS = st.integers(min_value=0, max_value=MAX_NUMBER)
DECIMALS = st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False)


def refusal(read, text):
    """Return the refusal of `text` by `read`."""
    with pytest.raises(NumberProblem) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("6629", 6629),
        ("6.629", 6629),
        ("18.500", 18500),
        ("  1.234.567 ", 1234567),
        ("\u00a093507\u00a0", 93507),
        ("6.629,00", 6629),
        ("25,0", 25),
        ("007", 7),
        (str(MAX_NUMBER), MAX_NUMBER),
    ],
)
def test_parse_whole_number_reads_indonesian_numbers(text, number):
    assert parse_whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,080,000", "number.english_separators"),
        ("5,748", "number.english_separators"),
        ("5,000", "number.english_separators"),
        ("1,080.50", "number.english_separators"),
        ("18.5", "number.english_separators"),
        ("0.75", "number.english_separators"),
        ("675.0007", "number.malformed"),
        ("1.234.56", "number.malformed"),
        ("1.23.456", "number.malformed"),
        ("1.234,567.89", "number.malformed"),
        ("93 507", "number.malformed"),
        ("9 + 9", "number.malformed"),
        ("3,62012E+11", "number.malformed"),
        ("1e5", "number.malformed"),
        ("belasan", "number.malformed"),
        ("٣", "number.malformed"),
        ("", "number.malformed"),
        ("-", "number.malformed"),
        ("25 orang", "number.malformed"),
        ("12,5", "number.not_whole"),
        ("0,500", "number.not_whole"),
        ("-5", "number.negative"),
        ("−5", "number.negative"),
        ("1" + "0" * 18, "number.too_large"),
        ("9" * 5000, "number.too_large"),
    ],
)
def test_parse_whole_number_refuses_with_a_code_and_the_value_seen(text, code):
    problem = refusal(parse_whole_number, text)

    assert problem.code == code
    assert problem.value == text
    assert text[:50] in problem.sentence


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234.567,89", "1234567.89"),
        ("18,5", "18.5"),
        ("18500", "18500"),
        ("18.500,0", "18500.0"),
        ("5,748", "5.748"),
        (" 246.265,69 ", "246265.69"),
        ("1.234.567", "1234567"),
        ("0,075", "0.075"),
    ],
)
def test_parse_decimal_reads_indonesian_numbers(text, number):
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,080,000", "number.english_separators"),
        ("18.5", "number.english_separators"),
        ("0.500", "number.english_separators"),
        ("675.0007", "number.malformed"),
        (",5", "number.malformed"),
        ("5,", "number.malformed"),
        ("1,1234567890123", "number.malformed"),
        ("NaN", "number.malformed"),
        ("-1,5", "number.negative"),
        ("1000000000000000000,5", "number.too_large"),
    ],
)
def test_parse_decimal_refuses_with_a_code(text, code):
    assert refusal(parse_decimal, text).code == code


def test_parse_decimal_asks_which_of_two_readings_is_meant():
    problem = refusal(parse_decimal, "18.500")

    assert problem.code == "number.ambiguous"
    assert problem.readings == [Decimal("18500"), Decimal("18.5")]
    assert "18.500 atau 18,5" in problem.sentence
    assert parse_decimal("18500") == 18500


def test_a_refusal_becomes_a_problem_on_the_field():
    problem = refusal(parse_whole_number, "1,080,000").problem("unit_count")

    assert (problem.code, problem.field, problem.value) == (
        "number.english_separators",
        "unit_count",
        "1,080,000",
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp5.345.000.000,00", 5_345_000_000),
        ("Rp. 31.366.000.000,00", 31_366_000_000),
        ("Rp 6.000.000.000,-", 6_000_000_000),
        ("rp6.000,--", 6_000),
        ("IDR 750.000.000", 750_000_000),
        ("3561305614", 3_561_305_614),
        ("Rp 1,2 miliar", 1_200_000_000),
        ("1,2 miliar rupiah", 1_200_000_000),
        ("Rp.31,366 Milyar", 31_366_000_000),
        ("Rp 20,4 M", 20_400_000_000),
        ("19,3 M", 19_300_000_000),
        ("Rp 18 Miliyar", 18_000_000_000),
        ("Rp 18 Mliyar", 18_000_000_000),
        ("Rp200 juta", 200_000_000),
        ("Rp 785 jt", 785_000_000),
        ("Rp500 ribu", 500_000),
        ("Rp1,5 triliun", 1_500_000_000_000),
        ("Rp0", 0),
    ],
)
def test_parse_rupiah_reads_what_sources_print(text, amount):
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rp. 3.508.972.00", "number.malformed"),
        ("Rp12.2 miliar", "number.english_separators"),
        ("Rp1,080,000,000", "number.english_separators"),
        ("Rp5,748", "number.english_separators"),
        ("R1,4 Miliyar", "number.malformed"),
        ("Rp 12 M (Otsus+DAK)", "number.malformed"),
        ("belasan miliar", "number.malformed"),
        ("Rp", "number.malformed"),
        ("Rp 5 dolar", "number.malformed"),
        ("", "number.malformed"),
        ("Rp1.000,50", "number.not_whole"),
        ("Rp1,23456 ribu", "number.not_whole"),
        ("-Rp5.000", "number.negative"),
        ("Rp -5.000", "number.negative"),
        ("Rp9.999.999 triliun", "number.too_large"),
    ],
)
def test_parse_rupiah_refuses_with_a_code_and_the_value_seen(text, code):
    problem = refusal(parse_rupiah, text)

    assert problem.code == code
    assert problem.value == text


def test_parse_rupiah_asks_about_one_group_before_a_scale_word():
    problem = refusal(parse_rupiah, "Rp 1.234 miliar")

    assert problem.code == "number.ambiguous"
    assert problem.readings == [1_234_000_000_000, 1_234_000_000]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("30", Figure.exact(30)),
        ("6.629", Figure.exact(6629)),
        ("lebih dari 18", Figure.at_least(18, "lebih dari 18")),
        ("sekurang-kurangnya 18", Figure.at_least(18, "sekurang-kurangnya 18")),
        ("tak kurang dari 300", Figure.at_least(300, "tak kurang dari 300")),
        ("800 lebih", Figure.at_least(800, "800 lebih")),
        ("> 18", Figure.at_least(18, "> 18")),
        (">=18", Figure.at_least(18, ">=18")),
        ("≥ 18", Figure.at_least(18, "≥ 18")),
        ("kurang dari 20", Figure.at_most(20, "kurang dari 20")),
        ("paling banyak 20", Figure.at_most(20, "paling banyak 20")),
        ("tidak lebih dari 20", Figure.at_most(20, "tidak lebih dari 20")),
        ("hampir 4.000", Figure.at_most(4000, "hampir 4.000")),
        ("≤ 20", Figure.at_most(20, "≤ 20")),
        ("Sekitar  500", Figure.about(500, "Sekitar 500")),
        ("kurang lebih 500", Figure.about(500, "kurang lebih 500")),
        ("±500", Figure.about(500, "±500")),
        ("~ 500", Figure.about(500, "~ 500")),
        ("400-700", Figure.between(400, 700, "400-700")),
        ("400–700", Figure.between(400, 700, "400–700")),
        ("700 - 1.000", Figure.between(700, 1000, "700 - 1.000")),
        ("400 sampai 700", Figure.between(400, 700, "400 sampai 700")),
        ("400 s.d. 700", Figure.between(400, 700, "400 s.d. 700")),
        ("400 s/d 700", Figure.between(400, 700, "400 s/d 700")),
        ("antara 400 dan 700", Figure.between(400, 700, "antara 400 dan 700")),
    ],
)
def test_parse_figure_reads_the_words_of_doubt(text, figure):
    assert parse_figure(text) == figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Rp 9 miliar", Figure.exact(9 * 10**9)),
        ("Rp 6.000.000,-", Figure.exact(6 * 10**6)),
        ("hingga Rp4 miliar", Figure.at_most(4 * 10**9, "hingga Rp4 miliar")),
        ("hampir Rp 8 miliar", Figure.at_most(8 * 10**9, "hampir Rp 8 miliar")),
        ("Rp 28 Milyar lebih", Figure.at_least(28 * 10**9, "Rp 28 Milyar lebih")),
        ("±Rp7 miliar", Figure.about(7 * 10**9, "±Rp7 miliar")),
        (
            "Rp 1,5-2 miliar",
            Figure.between(1_500_000_000, 2 * 10**9, "Rp 1,5-2 miliar"),
        ),
        (
            "Rp500 juta–Rp1 miliar",
            Figure.between(500 * 10**6, 10**9, "Rp500 juta–Rp1 miliar"),
        ),
    ],
)
def test_parse_figure_reads_amounts_of_the_grants_press(text, figure):
    assert parse_figure(text, read=parse_rupiah) == figure


def test_parse_figure_reads_quantities_with_decimals():
    figure = parse_figure("18,5–20", read=parse_decimal)

    assert figure == Figure.between(Decimal("18.5"), 20, "18,5–20")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("belasan", "number.malformed"),
        ("puluhan", "number.malformed"),
        ("sekitar 50 warga", "number.malformed"),
        ("lebih dari 1,080,000", "number.english_separators"),
        ("700-400", "number.range_reversed"),
        ("-5", "number.negative"),
        ("sekitar", "number.malformed"),
        ("400-", "number.malformed"),
        ("", "number.malformed"),
    ],
)
def test_parse_figure_refuses_what_is_no_figure(text, code):
    assert refusal(parse_figure, text).code == code


def test_parse_figure_asks_about_an_ambiguous_bound():
    def reads_decimals(text):
        return parse_figure(text, read=parse_decimal)

    assert refusal(reads_decimals, "lebih dari 18.500").code == "number.ambiguous"


@given(AMOUNTS)
def test_a_formatted_whole_number_reads_back(number):
    assert parse_whole_number(format_number(number)) == number


@given(DECIMALS)
def test_a_decimal_in_a_form_field_reads_back_without_a_question(number):
    assert parse_decimal(format_for_input(number)) == number


@given(DECIMALS.filter(lambda number: number % 1 != 0))
def test_a_formatted_decimal_reads_back(number):
    assert parse_decimal(format_exact(number)) == number


@given(AMOUNTS)
def test_a_formatted_amount_reads_back(amount):
    assert parse_rupiah(format_rupiah(amount)) == amount


@given(st.integers(1, 999_999), st.sampled_from([10**3, 10**6, 10**9]))
def test_a_short_echo_reads_back_or_is_asked_about(thousandths, size):
    amount = thousandths * size // 1000

    try:
        read = parse_rupiah(spell_amount(amount))
    except NumberProblem as problem:
        # An amount taken apart ("1 juta 234 ribu 567 rupiah") is for eyes only.
        assert problem.code == "number.malformed"
        assert spell_amount(amount).count(" ") > 2
    else:
        assert read == amount


@given(st.text(max_size=30))
def test_no_text_is_read_as_anything_but_a_number_or_a_number_problem(text):
    for read in (parse_whole_number, parse_decimal, parse_rupiah, parse_figure):
        try:
            read(text)
        except NumberProblem as problem:
            assert problem.code.startswith("number.")
