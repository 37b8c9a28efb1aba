"""Every kind of submission through the API into the queue, approved at the desk, and applied."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from dak.models import AssetState, OutcomeReading, ProgressReport
from registry import policy
from registry.api.bodies import KINDS
from registry.models import Facility, Need, Sentra, SentraStatus, SubmissionAct, YearlyProfile
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import make_grant
from tests.factories.api_token import calling
from tests.factories.assets import make_asset, make_outcome_indicator, office_of
from tests.factories.parts import make_facility_kind, make_need_kind
from tests.registry.api.sending import correction, existence, part, post, status_change
from tests.registry.proposing import agreed, in_bandung, waiting

pytestmark = pytest.mark.django_db


def registers(_sentra: Sentra) -> dict[str, Any]:
    values = {"name": "Sentra Anyar", "province": "32", "regency": "32.04", "recognition": "listed"}
    change = {"kind": "sentra.register", "values": values, "ref": "sentra"}
    return {"kind": "register", "region": "32.04", "changes": [change]}


def yearly(sentra: Sentra) -> dict[str, Any]:
    figures = {"year": today_wib().year, "unit_count": 7, "worker_count": 21}
    body = part(sentra, "yearly", "profile.record", **figures)
    return body | {"answer": "changed", "year": today_wib().year}


def facility(sentra: Sentra) -> dict[str, Any]:
    kind = make_facility_kind().code
    return part(sentra, "facility", "facility.record", facility_kind=kind, name="Gedung")


def needs(sentra: Sentra) -> dict[str, Any]:
    return part(sentra, "needs", "need.record", need_kind=make_need_kind().code)


def asset_state(sentra: Sentra) -> dict[str, Any]:
    asset = make_asset(sentra)
    seen = {"basis": "office", "confirmed_by": office_of(asset).code, "confirmed_on": "2024-06-02"}
    state = {"asset": asset.code, "state": "idle", "state_on": "2024-06-01", "source": "@form"}
    change = {"kind": "asset_state.record", "values": {**state, **seen}}
    return {"kind": "asset", "sentra": sentra.public_code, "changes": [change]}


def outcome(sentra: Sentra) -> dict[str, Any]:
    read = {"indicator": make_outcome_indicator().code, "amount": 30}
    return part(sentra, "outcome", "outcome.record", **read)


def listed(sentra: Sentra) -> dict[str, Any]:
    line = {"sentra": sentra.public_code, "answer": "dormant"}
    return {"kind": "list", "lines": [line | {"changes": [status_change(sentra, "dormant")]}]}


def reported(_sentra: Sentra) -> dict[str, Any]:
    grant = make_grant(province="32", regency="32.04")
    values = {"grant": grant.code, "period_number": 2, "as_of_on": "2024-06-30", "source": "@form"}
    change = {"kind": "progress.record", "values": {**values, "physical_percent": "40"}}
    return {"kind": "report", "region": "32.04", "changes": [change]}


def named(sentra: Sentra) -> bool:
    return Sentra.objects.filter(name="Sentra Baru", pk=sentra.pk).exists()


def is_active(sentra: Sentra) -> bool:
    return SentraStatus.objects.filter(sentra=sentra, status="active").exists()


Case = tuple[Callable[[Sentra], dict[str, Any]], Callable[[Sentra], bool]]
CASES: dict[str, Case] = {
    "register": (registers, lambda _s: Sentra.objects.filter(name="Sentra Anyar").exists()),
    "correct": (correction, named),
    "yearly": (yearly, lambda s: YearlyProfile.objects.filter(sentra=s, unit_count=7).exists()),
    "existence": (existence, is_active),
    "facility": (facility, lambda s: Facility.objects.filter(sentra=s, name="Gedung").exists()),
    "needs": (needs, lambda s: Need.objects.filter(sentra=s).exists()),
    "asset": (
        asset_state,
        lambda s: AssetState.objects.filter(asset__sentra=s, state="idle").exists(),
    ),
    "outcome": (outcome, lambda s: OutcomeReading.objects.filter(sentra=s, amount=30).exists()),
    "report": (reported, lambda _s: ProgressReport.objects.exists()),
    "list": (listed, lambda s: SentraStatus.objects.filter(sentra=s, status="dormant").exists()),
}


def test_every_kind_has_its_case() -> None:
    assert set(CASES) == set(KINDS)


@pytest.mark.parametrize("kind", CASES)
def test_a_kind_is_sent_approved_and_applied(cast: Cast, kind: str) -> None:
    body_of, is_applied = CASES[kind]
    sentra = in_bandung()

    response = post(calling(cast.regency_operator), body_of(sentra))

    assert response.status_code == 201, response.content
    assert not is_applied(sentra)
    receipt = json.loads(response.content)["receipt"]
    act = waiting(SubmissionAct.objects.get(submission__receipt_number=receipt))
    assert policy.may_decide(policy.actor_for(cast.province_officer), act)
    act = agreed(act, cast.province_officer, cast.ministry_staff)
    assert (act.state, is_applied(sentra)) == ("approved", True)
