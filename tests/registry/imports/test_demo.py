"""Demo accounts: one per role, once, never where the settings forbid it."""

import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from registry import policy
from registry.choices import Role
from registry.imports.demo import DemoLogin, make_demo_accounts
from registry.models import Mandate, Office
from sentra.accounts.models import User

pytestmark = pytest.mark.django_db


def make() -> str:
    out = StringIO()
    call_command("make_demo_accounts", stdout=out)
    return out.getvalue()


def test_there_is_one_account_per_role_with_an_office_and_a_mandate() -> None:
    make()

    mandates = Mandate.objects.values_list("user__email", "role", "region_code")
    assert set(mandates) == {
        ("operator.bandung@registri.example", Role.REGENCY_OPERATOR, "32.04"),
        ("petugas.jabar@registri.example", Role.PROVINCE_OFFICER, "32"),
        ("operator.gianyar@registri.example", Role.REGENCY_OPERATOR, "51.04"),
        ("kepala.bandung@registri.example", Role.OFFICE_HEAD, "32.04"),
        ("kepala.jabar@registri.example", Role.OFFICE_HEAD, "32"),
        ("kepala.gianyar@registri.example", Role.OFFICE_HEAD, "51.04"),
        ("staf@registri.example", Role.MINISTRY_STAFF, ""),
        ("admin@registri.example", Role.MINISTRY_ADMIN, ""),
        ("analis@registri.example", Role.ANALYST, ""),
    }
    staff = User.objects.filter(is_staff=True).values_list("email", flat=True)
    assert set(staff) == {"staf@registri.example", "admin@registri.example"}
    assert not User.objects.filter(is_superuser=True).exists()


def test_the_logins_are_printed_and_written_for_the_owner_only(
    tmp_path: Path, settings: Settings
) -> None:
    path = tmp_path / "logins.json"
    settings.DEMO_LOGINS_FILE = str(path)

    said = make()

    logins = json.loads(path.read_text())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(logins) == 9
    for login in logins:
        assert set(login) == {"role", "email", "password", "note"}
        assert login["note"] == "demo only"
        assert login["email"] in said and login["password"] in said
        assert User.objects.get(email=login["email"]).check_password(login["password"])
    assert len({login["password"] for login in logins}) == 9


def test_a_second_start_makes_nothing_and_shows_nothing(settings: Settings) -> None:
    make()

    said = make()

    assert said == "Akun contoh sudah ada; tidak ada perubahan.\n"
    assert User.objects.count() == 9
    assert Mandate.objects.count() == 9


def test_settings_of_a_server_refuse_them(settings: Settings) -> None:
    settings.DEMO_LOGINS_ALLOWED = False

    with pytest.raises(CommandError, match="Akun contoh tidak dibuat"):
        make()

    assert not User.objects.exists()


def test_accounts_whose_logins_cannot_be_written_down_are_not_made() -> None:
    def full_disk(logins: list[DemoLogin]) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        make_demo_accounts(policy.system("test"), keep=full_disk)

    assert not User.objects.exists()
    assert not Office.objects.exists()
    assert not Mandate.objects.exists()
