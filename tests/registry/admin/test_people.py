"""The people of an office in the admin: the same list, for whoever gives mandates."""

from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.registry.web.test_office import open_invitation

pytestmark = pytest.mark.django_db


def test_the_office_s_page_leads_to_its_people_and_they_to_the_flows(
    cast: Cast, signed_in: Any
) -> None:
    client, mandate = signed_in("ministry_admin"), cast.office_head.mandates.get()
    invitation = open_invitation(mandate.office, cast.office_head)
    address = reverse("admin:office-people", args=[mandate.office.code])

    office = client.get(reverse("admin:registry_office_change", args=[mandate.office.pk]))
    page = client.get(address).content.decode()

    assert address in office.content.decode()
    assert "office_head" in page and "regency_operator" in page
    for flow, pk in (
        ("office-hand-over", mandate.pk),
        ("office-end", mandate.pk),
        ("office-reset", cast.regency_operator.pk),
        ("office-revoke", invitation.pk),
    ):
        assert reverse(flow, args=[mandate.office.code, pk]) in page


@pytest.mark.parametrize(
    ("role", "status"),
    [("ministry_admin", 200), ("ministry_staff", 403), ("office_head", 403), ("public", 302)],
)
def test_only_the_admin_looks_after_people_here(
    cast: Cast, signed_in: Any, role: str, status: int
) -> None:
    code = cast.office_head.mandates.get().office.code

    assert signed_in(role).get(reverse("admin:office-people", args=[code])).status_code == status
