"""What hangs on a sentra in the admin: lines of the sentra's page, code lists with pages of their
own."""

from typing import Any

import pytest

from registry.models import Facility, Machine, Measure, Need, NeedKind
from tests.factories import make_sentra, make_source
from tests.factories.parts import make_facility_kind, make_measure_unit, make_need, make_need_kind
from tests.registry.admin.page import REASON, line, opened, sent

pytestmark = pytest.mark.django_db


def page_of(sentra: Any) -> str:
    return f"/admin/registry/sentra/{sentra.pk}/change/"


def added(data: dict[str, str], prefix: str, **values: str) -> dict[str, str]:
    """The form with one line more."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    return {**data, **line(prefix, number, **values), f"{prefix}-TOTAL_FORMS": str(number + 1)}


def test_a_facility_a_machine_a_measure_and_a_need_are_one_act(signed_in: Any) -> None:
    sentra, source = make_sentra(), make_source().code
    client = signed_in("ministry_staff")
    data = opened(client, page_of(sentra))
    data = added(
        data,
        "facility_set",
        facility_kind=make_facility_kind().code,
        name="gedung sentra",
        built_precision="exact",
        state="opened",
        state_on="Mei 2024",
        area_m2="5.363,5",
        user_count="lebih dari 25",
        source=source,
    )
    data = added(
        data, "machine_set", name="oven", machine_count="2", condition="good", source=source
    )
    data = added(
        data,
        "measure_set",
        measure_kind="production",
        amount="lebih dari 18,5",
        unit=make_measure_unit().code,
        period="year",
        year="2025",
        year_precision="exact",
        scope="sentra",
        source=source,
    )
    data = added(
        data,
        "need_set",
        need_kind=make_need_kind().code,
        severity="high",
        since_on="2024",
        state="open",
        source=source,
    )

    answer = sent(client, page_of(sentra), {**data, **REASON})

    assert answer.status_code == 302
    facility, machine, measure, need = (
        model.objects.get(sentra=sentra) for model in (Facility, Machine, Measure, Need)
    )
    assert (str(facility.area_m2), facility.user_count_qualifier) == ("5363.50", ">=")
    assert (str(facility.state_on), facility.state_precision) == ("2024-05-01", "month")
    assert (machine.name, machine.machine_count) == ("oven", 2)
    assert (str(measure.amount_low), measure.amount_text) == ("18.500", "lebih dari 18,5")
    assert (need.severity, need.since_precision) == ("high", "year")


def test_a_measure_without_a_unit_comes_back_with_its_sentence(signed_in: Any) -> None:
    sentra = make_sentra()
    client = signed_in("ministry_staff")
    data = added(
        opened(client, page_of(sentra)),
        "measure_set",
        measure_kind="production",
        amount="18",
        unit="",
        period="year",
        year="2025",
        year_precision="exact",
        scope="sentra",
        source=make_source().code,
    )

    answer = sent(client, page_of(sentra), {**data, **REASON})

    assert answer.status_code == 200
    assert "jumlah tanpa satuan tidak dapat dibaca" in answer.content.decode()
    assert not Measure.objects.exists()


def test_a_line_is_corrected_and_its_neighbours_keep_their_version(signed_in: Any) -> None:
    sentra = make_sentra()
    need, other = make_need(sentra), make_need(sentra)
    client = signed_in("ministry_staff")
    data = opened(client, page_of(sentra))
    number = next(
        name.split("-")[1]
        for name, value in data.items()
        if name.startswith("need_set-") and name.endswith("-id") and value == str(need.pk)
    )

    sent(client, page_of(sentra), {**data, **REASON, f"need_set-{number}-state": "being_answered"})

    need.refresh_from_db()
    other.refresh_from_db()
    assert (need.state, need.version, other.version) == ("being_answered", 1, 0)


@pytest.mark.parametrize("noun", ["facilitykind", "certificatekind", "needkind", "measureunit"])
def test_staff_add_an_entry_to_a_code_list(noun: str, signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    url = f"/admin/registry/{noun}/add/"
    data = {**opened(client, url), "name": "Isian baru", "position": "5", "is_active": "on"}

    answer = sent(client, url, {**data, **REASON})

    assert answer.status_code == 302
    assert client.get(f"/admin/registry/{noun}/").status_code == 200


def test_type_ahead_finds_a_kind_by_its_name(signed_in: Any) -> None:
    kind = make_need_kind(name="Permodalan", code="modal-uji")
    client = signed_in("ministry_staff")

    answer = client.get(
        "/admin/autocomplete/",
        {
            "app_label": "registry",
            "model_name": "need",
            "field_name": "need_kind",
            "term": "permod",
        },
    ).json()

    assert NeedKind.objects.get() == kind
    assert [row["id"] for row in answer["results"]] == ["modal-uji"]


@pytest.mark.parametrize("role", ["public", "analyst", "regency_operator"])
def test_nobody_else_opens_a_code_list(role: str, signed_in: Any) -> None:
    assert signed_in(role).get("/admin/registry/needkind/").status_code in (302, 403)
