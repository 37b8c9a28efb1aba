"""English for machinery; of Indonesian words only those of docs/glossary.md."""

import ast
import re

from django.db.models import TextChoices

import dak.choices
import registry.choices
from tests.architecture.source import PACKAGES, ROOT, files, name, nodes, text

CLOSED_LIST = {"sentra", "ikm", "dak", "dinas", "kbli", "nib", "siinas", "krisna", "juknis"}
# Words that have an English identifier here; the list grows with every slip that is found.
HAVE_ENGLISH_WORDS = re.compile(
    "provinsi|kabupaten|kecamatan|kelurahan|desa|dusun|wilayah|komoditas|sektor|pagu|usulan"
    "|penyaluran|penyerapan|jumlah|tenaga|kerja|usaha|nilai|produksi|sumber|keadaan|kantor"
    "|mandat|laporan|tahun|hibah|klaim|profil|catatan|alasan|halaman|daftar|beranda|petugas"
    "|pengguna|instansi|kegiatan|hasil|kemajuan|anggaran|verifikasi|riwayat"
)
# Symbols of figures, and words of official lists (docs/glossary.md).
SYMBOLS = {"=", "~", ">=", "<="}
OFFICIAL_WORDS = {"fisik", "nonfisik", "uptd"}
SAME_IN_BOTH_LANGUAGES = {"admin", "api"}


def words_of(identifier: str) -> set[str]:
    """The words of a snake_case or CamelCase name."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier)
    return set(spaced.lower().split("_"))


def identifiers() -> dict[str, set[str]]:
    """Every name our code gives, by file."""
    found: dict[str, set[str]] = {}
    for path, node in nodes((ast.FunctionDef, ast.ClassDef, ast.arg, ast.Name), *PACKAGES):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            continue
        given = getattr(node, "name", None) or getattr(node, "arg", None) or node.id
        found.setdefault(name(path), set()).add(given)
    for path in files(*PACKAGES):
        found.setdefault(name(path), set()).add(path.stem)
    return found


def test_the_glossary_lists_exactly_the_words_that_stay() -> None:
    page = text(ROOT / "docs" / "glossary.md").split("## English words")[0]
    rows = re.findall(r"^\| `([a-z]+)` \|.*\| ([^|]+) \|$", page, flags=re.M)

    assert {word for word, _source in rows} == CLOSED_LIST
    assert all(source.strip() for _word, source in rows)


def test_identifiers_are_english() -> None:
    found = {
        f"{path}: {identifier}"
        for path, given in identifiers().items()
        for identifier in given
        if any(map(HAVE_ENGLISH_WORDS.fullmatch, words_of(identifier)))
    }
    assert found == set()


def test_indonesian_words_take_no_english_plural() -> None:
    plurals = {f"{word}s" for word in CLOSED_LIST}
    found = {
        f"{path}: {identifier}"
        for path, given in identifiers().items()
        for identifier in given
        if words_of(identifier) & plurals
    }
    assert found == set()


def all_choices() -> list[type[TextChoices]]:
    return [
        thing
        for module in (registry.choices, dak.choices)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, TextChoices) and thing is not TextChoices
    ]


def test_stored_choices_are_english_snake_case() -> None:
    for choices in all_choices():
        for value in set(choices.values) - SYMBOLS:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", value), (choices, value)


def test_a_stored_choice_is_no_label() -> None:
    same = {
        value
        for choices in all_choices()
        for value, label in choices.choices
        if value == str(label).lower().replace(" ", "_")
    }
    official = {v for c in all_choices() for v in c.values if v in OFFICIAL_WORDS}
    assert same - OFFICIAL_WORDS == SAME_IN_BOTH_LANGUAGES
    assert official == OFFICIAL_WORDS


def test_every_choice_has_a_docstring_and_indonesian_labels() -> None:
    for choices in all_choices():
        assert (choices.__doc__ or "").strip().endswith(".")
        assert all(str(label) for label in choices.labels)
