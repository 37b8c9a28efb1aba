"""`./ikm backup FILE` and `./ikm restore FILE`: a dump with the digests that prove it, and the
attached files."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sentra.ops.addresses import client_environment
from sentra.ops.console import OpsError, say
from sentra.ops.paths import state_dir
from sentra.ops.postgres import binaries, plain_environment
from sentra.ops.services import in_this_environment
from sentra.ops.session import session
from sentra.ops.stack import Stack
from sentra.ops.supervisor import Supervisor

# Whatever lies outside PostgreSQL's own schemas and does not belong to an extension.
EMPTY_SQL = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
"""
SNAPSHOT_SQL = """
SET idle_in_transaction_session_timeout = 0;
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot();
"""


def operator_path(text: str) -> Path:
    """A path as the operator meant it: from the folder the command was given in."""
    return Path(os.environ.get("IKM_CWD", os.getcwd()), text).absolute()


def digests_of(dump: Path) -> Path:
    """The file of digests that goes with a dump."""
    return dump.with_name(f"{dump.name}.digests.json")


def files_of(dump: Path) -> Path:
    """The archive of attached files that goes with a dump."""
    return dump.with_name(f"{dump.name}.files.tar")


def backup(target: Path) -> int:
    """Dump the database and write the digests of the same moment beside it, then the attached
    files: a file is written before its row, so that every row of the dump finds its file."""
    for path in (target, digests_of(target), files_of(target)):
        if path.exists():
            raise OpsError(f"{path} sudah ada; cadangan lama tidak ditimpa. Pilih nama lain.")
    if not target.parent.is_dir():
        raise OpsError(f"Folder {target.parent} tidak ada.")
    os.umask(0o077)
    draft = target.with_name(f"{target.name}.part")
    try:
        with session() as (supervisor, stack), exported_snapshot(stack) as snapshot:
            dump(supervisor, stack, draft, snapshot)
            stack.extra["IKM_SNAPSHOT"] = snapshot
            run_manage(supervisor, stack, "write_digests", str(digests_of(target)))
            run_manage(supervisor, stack, "pack_files", str(files_of(target)))
    except BaseException:
        for path in (draft, digests_of(target), files_of(target)):
            path.unlink(missing_ok=True)
        raise
    draft.replace(target)
    size = f"{target.stat().st_size / 1_000_000:.1f} MB".replace(".", ",")
    say(f"cadangan tersimpan di {target} ({size}), sidiknya di {digests_of(target)}")
    say(f"berkas lampiran di {files_of(target)}")
    return 0


def restore(source: Path) -> int:
    """Fill an empty database from a dump, compare it with the dump's digests, and bring the
    attached files back."""
    for path in (source, digests_of(source)):
        if not path.is_file():
            raise OpsError(f"{path} tidak ada; pemulihan memerlukan cadangan dan berkas sidiknya.")
    with session() as (supervisor, stack):
        load(supervisor, stack, source)
        run_manage(supervisor, stack, "compare_digests", str(digests_of(source)))
        # A backup of an older version has no archive; then every recorded file must be there.
        packed = [str(files_of(source))] if files_of(source).is_file() else []
        run_manage(supervisor, stack, "unpack_files", *packed)
    say("pemulihan selesai; pemicu, riwayat, dan isi sama dengan cadangan")
    return 0


def dump(supervisor: Supervisor, stack: Stack, target: Path, snapshot: str) -> None:
    """Write the dump of one moment."""
    options = ["--format=custom", f"--snapshot={snapshot}", f"--file={target}"]
    run_tool(supervisor, stack, "pg_dump", *options)


def load(supervisor: Supervisor, stack: Stack, source: Path) -> None:
    """Read a dump into the empty database, all of it or nothing; the triggers come after the
    rows, so that the restore itself writes no history."""
    refuse_unless_empty(stack)
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    database = client_environment(stack.database_url)["PGDATABASE"]
    run_tool(supervisor, stack, "pg_restore", *options, f"--dbname={database}", str(source))


def refuse_unless_empty(stack: Stack) -> None:
    """A restore never mixes with what is there."""
    count = int(ask(stack, EMPTY_SQL))
    if count:
        raise OpsError(
            f"Basis data ini tidak kosong ({count} tabel, indeks, dan urutan). Pemulihan hanya "
            "dilakukan ke basis data kosong; buat yang baru dan sebutkan dengan DATABASE_URL "
            "(docs/operations.md)."
        )


def tool(name: str) -> str:
    """One of PostgreSQL's own programs."""
    return str(binaries(state_dir()) / name)


def ask(stack: Stack, sql: str) -> str:
    """The answer to one query, as text."""
    done = subprocess.run(
        [tool("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql],
        env=plain_environment() | client_environment(stack.database_url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OpsError(f"basis data tidak menjawab: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def exported_snapshot(stack: Stack) -> Iterator[str]:
    """Hold one moment of the database still, for the dump and the digests alike."""
    process = subprocess.Popen(
        [tool("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1"],
        env=plain_environment() | client_environment(stack.database_url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout and process.stderr
    try:
        process.stdin.write(SNAPSHOT_SQL)
        process.stdin.flush()
        snapshot = process.stdout.readline().strip()
        if not snapshot:
            raise OpsError(f"basis data tidak menjawab: {process.stderr.read().strip()}")
        yield snapshot
    finally:
        process.communicate("ROLLBACK;\n")


def run_tool(supervisor: Supervisor, stack: Stack, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; its failure ends the command."""
    env = plain_environment() | client_environment(stack.database_url)
    code = supervisor.run([tool(name), *arguments], env)
    supervisor.pause(0)
    if code:
        raise OpsError(f"{name} gagal (kode {code})")


def run_manage(supervisor: Supervisor, stack: Stack, *arguments: str) -> None:
    """Run a command of manage.py; its failure ends the command."""
    argv = in_this_environment(["python", "manage.py", *arguments])
    code = supervisor.run(argv, stack.environment())
    supervisor.pause(0)
    if code:
        raise OpsError(f"manage.py {arguments[0]} gagal (kode {code})")
