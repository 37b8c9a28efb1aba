"""What a crash leaves behind does not keep the database from starting."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sentra.ops import paths
from sentra.ops.postgres import Postgres, recorded_pid
from sentra.ops.processes import is_alive, process_state, wait_until


@pytest.fixture
def server(tmp_path: Path) -> Postgres:
    (tmp_path / "pgdata").mkdir()
    return Postgres(
        bin=tmp_path,
        state=tmp_path,
        port=1,
        account=None,
        superuser_password="-",
        role_password="-",
    )


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def record(server: Postgres, pid: int) -> Path:
    path = server.data / "postmaster.pid"
    path.write_text(f"{pid}\n{server.data}\n")
    return path


def test_pid_file_of_a_process_that_is_gone_is_removed(server: Postgres) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    path = record(server, gone.pid)

    server.clear_the_way()

    assert not path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="hanya Linux memberi nama proses di /proc")
def test_pid_file_that_names_a_bystander_is_removed_and_the_bystander_lives(
    server: Postgres, bystander: subprocess.Popen[bytes]
) -> None:
    path = record(server, bystander.pid)

    server.clear_the_way()

    assert not path.exists()
    assert bystander.poll() is None


@pytest.mark.skipif(sys.platform != "linux", reason="hanya Linux menunjukkan zombi di /proc")
def test_a_zombie_does_not_count_as_a_running_server(server: Postgres) -> None:
    zombie = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    zombie.send_signal(signal.SIGKILL)
    assert wait_until(lambda: process_state(zombie.pid) == "Z", 5)
    path = record(server, zombie.pid)

    server.clear_the_way()

    assert not is_alive(zombie.pid)
    assert not path.exists()
    zombie.wait()


@pytest.mark.parametrize("content", ["", "bukan nomor\n"])
def test_unreadable_pid_file_names_nobody(server: Postgres, content: str) -> None:
    (server.data / "postmaster.pid").write_text(content)

    assert recorded_pid(server.data) is None


def test_server_answers_on_this_machine_only_and_keeps_what_it_confirmed(
    server: Postgres,
) -> None:
    argv = " ".join(server.unit().argv)

    assert "listen_addresses=127.0.0.1" in argv
    assert "unix_socket_directories= " in argv
    assert "fsync=on" in argv
    assert "synchronous_commit=on" in argv


def test_application_never_gets_the_superuser(server: Postgres) -> None:
    assert server.url == "postgres://ikm:-@127.0.0.1:1/ikm"


def test_servers_run_under_an_account_that_is_not_root() -> None:
    account = paths.service_account()

    assert account is None or account.uid != 0
