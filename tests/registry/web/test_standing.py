"""Wherever a sentra is named, the page says beside it whether it exists, whether an office vouches
for it and how old its figures are; in lists at the cost of one statement."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dak.models import Grant
from registry.models import Sentra
from registry.queries.sentra_rows import lay_standing
from registry.web.flows import FLOWS
from tests.cast import Cast
from tests.factories import (
    make_fact_claim,
    make_grant,
    make_profile,
    make_sentra,
    make_status,
    make_verification,
)
from tests.factories.campaigns import drawn, make_campaign, opened
from tests.factories.parts import make_certificate, make_facility, make_machine, make_need
from tests.registry.proposing import corrects, proposed

pytestmark = pytest.mark.django_db

OLD = {"verified_on": "2015-03-01", "valid_to": "2017-03-01"}


@pytest.fixture
def lapsed() -> Sentra:
    """It exists by its last report, and the verification is long past."""
    sentra = make_sentra(name="Sentra Rajut", province="32", regency="32.04")
    make_status(sentra, status="declining")
    make_verification(sentra, **OLD)
    make_profile(sentra, year=2019, worker_count=20)
    return sentra


def grant_for(sentra: Sentra) -> Grant:
    return make_grant(sentra=sentra.public_code, province="32", regency="32.04")


def says_how_it_stands(response: Any) -> bool:
    assert response.status_code == 200, response.status_code
    page = response.content.decode()
    return all(
        re.search(rf'<span class="badge {shape}[^"]*">[^<]*{words}', page)
        for shape, words in (("ada", "Menurun"), ("verif", "Verifikasi lewat"))
    )


def test_the_grant_and_the_list_of_grants(signed_in: Any, lapsed: Sentra) -> None:
    grant = grant_for(lapsed)
    client = signed_in("public")

    assert says_how_it_stands(client.get(grant.get_absolute_url()))
    assert says_how_it_stands(client.get(reverse("grant-list")))


def test_the_forms_of_a_dinas(signed_in: Any, lapsed: Sentra) -> None:
    client = signed_in("regency_operator")

    forms = [
        flow.path(lapsed)
        for flow in FLOWS.values()
        if flow.kind != "register" and flow.matter is None
    ]
    pages = [reverse("tasks-sections", args=[lapsed.public_code]), reverse("list-form"), *forms]
    assert len(forms) >= 4
    assert [path for path in pages if not says_how_it_stands(client.get(path))] == []


def test_the_review_desks(signed_in: Any, cast: Cast, lapsed: Sentra) -> None:
    act = proposed(cast.regency_operator, lapsed, corrects(lapsed, note="baru"))
    page = f"/tugas/periksa/{act.submission.receipt_number}/{act.position}/"

    assert says_how_it_stands(signed_in("province_officer").get("/tugas/periksa/"))
    assert says_how_it_stands(signed_in("province_officer").get(page))
    desk = signed_in("ministry_staff")
    assert says_how_it_stands(desk.get("/admin/registry/submissionact/"))
    assert says_how_it_stands(desk.get(f"/admin/registry/submissionact/{act.pk}/change/"))


def test_campaign_sample_and_completeness(signed_in: Any, lapsed: Sentra) -> None:
    campaign = opened(make_campaign())
    drawn(campaign, 1)
    desk = signed_in("ministry_staff")

    assert says_how_it_stands(desk.get(f"/admin/kampanye/{campaign.code}/?part=due"))
    assert says_how_it_stands(desk.get(f"/admin/kampanye/{campaign.code}/sampel/"))
    assert says_how_it_stands(desk.get(f"/admin/kampanye/{campaign.code}/sampel/1/"))
    assert says_how_it_stands(desk.get("/admin/kelengkapan/?province=32&part=due"))


@pytest.mark.parametrize(
    ("make_line", "path"),
    [
        (make_facility, "registry/facility"),
        (make_machine, "registry/machine"),
        (make_need, "registry/need"),
        (make_certificate, "registry/certificate"),
        (make_fact_claim, "registry/factclaim"),
        (grant_for, "dak/grant"),
    ],
    ids=["facility", "machine", "need", "certificate", "claim", "grant"],
)
def test_the_lists_of_what_hangs_on_sentra(
    make_line: Any, path: str, signed_in: Any, lapsed: Sentra
) -> None:
    make_line(lapsed)

    assert says_how_it_stands(signed_in("ministry_staff").get(f"/admin/{path}/"))


@pytest.mark.parametrize("n", [1, 3])
def test_a_page_of_sentra_costs_one_statement(n: int) -> None:
    rows = [make_sentra() for _one in range(n)]

    with CaptureQueriesContext(connection) as asked:
        lay_standing([*rows, None])

    assert len(asked) == 1
    assert [row.listed.verification for row in rows] == ["never"] * n  # type: ignore[attr-defined]


def test_no_sentra_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        lay_standing([None])

    assert len(asked) == 0
