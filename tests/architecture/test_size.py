"""Small rooms: files, functions and classes stay readable in one go. The lists of exceptions may
only shrink."""

import ast

from tests.architecture.source import PACKAGES, files, lines, name, nodes, text

LONG_FILES: set[str] = set()
LONG_FUNCTIONS: set[str] = set()
LONG_CLASSES: set[str] = set()
NAMES_WITHOUT_A_SUBJECT = {"utils", "helpers", "common", "misc"}


def test_no_file_is_longer_than_400_lines() -> None:
    found = {name(p) for p in files(*PACKAGES, "tests") if len(text(p).splitlines()) > 400}
    assert found == LONG_FILES


def test_no_function_is_longer_than_60_lines() -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = {f"{name(p)}:{n.name}" for p, n in nodes(functions, *PACKAGES) if lines(n) > 60}
    assert found == LONG_FUNCTIONS


def test_no_class_is_longer_than_250_lines() -> None:
    found = {f"{name(p)}:{n.name}" for p, n in nodes(ast.ClassDef, *PACKAGES) if lines(n) > 250}
    assert found == LONG_CLASSES


def test_every_file_has_a_subject() -> None:
    assert [name(p) for p in files(*PACKAGES) if p.stem in NAMES_WITHOUT_A_SUBJECT] == []


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        name(path)
        for path in files(*PACKAGES)
        if text(path).strip() and not ast.get_docstring(ast.parse(text(path)))
    ]
    assert silent == []


def test_nothing_is_left_to_do() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK")
    found = [
        f"{name(path)}: {word}"
        for path in (*files(*PACKAGES, "tests"), *files("templates", suffix=".html"))
        for word in words
        if word in text(path)
    ]
    assert found == []
