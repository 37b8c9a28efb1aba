"""`./ikm up`: the whole registry on this machine, until Ctrl-C."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sentra.ops import locks, ports, runfile
from sentra.ops.console import (
    OpsError,
    complain,
    installation_seconds,
    say,
    seconds,
    seconds_since_installation,
)
from sentra.ops.health import page_answers
from sentra.ops.paths import RUN_FILE, make_state, state_dir
from sentra.ops.processes import Unit, is_alive, log_tail
from sentra.ops.services import HEALTH_PAGE, PREPARE, SERVICES, Service, in_this_environment
from sentra.ops.stack import Stack, announce, await_last_guardian, start_servers, usual_plan
from sentra.ops.supervisor import StopRequested, Supervisor

WEB_SECONDS = 60.0
LOCK_SECONDS = 30.0


def up() -> int:
    """Start everything, say where it is, and keep it running; 0 after an orderly stop."""
    if os.environ.get("IKM_INSTALLED"):
        say(f"pemasangan {seconds(installation_seconds())}")
    state = make_state(state_dir())
    with only_one(state) as lock:
        if lock is None:
            return 1
        await_last_guardian(state)
        try:
            with Supervisor(state, RUN_FILE) as supervisor:
                run_stack(supervisor)
        except StopRequested:
            say("semua layanan berhenti; data tetap tersimpan")
            return 0
        finally:
            runfile.mark_stopped(RUN_FILE)
    return 0


@contextmanager
def only_one(state: Path) -> Iterator[locks.Lock | None]:
    """Hold the stack's lock; None, with a word to the operator, when another `up` has it."""
    lock = None
    end = time.monotonic() + LOCK_SECONDS
    while lock is None:
        lock = locks.acquire(state / "supervisor.lock")
        if lock is not None:
            break
        facts = runfile.read(RUN_FILE)
        if facts.get("status") in ("starting", "running") and is_alive(facts.get("pid", 0)):
            where = facts.get("address", "")
            complain(f"sudah berjalan di {where} (proses {facts['pid']}); tidak dinyalakan lagi")
            break
        if time.monotonic() > end:
            complain(f"folder {state} sedang dipakai perintah lain; tunggu sampai selesai")
            break
        time.sleep(0.2)
    try:
        yield lock
    finally:
        if lock:
            lock.close()


def run_stack(supervisor: Supervisor) -> None:
    """Everything from the servers to the first page, then keep watch."""
    stack = start_servers(supervisor, usual_plan())
    announce(stack)
    stack.ports["web"] = ports.next_free(ports.first_choice("IKM_WEB_PORT", ports.USUAL_WEB))
    bind = f"{ports.HOST}:{stack.ports['web']}"
    logins_file = stack.var / "demo-logins.json"
    had_logins = logins_file.exists()
    if not stack.in_production:
        stack.extra["IKM_DEMO_LOGINS"] = str(logins_file)
    write_run_file(stack, "starting", [])
    prepare(supervisor, stack)
    if logins_file.exists():
        logins_file.chmod(0o600)
    start_services(supervisor, stack, bind)
    logins = read_logins(stack, logins_file)
    write_run_file(stack, "running", logins)
    welcome(bind, logins, first_start=not had_logins)
    while True:
        supervisor.tend()
        supervisor.pause(0.3)


def prepare(supervisor: Supervisor, stack: Stack) -> None:
    """Migrations, triggers, static files, regions, sample and demo accounts."""
    code = supervisor.run(in_this_environment(list(PREPARE)), stack.environment())
    supervisor.pause(0)
    if code:
        raise OpsError(f"persiapan basis data gagal (manage.py prepare, kode {code})")
    say(f"basis data siap ({seconds(seconds_since_installation())})")


def start_services(supervisor: Supervisor, stack: Stack, bind: str) -> None:
    """Web first and alone: the others would only take the processor from the first page."""
    web, *others = service_units(stack, bind)
    running = supervisor.start(web)
    supervisor.wait_for(running, lambda: is_healthy(stack, bind), WEB_SECONDS)
    check_first_page(stack, bind)
    say(f"halaman pertama setelah {seconds(seconds_since_installation())} (tanpa pemasangan)")
    for unit in others:
        supervisor.start(unit)


def service_units(stack: Stack, bind: str) -> list[Unit]:
    """The list of services, web first, as processes of this machine."""
    return [
        Unit(
            name=service.name,
            argv=service_argv(service, stack, bind),
            env=stack.environment(),
            log=stack.logs / f"{service.name}.log",
            vital=service.vital,
            death_signal=service.death_signal,
        )
        for service in SERVICES
    ]


def service_argv(service: Service, stack: Stack, bind: str) -> list[str]:
    """The service's command with this machine's address and folder."""
    return in_this_environment(service.command(bind=bind, var=str(stack.var)))


def is_healthy(stack: Stack, bind: str) -> bool:
    """Whether the health page answers. It depends on nothing, so an error there does not pass."""
    status = page_answers(bind, HEALTH_PAGE)
    if status >= 500:
        log = stack.logs / "web.log"
        raise OpsError(f"web menjawab dengan kode {status}; akhir {log}:\n{log_tail(log)}")
    return status == 200


def check_first_page(stack: Stack, bind: str) -> None:
    """The front page must answer. Under the production settings it lives behind HTTPS, which is
    not ours to serve; there the health page has to do."""
    if stack.in_production:
        return
    status = page_answers(bind, "/")
    if status != 200:
        log = stack.logs / "web.log"
        raise OpsError(
            f"halaman depan menjawab dengan kode {status}; akhir {log}:\n{log_tail(log)}"
        )


def write_run_file(stack: Stack, status: Any, logins: Any) -> None:
    """Say in var/run.json where everything is; the addresses of a real site stay out of it."""
    facts: runfile.RunState = {
        "status": status,
        "pid": os.getpid(),
        "address": f"http://{ports.HOST}:{stack.ports['web']}/",
        "ports": stack.ports,
        "state": str(stack.state),
        "logs": str(stack.logs),
        "started_at": runfile.now(),
        "logins": logins,
    }
    if not stack.in_production:
        facts |= {"database_url": stack.database_url, "redis_url": stack.redis_url}
    runfile.write(RUN_FILE, facts)


def read_logins(stack: Stack, path: Path) -> list[dict[str, str]]:
    """The demo accounts that `prepare` made on the first start; none in production."""
    if stack.in_production or not path.exists():
        return []
    try:
        logins = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        complain(f"{path} tidak dapat dibaca")
        return []
    return logins if isinstance(logins, list) else []


def welcome(bind: str, logins: list[dict[str, str]], *, first_start: bool) -> None:
    """The lines a newcomer waits for."""
    say(f"buka http://{bind}/")
    if logins and first_start:
        say("akun contoh, hanya untuk peragaan:")
        for login in logins:
            say(f"  {login.get('role')}: {login.get('email')}  {login.get('password')}")
    elif logins:
        say(f"akun contoh ada di {RUN_FILE}")
    say(f"alamat, basis data, dan akun tercatat di {RUN_FILE}; Ctrl-C menghentikan semuanya")
