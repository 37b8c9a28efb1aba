"""Settings as a server, a laptop and a test read them: nothing weaker than it says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SERVER = {
    "DJANGO_SETTINGS_MODULE": "sentra.settings.prod",
    "DJANGO_SECRET_KEY": "k3y-of-a-test-only-" + "0123456789abcdefghij" * 3,
    "ALLOWED_HOSTS": "registri.example",
}
READ = """
import json, sys, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with these variables and no other of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def read(*names: str, **environment: str) -> dict[str, Any]:
    found = run(READ, *names, **environment)
    assert found.returncode == 0, found.stderr
    values: dict[str, Any] = json.loads(found.stdout)
    return values


def test_a_server_s_settings_have_nothing_to_warn_of() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    found = run(code, **SERVER)

    assert (found.returncode, found.stdout) == (
        0,
        "System check identified no issues (1 silenced).\n",
    ), found.stderr


@pytest.mark.parametrize(
    ("room", "said", "expected"),
    [
        ("prod", {}, True),
        ("prod", {"REQUIRE_MFA": "off"}, False),
        ("dev", {}, False),
        ("dev", {"REQUIRE_MFA": "on"}, True),
        ("test", {"REQUIRE_MFA": "on"}, False),
    ],
)
def test_a_second_factor_is_asked_for_on_a_server(
    room: str, said: dict[str, str], expected: bool
) -> None:
    environment = {**SERVER, "DJANGO_SETTINGS_MODULE": f"sentra.settings.{room}", **said}

    assert read("REQUIRE_MFA", **environment) == {"REQUIRE_MFA": expected}


def test_a_server_is_as_closed_as_this() -> None:
    expected = {
        "DEBUG": False,
        "DEMO_LOGINS_ALLOWED": False,
        "REQUIRE_MFA": True,
        "ALLOWED_HOSTS": ["registri.example"],
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "__Host-sid",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_DOMAIN": None,
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_REFERRER_POLICY": "same-origin",
        "SILENCED_SYSTEM_CHECKS": ["security.W021"],
        "PGHISTORY_APPEND_ONLY": True,
    }

    assert read(*expected, **SERVER) == expected


@pytest.mark.parametrize("missing", ["DJANGO_SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_server_does_not_start_without(missing: str) -> None:
    found = run(READ, "DEBUG", **{k: v for k, v in SERVER.items() if k != missing})

    assert found.returncode != 0
    assert missing in found.stderr


def test_mail_goes_to_files_unless_a_server_is_named(tmp_path: Path) -> None:
    files = read("EMAIL_BACKEND", "EMAIL_FILE_PATH", **SERVER, IKM_VAR=str(tmp_path))
    smtp = read(
        "EMAIL_BACKEND",
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_HOST_USER",
        "EMAIL_USE_TLS",
        "EMAIL_USE_SSL",
        **SERVER,
        EMAIL_URL="smtp+tls://pos:sandi@pos.example:587",
    )

    assert files == {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path / "mail"),
    }
    assert smtp == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "pos.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "pos",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
    }


def test_transactions_belong_to_the_engine() -> None:
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


def test_only_postgresql_is_behind_it() -> None:
    assert {d["ENGINE"] for d in settings.DATABASES.values()} == {"django.db.backends.postgresql"}


def test_the_content_policy_allows_this_host_and_nothing_inline() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert {source for sources in directives.values() for source in sources} == {
        "'none'",
        "'self'",
    }
    assert directives["default-src"] == ["'none'"]


def test_screens_speak_indonesian_and_clocks_wib() -> None:
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE, settings.USE_TZ) == (
        "id",
        "Asia/Jakarta",
        True,
    )
