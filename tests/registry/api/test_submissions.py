"""Submissions over the API: the same queue, the same checks, exactly once."""

import json
from typing import Any

import pytest
from django.test import Client

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import apply
from registry.changes.review import approve
from registry.changes.submission import withdraw_submission
from registry.choices import ChangeSource
from registry.models import Sentra, Submission, SubmissionAct
from tests.cast import ROLES, Cast
from tests.factories import make_mandate, make_sentra
from tests.factories.api_token import calling
from tests.registry.api.sending import (
    ADDRESS,
    correction,
    existence,
    post,
    refusals,
    status_change,
)
from tests.registry.proposing import in_bandung, waiting

pytestmark = pytest.mark.django_db


def receipt_of(response: Any) -> str:
    assert response.status_code == 201, response.content
    return str(json.loads(response.content)["receipt"])


def test_a_correction_arrives_in_the_queue_and_is_approved_at_the_desk(cast: Cast) -> None:
    sentra = in_bandung(name="Sentra Lama")

    answer = json.loads(post(calling(cast.regency_operator), correction(sentra)).content)

    act = waiting(SubmissionAct.objects.get())
    assert answer["receipt"] == act.submission.receipt_number
    assert answer["acts"][0]["state"] == "received" and answer["acts"][0]["step"] == "province"
    assert act.submission.channel == "api"
    for person in (cast.province_officer, cast.ministry_staff):
        act = waiting(act)
        approve(act, actor=policy.actor_for(person), version_shown=act.version)
    sentra.refresh_from_db()
    assert sentra.name == "Sentra Baru"


def test_existence_brings_the_office_s_statement_and_stands_on_what_was_in_force(
    cast: Cast,
) -> None:
    sentra = in_bandung()

    receipt_of(post(calling(cast.regency_operator), existence(sentra)))

    act = SubmissionAct.objects.get()
    assert [change["kind"] for change in act.changes] == ["source.record", "status.record"]
    assert set(act.shown["basis"]) == {"year", "status", "profile"}
    assert act.shown["words"] == "Kunjungan petugas"


def test_a_list_is_one_submission_with_one_act_per_line(cast: Cast) -> None:
    both = [in_bandung(), in_bandung()]
    lines = [
        {"sentra": s.public_code, "answer": "unchanged", "changes": [status_change(s)]}
        for s in both
    ]

    receipt_of(post(calling(cast.regency_operator), {"kind": "list", "lines": lines}))

    assert Submission.objects.get().kind == "list"
    assert [act.sentra for act in SubmissionAct.objects.order_by("position")] == both


def line(sentra: Sentra, **more: Any) -> dict[str, Any]:
    """One confirmed line of a list."""
    changes = [status_change(sentra)]
    return {"sentra": sentra.public_code, "answer": "unchanged", "changes": changes, **more}


def test_a_wrong_line_comes_back_alone_and_the_others_go_on(cast: Cast) -> None:
    good, wrong, last = in_bandung(), in_bandung(), in_bandung()
    bad = status_change(wrong, "entah")
    lines = [line(good), line(wrong, changes=[bad]), line(last)]

    response = post(calling(cast.regency_operator), {"kind": "list", "lines": lines})

    answer = json.loads(response.content)
    assert response.status_code == 201
    assert [act.sentra for act in SubmissionAct.objects.order_by("position")] == [good, last]
    (back,) = answer["returned"]
    assert (back["line"], back["sentra"]) == (1, wrong.public_code)
    assert [p["pointer"] for p in back["problems"]] == ["/lines/1/changes/0/values/status"]
    assert not Submission.objects.exclude(kind="list").exists()


def test_a_stale_line_comes_back_alone(cast: Cast) -> None:
    fresh, moved = in_bandung(), in_bandung()
    change = correction(moved)["changes"][0]
    note = {"note": "berubah di tempat lain"}
    apply(
        Change("sentra.correct", note, moved.public_code, moved.version),
        actor=policy.system("test"),
        source=ChangeSource.SYSTEM,
        reason="uji",
    )
    lines = [line(moved, changes=[change]), line(fresh)]

    response = post(calling(cast.regency_operator), {"kind": "list", "lines": lines})

    (back,) = json.loads(response.content)["returned"]
    assert {p["code"] for p in back["problems"]} == {"record.stale"}
    assert all(p["pointer"].startswith("/lines/0/changes/0/values/") for p in back["problems"])
    assert SubmissionAct.objects.get().sentra == fresh


def test_foreign_unknown_and_unanswered_lines_come_back_at_their_fields(cast: Cast) -> None:
    mine, foreign, mute = in_bandung(), make_sentra(), in_bandung()
    unknown = {**line(mine), "sentra": "ST-ZZZZZZ-Z"}
    lines = [line(foreign), unknown, {**line(mute), "answer": ""}, line(mine)]

    response = post(calling(cast.regency_operator), {"kind": "list", "lines": lines})

    found = [
        (problem["pointer"], problem["code"])
        for back in json.loads(response.content)["returned"]
        for problem in back["problems"]
    ]
    assert found[0] == ("/lines/0/sentra", "submission.no_mandate")
    assert found[1][0] == "/lines/1/sentra"
    assert found[2] == ("/lines/2/answer", "submission.answer_missing")
    assert SubmissionAct.objects.get().sentra == mine


