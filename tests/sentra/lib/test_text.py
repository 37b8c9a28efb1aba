"""Claims about names and words: what folds together, what is refused, what is nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.lib.problems import registered
from sentra.lib.text import SEARCH_STOP_WORDS, clean_name, fold, fold_words, name_problem, nearest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ba'engas", "Baengas"),
        ("Bu Nuapu’u", "Bu Nuapu'u"),
        ("Ba`engas", "BAENGAS"),
        ("Gunung Gedangan", "Gununggedangan"),
        ("N i a n", "nian"),
        ("Kramat Jati", "Kramatjati"),
        ("D.I. Yogyakarta", "DI Yogyakarta"),
        ("Kupa-kupa", "Kupa Kupa"),
        ("Bau-Bau", "Baubau"),
        ("Soerabaja", "Surabaja"),
        ("Djombang", "Jombang"),
        ("Tjirebon", "Cirebon"),
        ("Pantjor Dao", "Pancor Dao"),
        ("Bandjarmasin", "Banjarmasin"),
        ("Café", "CAFE"),
        ("Sentra\u00a0 Perak", "sentra perak"),
        ("\uff33\uff45ntra", "Sentra"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # h tells villages apart in the official list; similarity search is the place for it.
        ("Labuan Bontong", "Labuhan Bontong"),
        ("Kretek", "Kertek"),
        ("Aik Berik", "Aik Darek"),
        ("Banjar", "Banyar"),
        ("Mesjid Raya", "Mesyid Raya"),
        ("Lalai I", "Lalai II"),
        ("Blok 1", "Blok 2"),
    ],
)
def test_different_names_keep_different_keys(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sentra IKM Bambu Bangli", "sentra ikm bambu bangli"),
        ("Ba'engas, Kec. Labang", "baengas kec labang"),
        ("Lalai I/II", "lalai i ii"),
        ("Kupa-kupa (Halehe)", "kupa kupa halehe"),
        ("ukiran khas Djepara", "ukiran khas jepara"),
        ("  ", ""),
        ("…!?", ""),
    ],
)
def test_fold_words_parts_words_by_one_blank(text, words):
    assert fold_words(text) == words


@pytest.mark.parametrize("modern", ["Banjar", "Panjang", "Mesjid", "Bahari", "Jepara"])
def test_modern_letters_are_left_alone(modern):
    assert fold(modern) == modern.lower()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold_words(fold_words(text)) == fold_words(text)


@given(st.text(max_size=40))
def test_keys_hold_no_blank_and_words_no_double_blank(text):
    assert fold(text).split() == ([fold(text)] if fold(text) else [])
    assert fold_words(text) == " ".join(fold_words(text).split())


@given(st.lists(st.text("abdjotes", min_size=1, max_size=5), max_size=4))
def test_blanks_never_change_the_key(words):
    assert fold(" ".join(words)) == fold("".join(words))


def test_stop_words_are_folded_so_that_tokens_meet_them():
    assert {fold_words(word) for word in SEARCH_STOP_WORDS} == SEARCH_STOP_WORDS
    assert not SEARCH_STOP_WORDS & {"kota", "kab", "kabupaten"}


def test_clean_name_collapses_blanks_of_every_kind_and_composes_accents():
    assert clean_name("  Sentra\u00a0\t Perak\r\nCe\u0301luk ") == "Sentra Perak C\u00e9luk"


@given(st.text(max_size=60))
def test_clean_name_is_stable(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@pytest.mark.parametrize(
    "name", ["Sentra IKM Bambu", "Ba'engas", "Kupa-kupa", "A" * 200, "3 Roda", "Sentra (A+)", ""]
)
def test_ordinary_names_have_no_problem(name):
    assert name_problem(name) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sentra\x00", "text.control_character"),
        ("Sentra\tPerak", "text.control_character"),
        ("\tSentra", "text.control_character"),
        ("\rSentra", "text.control_character"),
        ("Sen\u200btra", "text.control_character"),
        ("Sen\ud800tra", "text.control_character"),
        ("Sentra \u202eagnub", "text.bidi_character"),
        ("\u2066Sentra\u2069", "text.bidi_character"),
        ("=SUM(A1)", "text.formula_start"),
        ("+62", "text.formula_start"),
        ("-Sentra", "text.formula_start"),
        ("@sentra", "text.formula_start"),
        ("  =1+1", "text.formula_start"),
        ("A" * 201, "text.too_long"),
    ],
)
def test_dangerous_names_are_named_by_code(name, code):
    assert name_problem(name) == code
    assert registered(code).problem("name", name).code == code


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_every_sign_that_turns_the_direction_of_text_is_refused(sign):
    assert name_problem(f"Sentra {sign}Perak") == "text.bidi_character"


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("provinc", "province"),
        ("Provinse", "province"),
        ("comodity", "commodity"),
        ("regensi", "regency"),
        ("status", "status"),
        ("sort", None),
        ("q", None),
        ("", None),
        ("verificationsssss", None),
    ],
)
def test_nearest_suggests_within_three_edits_or_nothing(word, choice):
    choices = ["province", "regency", "commodity", "status", "map"]

    assert nearest(word, choices) == choice


def test_nearest_prefers_the_fewest_edits_and_then_the_first():
    assert nearest("kelas", ["kertas", "kelass", "kela"]) == "kelass"


def test_nearest_keeps_to_a_narrower_limit():
    assert nearest("regensi", ["regency"], max_distance=1) is None


@given(st.text("abc", min_size=1, max_size=8), st.text("abc", min_size=1, max_size=8))
def test_nearest_is_as_near_from_either_side(one, other):
    assert (nearest(one, [other]) is None) == (nearest(other, [one]) is None)
