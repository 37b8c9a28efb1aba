"""Proposals are granted as asked from their list: a grant of every fund with its lines, the stage
once; nothing twice, and nothing for one that asks for nothing."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from dak.changes.allocation import allocate
from dak.models import Grant, Proposal
from registry.models import SubmissionAct
from tests.dirty_marks import applied
from tests.factories import make_source
from tests.factories.money import make_proposal, make_proposal_line
from tests.registry.admin.page import REASON
from tests.registry.admin.test_bulk import hidden
from tests.registry.chain import second_agrees

pytestmark = pytest.mark.django_db
MILLIARD = 10**9


def address() -> str:
    return reverse("admin:bulk", args=["dak.proposal", "allocate"])


def told(*proposals: Proposal, **more: str) -> dict[str, str]:
    """The form of the act for these proposals."""
    return {
        "rows": " ".join(f"{one.pk}:" for one in proposals),
        "happened_on": "12/12/2023",
        "office_words": "Direktorat Jenderal",
        "source": make_source().code,
        "words": "surat penetapan",
        **REASON,
        **more,
    }


def mixed() -> Proposal:
    """One that asks for both funds."""
    proposal = make_proposal(sentra_words="Sentra baru")
    make_proposal_line(proposal, amount_idr=6 * MILLIARD)
    make_proposal_line(proposal, amount_idr=2 * MILLIARD, name="pengawasan")
    make_proposal_line(proposal, amount_idr=3 * MILLIARD, fund="nonfisik")
    return proposal


def test_every_fund_becomes_a_grant_with_its_lines_and_the_stage_is_told_once(
    signed_in: Any,
) -> None:
    client, first, second = signed_in("ministry_staff"), mixed(), mixed()
    preview = client.post(address(), told(first, second))
    assert preview.status_code == 200 and not Grant.objects.exists()

    done = client.post(address(), {**hidden(preview), "_apply": "1"})
    second_agrees()

    assert done.status_code == 302
    for proposal in (first, second):
        worth = {
            grant.fund: (
                grant.claims.get(is_official=True).amount_idr,
                sum(part.amount_idr for part in grant.grantcomponent_set.all()),
            )
            for grant in proposal.grants.all()
        }
        assert worth == {
            "fisik": (8 * MILLIARD, 8 * MILLIARD),
            "nonfisik": (3 * MILLIARD, 3 * MILLIARD),
        }
        assert proposal.stages.filter(stage="allocation", verdict="passed").count() == 1


def test_what_has_a_grant_already_or_asks_for_nothing_is_left_alone(signed_in: Any) -> None:
    client, asked, empty = signed_in("ministry_staff"), mixed(), make_proposal()
    preview = client.post(address(), told(asked))
    client.post(address(), {**hidden(preview), "_apply": "1"})
    second_agrees()
    before = Grant.objects.count()

    again = client.post(address(), told(asked, empty))

    assert "_apply" not in again.content.decode() or all(
        row.is_unchanged for row in again.context["rows"]
    )
    assert not again.context["may_apply"]
    assert Grant.objects.count() == before == 2


def test_a_day_that_has_not_come_is_refused_and_nothing_is_granted(signed_in: Any) -> None:
    client = signed_in("ministry_staff")

    refused = client.post(address(), told(mixed(), happened_on="12/12/2099"))

    assert refused.status_code == 422
    assert "12/12/2099" in refused.content.decode()
    assert not Grant.objects.exists() and not SubmissionAct.objects.exists()


def test_less_than_was_asked_leaves_the_whole_ceiling_unspecified() -> None:
    proposal = mixed()

    applied(
        *allocate(
            proposal,
            fund="fisik",
            ceiling=5 * MILLIARD,
            day=date(2023, 12, 12),
            office="Direktorat Jenderal",
            source=make_source().code,
            reason="surat penetapan",
        )
    )

    grant = Grant.objects.get()
    assert (grant.unspecified_idr, grant.grantcomponent_set.count()) == (5 * MILLIARD, 0)
    assert grant.claims.get().official_reason == "surat penetapan"


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "analyst", "public"])
def test_only_the_ministry_allocates(signed_in: Any, role: str) -> None:
    answer = signed_in(role).post(address(), told(mixed()))

    assert answer.status_code in (302, 403, 404)
    assert not Grant.objects.exists()
