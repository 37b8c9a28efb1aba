"""Codes people type: the public code of a sentra and Kemendagri's dotted region codes.

Whether a code belongs to a row is asked of the database elsewhere; here only its form is judged.
"""

from __future__ import annotations

import random
import re
import secrets

from django.utils.translation import gettext_lazy as _

from sentra.lib.problems import UnreadableValue, problem_code

# Crockford's base 32: no I, L, O, U, so that a code read aloud or off paper survives.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SENTRA_PREFIX = "ST"
_BODY_LENGTH = 6

REGION_LEVELS = ("province", "regency", "district", "village")

SENTRA_CODE_MALFORMED = problem_code(
    "sentra_code.malformed",
    _("{value} bukan kode sentra. Bentuknya ST-XXXXXX-X, misalnya ST-000000-0."),
)
SENTRA_CODE_CHECK = problem_code(
    "sentra_code.check_character",
    _("Kode sentra {value} salah ketik: karakter terakhir tidak cocok. Periksa kembali kode itu."),
)
REGION_CODE_MALFORMED = problem_code(
    "region_code.malformed",
    _(
        "{value} bukan kode wilayah Kemendagri. Tulis dengan titik dan nol, misalnya 51, 51.04, "
        "51.04.01 atau 51.04.01.2005."
    ),
)
REGION_CODE_WITHOUT_SYSTEM = problem_code(
    "region_code.without_system",
    _(
        "Kode wilayah {value} tanpa titik bisa berarti kode Kemendagri atau kode BPS, yang "
        "menunjuk wilayah berbeda. Tulis kode Kemendagri dengan titik, misalnya 51.04."
    ),
)

_TYPED_AWAY = re.compile(r"[\s\-‐‑‒–—]+")
_LOOK_ALIKES = str.maketrans("ILO", "110")
_REGION_CODE = re.compile(r"[1-9][0-9](?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
_SYSTEM_RANDOM = secrets.SystemRandom()


class CodeProblem(UnreadableValue):
    """A code that is refused for its form."""


def new_public_code(rng: random.Random = _SYSTEM_RANDOM) -> str:
    """Return a random public code `ST-XXXXXX-C`; uniqueness is the database's word."""
    body = "".join(rng.choice(ALPHABET) for _position in range(_BODY_LENGTH))
    return f"{SENTRA_PREFIX}-{body}-{check_character(body)}"


def normalise_public_code(text: str) -> str:
    """Return the code as stored; case, blanks and hyphens do not count, I and L are 1, O is 0.

    Raises CodeProblem for another form or a check character that does not fit.
    """
    seen = text.strip()
    typed = _TYPED_AWAY.sub("", text)
    typed = typed.upper() if typed.isascii() else ""
    prefix, rest = typed[: len(SENTRA_PREFIX)], typed[len(SENTRA_PREFIX) :].translate(_LOOK_ALIKES)
    if (
        prefix != SENTRA_PREFIX
        or len(rest) != _BODY_LENGTH + 1
        or any(sign not in ALPHABET for sign in rest)
    ):
        raise CodeProblem(SENTRA_CODE_MALFORMED, seen)
    body, check = rest[:-1], rest[-1]
    if check_character(body) != check:
        raise CodeProblem(SENTRA_CODE_CHECK, seen)
    return f"{SENTRA_PREFIX}-{body}-{check}"


def check_character(body: str) -> str:
    """Return the Luhn mod 32 character: it catches every single slip and every swap but 0Z."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        addend = ALPHABET.index(sign) * (1 if place % 2 else 2)
        total += addend // len(ALPHABET) + addend % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def normalise_region_code(text: str) -> str:
    """Return a dotted Kemendagri code (`51`, `51.04`, `51.04.01`, `51.04.01.2005`), or refuse.

    Digits without dots beyond a province are refused: of the 514 regencies, 199 carry another
    four-digit code at BPS than at Kemendagri (counted for 2020, semester 2, in the relation table
    zakiego/Kode-Wilayah-Administrasi-Indonesia-Relasi-BPS-Kemendagri).
    """
    seen = text.strip()
    if _REGION_CODE.fullmatch(seen):
        return seen
    if len(seen) > 2 and seen.isascii() and seen.isdigit():
        raise CodeProblem(REGION_CODE_WITHOUT_SYSTEM, seen)
    raise CodeProblem(REGION_CODE_MALFORMED, seen)


def region_level(code: str) -> str:
    """Return province, regency, district or village; CodeProblem for a malformed code."""
    return REGION_LEVELS[normalise_region_code(code).count(".")]


def parent_code(code: str) -> str | None:
    """Return the code one level up, None for a province."""
    return normalise_region_code(code).rpartition(".")[0] or None
