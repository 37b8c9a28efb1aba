"""Money on record changes only with a second pair of eyes; the rest of a grant does not wait."""

from typing import Any

import pytest
from django.urls import reverse

from dak.changes.gravity import changes_money
from dak.models import Contract, GrantClaim
from registry.changes.change import Change
from registry.changes.gravity import gravity_of
from registry.changes.kinds import Gravity
from registry.models import Submission, SubmissionAct
from tests.factories import make_claim, make_grant, make_source
from tests.factories.money import APPROVED, line_of, make_contract, make_grant_worth
from tests.registry.admin.page import REASON, opened, sent
from tests.registry.admin.test_decision import decide


@pytest.mark.parametrize(
    ("values", "gravity"),
    [
        ({"amount_idr": 5}, Gravity.GRAVE),
        ({"realised_idr": 5}, Gravity.GRAVE),
        ({"is_official": True}, Gravity.GRAVE),
        ({"status_words": "selesai"}, Gravity.PLAIN),
    ],
)
def test_an_amount_or_the_official_one_is_grave(values: dict[str, Any], gravity: Gravity) -> None:
    assert changes_money(values) == gravity


@pytest.mark.django_db
def test_a_corrected_amount_waits_for_a_second_member_of_staff(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    make_claim(grant, amount_idr=5_000_000_000)
    url = reverse("admin:dak_grant_change", args=[grant.pk])
    data = opened(client, url) | {"claims-0-amount_idr": "Rp6.000.000.000"}

    sent(client, url, data, **REASON)

    assert Submission.objects.count() == 1
    assert GrantClaim.objects.get().amount_idr == 5_000_000_000
    decide(signed_in("ministry_admin"), SubmissionAct.objects.get(), "approve")
    assert GrantClaim.objects.get().amount_idr == 6_000_000_000


@pytest.mark.django_db
def test_words_of_a_claim_apply_at_once(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    make_claim(grant)
    url = reverse("admin:dak_grant_change", args=[grant.pk])

    sent(client, url, opened(client, url) | {"claims-0-status_words": "selesai"}, **REASON)

    assert GrantClaim.objects.get().status_words == "selesai"
    assert not Submission.objects.exists()


LINES = ("component", "work_plan", "contract", "addendum", "disbursement", "absorption", "leftover")


@pytest.mark.django_db
@pytest.mark.parametrize("noun", LINES)
def test_whatever_touches_an_approved_row_is_grave_and_a_draft_is_not(noun: str) -> None:
    row = line_of(noun, make_grant())
    correction = Change(f"{noun}.correct", {"approval_words": "surat"}, str(row.pk), row.version)
    assert gravity_of([correction]) == Gravity.PLAIN
    assert gravity_of([Change(f"{noun}.record", {"amount_idr": 5})]) == Gravity.PLAIN

    approved = line_of(noun, make_grant(), **APPROVED)

    again = Change(f"{noun}.correct", {"source": "lain"}, str(approved.pk), approved.version)
    assert gravity_of([again]) == Gravity.GRAVE
    later = Change(f"{noun}.supersede", {"corrects": str(approved.pk), "amount_idr": 5})
    assert gravity_of([later]) == Gravity.GRAVE


@pytest.mark.django_db
def test_the_first_official_amount_is_as_grave_as_the_next() -> None:
    official = {"is_official": True, "amount_idr": 5}
    assert gravity_of([Change("claim.record", {"amount_idr": 5})]) == Gravity.PLAIN
    assert gravity_of([Change("claim.record", {**official, "is_official": False})]) == Gravity.PLAIN
    assert gravity_of([Change("claim.record", official)]) == Gravity.GRAVE

    plain, ceiling = make_claim(make_grant()), make_grant_worth(5).claims.get()

    for verb in ("withdraw", "restore"):
        assert gravity_of([Change(f"claim.{verb}", {}, str(plain.pk), 0)]) == Gravity.PLAIN
        assert gravity_of([Change(f"claim.{verb}", {}, str(ceiling.pk), 0)]) == Gravity.GRAVE


@pytest.mark.django_db
def test_a_new_official_claim_waits_for_a_second_member_of_staff(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    url = reverse("admin:dak_grant_change", args=[grant.pk])
    data = opened(client, url) | {
        "claims-TOTAL_FORMS": "1",
        "claims-0-source": make_source().code,
        "claims-0-stage": "allocation",
        "claims-0-amount_idr": "5.345.000.000",
        "claims-0-is_official": "on",
        "claims-0-official_reason": "DPA",
    }

    sent(client, url, data, **REASON)

    assert not GrantClaim.objects.exists() and Submission.objects.count() == 1
    decide(signed_in("ministry_admin"), SubmissionAct.objects.get(), "approve")
    assert GrantClaim.objects.get().is_official


@pytest.mark.django_db
def test_the_correction_of_an_approved_contract_waits_for_a_second_person(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant_worth(10**10)
    first = make_contract(grant, amount_idr=2 * 10**9, **APPROVED)
    url = reverse("admin:dak_grant_change", args=[grant.pk])
    data = opened(client, url) | {
        "contract_set-TOTAL_FORMS": "2",
        "contract_set-1-subject": "pembangunan gedung",
        "contract_set-1-kind": "tender",
        "contract_set-1-source": make_source().code,
        "contract_set-1-amount_idr": "3.000.000.000",
        "contract_set-1-corrects": str(first.pk),
        "contract_set-1-approved_on": "02/04/2024",
        "contract_set-1-approval_words": "surat koreksi",
    }

    sent(client, url, data, **REASON)

    assert Contract.objects.get() == first
    decide(signed_in("ministry_admin"), SubmissionAct.objects.get(), "approve")
    assert Contract.objects.in_force().get().amount_idr == 3 * 10**9
