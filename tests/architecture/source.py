"""The repository as the architecture tests read it: source files, trees, templates."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("sentra", "registry", "dak")


@functools.cache
def files(*folders: str, suffix: str = ".py") -> tuple[Path, ...]:
    """Files under the folders, migrations left out, in order."""
    return tuple(
        sorted(
            path
            for folder in folders
            for path in (ROOT / folder).rglob(f"*{suffix}")
            if "migrations" not in path.parts and "__pycache__" not in path.parts
        )
    )


@functools.cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(text(path), filename=str(path))


@functools.cache
def text(path: Path) -> str:
    """The file's text."""
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    """The path inside the repository."""
    return path.relative_to(ROOT).as_posix()


def nodes(kind: type[ast.AST] | tuple[type[ast.AST], ...], *folders: str) -> Iterator[tuple]:
    """(path, node) of every node of a kind in the folders' Python files."""
    for path in files(*folders):
        for node in ast.walk(tree(path)):
            if isinstance(node, kind):
                yield path, node


def lines(node: ast.AST) -> int:
    """How many lines a definition spans, decorators left out."""
    return (node.end_lineno or 0) - node.lineno + 1  # type: ignore[attr-defined]


def dotted(node: ast.AST) -> str:
    """ "a.b.c" of an attribute chain; empty for anything else in it."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else f".{node.attr}"
    return ""
