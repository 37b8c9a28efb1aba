"""A person of two offices: what one of them sends is about its own region alone."""

from typing import Any

import pytest

from registry import policy
from registry.changes.submission import Proposal, send_list
from registry.models import Draft, Office, Sentra, Submission
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import make, make_sentra
from tests.factories.api_token import calling
from tests.registry.api.sending import post as send
from tests.registry.api.test_submissions import line
from tests.registry.proposing import corrects, in_bandung
from tests.registry.web.forms import inputs, open_form, press

pytestmark = pytest.mark.django_db

LIST = "/tugas/daftar/"


@pytest.fixture
def city(cast: Cast) -> Office:
    """The stranger of Gianyar works in Kota Bandung too."""
    office: Office = make(
        "office.record", name="Dinas Kota Bandung", level="regency", province="32", regency="32.73"
    )
    make(
        "mandate.record",
        user=cast.stranger.email,
        office=office.code,
        role="regency_operator",
        valid_from="2020-01-01",
    )
    return office


@pytest.fixture
def both(city: Office) -> tuple[Sentra, Sentra]:
    """One sentra in each of his regencies."""
    return make_sentra(name="Sentra Bali"), in_bandung(name="Sentra Kota", regency="32.73")


def test_a_list_is_of_one_office_and_leads_to_the_other(
    signed_in: Any, city: Office, both: tuple[Sentra, Sentra]
) -> None:
    client = signed_in("stranger")

    first = client.get(LIST).content.decode()
    second = client.get(LIST, {"kantor": city.code}).content.decode()

    assert "Sentra Bali" in first and "Sentra Kota" not in first
    assert f"?kantor={city.code}" in first
    assert "Sentra Kota" in second and "Sentra Bali" not in second


def test_what_is_sent_belongs_to_the_office_of_its_lines(
    signed_in: Any, city: Office, both: tuple[Sentra, Sentra]
) -> None:
    client = signed_in("stranger")
    path = f"{LIST}?kantor={city.code}"
    page = {**inputs(client.get(path)), f"a_{both[1].public_code}": "unchanged"}

    press(client, path, page)

    sent = Submission.objects.get()
    assert (sent.office, sent.regency_id) == (city, "32.73")


def test_a_line_of_the_other_office_is_refused_and_nothing_is_sent(
    signed_in: Any, both: tuple[Sentra, Sentra]
) -> None:
    client = signed_in("stranger")
    page = {**inputs(client.get(LIST)), f"a_{both[0].public_code}": "unchanged"}

    answer = press(client, LIST, {**page, f"a_{both[1].public_code}": "dormant"})

    assert answer.status_code == 422
    assert f"Sentra {both[1].public_code} tidak ada di daftar" in answer.content.decode()
    assert f"<li>{both[1].public_code}: dormant</li>" in answer.content.decode()
    assert not Submission.objects.exists()


def test_the_verb_itself_refuses_a_sentra_of_another_region(
    cast: Cast, city: Office, both: tuple[Sentra, Sentra]
) -> None:
    actor = policy.actor_for(cast.stranger)
    made = Proposal(both[0], [corrects(both[0], hamlet="Kidul")], {}, {}, "list")

    with pytest.raises(ChangeRejected) as refused:
        send_list([made], actor=actor, office=city, token="0" * 32, typed={})  # type: ignore[arg-type]

    assert [one.code for one in refused.value.problems] == ["submission.no_mandate"]
    assert not Submission.objects.exists()


def test_a_new_sentra_is_told_and_sent_by_the_office_of_its_place(
    signed_in: Any, city: Office
) -> None:
    client, path = signed_in("stranger"), "/tugas/baru/"
    typed = {"new_name": "Sentra Baru", "place_regency": "32.73", "evidence": "Kunjungan"}
    body = open_form(client, path, **typed)

    first = press(client, path, body)
    again = press(client, path, body)

    sent = Submission.objects.get()
    assert sent.office == city
    assert sent.acts.get().changes[0]["values"]["office"] == city.code
    assert again.url == first.url
    assert not Draft.objects.exists()


def test_over_the_api_a_line_of_the_other_office_comes_back_alone(
    cast: Cast, both: tuple[Sentra, Sentra]
) -> None:
    body = {"kind": "list", "lines": [line(both[0]), line(both[1])]}

    answer = send(calling(cast.stranger), body).json()

    assert [one["sentra"] for one in answer["acts"]] == [both[0].public_code]
    assert [one["line"] for one in answer["returned"]] == [1]
    assert answer["returned"][0]["problems"][0]["code"] == "submission.other_office"
    assert Submission.objects.get().regency_id == "51.04"


def test_a_foreign_office_has_no_list(signed_in: Any, city: Office) -> None:
    assert signed_in("regency_operator").get(LIST, {"kantor": city.code}).status_code == 404
