"""Money on record changes only with a second pair of eyes; the rest of a grant does not wait."""

from typing import Any

import pytest
from django.urls import reverse

from dak.changes.gravity import changes_money
from dak.models import GrantClaim
from registry.changes.kinds import Gravity
from registry.models import Submission, SubmissionAct
from tests.factories import make_claim, make_grant
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
