"""Whatever JSON can hold may arrive in a change: each refused value gets a sentence with its code,
field and value, all at once, and nothing raises and nothing is written."""

import json
import re
from typing import Any

import pytest

from registry.changes.change import Act, Change
from registry.changes.engine import check_batch
from registry.changes.kinds import Kind, all_kinds
from registry.choices import ChangeSource
from registry.models import DirtyEvent, Sentra
from registry.models.sentra import SentraEvent
from tests.factories import ACTOR, make_claim, make_grant, make_profile, make_sentra, make_status

pytestmark = pytest.mark.django_db

ODD: tuple[Any, ...] = (
    None,
    "",
    " ",
    0,
    -1,
    1.5,
    10**30,
    -(10**30),
    True,
    [],
    [1],
    {},
    {"low": 1},
    {"low": "1,5", "high": None, "qualifier": "=", "text": ""},
    {"low": 9, "high": 1, "qualifier": "range", "text": ""},
    {"low": None, "high": None, "qualifier": "?", "text": 7},
    "x" * 5000,
    "\x00nol",
    "=1+1",
    "\u202egnabmol",
    "2024-02-30",
    "2024-13",
    "20240101",
    "30/02/2024",
    "0000-01-01",
    "9999-12-31",
    "NaN",
    "Infinity",
    "1e999999",
    "1.000",
    "5_345",
    "1,5",
    "٣",
    "１２",
    "@tidak-ada",
    "#0",
    "#99",
    "51.04.01.2005",
    "5104",
    "<script>alert(1)</script>",
    "'; DROP TABLE registry_sentra; --",
    "\ud7ff",
    "😀" * 100,
)


def odd_changes(kind: Kind, target: str, version: int | None) -> list[Change]:
    """One change per field and odd value, on one row."""
    names = (*kind.fields, *kind.figures, "tidak_dikenal")
    return [Change(kind.code, {name: value}, target, version) for name in names for value in ODD]


@pytest.mark.parametrize("kind", list(all_kinds().values()), ids=lambda kind: kind.code)
def test_no_value_raises_and_every_refusal_is_a_sentence(kind: Kind) -> None:
    changes = odd_changes(kind, "" if kind.creates else "tidak-ada", 0)
    act = Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, reason="uji")

    problems = check_batch(act)

    assert problems
    for problem in problems:
        assert problem.code and problem.message, problem
        assert not re.search(r"\{[a-z]+\}", problem.message), problem
        assert problem.position is not None and 0 <= problem.position < len(changes)
        json.dumps(problem.as_dict())
    unknown = [i for i, change in enumerate(changes) if "tidak_dikenal" in change.values]
    told = {p.position for p in problems if p.code in ("value.unknown_field", "record.not_found")}
    assert told >= set(unknown)


def test_no_value_raises_in_a_correction_of_a_stored_row() -> None:
    sentra, grant = make_sentra(), make_grant()
    rows = {
        "sentra.correct": sentra.public_code,
        "profile.correct": str(make_profile(sentra, year=2024).pk),
        "status.correct": str(make_status(sentra).pk),
        "grant.correct": grant.code,
        "claim.correct": str(make_claim(grant).pk),
    }
    before = (SentraEvent.objects.count(), DirtyEvent.objects.count())

    for code, target in rows.items():
        changes = odd_changes(all_kinds()[code], target, 0)
        problems = check_batch(Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, "uji"))
        assert {p.code for p in problems} >= {"value.unknown_field", "value.not_text"}

    assert Sentra.objects.get().version == 0
    assert (SentraEvent.objects.count(), DirtyEvent.objects.count()) == before


def test_a_target_of_any_shape_is_not_found() -> None:
    for target in ("", "x" * 500, "-1", "0", "1e5", "9" * 40, "\x00", "'; --", "@x", "#0", "😀"):
        for kind in ("sentra.correct", "profile.correct", "grant.correct", "province.correct"):
            change = Change(kind, {}, target, 0)
            problems = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))
            assert [problem.code for problem in problems] == ["record.not_found"], (kind, target)


@pytest.mark.parametrize("amount", ["5_345", "٣", "１２", "0x10", "1e3", "5 345"])
def test_only_plain_digits_are_a_whole_number(amount: str) -> None:
    change = Change("claim.record", {"grant": make_grant().code, "realised_idr": amount})

    problems = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert ("value.not_a_number", "realised_idr") in [(p.code, p.field) for p in problems]


@pytest.mark.parametrize("percent", ["5_3", "٣", "１２,5"])
def test_only_plain_digits_are_a_decimal(percent: str) -> None:
    change = Change("claim.record", {"grant": make_grant().code, "physical_percent": percent})

    problems = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert ("value.not_a_decimal", "physical_percent") in [(p.code, p.field) for p in problems]
