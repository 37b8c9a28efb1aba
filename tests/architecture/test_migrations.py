"""Migrations: named by hand, one subject each, and each can be taken back."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import ROOT

APPS = ("accounts", "registry", "dak")


def own_migrations() -> dict[tuple[str, str], object]:
    loader = MigrationLoader(None)
    return {key: m for key, m in loader.disk_migrations.items() if key[0] in APPS}


def test_every_migration_is_named_by_hand() -> None:
    names = [name for _app, name in own_migrations()]
    assert names and all(re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name) for name in names)
    assert [n for n in names if "auto" in n or re.search(r"_\d{8}", n)] == []


@pytest.mark.parametrize("key", sorted(own_migrations()), ids="/".join)
def test_every_migration_can_be_taken_back(key: tuple[str, str]) -> None:
    irreversible = [
        str(operation)
        for operation in own_migrations()[key].operations  # type: ignore[attr-defined]
        if not operation.reversible
    ]
    assert irreversible == []


def test_each_application_has_one_line_of_migrations() -> None:
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}


@pytest.mark.django_db
def test_the_models_have_no_change_without_a_migration() -> None:
    call_command("makemigrations", *APPS, check=True, dry_run=True, verbosity=0)


def test_no_migration_loads_data() -> None:
    folders = [ROOT / "registry", ROOT / "dak", ROOT / "sentra" / "accounts"]
    found = [
        path.name
        for folder in folders
        for path in (folder / "migrations").glob("*.py")
        if "RunPython" in path.read_text(encoding="utf-8")
    ]
    assert found == []
