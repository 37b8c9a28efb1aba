"""Static files are gathered when one has changed, and only then."""

import os
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from pytest_django import Settings

from sentra.lib.collected import collect_if_stale, stamp_file


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    """One stylesheet, to be gathered under hashed names."""
    folder = tmp_path / "sources"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    sheet = folder / "site.css"
    sheet.write_text("body { color: black }")
    return sheet


def test_an_unchanged_file_is_not_gathered_again(source: Path) -> None:
    assert collect_if_stale() is True
    assert collect_if_stale() is False
    assert staticfiles_storage.stored_name("site.css") != "site.css"


def test_a_changed_file_is_gathered_again(source: Path) -> None:
    collect_if_stale()

    source.write_text("body { color: white }")
    os.utime(source, ns=(1, 1))

    assert collect_if_stale() is True


def test_an_emptied_folder_is_filled_again(source: Path, settings: Settings) -> None:
    collect_if_stale()

    (Path(settings.STATIC_ROOT) / "staticfiles.json").unlink()

    assert collect_if_stale() is True


def test_files_served_from_where_they_lie_are_not_gathered(
    tmp_path: Path, settings: Settings
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"

    assert collect_if_stale() is False
    assert not stamp_file().exists()
