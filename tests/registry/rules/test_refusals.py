"""Every code a change can be refused with, each with the change that earns it: the engine names the
field and the value, says it in a sentence, and writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from registry.management.documents import CODE_IN_SOURCE, own_modules
from registry.models import DirtyEvent, Record
from registry.queries.as_of import event_model
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected
from tests.architecture.source import files, text
from tests.dak.told_elsewhere import TOLD_IN_DAK
from tests.dirty_marks import changed
from tests.factories import (
    ACTOR,
    make,
    make_grant,
    make_office,
    make_sentra,
    make_source,
    make_status,
    make_user,
)
from tests.registry.rules.told_elsewhere import TOLD_ELSEWHERE

pytestmark = pytest.mark.django_db

TOMORROW = (today_wib() + timedelta(days=1)).isoformat()
NEXT_YEAR = today_wib().year + 1
NOBODY = policy.Actor(label="user:7", user_id=7)
ADMIN = policy.Actor(
    label="user:8", user_id=8, reaches=(policy.Reach("ministry_admin", 1, "kantor", ""),)
)


@dataclass(frozen=True)
class Refusal:
    """A change, who makes it through which door, and the one problem it earns."""

    code: str
    field: str
    change: Callable[[], Change]
    value: Any = ...
    actor: policy.Actor = ACTOR
    source: ChangeSource = ChangeSource.SYSTEM
    note: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.note}".strip()


def new_sentra(**values: Any) -> Callable[[], Change]:
    whole = {"name": "Uji", "recognition": "reported", "province": "51", **values}
    return lambda: Change("sentra.register", whole)


def part(kind: str, /, **values: Any) -> Callable[[], Change]:
    def change() -> Change:
        extra: dict[str, Any] = {"sentra": make_sentra().public_code}
        if kind in ("profile.record", "status.record"):
            extra["source"] = make_source().code
        if kind == "verification.record":
            extra["office"] = make_office().code
        return Change(kind, {**extra, **values})

    return change


def corrected(version: int | None = 0, **values: Any) -> Callable[[], Change]:
    return lambda: Change("sentra.correct", values, make_sentra().public_code, version)


def claimed(**values: Any) -> Callable[[], Change]:
    def change() -> Change:
        grant, source = make_grant(), make_source()
        return Change(
            "claim.record",
            {"grant": grant.code, "source": source.code, "stage": "allocation", **values},
        )

    return change


def grant_for_a_sentra_elsewhere() -> Change:
    sentra = make_sentra(province="52", regency="52.02")
    return Change(
        "grant.record",
        {
            "fund": "fisik",
            "stage": "allocated",
            "fiscal_year": 2024,
            "level": "regency",
            "province": "51",
            "regency": "51.04",
            "sentra": sentra.public_code,
        },
    )


def taken_code() -> Change:
    return Change("office.record", {"code": make_office().code, "name": "K", "level": "ministry"})


def empty_proposal() -> Change:
    office, sender = make_office(level="province", province="51"), make_user()
    sent = make(
        "submission.send",
        token="11111111-1111-4111-8111-111111111111",
        body_hash="0" * 64,
        office=office.code,
        sender=sender.email,
        province="51",
        received_at="2026-11-21T10:00:00+07:00",
    )
    values = {"submission": str(sent.pk), "sender": sender.email, "changes": []}
    return Change("submission_act.send", values)


def withdrawn_line() -> Change:
    status = make_status(make_sentra())
    changed("status.withdraw", status.pk)()
    return Change("status.correct", {"status": "closed"}, str(status.pk), 1)


def stored(values: dict[str, Any]) -> Change:
    return Change("sentra.correct", values, make_sentra().public_code, 0)


REFUSALS = (
    Refusal("kind.unknown", "kind", lambda: Change("sentra.delete", {}), "sentra.delete"),
    Refusal(
        "kind.wrong_surface",
        "kind",
        lambda: Change("scheme.record", {"code": "uji", "name": "Uji"}),
        actor=ADMIN,
        source=ChangeSource.WEB,
    ),
    Refusal(
        "policy.not_allowed",
        "kind",
        new_sentra(),
        "sentra.register",
        actor=NOBODY,
        source=ChangeSource.ADMIN,
    ),
    Refusal("record.withdrawn", "is_withdrawn", withdrawn_line),
    Refusal("record.not_found", "target", lambda: Change("sentra.correct", {}, "ST-X", 0), "ST-X"),
    Refusal(
        "record.version_missing",
        "base_version",
        corrected(None, name="Lain"),
        actor=ADMIN,
        source=ChangeSource.ADMIN,
    ),
    Refusal("value.unknown_field", "public_code", corrected(public_code="ST-000000-0")),
    Refusal("value.unknown_field", "version", lambda: stored({"version": 9}), note="version"),
    Refusal("value.required", "name", new_sentra(name="")),
    Refusal("value.required", "origin_year", part("origin.record", kind="opening"), note="absent"),
    Refusal("value.not_a_choice", "kind", new_sentra(kind="banana"), "banana"),
    Refusal(
        "value.not_a_number",
        "origin_year",
        part("origin.record", kind="opening", origin_year="1,980"),
    ),
    Refusal("value.not_a_number", "year", part("profile.record", year=2024.0), note="float"),
    Refusal("value.not_a_decimal", "latitude", new_sentra(latitude="8,6", longitude="115.2")),
    Refusal("value.too_precise", "latitude", new_sentra(latitude="-8.1234567", longitude="115.2")),
    Refusal("value.out_of_range", "latitude", new_sentra(latitude="1000", longitude="115.2")),
    Refusal(
        "value.not_a_date",
        "status_on",
        part("status.record", status="active", status_on="30/02/2025"),
    ),
    Refusal("value.not_a_boolean", "is_sample", new_sentra(is_sample="ya")),
    Refusal("value.not_text", "name", new_sentra(name=["Celuk"])),
    Refusal("value.too_long", "name", new_sentra(name="x" * 201)),
    Refusal("value.unknown_key", "regency", new_sentra(regency="5104"), "5104", note="no dots"),
    Refusal("value.unknown_key", "province", new_sentra(province="Bali"), "Bali", note="a name"),
    Refusal(
        "value.unreadable_figure",
        "unit_count",
        part("profile.record", year=2024, unit_count="1.234,5"),
    ),
    Refusal(
        "value.unreadable_figure",
        "amount_idr",
        claimed(amount_idr={"low": 1, "high": 2}),
        note="no sign",
    ),
    Refusal("value.not_unique", "code", taken_code),
    Refusal("name.unclean", "name", new_sentra(name="=SUM(A1)")),
    Refusal("name.unclean", "name", new_sentra(name="Ce\u202eluk"), note="direction"),
    Refusal(
        "source.url_unreadable",
        "url",
        lambda: Change("source.record", {"publisher": "A", "url": "javascript:alert(1)"}),
        "javascript:alert(1)",
    ),
    Refusal(
        "origin.in_future",
        "origin_year",
        part("origin.record", kind="opening", origin_year=NEXT_YEAR),
        NEXT_YEAR,
    ),
    Refusal("profile.in_future", "year", part("profile.record", year=NEXT_YEAR), NEXT_YEAR),
    Refusal(
        "status.in_future",
        "status_on",
        part("status.record", status="active", status_on=TOMORROW),
        date.fromisoformat(TOMORROW),
    ),
    Refusal(
        "verification.in_future",
        "verified_on",
        part("verification.record", method="visit", verified_on=TOMORROW),
        date.fromisoformat(TOMORROW),
    ),
    Refusal(
        "profile.workers_below_units",
        "worker_count",
        part("profile.record", year=2024, unit_count=5, worker_count=2),
        2,
    ),
    Refusal("sentra.region_ended", "regency", new_sentra(province="91", regency="91.01"), "91.01"),
    Refusal("grant.sentra_elsewhere", "sentra", grant_for_a_sentra_elsewhere, "51.04"),
    Refusal(
        "submission.nothing_proposed",
        "changes",
        empty_proposal,
    ),
)


def left() -> dict[str, int]:
    """How many rows, versions and dirty events there are."""
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    counted = [*records, *map(event_model, records), DirtyEvent]
    return {model.__name__: model._default_manager.count() for model in counted}


@pytest.mark.parametrize("case", REFUSALS, ids=str)
def test_a_refusal_names_code_field_and_value_and_leaves_nothing(case: Refusal) -> None:
    change = case.change()
    act = Act((change,), case.actor, case.source, reason="uji")
    before = left()

    problems = check_batch(act)
    with pytest.raises(ChangeRejected) as refused:
        apply_batch(act)

    assert [(p.code, p.field, p.position) for p in problems] == [(case.code, case.field, 0)]
    assert list(refused.value.problems) == problems
    if case.value is not ...:
        assert problems[0].value == case.value
    assert problems[0].message.endswith(".")
    assert left() == before


def test_every_code_of_the_write_path_is_earned_by_a_test() -> None:
    rooms = ("registry.rules", "registry.changes", "dak.rules", "dak.changes")
    made = {
        code
        for module in own_modules()
        if module.__name__.startswith(rooms)
        for code in CODE_IN_SOURCE.findall(text(Path(str(module.__file__))))
    }
    assert made == {case.code for case in REFUSALS} | TOLD_ELSEWHERE | TOLD_IN_DAK


def test_every_code_told_elsewhere_is_asserted_somewhere() -> None:
    lists = ("test_refusals.py", "told_elsewhere.py")
    asserted = "".join(text(path) for path in files("tests") if path.name not in lists)
    unseen = {code for code in TOLD_ELSEWHERE | TOLD_IN_DAK if f'"{code}"' not in asserted}
    assert unseen <= {"record.busy", "record.refused"}
