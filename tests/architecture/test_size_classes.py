"""Size classes belong to one business: whatever reads, lists or adds up sentra knows nothing of
them."""

import ast

from tests.architecture.source import name, nodes

OF_SENTRA = ("queries", "aggregates", "columns", "filters", "web", "api", "admin", "imports")


def imports_of(module: str, *folders: str) -> set[str]:
    found = set()
    for path, node in nodes((ast.Import, ast.ImportFrom), *folders):
        names = [alias.name for alias in node.names]
        whole = [f"{getattr(node, 'module', '') or ''}.{one}" for one in names]
        if any(module in (text, text.rpartition(".")[0]) for text in (*names, *whole)):
            found.add(name(path))
    return found


def test_nothing_that_speaks_of_sentra_imports_the_size_classes() -> None:
    folders = [f"registry/{room}" for room in OF_SENTRA]

    assert imports_of("registry.rules.size_class", *folders, "dak") == set()


def test_the_check_sees_an_import_where_there_is_one() -> None:
    assert imports_of("registry.rules.size_class", "tests/registry/rules") == {
        "tests/registry/rules/test_size_class.py"
    }


def test_no_table_stores_a_size_class() -> None:
    found = [
        name(path)
        for path, node in nodes(ast.Name, "registry/models", "dak/models")
        if node.id in ("SizeClass", "SizeScale")
    ]
    assert found == []
