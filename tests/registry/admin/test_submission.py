"""The ministry's desk over proposals: the queue, and a decision exactly about what was shown."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry import policy
from registry.changes.mandate import end_mandate
from registry.changes.review import approve, return_for_correction
from registry.models import (
    DirtyEvent,
    Sentra,
    SentraStatus,
    Source,
    SubmissionAct,
    YearlyProfile,
)
from registry.models.submission import SubmissionActEvent
from registry.queries.sample import forget_sample_answer
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import make_mandate, make_profile, make_sentra, make_status
from tests.registry.web.forms import filled, inputs, post

pytestmark = pytest.mark.django_db

YEAR = today_wib().year
QUEUE = "/admin/registry/submissionact/"


@pytest.fixture
def ours() -> Sentra:
    """A sentra in Kabupaten Bandung with 30 workers this year."""
    sentra = make_sentra(name="Sentra Rajut", province="32", regency="32.04")
    make_profile(sentra, year=YEAR, worker_count=30)
    return sentra


@pytest.fixture
def act(signed_in: Any, cast: Cast, ours: Sentra) -> SubmissionAct:
    """Its operator says 34, and the province has agreed."""
    client = signed_in("regency_operator")
    post(client, ours, filled(client, ours, existence="changed", worker_count="34"))
    act = SubmissionAct.objects.get()
    approve(act, actor=policy.actor_for(cast.province_officer), version_shown=act.version)
    act.refresh_from_db()
    return act


def page_of(act: SubmissionAct) -> str:
    return f"{QUEUE}{act.pk}/change/"


def decide(client: Client, act: SubmissionAct, verb: str, words: str = "", **more: str) -> Any:
    shown = inputs(client.get(page_of(act)))
    return client.post(
        page_of(act), {"version": shown["version"], "verb": verb, "words": words, **more}
    )


def everything() -> tuple[Any, ...]:
    nouns = (Source, SentraStatus, YearlyProfile, DirtyEvent, SubmissionActEvent)
    return (
        *(model._default_manager.count() for model in nouns),
        *YearlyProfile.objects.values_list("worker_count", "version"),
        *SubmissionAct.objects.values_list("state", "version"),
    )


def test_the_queue_lists_what_waits_with_office_province_and_state(
    signed_in: Any, act: SubmissionAct
) -> None:
    page = signed_in("ministry_staff").get(QUEUE).content.decode()

    for words in (
        act.submission.receipt_number,
        "Sentra Rajut",
        "Dinas Kab. Bandung",
        "Jawa Barat",
        "Menunggu putusan",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("query", "is_listed"),
    [
        ("state=received", True),
        ("state=approved", False),
        ("province=32", True),
        ("province=51", False),
        ("step=ministry", True),
        ("step=province", False),
        ("kind=yearly", True),
        ("kind=register", False),
        ("office=dinas-kab-bandung", True),
        ("overdue=false", True),
        ("overdue=true", False),
        ("stale=false", True),
        ("stale=true", False),
        ("second=true", False),
        ("q=rajut", True),
        ("q=SUB-", True),
        ("q=tenun", False),
    ],
)
def test_the_queue_filters_and_searches(
    signed_in: Any, act: SubmissionAct, query: str, is_listed: bool
) -> None:
    page = signed_in("ministry_staff").get(f"{QUEUE}?{query}").content.decode()

    assert (page_of(act) in page) is is_listed


def test_an_unknown_filter_is_an_error(signed_in: Any, act: SubmissionAct) -> None:
    assert signed_in("ministry_staff").get(f"{QUEUE}?stat=received").status_code == 400


def test_the_page_shows_then_and_proposed_sender_and_receipt(
    signed_in: Any, act: SubmissionAct
) -> None:
    page = signed_in("ministry_staff").get(page_of(act)).content.decode()

    for words in (
        "<del>30</del>",
        "<ins>34</ins>",
        act.submission.receipt_number,
        act.submission.body_hash[:8],
        "Dinas Kab. Bandung",
    ):
        assert words in page
    assert "Catatan berubah setelah usulan dibuat" not in page


def test_approving_applies_what_was_shown_and_says_who(
    signed_in: Any, cast: Cast, act: SubmissionAct, ours: Sentra
) -> None:
    client = signed_in("ministry_staff")

    response = decide(client, act, "approve", "Cocok dengan laporan")

    act.refresh_from_db()
    assert response.url == f"{QUEUE}?state=received"
    assert (act.state, act.decided_by) == ("approved", cast.ministry_staff)
    assert YearlyProfile.objects.get(sentra=ours).worker_count == 34
    assert SentraStatus.objects.get(sentra=ours).source.office == act.submission.office
    page = client.get(page_of(act)).content.decode()
    assert "Cocok dengan laporan" in page
    assert str(act.applied_act) in page
    assert 'value="approve"' not in page


@pytest.mark.parametrize(("verb", "state"), [("return", "returned"), ("reject", "rejected")])
def test_turning_down_applies_nothing(
    signed_in: Any, act: SubmissionAct, ours: Sentra, verb: str, state: str
) -> None:
    decide(signed_in("ministry_staff"), act, verb, "Angkanya tampak keliru")

    act.refresh_from_db()
    assert (act.state, act.decision_reason) == (state, "Angkanya tampak keliru")
    assert YearlyProfile.objects.get(sentra=ours).worker_count == 30
    assert not SentraStatus.objects.exists()


@pytest.mark.parametrize("verb", ["return", "reject"])
def test_turning_down_asks_for_words(signed_in: Any, act: SubmissionAct, verb: str) -> None:
    before = everything()

    response = decide(signed_in("ministry_staff"), act, verb, " ")

    assert response.status_code == 422
    assert "Tulis kepada pengirim" in response.content.decode()
    assert everything() == before


def test_an_unknown_verb_decides_nothing(signed_in: Any, act: SubmissionAct) -> None:
    before = everything()

    assert decide(signed_in("ministry_staff"), act, "delete").status_code == 422
    assert everything() == before


def test_a_stale_proposal_says_so_shows_three_values_and_cannot_be_approved(
    signed_in: Any, act: SubmissionAct, ours: Sentra
) -> None:
    make_status(ours, status="dormant")
    before = everything()
    client = signed_in("ministry_staff")

    page = client.get(page_of(act)).content.decode()
    response = decide(client, act, "approve", "Kata saya tetap ada")

    assert "Catatan berubah setelah usulan dibuat" in page
    assert 'value="approve"' not in page
    status = re.search(r"<legend>Keadaan</legend>.*?</fieldset>", page, re.S)
    assert status is not None
    for words in ("belum dilaporkan", "<ins>Ada</ins>", "<b>Tidak beroperasi</b>"):
        assert words in status[0]
    assert response.status_code == 409
    assert "Kata saya tetap ada" in response.content.decode()
    assert everything() == before


def test_a_version_that_was_not_shown_decides_nothing(signed_in: Any, act: SubmissionAct) -> None:
    before = everything()

    response = signed_in("ministry_staff").post(
        page_of(act), {"version": "5", "verb": "approve", "words": ""}
    )

    assert response.status_code == 409
    assert everything() == before


def test_a_decided_proposal_is_not_decided_again(
    signed_in: Any, cast: Cast, act: SubmissionAct
) -> None:
    return_for_correction(
        act,
        actor=policy.actor_for(cast.ministry_admin),
        version_shown=act.version,
        words="Periksa lagi",
    )
    before = everything()

    response = signed_in("ministry_staff").post(
        page_of(act), {"version": "1", "verb": "approve", "words": ""}
    )

    assert response.status_code == 409
    assert "sudah diputuskan (Dikembalikan)" in response.content.decode()
    assert everything() == before


def test_nobody_decides_what_he_sent_himself(signed_in: Any, cast: Cast, ours: Sentra) -> None:
    """The same account served a dinas until today, and serves the ministry from today on."""
    client = signed_in("regency_operator")
    post(client, ours, filled(client, ours))
    act = SubmissionAct.objects.get()
    ministry = cast.ministry_staff.mandates.get().office
    mandate = cast.regency_operator.mandates.get()
    end_mandate(mandate, actor=policy.system("uji"), version_shown=0, reason="Pindah tugas")
    make_mandate(
        cast.regency_operator, ministry, "ministry_staff", valid_from=f"{today_wib():%Y-%m-%d}"
    )
    User.objects.filter(pk=cast.regency_operator.pk).update(is_staff=True)
    before = everything()

    page = client.get(page_of(act)).content.decode()
    response = client.post(page_of(act), {"version": "0", "verb": "approve", "words": ""})

    assert "Anda pengirim usulan ini" in page
    assert response.status_code == 422
    assert everything() == before


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("regency_operator", 403),
        ("province_officer", 403),
        ("stranger", 403),
        ("analyst", 403),
        ("public", 302),
    ],
)
def test_who_may_not_open_the_desk(
    signed_in: Any, act: SubmissionAct, role: str, expected: int
) -> None:
    before = everything()
    client = signed_in(role)

    assert client.get(QUEUE).status_code == expected
    assert client.get(page_of(act)).status_code == expected
    answer = client.post(page_of(act), {"version": "0", "verb": "approve", "words": ""})
    assert answer.status_code == expected
    assert everything() == before


def test_nothing_is_added_or_deleted_here(signed_in: Any, act: SubmissionAct) -> None:
    client = signed_in("ministry_admin")

    assert client.get(f"{QUEUE}add/").status_code in (403, 404)
    assert client.post(f"{QUEUE}{act.pk}/delete/").status_code == 403
    assert SubmissionAct.objects.count() == 1


def test_a_missing_proposal_is_a_404(signed_in: Any) -> None:
    assert signed_in("ministry_staff").get(f"{QUEUE}999999/change/").status_code == 404


def test_the_queue_takes_the_same_queries_at_one_and_at_three_rows(signed_in: Any) -> None:
    operator, staff = signed_in("regency_operator"), signed_in("ministry_staff")
    counts = []
    for name in ("A", "B", "C"):
        sentra = make_sentra(name=name, province="32", regency="32.04")
        post(operator, sentra, filled(operator, sentra))
        forget_sample_answer()
        with CaptureQueriesContext(connection) as queries:
            staff.get(QUEUE)
        counts.append(len(queries))

    assert counts[0] == counts[2]
