"""Demo accounts, one per role, for a first look at the registry on one's own machine. Named by role
at addresses that reach nobody; never made where the settings forbid it."""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registry.changes.change import Change
from registry.choices import OfficeLevel, Role
from registry.imports.reference import apply_changes
from registry.imports.run import all_or_nothing
from registry.models import Office
from registry.policy import Actor
from sentra.accounts.models import User
from sentra.lib.codes import ALPHABET
from sentra.lib.dates import today_wib

REASON = "Akun contoh untuk peragaan"
NOTE = "demo only"
PASSWORD_GROUPS, GROUP_LENGTH = 4, 4


@dataclass(frozen=True)
class DemoOffice:
    """An office of the demonstration; the label says that it is one."""

    code: str
    name: str
    level: OfficeLevel
    province: str = ""
    regency: str = ""


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demonstration and what it may do."""

    email: str
    label: str
    role: Role
    office: str
    is_staff: bool = False


@dataclass(frozen=True)
class DemoLogin:
    """What a newcomer needs to sign in; the password exists nowhere else in the clear."""

    role: str
    email: str
    password: str
    note: str = NOTE


OFFICES = (
    DemoOffice("contoh-kementerian", "Direktorat Jenderal IKMA (contoh)", OfficeLevel.MINISTRY),
    DemoOffice(
        "contoh-jawa-barat", "Dinas perindustrian Jawa Barat (contoh)", OfficeLevel.PROVINCE, "32"
    ),
    DemoOffice(
        "contoh-kab-bandung",
        "Dinas perindustrian Kabupaten Bandung (contoh)",
        OfficeLevel.REGENCY,
        "32",
        "32.04",
    ),
    DemoOffice(
        "contoh-kab-gianyar",
        "Dinas perindustrian Kabupaten Gianyar (contoh)",
        OfficeLevel.REGENCY,
        "51",
        "51.04",
    ),
)
ACCOUNTS = (
    DemoAccount(
        "operator.bandung@registri.example",
        "Operator Kabupaten Bandung",
        Role.REGENCY_OPERATOR,
        "contoh-kab-bandung",
    ),
    DemoAccount(
        "petugas.jabar@registri.example",
        "Petugas Provinsi Jawa Barat",
        Role.PROVINCE_OFFICER,
        "contoh-jawa-barat",
    ),
    DemoAccount(
        "operator.gianyar@registri.example",
        "Operator Kabupaten Gianyar",
        Role.REGENCY_OPERATOR,
        "contoh-kab-gianyar",
    ),
    DemoAccount(
        "kepala.bandung@registri.example",
        "Kepala Dinas Kabupaten Bandung",
        Role.OFFICE_HEAD,
        "contoh-kab-bandung",
    ),
    DemoAccount(
        "kepala.jabar@registri.example",
        "Kepala Dinas Provinsi Jawa Barat",
        Role.OFFICE_HEAD,
        "contoh-jawa-barat",
    ),
    DemoAccount(
        "kepala.gianyar@registri.example",
        "Kepala Dinas Kabupaten Gianyar",
        Role.OFFICE_HEAD,
        "contoh-kab-gianyar",
    ),
    DemoAccount(
        "staf@registri.example",
        "Staf kementerian",
        Role.MINISTRY_STAFF,
        "contoh-kementerian",
        is_staff=True,
    ),
    DemoAccount(
        "admin@registri.example",
        "Admin kementerian",
        Role.MINISTRY_ADMIN,
        "contoh-kementerian",
        is_staff=True,
    ),
    DemoAccount("analis@registri.example", "Analis", Role.ANALYST, "contoh-kementerian"),
)


def has_demo_accounts() -> bool:
    """Whether the first start has been."""
    return User.objects.filter(email__in=[account.email for account in ACCOUNTS]).exists()


def make_demo_accounts(actor: Actor, keep: Callable[[list[DemoLogin]], None]) -> list[DemoLogin]:
    """Make every account with its office and mandate, all or none; empty when they are there.

    `keep` writes the logins down before anything is final: a password nobody knows is no login."""
    if has_demo_accounts():
        return []
    logins = [DemoLogin(account.label, account.email, random_password()) for account in ACCOUNTS]
    with all_or_nothing():
        for account, login in zip(ACCOUNTS, logins, strict=True):
            User.objects.create_user(
                account.email, login.password, label=account.label, is_staff=account.is_staff
            )
        apply_changes([*_offices(), *_mandates()], actor=actor, reason=REASON)
        keep(logins)
    return logins


def random_password() -> str:
    """Eighty random bits in groups that can be read aloud."""
    letters = ALPHABET.lower()
    return "-".join(
        "".join(secrets.choice(letters) for _letter in range(GROUP_LENGTH))
        for _group in range(PASSWORD_GROUPS)
    )


def logins_json(logins: Iterable[DemoLogin]) -> str:
    """The file that `./ikm up` reads."""
    rows = [
        {"role": login.role, "email": login.email, "password": login.password, "note": login.note}
        for login in logins
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _offices() -> list[Change]:
    known = set(Office.objects.values_list("code", flat=True))
    return [
        Change(
            "office.record",
            {
                "code": office.code,
                "name": office.name,
                "level": office.level.value,
                "province": office.province,
                "regency": office.regency,
            },
            ref=office.code,
        )
        for office in OFFICES
        if office.code not in known
    ]


def _mandates() -> list[Change]:
    known = set(Office.objects.values_list("code", flat=True))
    today = today_wib().isoformat()
    region = {office.code: office.regency or office.province for office in OFFICES}
    return [
        Change(
            "mandate.record",
            {
                "user": account.email,
                "office": account.office if account.office in known else f"@{account.office}",
                "role": account.role.value,
                "region_code": region[account.office],
                "valid_from": today,
            },
        )
        for account in ACCOUNTS
    ]
