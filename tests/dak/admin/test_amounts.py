"""Money typed on the desk is echoed in words, and an amount that can hardly be rupiah is saved only
when the very amount is confirmed; nothing typed is lost on the way."""

from typing import Any

import pytest
from django.urls import reverse

from dak.models import Grant, WorkPlan
from registry.changes.change import Change
from registry.queries.as_of import event_model
from tests.dirty_marks import applied
from tests.factories import make_claim, make_grant, make_sentra, make_source
from tests.factories.money import make_component, make_contract, make_grant_worth, make_share
from tests.registry.admin.page import REASON, form_of, line, opened, sent
from tests.registry.chain import second_agrees

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000
NEEDED: dict[str, dict[str, str]] = {
    "claims": {"stage": "contract"},
    "grantcomponent_set": {"name": "gedung"},
    "workplan_set": {},
    "contract_set": {"subject": "gedung", "kind": "tender"},
    "disbursement_set": {"tranche_number": "1"},
    "absorption_set": {"as_of_on": "31/12/2024"},
}


def page(grant: Grant) -> str:
    return reverse("admin:dak_grant_change", args=[grant.pk])


def typed(client: Any, grant: Grant, prefix: str, amount: str) -> dict[str, str]:
    values = {"amount_idr": amount, "source": make_source().code, **NEEDED[prefix]}
    return (
        opened(client, page(grant))
        | {f"{prefix}-TOTAL_FORMS": "1"}
        | line(prefix, 0, **values)
        | REASON
    )


@pytest.mark.parametrize("prefix", NEEDED)
def test_thousands_by_mistake_come_back_with_the_words_and_nothing_is_saved(
    signed_in: Any, prefix: str
) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    data = typed(client, grant, prefix, "5.345.000")
    assert data.get(f"{prefix}-0-amount_is_right", "") == ""

    response = client.post(page(grant), data)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Rp5.345.000 (5,345 juta rupiah) di luar yang lazim" in html
    again = form_of(html)
    assert again[f"{prefix}-0-amount_idr"] == "5.345.000"
    assert again[f"{prefix}-0-source"] == data[f"{prefix}-0-source"]
    assert f'name="{prefix}-0-amount_is_right" value="5345000"' in html
    assert not getattr(grant, prefix).exists()


@pytest.mark.parametrize("prefix", NEEDED)
def test_the_very_amount_confirmed_is_saved(signed_in: Any, prefix: str) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    data = typed(client, grant, prefix, "5.345.000")

    client.post(page(grant), data | {f"{prefix}-0-amount_is_right": "5345000"})

    assert getattr(grant, prefix).get().amount_idr == 5_345_000


def test_what_was_confirmed_is_kept_with_the_reason_of_the_act(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    data = typed(client, grant, "workplan_set", "5.345.000")

    client.post(page(grant), data | {"workplan_set-0-amount_is_right": "5345000"})

    plan = grant.workplan_set.get()
    (event,) = event_model(WorkPlan)._default_manager.filter(pgh_obj_id=plan.pk)
    words = "Dikonfirmasi pengisi: Rp5.345.000 (5,345 juta rupiah)."
    assert event.pgh_context["reason"].endswith(f" {words}")
    history = client.get(reverse("admin:dak_grant_history", args=[grant.pk])).content.decode()
    assert words in history


def test_a_usual_amount_adds_nothing_to_the_reason(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()

    client.post(page(grant), typed(client, grant, "workplan_set", "5.345.000.000"))

    (event,) = event_model(WorkPlan)._default_manager.filter(pgh_obj_id=grant.workplan_set.get().pk)
    assert "Dikonfirmasi" not in event.pgh_context["reason"]


def test_a_confirmation_of_another_amount_confirms_nothing(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    data = typed(client, grant, "workplan_set", "6.345.000")

    response = client.post(page(grant), data | {"workplan_set-0-amount_is_right": "5345000"})

    assert "Rp6.345.000" in response.content.decode()
    assert not grant.workplan_set.exists()
    assert "workplan_set-0-amount_is_right" not in form_of(response.content.decode())


def test_a_usual_amount_is_saved_at_once_and_read_back_in_words(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()

    answer = client.post(page(grant), typed(client, grant, "workplan_set", "5.345.000.000"))

    assert answer.status_code == 302 and grant.workplan_set.get().amount_idr == 5_345_000_000
    html = client.get(page(grant)).content.decode()
    assert "Dibaca: 5,345 miliar rupiah." in html


def test_an_amount_on_record_is_not_asked_about_again(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    make_claim(grant, amount_idr=5_000)
    data = opened(client, page(grant))

    sent(client, page(grant), data | {"claims-0-status_words": "selesai"}, **REASON)

    assert grant.claims.get().status_words == "selesai"


def test_what_a_source_says_was_spent_is_asked_about_too(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    make_claim(grant, amount_idr=5 * BILLION)
    data = opened(client, page(grant)) | {"claims-0-realised_idr": "4.500.000"}

    response = sent(client, page(grant), data, **REASON)

    assert "4,5 juta rupiah" in response.content.decode()
    assert grant.claims.get().realised_idr is None


def test_a_grant_split_over_two_sentra_may_be_twice_as_large(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant()
    make_share(grant, make_sentra())
    amount = "150.000.000.000"
    refused = client.post(page(grant), typed(client, grant, "workplan_set", amount))
    assert refused.status_code == 200 and not grant.workplan_set.exists()

    halves = make_grant()
    half = {"grant": halves.code, "source": make_source().code, "share_percent": "50"}
    applied(
        *(Change("share.record", {**half, "sentra": make_sentra().public_code}) for _n in range(2))
    )
    client.post(page(halves), typed(client, halves, "workplan_set", amount))

    assert halves.workplan_set.get().amount_idr == 150 * BILLION


@pytest.mark.parametrize("noun", ["grantcomponent", "contract"])
def test_the_pages_of_components_and_contracts_ask_the_same(signed_in: Any, noun: str) -> None:
    client, grant = signed_in("ministry_staff"), make_grant_worth(5 * BILLION)
    made = {"grantcomponent": make_component, "contract": make_contract}[noun]
    row = made(grant, amount_idr=5 * BILLION)
    url = reverse(f"admin:dak_{noun}_change", args=[row.pk])
    data = opened(client, url) | {"amount_idr": "5.000.000"}

    response = sent(client, url, data, **REASON)
    second_agrees()

    assert "5 juta rupiah" in response.content.decode()
    row.refresh_from_db()
    assert row.amount_idr == 5 * BILLION
