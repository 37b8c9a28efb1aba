"""What a form weighs: the promises hold on the pages a browser gets, measured with gzip."""

from typing import Any

import pytest

from benchmarks.forms import dinas_client, form_weights, measured, weigh
from tests.cast import Cast
from tests.factories import make, make_commodity, make_profile, make_status
from tests.factories.parts import make_facility_kind, make_need_kind
from tests.factories.records import make_source
from tests.registry.web.proposals import bandung

pytestmark = pytest.mark.django_db


def rich_sentra() -> Any:
    """A sentra with five buildings, five machines, five needs and figures."""
    sentra = bandung()
    part = {"sentra": sentra.public_code, "source": make_source().code}
    for number in range(5):
        kind = make_facility_kind().code
        make("facility.record", facility_kind=kind, name=f"gedung {number}", **part)
        make("machine.record", name=f"mesin {number}", **part)
        make("need.record", need_kind=make_need_kind().code, words=f"kurang {number}", **part)
        make("alias.record", name=f"Nama {number}", kind="local", **part)
    make_commodity(name="Rajut")
    make_status(sentra)
    make_profile(sentra, year=2025, worker_count=30)
    return sentra


def test_the_promises_of_weight_and_taps_hold(cast: Cast) -> None:
    rows = measured(cast.regency_operator, rich_sentra().public_code)

    assert [row for row in rows if row[1] > row[2]] == []
    assert len(rows) == 3


def test_script_and_style_are_weighed_with_the_first_page(cast: Cast) -> None:
    client = dinas_client(cast.regency_operator)

    weight = weigh(client, "/tugas/baru/")

    assert weight.files > 15_000, "htmx alone weighs that much packed"
    assert weight.document < weight.first
    assert len(form_weights(client, bandung("Lain").public_code)) == 8
