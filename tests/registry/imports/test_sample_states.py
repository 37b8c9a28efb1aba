"""What became of the sample's buildings, loaded as dated states."""

import pytest

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.imports.commodities import load_commodities
from registry.imports.reference import data_rows
from registry.imports.sample import load_sentra
from registry.imports.sample_states import load_states
from registry.models import Facility, FacilityState
from registry.queries.facility_states import state_steps
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

pytestmark = pytest.mark.django_db
JOB = policy.system("load_sample")


@pytest.fixture
def loaded() -> None:
    load_sample_map()
    load_commodities(ACTOR)
    load_sentra(JOB)
    load_states(JOB)


def test_a_building_has_every_state_its_sources_tell(loaded: None) -> None:
    rows = Facility.objects.with_state_now().filter(states__isnull=False).distinct()

    assert FacilityState.objects.count() == len(data_rows("sample/facility_states.csv"))
    assert {row.name: row.now_state for row in rows} == {
        "gedung produksi bersama": "opened",
        "gedung sentra": "not_optimal",
        "gedung produksi 20 unit (2022)": "idle",
        "gedung 3 lantai": "opened",
        "bangunan 24 x 15 m": "under_construction",
    }
    facility = Facility.objects.get(name="gedung produksi 20 unit (2022)")
    assert [
        (step.state, str(step.on), step.precision)
        for step in state_steps(facility, facility.states.all())
    ] == [
        ("under_construction", "2022-09-26", "day"),
        ("finished", "2022-12-01", "month"),
        ("idle", "2023-03-01", "month"),
    ]


def test_a_second_run_changes_nothing_whatever_became_of_a_state(loaded: None) -> None:
    state = FacilityState.objects.filter(state="finished").get()
    facility = state.facility
    for change in (
        Change("facility_state.withdraw", {}, str(state.pk), state.version),
        Change("facility.correct", {"name": "gedung baru"}, str(facility.pk), facility.version),
    ):
        apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    assert load_states(JOB).is_unchanged
    assert FacilityState.objects.count() == len(data_rows("sample/facility_states.csv"))


def test_a_withdrawn_facility_gets_no_state() -> None:
    load_sample_map()
    load_commodities(ACTOR)
    load_sentra(JOB)
    facility = Facility.objects.get(name="gedung 3 lantai")
    change = Change("facility.withdraw", {}, str(facility.pk), facility.version)
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    load_states(JOB)

    assert not FacilityState.objects.filter(facility=facility).exists()
    assert FacilityState.objects.count() == len(data_rows("sample/facility_states.csv")) - 2