def test_a_list_without_a_fit_line_is_refused_whole(cast: Cast) -> None:
    lines = [line(make_sentra()), {**line(in_bandung()), "answer": ""}]

    response = post(calling(cast.regency_operator), {"kind": "list", "lines": lines})

    assert refusals(response) == [
        ("/lines/0/sentra", "submission.no_mandate"),
        ("/lines/1/answer", "submission.answer_missing"),
    ]
    assert Submission.objects.count() == 0


def test_a_repeated_key_is_told_the_same_lines_although_the_registry_has_moved(
    cast: Cast,
) -> None:
    client, foreign = calling(cast.regency_operator), make_sentra()
    body = {"kind": "list", "lines": [line(foreign), line(in_bandung())]}
    first = post(client, body, "kunci-1")
    office = cast.regency_operator.mandates.get().office
    make_mandate(cast.regency_operator, office, "office_head")

    second = post(client, body, "kunci-1")

    assert len(json.loads(first.content)["returned"]) == 1
    assert first.content == second.content
    receipt = receipt_of(second)
    told = json.loads(client.get(f"{ADDRESS}{receipt}/").content)
    assert told["returned"] == json.loads(first.content)["returned"]
    assert Submission.objects.count() == 1


def test_a_repeated_key_is_answered_after_its_sentra_was_withdrawn(cast: Cast) -> None:
    client, sentra = calling(cast.regency_operator), in_bandung()
    body = correction(sentra)
    first = receipt_of(post(client, body, "kunci-1"))
    act, actor = SubmissionAct.objects.get(), policy.actor_for(cast.regency_operator)
    withdraw_submission(act, actor=actor, version_shown=act.version)
    apply(
        Change("sentra.withdraw", {}, sentra.public_code, sentra.version),
        actor=policy.system("test"),
        source=ChangeSource.SYSTEM,
        reason="salah catat",
    )

    assert receipt_of(post(client, body, "kunci-1")) == first
    assert refusals(post(client, body, "kunci-2")) == [("/sentra", "sentra.unknown_code")]


def test_a_new_sentra_is_registered_over_the_api(cast: Cast) -> None:
    values = {"name": "Sentra Anyar", "province": "32", "regency": "32.04", "recognition": "listed"}
    change = {"kind": "sentra.register", "values": values, "ref": "sentra"}
    body = {"kind": "register", "region": "32.04", "changes": [change]}

    response = post(calling(cast.regency_operator), body)

    assert response.status_code == 201, response.content
    assert SubmissionAct.objects.get().sentra is None


def test_the_same_key_and_body_answer_the_same_receipt(cast: Cast) -> None:
    client, body = calling(cast.regency_operator), correction(in_bandung())

    first, second = (post(client, body, "kunci-1").content for _ in range(2))

    assert first == second
    assert Submission.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(cast: Cast) -> None:
    client, sentra = calling(cast.regency_operator), in_bandung()
    post(client, correction(sentra), "kunci-1")

    response = post(client, correction(sentra, name="Lain lagi"), "kunci-1")

    assert refusals(response, 422) == [("/Idempotency-Key", "submission.token_reused")]
    assert Submission.objects.count() == 1


def test_without_a_key_nothing_is_sent(cast: Cast) -> None:
    client = calling(cast.regency_operator)
    body = json.dumps(correction(in_bandung()))

    response = client.post(ADDRESS, body, content_type="application/json")

    assert refusals(response) == [("/Idempotency-Key", "submission.key_missing")]
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("role", ROLES)
def test_who_may_send_about_kab_bandung(cast: Cast, signed_in: Any, role: str) -> None:
    sentra = in_bandung()
    client = signed_in(role) if role == "public" else calling(getattr(cast, role))

    response = post(client, correction(sentra))

    may = {"regency_operator", "province_officer", "office_head"}
    expected = 201 if role in may else {"public": 401, "stranger": 400}.get(role, 403)
    assert response.status_code == expected, response.content
    assert Submission.objects.count() == (role in may)


def test_a_foreign_sentra_is_refused_at_its_field(cast: Cast) -> None:
    response = post(calling(cast.stranger), correction(in_bandung()))

    assert refusals(response) == [("/sentra", "submission.no_mandate")]


def test_a_part_of_another_sentra_is_refused_with_its_pointer(cast: Cast) -> None:
    mine, other = in_bandung(), make_sentra()
    body = correction(mine)
    body["changes"][0]["target"] = other.public_code
    body["changes"][0]["base_version"] = other.version

    response = post(calling(cast.regency_operator), body)

    assert ("/changes/0/target", "submission.foreign_record") in refusals(response)
    assert Submission.objects.count() == 0


