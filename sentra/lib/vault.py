"""Private files by their content: a file is named by its SHA-256, written once and whole, never
changed, never below an address. Which files are wanted is said by the caller."""

import fcntl
import hashlib
import os
import re
import tarfile
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

NAME = re.compile(r"[0-9a-f]{64}")
# A half-written file of a process that died carries this ending until the sweep takes it.
DRAFT = ".part"


class VaultProblem(Exception):
    """A file that is missing, or is not what its name says; the sentence is for the operator."""


@dataclass(frozen=True)
class Vault:
    """A folder of private files. Only the account of the service may look into it."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Where the file of this name lies; ValueError for what is no name."""
        if not NAME.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256")
        return self.root / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep `content` durably and return its name. What is there already is touched, so that a
        sweep takes it for new."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if path.exists():
            os.utime(path)
            return sha256
        self._make()
        path.parent.mkdir(exist_ok=True, mode=0o700)
        draft = path.with_name(f"{sha256}.{os.getpid()}.{time.monotonic_ns()}{DRAFT}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The content; `VaultProblem` when it is gone or no longer what its name says."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise VaultProblem(_("Berkas %s tidak ada di penyimpanan.") % sha256) from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise VaultProblem(_("Berkas %s rusak di penyimpanan.") % sha256)
        return content

    def names(self) -> Iterator[str]:
        """Every whole file."""
        for path in sorted(self.root.glob("??/*")):
            if NAME.fullmatch(path.name):
                yield path.name

    def _make(self) -> None:
        self.root.parent.mkdir(parents=True, exist_ok=True)
        self.root.mkdir(exist_ok=True, mode=0o700)

    @contextmanager
    def held(self, *, alone: bool = False) -> Iterator[None]:
        """Between writing a file and recording it no sweep may run: writers hold the folder
        together, the sweep alone."""
        self._make()
        with (self.root / ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield

    def sweep(self, known: Callable[[Set[str]], Set[str]], *, older_than_s: float) -> int:
        """Remove files nobody recorded and leftovers of writers that died, once they are old.

        `known` tells which of some names are recorded. Returns how many were removed."""
        with self.held(alone=True):
            limit = time.time() - older_than_s
            old = [
                path
                for path in self.root.glob("??/*")
                if path.is_file() and path.stat().st_mtime < limit
            ]
            wanted = known({path.name for path in old if NAME.fullmatch(path.name)})
            orphans = [path for path in old if path.name not in wanted]
            for path in orphans:
                path.unlink()
            return len(orphans)

    def pack(self, target: Path) -> int:
        """Write every file into one archive; returns how many. Content that does not fit its name
        stops it: a backup of damage is no backup."""
        names = list(self.names())
        with (
            os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w") as archive,
        ):
            for sha256 in names:
                self.read(sha256)
                archive.add(self.path(sha256), arcname=sha256, recursive=False)
            file.flush()
            os.fsync(file.fileno())
        return len(names)

    def unpack(self, source: Path) -> int:
        """Bring the files of an archive back beside what is there; returns how many. Anything in it
        that is no file named by its content is refused."""
        count = 0
        with tarfile.open(source, mode="r:") as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isreg() else None
                content = file.read() if file is not None else b""
                if file is None or hashlib.sha256(content).hexdigest() != member.name:
                    raise VaultProblem(_("Arsip berkas memuat “%s” yang rusak.") % member.name)
                self.put(content)
                count += 1
        return count


def _sync_folder(folder: Path) -> None:
    """The name of a new file is durable only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
