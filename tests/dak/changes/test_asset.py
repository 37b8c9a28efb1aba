"""An asset that is in use closes the needs its components answer, in one act."""

from datetime import date

import pytest

from dak.changes.asset import starts_operating, what_operates
from dak.models import Asset
from dak.models.asset_state import AssetStateEvent
from dak.models.money import GrantComponentEvent
from registry.changes.change import Act
from registry.changes.engine import apply_batch
from registry.changes.undo import undo
from registry.choices import ChangeSource
from registry.models import Need
from registry.models.standing import NeedEvent
from tests.factories import ACTOR, make_grant, make_sentra, make_source
from tests.factories.assets import make_asset, make_asset_funding, office_of
from tests.factories.money import make_component
from tests.factories.parts import make_need

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000
DAY = date(2024, 9, 1)


def paid_for(*, components: int = 1) -> Asset:
    """An asset that components answering one need paid for."""
    sentra = make_sentra()
    grant, need = make_grant(sentra=sentra.public_code), make_need(sentra)
    asset = make_asset(sentra)
    for _number in range(components):
        part = make_component(grant, amount_idr=BILLION, need=str(need.pk))
        make_asset_funding(asset, grant, component=str(part.pk))
    return asset


def begun(asset: Asset) -> Act:
    said = {
        "basis": "office",
        "confirmed_by": office_of(asset).code,
        "confirmed_on": "2024-09-15",
        "source": make_source().code,
    }
    return Act(starts_operating(asset, DAY, said), ACTOR, ChangeSource.SYSTEM, "mulai dipakai")


def test_state_component_and_need_change_in_one_act_with_the_date_and_the_grant() -> None:
    asset = paid_for()

    applied = apply_batch(begun(asset))

    need, state = Need.objects.get(), asset.states.get()
    assert (state.state, state.state_on) == ("operating", DAY)
    assert (need.state, need.state_on) == ("answered", DAY)
    assert asset.fundings.get().grant.code in need.answered_by
    acts = {
        NeedEvent.objects.get(version=1).pgh_context_id,
        GrantComponentEvent.objects.get(version=1).pgh_context_id,
        AssetStateEvent.objects.get().pgh_context_id,
    }
    assert acts == {applied.act}


def test_a_need_that_two_components_answer_is_closed_once() -> None:
    asset = paid_for(components=2)

    kinds = [change.kind for change in what_operates(asset, DAY)]

    assert sorted(kinds) == ["component.operate", "component.operate", "need.correct"]
    apply_batch(begun(asset))
    assert Need.objects.get().version == 1


def test_a_component_that_operates_already_needs_no_second_act() -> None:
    asset = paid_for()
    apply_batch(begun(asset))

    assert what_operates(asset, DAY) == ()


def test_a_use_said_by_mistake_is_taken_back_with_its_need() -> None:
    asset = paid_for()

    undo(apply_batch(begun(asset)).act, ACTOR, "salah aset")

    need, component = Need.objects.get(), asset.fundings.get().component
    assert (need.state, component.operates_on) == ("open", None)  # type: ignore[union-attr]
    assert not asset.states.filter(is_withdrawn=False).exists()
