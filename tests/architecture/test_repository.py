"""What is in the repository as files: dependencies, locks, generated pages, and no trace of the
machine it was written on."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from registry.management.documents import pages
from tests.architecture.source import ROOT, text

SIX = [
    "django>=5.2.19,<5.3",
    "djangorestframework>=3.18",
    "psycopg[binary,pool]>=3.3",
    "django-filter>=26.2",
    "celery[redis]>=5.7",
    "redis>=6",
]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
# Folders of one machine; put together here, so that this file does not name them itself.
MACHINE_PATHS = re.compile(
    "/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "Us" + "ers")) + r")/[a-z.]"
)
BINARY = {".png", ".ico", ".woff2", ".gz", ".xlsx", ".mo", ".jpg", ".webp"}


def repository_files() -> list[Path]:
    """What git holds or would hold."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = [ROOT / path for path in listed.split("\0") if path]
    return [path for path in paths if path.is_file() and path.suffix not in BINARY]


def test_the_six_prescribed_packages_are_six_literal_lines() -> None:
    raw = text(ROOT / "pyproject.toml")
    project = tomllib.loads(raw)["project"]
    assert project["dependencies"] == SIX
    assert [f'    "{line}",' for line in SIX] == [
        line for line in raw.splitlines() if line.strip().strip('",') in SIX
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host_and_a_hash_for_every_package(lock: Path) -> None:
    content = text(lock)
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|git\+|--trusted", content)
    pinned = re.findall(r"^[a-zA-Z0-9._-]+(?:\[[^\]]+\])?==\S+", content, flags=re.M)
    named = re.findall(r"^[a-zA-Z0-9].*", content, flags=re.M)
    assert pinned and len(pinned) == len(named)
    blocks = re.split(r"^(?=[a-zA-Z0-9])", content, flags=re.M)
    assert [b.split("==")[0] for b in blocks if "==" in b and "--hash=sha256:" not in b] == []


def test_there_are_three_locks() -> None:
    assert [lock.name for lock in LOCKS] == ["base.lock", "dev.lock", "tools.lock"]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_no_file_names_a_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in repository_files()
        if (match := MACHINE_PATHS.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]
    assert found == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_no_secret_and_no_private_key_is_in_the_repository() -> None:
    pattern = re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----")
    found = [
        str(path.relative_to(ROOT))
        for path in repository_files()
        if pattern.search(path.read_text(encoding="utf-8", errors="ignore"))
        or path.name in (".env", "secrets.json", "run.json")
    ]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("page", pages())
def test_generated_pages_are_fresh(page: str) -> None:
    path = ROOT / "docs" / page
    assert path.read_text(encoding="utf-8") == pages()[page](), "./ikm manage write_docs"


def test_the_prescribed_folders_stand_at_the_top() -> None:
    wanted = [
        "manage.py",
        "pyproject.toml",
        "docker-compose.yml",
        "ikm",
        "README.md",
        "CHANGELOG.md",
    ]
    folders = ["sentra", "registry", "dak", "templates", "tests", "docs"]
    assert [name for name in (*wanted, *folders) if not (ROOT / name).exists()] == []
