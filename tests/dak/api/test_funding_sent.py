"""A proposal for a sentra that is not registered yet, sent by a system of the office: the same
checks and the same queue as the form."""

import json
from typing import Any

import pytest
from django.test import Client

from dak.models import Proposal
from registry.models import Submission, SubmissionAct
from tests.cast import Cast
from tests.factories import make_sentra
from tests.factories.api_token import calling
from tests.factories.money import make_proposal
from tests.registry.api.sending import post, refusals
from tests.registry.proposing import agreed

pytestmark = pytest.mark.django_db
BANDUNG = {"level": "regency", "province": "32", "regency": "32.04"}
LINE = {"proposal": "@usulan", "fund": "fisik", "name": "Gedung", "amount_idr": 900_000_000}


def asked(*lines: dict[str, Any], region: str = "32.04", **values: Any) -> dict[str, Any]:
    """A building for a sentra that only its name is known of."""
    proposal = {
        "fiscal_year": 2028,
        "menu": "Pembangunan sentra baru",
        "sentra_words": "Sentra Tenun Kidul",
        "asked_idr": 900_000_000,
        "source": "@form",
        **BANDUNG,
        **values,
    }
    told = {name: value for name, value in proposal.items() if value is not None}
    changes = [{"kind": "proposal.record", "ref": "usulan", "values": told}]
    changes += [{"kind": "proposal_line.record", "values": line} for line in lines or (LINE,)]
    return {"kind": "funding", "region": region, "changes": changes}


def nothing_sent() -> bool:
    return not Submission.objects.exists() and not Proposal.objects.exists()


def test_it_waits_in_the_queue_of_its_region_and_is_recorded_when_agreed(cast: Cast) -> None:
    response = post(calling(cast.regency_operator), asked())

    assert response.status_code == 201, response.content
    act = SubmissionAct.objects.get()
    assert (act.sentra, act.matter_code, act.kind) == (None, "32.04", "funding")
    assert act.matter["name"] == "Sentra Tenun Kidul (belum terdaftar)"
    assert (act.step, act.submission.channel) == ("province", "api")
    agreed(act, cast.province_officer, cast.ministry_staff)
    proposal = Proposal.objects.get()
    assert (proposal.sentra, proposal.sentra_words) == (None, "Sentra Tenun Kidul")
    assert [line.amount_idr for line in proposal.lines.all()] == [900_000_000]


def test_a_repeated_key_is_the_same_submission(cast: Cast) -> None:
    caller = calling(cast.regency_operator)

    receipts = {
        json.loads(post(caller, asked(), key="sekali").content)["receipt"] for _again in range(2)
    }

    assert len(receipts) == 1 and Submission.objects.count() == 1


def test_neither_sentra_nor_region_is_told_as_that(cast: Cast) -> None:
    body = asked()
    del body["region"]

    refused = post(calling(cast.regency_operator), body)

    assert refusals(refused) == [("/sentra", "body.no_sentra_no_region")]
    assert nothing_sent()


@pytest.mark.parametrize("name", ["sentra_words", "asked_idr"])
def test_what_the_form_asks_for_is_asked_for_here(cast: Cast, name: str) -> None:
    refused = post(calling(cast.regency_operator), asked(**{name: None}))

    assert refusals(refused) == [(f"/changes/0/values/{name}", "value.required")]
    assert nothing_sent()


def test_lines_that_do_not_make_the_amount_are_refused(cast: Cast) -> None:
    refused = post(calling(cast.regency_operator), asked(asked_idr=800_000_000))

    assert [code for _at, code in refusals(refused)] == ["proposal_line.sum_differs"]
    assert nothing_sent()


def test_a_foreign_region_is_refused_wherever_it_is_named(cast: Cast) -> None:
    caller = calling(cast.regency_operator)
    gianyar = {"province": "51", "regency": "51.04"}

    outside = post(caller, asked(region="51.04", **gianyar))
    inside = post(caller, asked(**gianyar))

    assert refusals(outside) == [("/region", "submission.no_mandate")]
    assert [code for _at, code in refusals(inside)] == ["submission.foreign_region"]
    assert nothing_sent()


def test_a_line_of_a_proposal_on_record_is_no_part_of_it(cast: Cast) -> None:
    foreign = make_proposal(asked_idr=None)

    refused = post(calling(cast.regency_operator), asked(LINE | {"proposal": foreign.code}))

    assert ("/changes/1/values/proposal", "submission.foreign_record") in refusals(refused)
    assert not foreign.lines.exists() and not Submission.objects.exists()


def test_a_sentra_on_record_is_named_as_that_and_not_by_its_region(cast: Cast) -> None:
    ours = make_sentra(province="32", regency="32.04")

    refused = post(calling(cast.regency_operator), asked(sentra=ours.public_code))

    assert ("/changes/0/values/sentra", "submission.foreign_record") in refusals(refused)
    assert nothing_sent()


def test_an_unusual_amount_is_taken_and_the_desk_reads_that_nobody_confirmed_it(
    cast: Cast, client: Client
) -> None:
    sent = post(calling(cast.regency_operator), asked(LINE | {"amount_idr": 900}, asked_idr=900))
    receipt = json.loads(sent.content)["receipt"]

    client.force_login(cast.province_officer)
    desk = client.get(f"/tugas/periksa/{receipt}/0/").content.decode()

    assert "tidak dikonfirmasi pengusul: Jumlah usulan Rp900" in desk and "Gedung Rp900" in desk
