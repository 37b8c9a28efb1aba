"""A component is for a sentra of its grant, answers a need of it, and closes that need the day it
operates."""

from datetime import date

import pytest

from dak.changes.component import operates
from dak.models.money import GrantComponentEvent
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.changes.undo import undo
from registry.choices import ChangeSource
from registry.models import Need
from registry.models.standing import NeedEvent
from tests.factories import ACTOR, make_grant, make_sentra, make_source
from tests.factories.money import make_component, make_share
from tests.factories.parts import make_need

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def codes(*changes: Change) -> list[str]:
    return [p.code for p in check_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji"))]


def component(grant: object, **values: object) -> Change:
    common = {"source": make_source().code, "name": "gedung", "amount_idr": BILLION}
    return Change("component.record", {"grant": grant.code, **common, **values})  # type: ignore[attr-defined]


def test_a_component_that_operates_closes_its_need_with_the_date_in_one_act() -> None:
    sentra = make_sentra()
    need = make_need(sentra)
    part = make_component(
        make_grant(sentra=sentra.public_code), amount_idr=BILLION, need=str(need.pk)
    )

    applied = apply_batch(
        Act(operates(part, date(2024, 9, 1)), ACTOR, ChangeSource.SYSTEM, "mulai dipakai")
    )

    part.refresh_from_db()
    need.refresh_from_db()
    assert part.operates_on == need.state_on == date(2024, 9, 1)
    assert (need.state, need.state_precision) == ("answered", "day")
    assert part.grant.code in need.answered_by
    acts = {
        NeedEvent.objects.get(pgh_obj=need, version=1).pgh_context_id,
        GrantComponentEvent.objects.get(pgh_obj=part, version=1).pgh_context_id,
    }
    assert acts == {applied.act}


def test_a_component_cannot_operate_and_leave_its_need_open() -> None:
    sentra = make_sentra()
    need = make_need(sentra)
    part = make_component(
        make_grant(sentra=sentra.public_code), amount_idr=BILLION, need=str(need.pk)
    )

    alone = Change("component.operate", {"operates_on": "2024-09-01"}, str(part.pk), 0)

    assert codes(alone) == ["component.need_left_open"]
    assert Need.objects.get().state == "open"


def test_a_component_without_a_need_just_operates() -> None:
    part = make_component(make_grant(), amount_idr=BILLION)

    changes = operates(part, date(2024, 9, 1))

    assert [change.kind for change in changes] == ["component.operate"]
    assert codes(*changes) == []


def test_nothing_operates_tomorrow() -> None:
    part = make_component(make_grant(), amount_idr=BILLION)

    assert codes(*operates(part, date(2999, 1, 1))) == ["part.day_in_future"]


def test_a_need_of_another_sentra_is_refused() -> None:
    grant = make_grant(sentra=make_sentra().public_code)
    need = make_need(make_sentra())

    assert codes(component(grant, need=str(need.pk))) == ["component.need_elsewhere"]


def test_a_component_is_for_a_sentra_of_the_grant_or_of_its_shares() -> None:
    own, other = make_sentra(), make_sentra()
    grant = make_grant()
    make_share(grant, own)

    assert codes(component(grant, sentra=own.public_code)) == []
    assert codes(component(grant, sentra=other.public_code)) == ["component.sentra_not_in_grant"]


def test_an_operation_said_by_mistake_is_taken_back_with_its_need() -> None:
    sentra = make_sentra()
    need = make_need(sentra)
    part = make_component(
        make_grant(sentra=sentra.public_code), amount_idr=BILLION, need=str(need.pk)
    )
    act = Act(operates(part, date(2024, 9, 1)), ACTOR, ChangeSource.SYSTEM, "mulai dipakai")

    undo(apply_batch(act).act, ACTOR, "salah baris")

    part.refresh_from_db()
    need.refresh_from_db()
    assert (part.operates_on, need.state, need.state_on) == (None, "open", None)
