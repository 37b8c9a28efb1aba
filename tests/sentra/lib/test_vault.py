"""Private files named by their content: whole, unchanged, swept when nobody knows them."""

import hashlib
import io
import os
import tarfile
import threading
import time
from pathlib import Path

import pytest

from sentra.lib.vault import Vault, VaultProblem

DAY = 86_400


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "files")


def aged(vault: Vault, sha256: str) -> None:
    """As if written two days ago."""
    then = time.time() - 2 * DAY
    os.utime(vault.path(sha256), (then, then))


def test_a_file_is_named_by_its_content_and_kept_once(vault: Vault) -> None:
    name = vault.put(b"isi")

    assert name == vault.put(b"isi") == hashlib.sha256(b"isi").hexdigest()
    assert (list(vault.names()), vault.read(name)) == ([name], b"isi")
    assert not list(vault.root.glob("*/*.part"))


def test_only_the_owner_may_look_into_it(vault: Vault) -> None:
    path = vault.path(vault.put(b"isi"))

    assert path.stat().st_mode & 0o777 == 0o600
    assert vault.root.stat().st_mode & 0o077 == 0


def test_a_changed_file_is_not_handed_out(vault: Vault) -> None:
    name = vault.put(b"isi")
    vault.path(name).write_bytes(b"lain")

    with pytest.raises(VaultProblem):
        vault.read(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "/x"])
def test_what_is_no_name_never_becomes_a_path(vault: Vault, name: str) -> None:
    with pytest.raises(ValueError):
        vault.path(name)


def test_a_missing_file_says_so(vault: Vault) -> None:
    with pytest.raises(VaultProblem):
        vault.read("a" * 64)


def test_the_sweep_takes_what_is_old_and_unknown_alone(vault: Vault) -> None:
    known, orphan, young = vault.put(b"1"), vault.put(b"2"), vault.put(b"3")
    aged(vault, known)
    aged(vault, orphan)
    draft = vault.path(orphan).with_name("x.part")
    draft.write_bytes(b"setengah")
    os.utime(draft, (0, 0))

    removed = vault.sweep(lambda names: {known} & names, older_than_s=DAY)

    assert removed == 2
    assert sorted(vault.names()) == sorted([known, young])
    assert not draft.exists()


def test_a_file_put_again_counts_as_new(vault: Vault) -> None:
    aged(vault, vault.put(b"1"))
    vault.put(b"1")

    assert vault.sweep(lambda names: set(), older_than_s=DAY) == 0


def test_the_sweep_waits_for_whoever_is_recording_a_file(vault: Vault) -> None:
    aged(vault, vault.put(b"1"))
    recorded: set[str] = set()
    removed: list[int] = []
    sweep = threading.Thread(
        target=lambda: removed.append(vault.sweep(lambda names: recorded & names, older_than_s=DAY))
    )
    with vault.held():
        sweep.start()
        time.sleep(0.1)
        recorded |= set(vault.names())
    sweep.join(10)

    assert removed == [0]


def test_what_was_packed_comes_back(vault: Vault, tmp_path: Path) -> None:
    names = sorted(vault.put(content) for content in (b"1", b"2"))
    assert vault.pack(tmp_path / "a.tar") == 2

    other = Vault(tmp_path / "other")

    assert other.unpack(tmp_path / "a.tar") == 2
    assert list(other.names()) == names
    assert other.read(names[0]) == vault.read(names[0])


def test_damage_stops_a_backup(vault: Vault, tmp_path: Path) -> None:
    vault.path(vault.put(b"1")).write_bytes(b"x")

    with pytest.raises(VaultProblem):
        vault.pack(tmp_path / "a.tar")


@pytest.mark.parametrize("name", ["../keluar", "a" * 64, "/etc/cron.d/x"])
def test_an_archive_brings_in_nothing_but_files_named_by_their_content(
    vault: Vault, tmp_path: Path, name: str
) -> None:
    member = tarfile.TarInfo(name)
    member.size = 3
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        archive.addfile(member, io.BytesIO(b"isi"))

    with pytest.raises(VaultProblem):
        vault.unpack(tmp_path / "b.tar")

    assert list(vault.names()) == []
