"""One cast everywhere, by role, the same as the demo accounts."""

from dataclasses import dataclass, fields

from sentra.accounts.models import User
from tests.factories.people import make_mandate, make_office, make_user

ROLES = (
    "regency_operator",
    "province_officer",
    "office_head",
    "stranger",
    "ministry_staff",
    "ministry_admin",
    "analyst",
    "public",
)


@dataclass(frozen=True)
class Cast:
    """The operator of Kab. Bandung, the officer of Jawa Barat above him, the head of the office of
    Kab. Bandung, the operator of Kab. Gianyar (the stranger), two ministry roles, and an analyst.
    The public signs in as nobody."""

    regency_operator: User
    province_officer: User
    office_head: User
    stranger: User
    ministry_staff: User
    ministry_admin: User
    analyst: User

    @property
    def everybody(self) -> tuple[User, ...]:
        """Every account."""
        return tuple(getattr(self, member.name) for member in fields(self))


def make_cast() -> Cast:
    """Accounts with offices and mandates in force."""
    bandung = make_office(
        name="Dinas Kab. Bandung", level="regency", province="32", regency="32.04"
    )
    jabar = make_office(name="Dinas Provinsi Jawa Barat", level="province", province="32")
    gianyar = make_office(
        name="Dinas Kab. Gianyar", level="regency", province="51", regency="51.04"
    )
    ministry = make_office(name="Direktorat Jenderal IKMA", level="ministry")
    wanted = (
        ("regency_operator", bandung, "regency_operator", False),
        ("province_officer", jabar, "province_officer", False),
        ("office_head", bandung, "office_head", False),
        ("stranger", gianyar, "regency_operator", False),
        ("ministry_staff", ministry, "ministry_staff", True),
        ("ministry_admin", ministry, "ministry_admin", True),
        ("analyst", ministry, "analyst", False),
    )
    people = {}
    for name, office, role, is_staff in wanted:
        user = make_user(email=f"{name}@contoh.example", label=name, is_staff=is_staff)
        make_mandate(user, office, role)
        people[name] = user
    return Cast(**people)
