"""Code lists load once; what staff changed stays theirs."""

from io import StringIO

import pytest
from django.core.management import call_command

from registry.changes.change import Change
from registry.imports.code_lists import load_code_lists
from registry.models import CertificateKind, FacilityKind, MeasureUnit, NeedKind
from tests.factories import ACTOR
from tests.journeys.recording import record

pytestmark = pytest.mark.django_db


def test_the_thirteen_needs_and_the_other_lists_are_there() -> None:
    load_code_lists(ACTOR)

    assert NeedKind.objects.count() == 13
    assert list(NeedKind.objects.values_list("code", flat=True))[:3] == [
        "capital",
        "marketing",
        "machinery",
    ]
    assert FacilityKind.objects.filter(is_workplace=True).values_list("code").get() == (
        "cluster_place",
    )
    assert set(
        CertificateKind.objects.filter(is_count_of_units=False).values_list("code", flat=True)
    ) == {"motif_right", "geographical_indication", "skkni", "other"}
    assert MeasureUnit.objects.filter(code="ton").exists()


def test_a_second_run_writes_nothing_and_keeps_what_staff_changed() -> None:
    load_code_lists(ACTOR)
    capital = NeedKind.objects.get(code="capital")
    record(Change("need_kind.correct", {"name": "Modal kerja"}, "capital", capital.version))

    counts = load_code_lists(ACTOR)

    assert all(count.is_unchanged for count in counts)
    capital.refresh_from_db()
    assert capital.name == "Modal kerja"


def test_the_command_tells_each_list() -> None:
    lines = StringIO()

    call_command("load_code_lists", stdout=lines)

    assert "13 jenis kebutuhan, 13 baru" in lines.getvalue()
