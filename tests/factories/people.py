"""Factories of accounts, offices and mandates; accounts are named by role, never by a person."""

from itertools import count
from typing import Any

from registry.models import Mandate, Office
from sentra.accounts.models import User
from tests.factories.records import make

_numbers = count(1)


def make_user(**values: Any) -> User:
    """An active account without rights."""
    return User.objects.create_user(**{"email": f"akun-{next(_numbers)}@contoh.example", **values})


def make_office(**values: Any) -> Office:
    """A ministry office, unless a level and region are given."""
    return make(
        "office.record", **{"name": f"Kantor {next(_numbers)}", "level": "ministry", **values}
    )


def make_mandate(user: User, office: Office, role: str, **values: Any) -> Mandate:
    """A mandate in force since 2020; its region is the office's."""
    return make(
        "mandate.record",
        user=user.email,
        office=office.code,
        role=role,
        **{"valid_from": "2020-01-01", **values},
    )
