"""The stack starts before anything is installed into the database: no Django, no hosts."""

import re
import subprocess
import sys

from sentra.ops.paths import ROOT

SCRIPTS = ("ikm", ".ci/run", "sentra/ops/postgres-role.sh")


def test_the_embedded_stack_imports_the_standard_library_only() -> None:
    code = (
        "import sys, sentra.ops.cli; "
        "roots = {name.split('.')[0] for name in sys.modules}; "
        "print(sorted(roots - set(sys.stdlib_module_names) - {'sentra', '__main__'}))"
    )

    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_scripts_are_valid_executable_and_name_no_download_host() -> None:
    for name in SCRIPTS:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        shell = text.splitlines()[0].split()[-1].removeprefix("#!").rsplit("/", 1)[-1]

        subprocess.run([shell, "-n", str(path)], check=True)

        assert path.stat().st_mode & 0o111 == 0o111, name
        assert not re.search(r"https?://", text), name


def test_locks_name_no_download_host() -> None:
    for path in sorted((ROOT / "requirements").glob("*.lock")):
        assert "://" not in path.read_text(encoding="utf-8"), path.name


def test_unknown_command_is_refused_with_the_list_of_commands() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sentra.ops", "hapus"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 2
    assert "perintah “hapus” tidak dikenal" in done.stderr
    for command in ("up", "test", "manage", "faults", "bench", "backup", "restore"):
        assert re.search(rf"^  {command}\b", done.stderr, re.MULTILINE)
