"""A form that is sent again is the same form, however far the registry has moved since: the body is
known by the words that came, not by the questions of today."""

from typing import Any

import pytest

from registry.models import Sentra, Submission, SubmissionAct
from tests.cast import Cast
from tests.factories import make, make_source
from tests.factories.parts import make_facility, make_machine, make_need
from tests.registry.proposals import in_bandung
from tests.registry.web.forms import agree_to_the_end, inputs, open_form, press
from tests.registry.web.proposals import KINDS, Kind, bandung, typed_for

pytestmark = pytest.mark.django_db

LIST = "/tugas/daftar/"


@pytest.fixture
def ours() -> Sentra:
    """A sentra in Kabupaten Bandung."""
    return bandung()


def grown(sentra: Sentra) -> None:
    """Somebody else adds a line to every form about a sentra."""
    named = {"sentra": sentra.public_code, "source": make_source().code}
    make("alias.record", name="Nama lain", kind="local", sentra=sentra.public_code)
    make_facility(sentra, source=named["source"])
    make_machine(sentra, source=named["source"])
    make_need(sentra, source=named["source"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_retry_after_the_record_has_grown_gets_the_same_receipt(
    signed_in: Any, ours: Sentra, kind: Kind
) -> None:
    client, path = signed_in("regency_operator"), kind.path.format(code=ours.public_code)
    body = open_form(client, path, **typed_for(kind, ours))
    first = press(client, path, body)
    grown(ours)

    again = press(client, path, body)

    assert (first.status_code, again.status_code) == (302, 302)
    assert again.url == first.url
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_retry_after_the_approval_gets_the_same_receipt(
    signed_in: Any, cast: Cast, ours: Sentra, kind: Kind
) -> None:
    client, path = signed_in("regency_operator"), kind.path.format(code=ours.public_code)
    body = open_form(client, path, **typed_for(kind, ours))
    first = press(client, path, body)
    assert agree_to_the_end(SubmissionAct.objects.get(), cast).state == "approved"

    assert press(client, path, body).url == first.url


def test_the_form_and_the_page_that_checks_it_are_one_body(signed_in: Any, ours: Sentra) -> None:
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/fasilitas/"
    body = open_form(client, path, **typed_for(KINDS[4], ours))
    checked = inputs(press(client, path, body, "check"))

    first = press(client, path, checked)

    assert press(client, path, body).url == first.url


def test_a_list_with_a_closure_is_the_same_list_after_its_approval(
    signed_in: Any, cast: Cast
) -> None:
    gone, there = in_bandung(name="Sentra A"), in_bandung(name="Sentra B")
    client = signed_in("regency_operator")
    page = inputs(client.get(LIST))
    page |= {f"a_{gone.public_code}": "closed", f"e_{gone.public_code}": "Kabar camat"}
    page |= {f"a_{there.public_code}": "unchanged"}
    checked = inputs(press(client, LIST, page, "check"))
    first = press(client, LIST, checked)
    for act in SubmissionAct.objects.all():
        assert agree_to_the_end(act, cast).state == "approved"

    for body in (checked, page):  # the page again, and what waited on a phone without a link
        assert press(client, LIST, body).url == first.url
    assert Submission.objects.count() == 1
