"""One proposal is allocated by the figures of the ministry: each in words before anything is
recorded, nothing without a reason, and nothing to a proposal that was rejected."""

import re
from typing import Any

import pytest
from django.urls import reverse

from dak.models import Grant, Proposal
from registry.models import SubmissionAct
from tests.factories import make_source
from tests.factories.money import make_proposal, make_proposal_line, make_proposal_stage
from tests.registry.admin.page import REASON
from tests.registry.admin.test_bulk import hidden
from tests.registry.chain import second_agrees

pytestmark = pytest.mark.django_db
MILLIARD = 10**9


@pytest.fixture
def proposal() -> Proposal:
    """One that asks for both funds."""
    made = make_proposal(sentra_words="Sentra baru")
    make_proposal_line(made, amount_idr=6 * MILLIARD, menu_code="M", component_code="K")
    make_proposal_line(made, amount_idr=3 * MILLIARD, fund="nonfisik")
    return made


def address(proposal: Proposal) -> str:
    return reverse("admin:dak_proposal_allocate", args=[proposal.pk])


def told(**more: str) -> dict[str, str]:
    return {
        "ceiling_fisik": "4.500.000.000",
        "ceiling_nonfisik": "",
        "happened_on": "12/12/2023",
        "office_words": "Direktorat Jenderal",
        "source": make_source().code,
        "words": "surat penetapan",
        **REASON,
        **more,
    }


def words_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_another_ceiling_is_shown_in_words_before_it_is_recorded(
    signed_in: Any, proposal: Proposal
) -> None:
    client = signed_in("ministry_staff")
    page = client.get(reverse("admin:dak_proposal_change", args=[proposal.pk]))
    assert f'href="{address(proposal)}"' in page.content.decode()

    shown = client.post(address(proposal), told())

    assert shown.status_code == 200 and not Grant.objects.exists()
    assert "4,5 miliar rupiah), diusulkan Rp6.000.000.000. Berbeda dari usulan" in words_of(shown)
    done = client.post(address(proposal), {**hidden(shown), "_apply": "1"})
    assert done.status_code == 302, done.content.decode()
    second_agrees()
    grant = Grant.objects.get()
    claim = grant.claims.get()
    assert (grant.fund, grant.unspecified_idr, claim.amount_idr) == (
        "fisik",
        4_500_000_000,
        4_500_000_000,
    )
    assert claim.is_official and claim.official_reason == "surat penetapan"
    assert proposal.stages.get().stage == "allocation"


def test_what_is_allocated_as_asked_keeps_its_lines_with_their_menu(
    signed_in: Any, proposal: Proposal
) -> None:
    client = signed_in("ministry_staff")
    shown = client.post(address(proposal), told(ceiling_fisik="6.000.000.000"))

    client.post(address(proposal), {**hidden(shown), "_apply": "1"})
    second_agrees()

    part = Grant.objects.get().grantcomponent_set.get()
    assert (part.amount_idr, part.menu_code, part.component_code) == (6 * MILLIARD, "M", "K")
    left = client.get(address(proposal)).content.decode()
    assert "ceiling_fisik" not in left and "ceiling_nonfisik" in left


@pytest.mark.parametrize(
    "wrong",
    [
        {"ceiling_fisik": ""},
        {"ceiling_fisik": "4,5,6"},
        {"words": ""},
        {"source": ""},
        {"happened_on": "12/12/2099"},
        {"reason_code": "", "reason_text": ""},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_page_that_says_too_little_is_refused_with_everything_typed(
    signed_in: Any, proposal: Proposal, wrong: dict[str, str]
) -> None:
    answer = signed_in("ministry_staff").post(address(proposal), told(**wrong))

    assert answer.status_code == 422
    assert 'value="Direktorat Jenderal"' in answer.content.decode()
    assert not Grant.objects.exists() and not SubmissionAct.objects.exists()


def test_an_amount_in_millions_is_doubted_and_never_recorded_unseen(
    signed_in: Any, proposal: Proposal
) -> None:
    client = signed_in("ministry_staff")
    body = told(ceiling_fisik="4.500.000")

    shown = client.post(address(proposal), {**body, "_apply": "1"})

    assert "Satuannya rupiah?" in words_of(shown)
    other = {**hidden(shown), "ceiling_fisik": "4.500.000.000", "_apply": "1"}
    assert client.post(address(proposal), other).status_code == 200
    assert not Grant.objects.exists() and not SubmissionAct.objects.exists()


def test_a_rejected_proposal_is_not_allocated_until_a_later_stage_lets_it_pass(
    signed_in: Any, proposal: Proposal
) -> None:
    make_proposal_stage(
        proposal, stage="verification", happened_on="2023-06-20", verdict="rejected"
    )
    client = signed_in("ministry_staff")

    refused = client.post(address(proposal), told())

    assert refused.status_code == 422
    assert "tidak disetujui pada tahap Verifikasi provinsi" in words_of(refused)
    assert not Grant.objects.exists()
    make_proposal_stage(
        proposal, stage="first_assessment", happened_on="2023-07-20", verdict="passed"
    )
    assert client.post(address(proposal), told()).status_code == 200


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "analyst", "public"])
def test_only_the_ministry_opens_the_page(signed_in: Any, proposal: Proposal, role: str) -> None:
    answer = signed_in(role).post(address(proposal), told())

    assert answer.status_code in (302, 403, 404)
    assert not Grant.objects.exists()
