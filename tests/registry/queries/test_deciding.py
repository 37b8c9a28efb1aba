"""A decision carries the roles of its moment: what is given or ended afterwards changes nothing."""

import json
from typing import Any

import pytest

from registry import policy
from registry.changes.mandate import end_mandate
from registry.models import Decision, Mandate
from registry.queries.deciding import deciding_role, roles_then
from tests.cast import Cast
from tests.factories import make_mandate
from tests.factories.api_token import calling
from tests.registry.proposing import agreed, in_bandung, proposed, reports

pytestmark = pytest.mark.django_db

MARK = "saat itu memegang beberapa peran di kantornya"


def as_head_too(cast: Cast) -> Mandate:
    office = cast.province_officer.mandates.get(role="province_officer").office
    return make_mandate(cast.province_officer, office, "office_head")


def decided_by_the_province(cast: Cast) -> Decision:
    sentra = in_bandung()
    agreed(proposed(cast.regency_operator, sentra, reports(sentra)), cast.province_officer)
    return Decision.objects.get()


def end(mandate: Mandate, cast: Cast) -> None:
    admin = policy.actor_for(cast.ministry_admin)
    end_mandate(mandate, actor=admin, version_shown=mandate.version, reason="pindah tugas")


def page(signed_in: Any, decision: Decision) -> str:
    act = decision.act
    address = f"/tugas/periksa/{act.submission.receipt_number}/{act.position}/"
    return str(signed_in("province_officer").get(address).content.decode())


def test_a_role_given_after_the_decision_is_no_mark(signed_in: Any, cast: Cast) -> None:
    decision = decided_by_the_province(cast)

    as_head_too(cast)

    assert roles_then([decision]) == {decision.pk: {"province_officer"}}
    assert MARK not in page(signed_in, decision)


def test_a_role_held_then_stays_a_mark_after_it_ended(signed_in: Any, cast: Cast) -> None:
    head = as_head_too(cast)
    decision = decided_by_the_province(cast)

    end(head, cast)

    assert roles_then([decision]) == {decision.pk: {"province_officer", "office_head"}}
    assert MARK in page(signed_in, decision)


def test_a_role_at_another_office_is_no_mark(cast: Cast) -> None:
    west = cast.regency_operator.mandates.get().office
    decision = decided_by_the_province(cast)

    assert roles_then([decision])[decision.pk] == {"province_officer"}
    other = Decision(pk=decision.pk, office=west, decided_by=decision.decided_by)
    other.decided_at, other.step = decision.decided_at, decision.step
    assert roles_then([other]) == {decision.pk: frozenset()}


def test_the_api_tells_the_role_of_the_moment(cast: Cast) -> None:
    decision = decided_by_the_province(cast)
    end(cast.province_officer.mandates.get(), cast)

    receipt = decision.act.submission.receipt_number
    answer = calling(cast.ministry_staff).get(f"/api/v1/submissions/{receipt}/")

    assert json.loads(answer.content)["acts"][0]["decisions"][0]["role"] == "province_officer"


@pytest.mark.parametrize(
    ("step", "held", "role"),
    [
        ("head", {"regency_operator", "office_head"}, "office_head"),
        ("province", {"province_officer"}, "province_officer"),
        ("ministry", {"ministry_staff", "analyst"}, "ministry_staff"),
        ("head", {"regency_operator"}, None),
    ],
)
def test_the_role_is_the_one_that_decides_at_the_step(
    step: str, held: set[str], role: str | None
) -> None:
    assert deciding_role(Decision(step=step), held) == role