def test_every_problem_comes_at_once_with_its_pointer(cast: Cast) -> None:
    body = existence(in_bandung())
    body["changes"][0]["values"] |= {"status": "entah", "status_on": "besok", "warna": 1}

    response = post(calling(cast.regency_operator), body)

    assert {pointer for pointer, _code in refusals(response)} == {
        "/changes/0/values/status",
        "/changes/0/values/status_on",
        "/changes/0/values/warna",
    }


def test_an_unknown_field_is_named_with_the_nearest(cast: Cast) -> None:
    response = post(calling(cast.regency_operator), correction(in_bandung()) | {"anser": "x"})

    assert refusals(response) == [("/anser", "body.unknown_field")]
    assert "answer" in json.loads(response.content)["errors"][0]["message"]


def test_an_endless_key_is_refused(cast: Cast) -> None:
    response = post(calling(cast.regency_operator), correction(in_bandung()), "x" * 201)

    assert refusals(response) == [("/Idempotency-Key", "submission.key_unreadable")]
    assert Submission.objects.count() == 0


def test_without_an_answer_existence_is_not_sent(cast: Cast) -> None:
    response = post(calling(cast.regency_operator), existence(in_bandung(), answer=""))

    assert refusals(response) == [("/answer", "submission.answer_missing")]
    assert Submission.objects.count() == 0


def test_an_unlisted_kind_and_too_many_lines_are_refused(cast: Cast) -> None:
    client, line = calling(cast.regency_operator), {"sentra": "x", "changes": [{}]}

    unlisted = post(client, {"kind": "corect", "sentra": "x", "changes": [{"kind": "a"}]})
    many = post(client, {"kind": "list", "lines": [line] * 51})

    assert refusals(unlisted) == [("/kind", "body.not_listed")]
    assert refusals(many) == [("/lines", "body.too_many")]


def test_the_ministry_sends_nothing_and_a_stranger_to_the_house_is_asked_for_a_token(
    cast: Cast,
) -> None:
    by_staff = post(calling(cast.ministry_staff), correction(in_bandung()))
    by_nobody = post(Client(), {})

    assert refusals(by_staff, 403) == [("/Authorization", "submission.not_an_office")]
    assert refusals(by_nobody, 401) == [("/Authorization", "api.sign_in_needed")]


HOSTILE = {
    "deep": ('{"a":' * 5000) + "1" + "}" * 5000,
    "nested": '{"kind":' + "[" * 40 + "]" * 40 + "}",
    "nul": '{"kind": "correct\\u0000"}',
    "surrogate": '{"kind": "\\ud800"}',
    "nan": '{"kind": NaN}',
    "list": "[]",
    "text": '"kind"',
    "empty": "",
    "bytes": b"\xff\xfe{}",
    "types": '{"kind": 1, "sentra": [], "answer": {}, "year": "x", "changes": {}}',
    "lines": '{"kind": "list", "lines": [1, null, {}]}',
    "digits": '{"kind": "yearly", "year": ' + "9" * 5000 + "}",
    "huge": '{"kind": "' + "x" * 1_100_000 + '"}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_body_is_a_sentence_and_nothing_is_stored(cast: Cast, body: Any) -> None:
    response = post(calling(cast.regency_operator), body)

    assert response.status_code in (400, 413), response.content
    assert json.loads(response.content)["errors"][0]["code"].startswith("body.")
    assert Submission.objects.count() == 0


def test_a_foreign_receipt_is_as_missing_as_none(cast: Cast) -> None:
    receipt = receipt_of(post(calling(cast.regency_operator), correction(in_bandung())))
    client = calling(cast.stranger)

    foreign, missing = (client.get(f"{ADDRESS}{name}/") for name in (receipt, "SUB-X"))

    assert foreign.status_code == missing.status_code == 404
    assert "submission.unknown_receipt" in missing.content.decode()
    assert foreign.content.decode().replace(receipt, "SUB-X") == missing.content.decode()
    assert json.loads(client.get(ADDRESS).content)["count"] == 0


def test_the_office_reads_its_acts_and_decisions_without_a_person(cast: Cast) -> None:
    client = calling(cast.regency_operator)
    receipt = receipt_of(post(client, correction(in_bandung())))
    act = waiting(SubmissionAct.objects.get())
    approve(act, actor=policy.actor_for(cast.province_officer), version_shown=act.version)

    answer = client.get(f"{ADDRESS}{receipt}/")

    decision = json.loads(answer.content)["acts"][0]["decisions"][0]
    assert (decision["role"], decision["verdict"]) == ("province_officer", "approved")
    assert "@contoh.example" not in answer.content.decode()
    assert json.loads(client.get(ADDRESS).content)["count"] == 1


def test_the_kinds_a_program_may_propose_are_told_with_their_fields(cast: Cast) -> None:
    rows = json.loads(calling(cast.regency_operator).get("/api/v1/codes/proposable-kinds/").content)

    by_kind = {row["kind"]: row for row in rows["results"]}
    needed = {f["name"] for f in by_kind["sentra.register"]["fields"] if f["is_required"]}
    assert {"name", "province"} <= needed
    assert "submission.send" not in by_kind
    assert any(f["type"] == "figure" for f in by_kind["profile.record"]["fields"])
