"""Taking back and deciding over the API, bound to the version that was read."""

import json
from typing import Any

import pytest

from registry.models import Decision, Sentra, SubmissionAct
from registry.queries.as_of import event_model
from tests.cast import ROLES, Cast
from tests.factories.api_token import calling
from tests.registry.api.sending import ADDRESS, correction, post, refusals, status_change
from tests.registry.proposing import in_bandung

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(cast: Cast) -> str:
    sent = post(calling(cast.regency_operator), correction(in_bandung()))
    return str(json.loads(sent.content)["receipt"])


def decide(client: Any, receipt: str, verb: str, body: Any = None, tag: str | None = None) -> Any:
    """One verb, under the tag just read."""
    address = f"{ADDRESS}{receipt}/"
    tag = client.get(address).headers.get("ETag", '"0"') if tag is None else tag
    return post(client, body or {}, path=f"{address}{verb}/", **({"If-Match": tag} if tag else {}))


def test_a_province_approves_at_its_step(cast: Cast, receipt: str) -> None:
    response = decide(calling(cast.province_officer), receipt, "approve")

    assert response.status_code == 200, response.content
    assert json.loads(response.content)["acts"][0]["step"] == "ministry"


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
@pytest.mark.parametrize("verb", ["approve", "return", "reject", "withdraw"])
def test_who_may_do_what_at_the_step_of_the_province(
    cast: Cast, receipt: str, role: str, verb: str
) -> None:
    body = {} if verb in ("approve", "withdraw") else {"words": "Periksa namanya."}

    response = decide(calling(getattr(cast, role)), receipt, verb, body)

    senders, deciders = {"regency_operator", "office_head"}, {"province_officer"}
    may = role in (senders if verb == "withdraw" else deciders)
    unseen = role in ("stranger", "analyst")
    assert response.status_code == (200 if may else 404 if unseen else 403), response.content
    assert (SubmissionAct.objects.get().version > 0) is may


def test_a_return_needs_words(cast: Cast, receipt: str) -> None:
    response = decide(calling(cast.province_officer), receipt, "return")

    assert refusals(response) == [("/words", "submission.words_missing")]
    assert SubmissionAct.objects.get().state == "received"


def test_without_if_match_nothing_is_decided(cast: Cast, receipt: str) -> None:
    response = decide(calling(cast.province_officer), receipt, "approve", tag="")

    assert refusals(response, 428) == [("/If-Match", "submission.if_match_missing")]
    assert Decision.objects.count() == 0


def test_an_old_version_is_not_decided(cast: Cast, receipt: str) -> None:
    client = calling(cast.province_officer)
    tag = client.get(f"{ADDRESS}{receipt}/")["ETag"]
    decide(client, receipt, "approve")

    response = decide(calling(cast.ministry_staff), receipt, "approve", tag=tag)

    assert refusals(response, 412) == [("/If-Match", "submission.version_moved")]
    assert Decision.objects.count() == 1


def test_one_field_is_refused_with_its_words(cast: Cast) -> None:
    sentra = in_bandung(name="Sentra Lama", hamlet="Dusun Lama")
    body = correction(sentra, name="Sentra Anyar", hamlet="Dusun Anyar")
    receipt = json.loads(post(calling(cast.regency_operator), body).content)["receipt"]
    said = {"refused": ["0.hamlet"], "field_words": {"0.hamlet": "Dusunnya tetap."}}

    decide(calling(cast.province_officer), receipt, "approve", said)
    decide(calling(cast.ministry_staff), receipt, "approve")

    sentra.refresh_from_db()
    assert (sentra.name, sentra.hamlet) == ("Sentra Anyar", "Dusun Lama")


def test_a_token_for_sending_does_not_decide(cast: Cast, receipt: str) -> None:
    response = decide(calling(cast.province_officer, "submit"), receipt, "approve")

    assert refusals(response, 403) == [("/Authorization", "api.scope_missing")]


def test_wrong_words_are_pointed_at(cast: Cast, receipt: str) -> None:
    body = {"field_words": {"0.name": 1}, "refused": [2], "position": 0}

    response = decide(calling(cast.province_officer), receipt, "approve", body)

    assert [pointer for pointer, _ in refusals(response)] == ["/field_words/0.name", "/refused/0"]


def test_a_position_that_is_not_there_is_refused(cast: Cast, receipt: str) -> None:
    response = decide(calling(cast.province_officer), receipt, "approve", {"position": 3})

    assert refusals(response) == [("/position", "submission.position_unknown")]


def test_of_many_lines_one_is_named(cast: Cast) -> None:
    lines = [
        {"sentra": one.public_code, "answer": "unchanged", "changes": [status_change(one)]}
        for one in (in_bandung(), in_bandung())
    ]
    sent = post(calling(cast.regency_operator), {"kind": "list", "lines": lines})
    receipt = json.loads(sent.content)["receipt"]

    response = decide(calling(cast.province_officer), receipt, "approve")
    named = decide(calling(cast.province_officer), receipt, "approve", {"position": 1})

    assert refusals(response) == [("/position", "submission.position_needed")]
    assert [act["step"] for act in json.loads(named.content)["acts"]] == ["province", "ministry"]


def doors(model: type[Decision] | type[SubmissionAct]) -> list[str]:
    """Through which door the newest version of each row came."""
    rows = event_model(model)._default_manager.order_by("pgh_id")
    return [row.pgh_context["source"] for row in rows]


def test_a_decision_over_the_api_says_that_it_came_by_the_api(cast: Cast, receipt: str) -> None:
    for verb, person in (("approve", cast.province_officer), ("approve", cast.ministry_staff)):
        assert decide(calling(person), receipt, verb).status_code == 200

    assert doors(Decision) == ["api", "api"]
    sentra = SubmissionAct.objects.get().sentra
    written = event_model(Sentra)._default_manager.filter(pgh_obj=sentra).latest("pgh_id")
    assert written.pgh_context["source"] == "api"


@pytest.mark.parametrize("verb", ["return", "reject"])
def test_what_is_turned_down_over_the_api_says_so_too(cast: Cast, receipt: str, verb: str) -> None:
    decide(calling(cast.province_officer), receipt, verb, {"words": "Belum lengkap."})

    assert doors(Decision) == ["api"]


def test_a_withdrawal_over_the_api_says_that_it_came_by_the_api(cast: Cast, receipt: str) -> None:
    assert decide(calling(cast.regency_operator), receipt, "withdraw").status_code == 200

    assert SubmissionAct.objects.get().state == "withdrawn"
    assert doors(SubmissionAct)[-1] == "api"
