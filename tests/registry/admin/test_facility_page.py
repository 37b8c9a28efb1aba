"""The page of one facility: its life in dated states, read, added to and corrected there."""

from typing import Any

import pytest

from registry.models import Facility, FacilityState
from tests.factories import make_sentra, make_source
from tests.factories.parts import make_facility, make_facility_state
from tests.registry.admin.page import REASON, opened, sent
from tests.registry.admin.test_parts import added

pytestmark = pytest.mark.django_db


def page(facility: Facility) -> str:
    return f"/admin/registry/facility/{facility.pk}/change/"


@pytest.fixture
def hall() -> Facility:
    """A building opened in May 2024, idle a year later."""
    sentra = make_sentra()
    facility = make_facility(sentra, state="opened", state_on="2024-05-03", state_precision="day")
    make_facility_state(sentra, facility=facility, state="idle", state_on="2025-05-18")
    return facility


def test_the_page_shows_the_state_in_force_and_every_state(signed_in: Any, hall: Facility) -> None:
    make_facility_state(hall.sentra, state="planned")

    answer = signed_in("ministry_staff").get(page(hall))

    html = answer.content.decode()
    (lines,) = answer.context["inline_admin_formsets"]
    assert [form.instance.state for form in lines.formset.initial_forms] == ["idle"]
    assert "Mangkrak atau tidak dipakai" in html.rpartition("field-state_now")[2][:900]
    assert "18 Mei 2025" in html.rpartition("field-since")[2][:900]


def test_a_state_is_added_there_and_is_one_act_of_its_sentra(
    signed_in: Any, hall: Facility
) -> None:
    client = signed_in("ministry_staff")
    values = {"state": "operating", "state_on": "Januari 2026", "source": make_source().code}
    data = added(opened(client, page(hall)), "states", **values)

    assert sent(client, page(hall), {**data, **REASON}).status_code == 302

    state = FacilityState.objects.get(state="operating")
    assert (state.facility, state.sentra) == (hall, hall.sentra)
    assert (str(state.state_on), state.state_precision) == ("2026-01-01", "month")
    assert Facility.objects.with_state_now().get(pk=hall.pk).now_state == "operating"
    history = client.get(f"/admin/registry/facility/{hall.pk}/history/").content.decode()
    assert "Beroperasi" in history


def test_a_state_before_the_building_is_refused_at_its_line(signed_in: Any) -> None:
    client, facility = signed_in("ministry_staff"), make_facility(make_sentra(), built_year=2023)
    values = {"state": "opened", "state_on": "2019", "source": make_source().code}
    data = added(opened(client, page(facility)), "states", **values)

    answer = sent(client, page(facility), {**data, **REASON})

    (lines,) = answer.context["inline_admin_formsets"]
    errors = lines.formset.forms[0].errors.as_data()
    assert [e.code for e in errors["state_on"]] == ["facility_state.before_built"]
    assert not FacilityState.objects.exists()


def test_a_facility_that_is_not_recorded_yet_has_no_life(signed_in: Any) -> None:
    answer = signed_in("ministry_staff").get("/admin/registry/facility/add/")

    assert answer.context["inline_admin_formsets"] == []
    assert "field-state_now" not in answer.content.decode()
