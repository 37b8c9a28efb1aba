"""Where the stack keeps its files and under which account its servers run."""

import hashlib
import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

from sentra.ops.console import OpsError

ROOT = Path(__file__).resolve().parent.parent.parent
RUN_FILE = ROOT / "var" / "run.json"
# PostgreSQL refuses root; the first of these accounts that exists runs the servers instead.
SERVICE_ACCOUNTS = ("ikmsentra", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An operating system account the servers drop to."""

    uid: int
    gid: int


def service_account() -> Account | None:
    """The account for the servers; None where we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    for name in SERVICE_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise OpsError(
        "PostgreSQL tidak boleh berjalan sebagai root dan tidak ada akun "
        + ", ".join(SERVICE_ACCOUNTS)
        + ". Buat salah satunya: useradd --system ikmsentra"
    )


def state_dir() -> Path:
    """The folder of the data: `./var`, and for root a folder that the servers' account can reach
    even when the clone lies in root's own home."""
    chosen = os.environ.get("IKM_STATE")
    if chosen:
        return Path(chosen).resolve()
    if os.geteuid() == 0:
        digest = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
        return Path(f"/var/lib/ikm-sentra-{digest}")
    return ROOT / "var"


def make_state(folder: Path) -> Path:
    """Create the state folder; other accounts may pass through it, never look around in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
    except PermissionError as error:
        raise OpsError(
            f"Folder {folder} milik akun lain. Jalankan dengan akun yang sama seperti semula, "
            "atau sebutkan folder lain: IKM_STATE=/letak/folder ./ikm up"
        ) from error
    return folder


def own_folder(folder: Path, account: Account | None) -> Path:
    """Create a folder that only the servers' account may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
    return folder


def private_file(path: Path, text: str, account: Account | None = None) -> Path:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    if account:
        os.chown(draft, account.uid, account.gid)
    draft.replace(path)
    return path


def reachable_copy(source: Path, base: Path, label: str) -> Path:
    """For root: a copy of `source` under the state folder, since the virtual environment may lie
    in a home that only root may enter. `label` names the version: it is copied once."""
    if os.geteuid() != 0:
        return source
    target = base / "servers" / label / source.name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        if source.is_dir():
            shutil.copytree(source, draft, symlinks=True, ignore=shutil.ignore_patterns("include"))
        else:
            shutil.copy2(source, draft)
        open_for_reading(draft)
        open_for_reading(base / "servers")
        draft.replace(target)
    return target


def open_for_reading(top: Path) -> None:
    """Let every account read files and enter folders below `top`; servers hold no secrets."""
    paths = [top, *top.rglob("*")] if top.is_dir() else [top]
    for path in paths:
        if path.is_symlink():
            continue
        mode = path.stat().st_mode
        executable = path.is_dir() or mode & 0o100
        path.chmod(mode | 0o444 | (0o111 if executable else 0))
