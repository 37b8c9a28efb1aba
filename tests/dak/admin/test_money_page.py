"""The money of a grant on its page: one act, refused at the line that breaks, corrected by a new
line, with what is doubtful above the form."""

from typing import Any

import pytest
from django.urls import reverse

from dak.models import Contract, Grant, GrantComponent, NeedPack, Proposal
from dak.models.grant import GrantEvent
from dak.models.money import GrantComponentEvent
from registry.models import Need
from tests.factories import make_sentra, make_source
from tests.factories.money import (
    APPROVED,
    make_component,
    make_contract,
    make_grant_worth,
    make_proposal,
    make_span,
)
from tests.factories.parts import make_need
from tests.registry.admin.page import REASON, line, opened, sent
from tests.registry.admin.test_bulk import hidden
from tests.registry.chain import second_agrees

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def page(grant: Grant) -> str:
    return reverse("admin:dak_grant_change", args=[grant.pk])


def test_components_and_the_remainder_are_recorded_as_one_act(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant_worth(5 * BILLION)
    data = opened(client, page(grant)) | {
        "unspecified_idr": "Rp 1 miliar",
        "grantcomponent_set-TOTAL_FORMS": "1",
        **line(
            "grantcomponent_set",
            0,
            name="gedung produksi",
            amount_idr="Rp4.000.000.000",
            source=make_source().code,
        ),
    }

    response = sent(client, page(grant), data, **REASON)
    second_agrees()

    assert response.status_code == 302
    part = GrantComponent.objects.get()
    grant.refresh_from_db()
    assert (part.amount_idr, grant.unspecified_idr) == (4 * BILLION, BILLION)
    acts = {
        GrantEvent.objects.get(pgh_obj=grant, version=1).pgh_context_id,
        GrantComponentEvent.objects.get(pgh_obj=part).pgh_context_id,
    }
    assert len(acts) == 1


def test_a_contract_line_that_breaks_a_sum_is_refused_and_everything_typed_stays(
    signed_in: Any,
) -> None:
    client, grant = signed_in("ministry_staff"), make_grant_worth(5 * BILLION)
    data = opened(client, page(grant)) | {
        "disbursement_set-TOTAL_FORMS": "1",
        **line(
            "disbursement_set",
            0,
            tranche_number="1",
            amount_idr="Rp6.000.000.000",
            source=make_source().code,
        ),
    }

    response = sent(client, page(grant), data, **REASON)

    assert response.status_code == 200
    assert "Rp6.000.000.000 melebihi pagu hibah Rp5.000.000.000" in response.content.decode()
    assert 'value="Rp6.000.000.000"' in response.content.decode()
    assert not grant.disbursement_set.exists()


def test_an_approved_contract_is_corrected_by_a_new_line(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant_worth(5 * BILLION)
    old = make_contract(grant, amount_idr=4 * BILLION, **APPROVED)
    data = opened(client, page(grant)) | {
        "contract_set-TOTAL_FORMS": "2",
        **line(
            "contract_set",
            1,
            kind="tender",
            subject="pembangunan gedung",
            amount_idr="Rp3.900.000.000",
            source=old.source.code,
            corrects=str(old.pk),
            approved_on="01/04/2024",
            approval_words="berita acara",
        ),
    }

    response = sent(client, page(grant), data, **REASON)

    assert response.status_code == 302
    assert Contract.objects.get() == old
    second_agrees()
    new = Contract.objects.in_force().get()
    assert (new.corrects, new.amount_idr, Contract.objects.count()) == (old, 3_900_000_000, 2)


def test_editing_an_approved_amount_on_the_page_is_refused(signed_in: Any) -> None:
    client, grant = signed_in("ministry_staff"), make_grant_worth(5 * BILLION)
    contract = make_contract(grant, amount_idr=4 * BILLION, **APPROVED)
    data = opened(client, page(grant)) | {"contract_set-0-amount_idr": "Rp5.000.000.000"}

    response = sent(client, page(grant), data, **REASON)

    contract.refresh_from_db()
    assert (response.status_code, contract.amount_idr, contract.version) == (200, 4 * BILLION, 0)


def test_what_is_doubtful_stands_above_the_form(signed_in: Any) -> None:
    grant = make_grant_worth(5_345_000)

    html = signed_in("ministry_staff").get(page(grant)).content.decode()

    assert "Perlu diperiksa" in html and "5,345 juta rupiah" in html


def test_a_component_is_said_to_operate_from_the_list_and_closes_its_need(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    need = make_need(sentra)
    grant = make_grant_worth(BILLION, sentra=sentra.public_code)
    part = make_component(grant, amount_idr=BILLION, need=str(need.pk))

    bulk(client, "dak.grantcomponent", "operates", part.pk, operates_on="01/09/2024")

    part.refresh_from_db()
    assert (str(part.operates_on), Need.objects.get().state) == ("2024-09-01", "answered")


def test_the_button_above_the_sentra_list_makes_a_need_pack(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    need = make_need(sentra)

    bulk(client, "registry.sentra", "need_pack", sentra.pk, words="untuk usulan 2027")

    pack = NeedPack.objects.get()
    assert (pack.sentra, pack.words) == (sentra, "untuk usulan 2027")
    assert [one["id"] for one in pack.snapshot["needs"]] == [need.pk]


def bulk(client: Any, label: str, code: str, pk: int, **values: str) -> None:
    """Give the values, see what would change, apply what was shown."""
    url = reverse("admin:bulk", args=[label, code])
    preview = client.post(url, {"rows": f"{pk}:", **values, **REASON})
    assert preview.status_code == 200

    done = client.post(url, {**hidden(preview), "_apply": "1"})

    assert done.status_code == 302


def test_a_need_pack_page_fills_the_pack_itself(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    make_need(sentra)
    url = reverse("admin:dak_needpack_add")
    data = opened(client, url) | {"sentra": sentra.public_code, "words": "awal"}

    response = sent(client, url, data, **REASON)

    assert response.status_code == 302
    assert len(NeedPack.objects.get().snapshot["needs"]) == 1


def test_a_proposal_its_lines_and_stages_are_recorded_as_one_act(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:dak_proposal_add")
    source = make_source().code
    data = opened(client, url) | {
        "fiscal_year": "2024",
        "menu": "pembangunan sentra",
        "asked_idr": "Rp 1 miliar",
        "source": source,
        "level": "regency",
        "province": "51",
        "regency": "51.04",
        "sentra_words": "Sentra baru",
        "village_words": "Celuk",
        "land_status": "clear",
        "lines-TOTAL_FORMS": "1",
        **line("lines", 0, fund="fisik", name="gedung", amount_idr="Rp1.000.000.000"),
        "stages-TOTAL_FORMS": "1",
        **line(
            "stages",
            0,
            stage="proposed",
            happened_on="02/05/2023",
            office_words="Dinas",
            verdict="none",
            source=source,
        ),
    }

    response = sent(client, url, data, **REASON)

    assert response.status_code == 302
    made = Proposal.objects.get()
    assert (made.lines.count(), made.stages.count(), made.is_unregistered) == (1, 1, True)


@pytest.mark.parametrize("noun", ["grantcomponent", "contract", "grantspan", "proposal"])
def test_the_lists_have_at_most_eight_columns_and_take_constant_statements(
    signed_in: Any, noun: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in("ministry_staff")
    for _n in range(3):
        grant = make_grant_worth(BILLION, sentra=make_sentra().public_code)
        make_component(grant, amount_idr=BILLION)
        make_contract(grant, amount_idr=BILLION)
        make_span()
        make_proposal()
    url = reverse(f"admin:dak_{noun}_changelist")
    client.get(url)

    with django_assert_max_num_queries(20):
        response = client.get(url)

    shown = [n for n in response.context["cl"].list_display if n != "action_checkbox"]
    assert len(shown) <= 8
    assert len(response.context["cl"].result_list) == 3
