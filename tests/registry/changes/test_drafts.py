"""Drafts: kept at every step, shared by an office, never overwritten, gone when it was sent."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from registry import policy
from registry.changes.drafts import Begun, DraftMoved, drop_draft, save_draft
from registry.models import Draft, Office, Sentra, Submission
from registry.queries.drafts import open_drafts
from registry.web import propose
from tests.cast import Cast
from tests.factories import make_mandate, make_user
from tests.registry.web.forms import inputs, open_form, press, without_csrf
from tests.registry.web.proposals import bandung

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Sentra:
    return bandung()


@pytest.fixture
def colleague(cast: Cast, client: Any) -> Any:
    """Another account of the same office, signed in."""
    office = Office.objects.get(name="Dinas Kab. Bandung")
    user = make_user(label="rekan")
    make_mandate(user, office, "regency_operator")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def path_of(sentra: Sentra) -> str:
    return f"/tugas/{sentra.public_code}/data/"


def begun(cast: Cast, sentra: Sentra, token: UUID) -> Begun:
    office = Office.objects.get(name="Dinas Kab. Bandung")
    return Begun(office, token, "correct", sentra, 2026)


def test_a_stale_revision_is_refused_and_overwrites_nothing(cast: Cast, ours: Sentra) -> None:
    actor, form = policy.actor_for(cast.regency_operator), begun(cast, ours, uuid4())
    save_draft(form, {"a": "1"}, actor=actor, revision=0)
    save_draft(form, {"a": "2"}, actor=actor, revision=1)

    with pytest.raises(DraftMoved) as moved:
        save_draft(form, {"a": "3"}, actor=actor, revision=1)

    assert moved.value.stored.typed == {"a": "2"}
    assert Draft.objects.get().typed == {"a": "2"}
    assert Draft.objects.get().revision == 2


def test_the_same_words_again_are_no_conflict(cast: Cast, ours: Sentra) -> None:
    actor, form = policy.actor_for(cast.regency_operator), begun(cast, ours, uuid4())
    save_draft(form, {"a": "1"}, actor=actor, revision=0)
    save_draft(form, {"a": "2"}, actor=actor, revision=1)

    again = save_draft(form, {"a": "2"}, actor=actor, revision=1)

    assert (again.revision, Draft.objects.count()) == (2, 1)


def test_checking_keeps_a_draft_and_sending_takes_it_away(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    body = open_form(client, path_of(ours), own_hamlet="Kidul")

    checked = press(client, path_of(ours), body, "check")
    assert re.fullmatch(r"DRF-[0-9A-Z]{8}", Draft.objects.get().reference)
    press(client, path_of(ours), inputs(checked))

    assert not Draft.objects.exists()
    assert Submission.objects.count() == 1


def test_save_for_later_survives_logout_and_a_colleague_goes_on(
    signed_in: Any, colleague: Any, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    body = open_form(client, path_of(ours), own_hamlet="Kidul", own_name="")
    assert press(client, path_of(ours), body, "save").url == "/tugas/"
    client.logout()

    draft = Draft.objects.get()
    assert draft.reference in colleague.get("/tugas/").content.decode()
    opened = colleague.get(f"/tugas/draf/{draft.reference}/", follow=True)
    assert inputs(opened)["own_hamlet"] == "Kidul"
    assert inputs(opened)["own_name"] == ""
    whole = {**inputs(opened), "own_name": ours.name}
    assert press(colleague, path_of(ours), whole).status_code == 302


def test_two_at_once_the_later_sees_three_versions_and_nothing_is_lost(
    signed_in: Any, colleague: Any, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), path_of(ours)
    press(client, path, open_form(client, path, own_hamlet="Kidul"), "save")
    first, second = open_form(client, path), open_form(colleague, path)
    mine = {**second, "own_hamlet": "Kaler"}
    press(client, path, {**first, "own_hamlet": "Wetan", "own_place_words": "Binong"}, "save")

    refused = press(colleague, path, mine, "save")

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Draf ini juga diisi dari tempat lain" in page
    table = page.split("Isian yang berubah</caption>")[1].split("</tbody>")[0]
    for words in ("Kidul", "<ins>Wetan</ins>", "<ins>Kaler</ins>", "bertabrakan"):
        assert words in table
    assert Draft.objects.get().typed["own_hamlet"] == "Wetan"
    kept = inputs(refused)
    assert (kept["own_hamlet"], kept["own_place_words"]) == ("Kaler", "Binong")
    assert press(colleague, path, kept, "save").status_code == 302
    assert Draft.objects.get().typed["own_hamlet"] == "Kaler"


def test_what_is_saved_by_itself_gives_number_and_clock_and_says_nothing_of_sending(
    signed_in: Any, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), path_of(ours)
    body = open_form(client, path, own_hamlet="Kidul")

    said = press(client, path, body, "autosave").content.decode()

    draft = Draft.objects.get()
    assert f"Draf {draft.reference} tersimpan di server" in said
    assert "WIB" in said
    assert "terkirim" not in said.lower()
    assert 'hx-swap-oob="true"' in said
    assert draft.typed["own_hamlet"] == "Kidul"
    assert not Submission.objects.exists()


def test_what_is_saved_by_itself_asks_for_no_files(signed_in: Any, ours: Sentra) -> None:
    client, path = signed_in("regency_operator"), path_of(ours)
    body = open_form(client, path, own_hamlet="Kidul")

    with CaptureQueriesContext(connection) as asked:
        press(client, path, body, "autosave")

    assert [one["sql"] for one in asked if "registry_attachment" in one["sql"]] == []


def test_a_process_that_dies_before_the_draft_is_gone_leads_to_the_receipt(
    signed_in: Any, cast: Cast, ours: Sentra, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = signed_in("regency_operator"), path_of(ours)
    body = open_form(client, path, own_hamlet="Kidul")
    client.raise_request_exception = False

    def die(*_arguments: object) -> None:
        raise SystemError("killed between commit and answer")

    monkeypatch.setattr(propose, "drop_draft", die)
    assert press(client, path, body).status_code == 500
    monkeypatch.setattr(propose, "drop_draft", drop_draft)

    assert Draft.objects.count() == 1
    assert not open_drafts(policy.actor_for(cast.regency_operator)).exists()
    receipt = Submission.objects.get().receipt_number
    assert press(client, path, body).url == f"/tugas/tanda-terima/{receipt}/"
    assert not Draft.objects.exists()
    assert Submission.objects.count() == 1


def test_a_foreign_draft_is_missing_word_for_word(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    press(client, path_of(ours), open_form(client, path_of(ours), own_hamlet="Kidul"), "save")
    reference = Draft.objects.get().reference
    stranger = signed_in("stranger")

    for tail in ("", "buang/"):
        foreign = stranger.get(f"/tugas/draf/{reference}/{tail}")
        missing = stranger.get(f"/tugas/draf/DRF-00000000/{tail}")
        assert foreign.status_code == missing.status_code == 404
        assert without_csrf(foreign) == without_csrf(missing)
    assert stranger.post(f"/tugas/draf/{reference}/buang/").status_code == 404
    assert Draft.objects.count() == 1


def test_a_foreign_token_fills_in_nothing(signed_in: Any, ours: Sentra) -> None:
    client, stranger = signed_in("regency_operator"), signed_in("stranger")
    body = open_form(client, "/tugas/baru/", new_name="Sentra Rahasia")
    press(client, "/tugas/baru/", body, "save")

    opened = stranger.get(f"/tugas/baru/?token={body['token']}")

    assert "Sentra Rahasia" not in opened.content.decode()


def test_a_draft_is_thrown_away_only_when_its_office_says_so(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    press(client, path_of(ours), open_form(client, path_of(ours), own_hamlet="Kidul"), "save")
    address = f"/tugas/draf/{Draft.objects.get().reference}/buang/"

    assert "Buang draf" in client.get(address).content.decode()
    assert Draft.objects.count() == 1
    assert client.post(address).url == "/tugas/"

    assert not Draft.objects.exists()


def test_a_token_of_another_form_overwrites_nothing(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    body = open_form(client, path_of(ours), own_hamlet="Kidul")
    press(client, path_of(ours), body, "save")
    needs = f"/tugas/{ours.public_code}/kebutuhan/"
    other = open_form(client, needs, new1_words="pasar", token=body["token"])

    refused = press(client, needs, other, "save")

    assert refused.status_code == 409
    assert inputs(refused)["new1_words"] == "pasar"
    assert Draft.objects.get().typed["own_hamlet"] == "Kidul"


@pytest.mark.parametrize(
    "seen", ["x", "[]", '{"revision":1}', f'{{"revision":{10**30},"typed":{{}}}}', "null"]
)
def test_a_broken_revision_is_a_conflict_at_most(signed_in: Any, ours: Sentra, seen: str) -> None:
    client = signed_in("regency_operator")
    body = open_form(client, path_of(ours), own_hamlet="Kidul")
    press(client, path_of(ours), body, "save")

    refused = press(client, path_of(ours), {**body, "own_hamlet": "Kaler", "seen": seen}, "save")

    assert refused.status_code == 409
    assert inputs(refused)["own_hamlet"] == "Kaler"
    assert Draft.objects.get().typed["own_hamlet"] == "Kidul"


def test_a_nul_is_no_reason_to_fall_over(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    body = open_form(client, path_of(ours), own_hamlet="Ki\x00dul", previous="SUB\x00")

    assert press(client, path_of(ours), body, "save").status_code == 302
    assert Draft.objects.get().typed["own_hamlet"] == "Kidul"
    assert press(client, path_of(ours), body).status_code == 422


@pytest.mark.parametrize("statement", ["INSERT", "UPDATE"])
def test_a_draft_that_is_sent_between_two_statements_is_saved_anew(
    statement: str, cast: Cast, ours: Sentra
) -> None:
    actor, form = policy.actor_for(cast.regency_operator), begun(cast, ours, uuid4())
    done: list[str] = []

    def faster(execute: Any, sql: str, *rest: Any) -> Any:
        """The same form from elsewhere: its draft takes the token, is sent, and is gone."""
        if "registry_draft" not in sql or not sql.startswith(statement) or done:
            return execute(sql, *rest)
        done.append(sql)
        drop_draft(form.office, form.token)
        if statement == "INSERT":
            raise IntegrityError("registry_draft_token")
        return execute(sql, *rest)

    if statement == "UPDATE":
        save_draft(form, {"a": "1"}, actor=actor, revision=0)
    with connection.execute_wrapper(faster):
        saved = save_draft(form, {"a": "2"}, actor=actor, revision=1)

    assert done
    assert list(Draft.objects.values_list("pk", "typed")) == [(saved.pk, {"a": "2"})]
