"""The page of a grant: the registry's shelf carries a noun of another application unchanged."""

from typing import Any

import pytest
from django.urls import reverse

from dak.models import Grant, GrantClaim
from dak.models.grant import GrantClaimEvent, GrantEvent
from tests.factories import make_claim, make_grant, make_sentra, make_source
from tests.registry.admin.page import REASON, line, opened, sent

pytestmark = pytest.mark.django_db


def page(grant: Grant) -> str:
    return reverse("admin:dak_grant_change", args=[grant.pk])


def test_a_grant_and_its_claims_are_recorded_as_one_act(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:dak_grant_add")
    sentra, source = make_sentra(), make_source()
    data = opened(client, url) | {
        "fund": "fisik",
        "stage": "allocated",
        "fiscal_year": "2024",
        "level": "regency",
        "province": "51",
        "regency": "51.04",
        "sentra": sentra.public_code,
        "claims-TOTAL_FORMS": "1",
        **line(
            "claims",
            0,
            source=source.code,
            stage="allocation",
            amount_idr="Rp5.345.000.000",
            physical_percent="33,5",
        ),
    }

    response = sent(client, url, data, **REASON)

    assert response.status_code == 302
    grant, claim = Grant.objects.get(), GrantClaim.objects.get()
    assert (grant.sentra, claim.amount_idr) == (sentra, 5_345_000_000)
    assert str(claim.physical_percent) == "33.500"
    acts = {
        GrantEvent.objects.get(pgh_obj=grant).pgh_context_id,
        GrantClaimEvent.objects.get(pgh_obj=claim).pgh_context_id,
    }
    assert len(acts) == 1


def test_a_second_official_claim_is_refused_at_its_line(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    make_claim(grant, amount_idr=5 * 10**9, is_official=True)
    second = make_claim(grant, amount_idr=6 * 10**9)
    data = opened(client, page(grant)) | {
        "claims-1-is_official": "on",
        "claims-1-official_reason": "DPA",
    }

    response = sent(client, page(grant), data, **REASON)

    errors = response.context["inline_admin_formsets"][0].formset.forms[1].errors.as_data()
    codes = [error.code for found in errors.values() for error in found]
    assert codes == ["claim.one_official"]
    second.refresh_from_db()
    assert (second.is_official, second.version) == (False, 0)


def test_a_claim_is_withdrawn_and_the_grant_keeps_its_version(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    claim = make_claim(grant)
    data = opened(client, page(grant)) | {"claims-0-DELETE": "on"}

    sent(client, page(grant), data, **REASON)

    claim.refresh_from_db()
    grant.refresh_from_db()
    assert (claim.is_withdrawn, claim.version, grant.version) == (True, 1, 0)


def test_the_history_of_a_grant_tells_of_its_claims(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    make_claim(grant, amount_idr=5_345_000_000)

    response = client.get(reverse("admin:dak_grant_history", args=[grant.pk]))

    rows = [row for act in response.context["acts"] for row in act.rows]
    assert {row.noun for row in rows} == {"Hibah DAK", "Klaim nilai"}
    amounts = [c.new for row in rows for c in row.changes if c.name == "amount_idr"]
    assert amounts == ["Rp5.345.000.000"]


@pytest.mark.parametrize("role", ["regency_operator", "analyst"])
def test_outside_the_ministry_grants_are_closed(signed_in: Any, role: str) -> None:
    grant = make_grant()

    response = signed_in(role).post(page(grant), {"stage": "cancelled", "base_version": "0"})

    grant.refresh_from_db()
    assert (response.status_code, grant.version) == (403, 0)
