"""Which way a room may look: the contracts of pyproject.toml, and imports where they belong."""

import ast
import tomllib

from importlinter.application.use_cases import SUCCESS
from importlinter.cli import lint_imports

from tests.architecture.source import PACKAGES, ROOT, dotted, name, nodes, text, tree

# Names that no module of ours may use: they switch the triggers off or leak their context.
BANNED = ("pgtrigger.ignore", "pghistory.context")
# Rooms that decide; they know no request and no response.
WITHOUT_HTTP = ("changes", "rules", "aggregates", "queries", "columns", "models", "filters")
ALLOWED_HTTP: set[str] = set()
# Django's own way to tell whoever logs errors; nobody of ours listens.
SENT_NOT_RECEIVED = {("sentra/lib/api.py", "got_request_exception")}


def test_the_import_contracts_are_kept(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == (0 if SUCCESS else 1)


def test_the_contracts_cover_every_room() -> None:
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = [c for c in contracts if c["type"] == "layers"]
    assert layers[0]["layers"] == ["dak", "registry", "sentra"]
    assert [c["containers"] for c in layers[1:]] == [["registry"], ["dak"]]
    assert all(c["exhaustive"] for c in layers[1:])
    assert all(c["exhaustive_ignores"] == ["migrations"] for c in layers[1:])
    ignoring = [c["name"] for c in contracts if c.get("ignore_imports")]
    assert ignoring == []


def test_imports_stand_at_the_top_except_in_ready() -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = {
        f"{name(path)}:{node.name}"
        for path, node in nodes(functions, *PACKAGES)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom) and node.name != "ready"
    }
    assert found == set()


def test_no_import_is_relative() -> None:
    found = [name(p) for p, n in nodes(ast.ImportFrom, *PACKAGES, "tests") if n.level]
    assert found == []


def test_nobody_uses_the_off_switch_or_the_leaking_context() -> None:
    found = [
        f"{name(path)}: {dotted(node)}"
        for path, node in nodes(ast.Attribute, *PACKAGES)
        if dotted(node) in BANNED
    ]
    imported = [
        f"{name(path)}: {node.module}.{alias.name}"
        for path, node in nodes(ast.ImportFrom, *PACKAGES, "tests")
        for alias in node.names
        if f"{node.module}.{alias.name}" in BANNED
    ]
    assert found + imported == []


def test_rooms_that_decide_know_no_request() -> None:
    found = {
        name(path)
        for app in ("registry", "dak")
        for room in WITHOUT_HTTP
        for path, node in nodes((ast.Import, ast.ImportFrom), f"{app}/{room}")
        for module in [getattr(node, "module", None) or node.names[0].name]
        if module.startswith(("django.http", "django.shortcuts", "rest_framework"))
    }
    assert found == ALLOWED_HTTP


def test_signals_are_received_at_post_migrate_alone() -> None:
    imported = {
        (name(path), alias.name)
        for path, node in nodes(ast.ImportFrom, *PACKAGES)
        if (node.module or "").endswith("signals") or node.module == "django.dispatch"
        for alias in node.names
    }
    assert imported - SENT_NOT_RECEIVED == {("registry/apps.py", "post_migrate")}


def test_the_environment_is_read_in_the_settings_and_by_the_stack_alone() -> None:
    found = {
        name(path)
        for path, node in nodes(ast.Attribute, *PACKAGES)
        if dotted(node) in ("os.environ", "os.getenv", "os.environb")
    }
    assert found <= {
        "sentra/celery.py",
        "sentra/wsgi.py",
        *(name(p) for p in (ROOT / "sentra" / "ops").rglob("*.py")),
    }


def test_surfaces_hold_no_query_expressions() -> None:
    found = [
        f"{name(path)}: {alias.name}"
        for app in ("registry", "dak")
        for room in ("web", "api", "tasks.py")
        if (ROOT / app / room).is_dir()
        for path, node in nodes(ast.ImportFrom, f"{app}/{room}")
        if (node.module or "").startswith("django.db.models")
        for alias in node.names
        if alias.name in ("Q", "Exists", "OuterRef", "Subquery")
    ]
    assert found == []


def test_no_module_is_empty_but_packages() -> None:
    empty = [
        name(path)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and path.name != "__init__.py" and not tree(path).body
    ]
    assert empty == []
