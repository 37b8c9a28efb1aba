"""The embedded servers themselves: on free ports, in a folder that is gone afterwards."""

import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sentra.ops import archive, broker
from sentra.ops.console import OpsError
from sentra.ops.paths import make_state, state_dir
from sentra.ops.processes import is_alive, wait_until
from sentra.ops.stack import TESTING, Stack, temporary_plan, temporary_stack
from sentra.ops.supervisor import Supervisor

Servers = tuple[Supervisor, Stack]


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    plan = temporary_plan(durable=True, settings=TESTING, use_given_servers=False)
    with temporary_stack(plan) as (supervisor, stack):
        yield supervisor, stack
    assert not stack.state.exists()


def other_database(stack: Stack, name: str) -> Stack:
    """The same server, a new and empty database."""
    archive.ask(stack, f'CREATE DATABASE "{name}"')
    return replace(stack, database_url=f"{stack.database_url.rsplit('/', 1)[0]}/{name}")


def test_application_role_is_no_superuser_and_owns_its_database(servers: Servers) -> None:
    _, stack = servers

    rights = archive.ask(
        stack,
        "SELECT current_user, rolsuper, rolcreaterole, rolreplication, rolbypassrls,"
        " (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database())"
        " FROM pg_roles WHERE rolname = current_user",
    )

    assert rights == "ikm|f|f|f|f|ikm"


def test_application_role_may_create_the_extensions_it_needs(servers: Servers) -> None:
    stack = other_database(servers[1], "ekstensi")

    archive.ask(stack, "CREATE EXTENSION pg_trgm")
    archive.ask(stack, "CREATE EXTENSION btree_gist")

    assert archive.ask(stack, "SELECT similarity('sentra', 'sentra')") == "1"
    archive.refuse_unless_empty(stack)


def test_database_refuses_a_wrong_password(servers: Servers) -> None:
    _, stack = servers
    head, tail = stack.database_url.split("@")
    wrong = replace(stack, database_url=f"{head}x@{tail}")

    with pytest.raises(OpsError, match="password authentication failed"):
        archive.ask(wrong, "SELECT 1")


def test_broker_refuses_whoever_does_not_know_its_password(servers: Servers) -> None:
    _, stack = servers

    with socket.create_connection(("127.0.0.1", stack.ports["broker"]), timeout=5) as connection:
        connection.sendall(b"PING\r\n")
        answer = connection.recv(256)

    assert answer.startswith(b"-NOAUTH")


def test_backup_and_restore_carry_rows_and_triggers_into_an_empty_database(
    servers: Servers, tmp_path: Path
) -> None:
    supervisor, stack = servers
    source = other_database(stack, "asal")
    target = other_database(stack, "tujuan")
    archive.ask(source, "CREATE EXTENSION pg_trgm")
    archive.ask(source, "CREATE TABLE catatan (id int PRIMARY KEY, nama text)")
    archive.ask(
        source,
        "CREATE FUNCTION tolak() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'ditolak'; END $$",
    )
    archive.ask(source, "INSERT INTO catatan VALUES (1, 'Batik'), (2, 'Kayu')")
    archive.ask(
        source,
        "CREATE TRIGGER penjaga BEFORE INSERT ON catatan"
        " FOR EACH STATEMENT EXECUTE FUNCTION tolak()",
    )

    with archive.exported_snapshot(source) as snapshot:
        archive.ask(source, "DELETE FROM catatan WHERE id = 2")
        archive.dump(supervisor, source, tmp_path / "cadangan", snapshot)
    archive.load(supervisor, target, tmp_path / "cadangan")

    assert archive.ask(target, "SELECT string_agg(nama, ',' ORDER BY id) FROM catatan") == (
        "Batik,Kayu"
    )
    with pytest.raises(OpsError, match="ditolak"):
        archive.ask(target, "INSERT INTO catatan VALUES (3, 'Logam')")


def test_restore_refuses_a_database_that_is_not_empty_and_changes_nothing(
    servers: Servers, tmp_path: Path
) -> None:
    supervisor, stack = servers
    full = other_database(stack, "penuh")
    archive.ask(full, "CREATE TABLE catatan (id int)")
    archive.ask(full, "INSERT INTO catatan VALUES (7)")

    with pytest.raises(OpsError, match="tidak kosong"):
        archive.load(supervisor, full, tmp_path / "tidak-ada")

    assert archive.ask(full, "SELECT array_agg(id) FROM catatan") == "{7}"


def test_restore_of_a_damaged_dump_fails_and_leaves_the_database_empty(
    servers: Servers, tmp_path: Path
) -> None:
    supervisor, stack = servers
    source, target = other_database(stack, "utuh"), other_database(stack, "kosong")
    archive.ask(source, "CREATE TABLE catatan AS SELECT generate_series(1, 10000) AS id")
    with archive.exported_snapshot(source) as snapshot:
        archive.dump(supervisor, source, tmp_path / "cadangan", snapshot)
    whole = (tmp_path / "cadangan").read_bytes()
    (tmp_path / "rusak").write_bytes(whole[: len(whole) * 2 // 3])

    with pytest.raises(OpsError, match="pg_restore gagal"):
        archive.load(supervisor, target, tmp_path / "rusak")

    archive.refuse_unless_empty(target)


def test_backup_refuses_to_overwrite_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "cadangan").write_text("lama")

    with pytest.raises(OpsError, match="sudah ada"):
        archive.backup(tmp_path / "cadangan")

    assert (tmp_path / "cadangan").read_text() == "lama"


def test_restore_refuses_a_dump_without_its_digests(tmp_path: Path) -> None:
    (tmp_path / "cadangan").write_text("-")

    with pytest.raises(OpsError, match=r"cadangan\.digests\.json tidak ada"):
        archive.restore(tmp_path / "cadangan")


def test_database_killed_at_work_comes_back_with_its_data(servers: Servers) -> None:
    supervisor, stack = servers
    kept = other_database(stack, "tahan")
    archive.ask(kept, "CREATE TABLE catatan AS SELECT 1 AS id")
    pid = int(stack.extra["IKM_POSTGRES_PID"])

    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not is_alive(pid), 5)

    assert wait_until(lambda: came_back(supervisor, kept), 20, step=0.2)
    assert archive.ask(kept, "SELECT id FROM catatan") == "1"


def came_back(supervisor: Supervisor, stack: Stack) -> bool:
    supervisor.tend()
    try:
        return archive.ask(stack, "SELECT 1") == "1"
    except OpsError:
        return False


def test_wheel_has_a_broker_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKM_OWN_BROKER", "1")

    program = broker.program(make_state(state_dir()))

    assert program.name == "valkey-server"
    assert os.access(program, os.X_OK)
