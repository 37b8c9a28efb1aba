"""Attached files in the backup: packed, brought back, and missed when they are not there."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from registry.queries.attachments import content_of, vault
from sentra.ops import archive
from tests.factories import make_attachment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_vault(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"


def run(*command: str) -> str:
    said = StringIO()
    call_command(*command, stdout=said)
    return said.getvalue()


def test_files_come_back_into_an_empty_folder(tmp_path: Path, settings: Any) -> None:
    kept = make_attachment()
    content = content_of(kept)
    assert "1 berkas" in run("pack_files", str(tmp_path / "a.tar"))
    settings.PRIVATE_ROOT = tmp_path / "elsewhere"

    assert "1 berkas" in run("unpack_files", str(tmp_path / "a.tar"))

    assert content_of(kept) == content


def test_a_recorded_file_that_is_missing_fails_backup_and_restore(tmp_path: Path) -> None:
    kept = make_attachment()
    vault().path(kept.sha256).unlink()

    for command in (("pack_files", str(tmp_path / "a.tar")), ("unpack_files",)):
        with pytest.raises(CommandError, match=kept.sha256):
            run(*command)
    assert not (tmp_path / "a.tar").exists()


def test_damage_fails_the_backup_and_leaves_no_archive(tmp_path: Path) -> None:
    vault().path(make_attachment().sha256).write_bytes(b"rusak")

    with pytest.raises(CommandError, match="rusak"):
        run("pack_files", str(tmp_path / "a.tar"))

    assert not (tmp_path / "a.tar").exists()


def test_an_older_archive_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_text("lama")

    with pytest.raises(CommandError):
        run("pack_files", str(tmp_path / "a.tar"))

    assert (tmp_path / "a.tar").read_text() == "lama"


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_text("bukan arsip")

    with pytest.raises(CommandError):
        run("unpack_files", str(tmp_path / "a.tar"))


def test_a_backup_refuses_when_an_older_archive_of_files_is_there(tmp_path: Path) -> None:
    archive.files_of(tmp_path / "cadangan").write_text("lama")

    with pytest.raises(archive.OpsError, match="sudah ada"):
        archive.backup(tmp_path / "cadangan")

    assert not (tmp_path / "cadangan").exists()
