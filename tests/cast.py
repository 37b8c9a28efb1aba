"""One cast everywhere, by role, the same as the demo accounts."""

from dataclasses import dataclass, fields

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Office
from sentra.accounts.models import User
from tests.factories.people import make_user
from tests.factories.records import ACTOR

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


OFFICES: dict[str, dict[str, str]] = {
    "bandung": {
        "name": "Dinas Kab. Bandung",
        "level": "regency",
        "province": "32",
        "regency": "32.04",
    },
    "jabar": {"name": "Dinas Provinsi Jawa Barat", "level": "province", "province": "32"},
    "gianyar": {
        "name": "Dinas Kab. Gianyar",
        "level": "regency",
        "province": "51",
        "regency": "51.04",
    },
    "ministry": {"name": "Direktorat Jenderal IKMA", "level": "ministry"},
}
PEOPLE = (
    ("regency_operator", "bandung", "regency_operator", False),
    ("province_officer", "jabar", "province_officer", False),
    ("office_head", "bandung", "office_head", False),
    ("stranger", "gianyar", "regency_operator", False),
    ("ministry_staff", "ministry", "ministry_staff", True),
    ("ministry_admin", "ministry", "ministry_admin", True),
    ("analyst", "ministry", "analyst", False),
)


def cast_as_stored() -> Cast:
    """The same people, read anew; one statement."""
    people = User.objects.in_bulk(
        [f"{name}@contoh.example" for name, *_more in PEOPLE], field_name="email"
    )
    return Cast(**{name: people[f"{name}@contoh.example"] for name, *_more in PEOPLE})


def make_cast() -> Cast:
    """Accounts with offices and mandates in force; in two acts, since most tests begin with
    them."""
    people = {
        name: make_user(email=f"{name}@contoh.example", label=name, is_staff=is_staff)
        for name, _office, _role, is_staff in PEOPLE
    }
    offices = _recorded([Change("office.record", values) for values in OFFICES.values()])
    stored = Office.objects.in_bulk(offices)
    codes = {name: stored[pk].code for name, pk in zip(OFFICES, offices, strict=True)}
    _recorded(
        [
            Change(
                "mandate.record",
                {
                    "user": people[name].email,
                    "office": codes[office],
                    "role": role,
                    "valid_from": "2020-01-01",
                },
            )
            for name, office, role, _is_staff in PEOPLE
        ]
    )
    return Cast(**people)


def _recorded(changes: list[Change]) -> list[int]:
    """The keys of the rows, in order."""
    act = Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, reason="test")
    return [row.pk for row in apply_batch(act).rows]
