"""The progress report of a dinas: filled in, checked, sent, decided by the chain, and applied; as a
correction and as a withdrawal too. What is refused is kept and changes nothing."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from dak.models import Grant, ProgressPhoto, ProgressReport
from registry import policy
from registry.changes.review import Judgement, return_for_correction
from registry.models import Draft, Office, SubmissionAct
from tests.cast import Cast
from tests.factories import make_attachment
from tests.factories.money import make_grant_worth
from tests.factories.progress import make_problem_kind, make_report
from tests.registry.web.forms import agree_to_the_end, inputs

pytestmark = pytest.mark.django_db

BILLION = 1_000_000_000
TYPED = {
    "what": "new",
    "period": "quarter-2",
    "as_of_on": "30/06/2024",
    "physical_percent": "37,5",
    "amount_idr": "Rp1.500.000.000",
}


def bandung_grant(**values: Any) -> Grant:
    """Five milliards for Kabupaten Bandung."""
    return make_grant_worth(5 * BILLION, province="32", regency="32.04", **values)


def path_of(grant: Grant) -> str:
    return f"/tugas/hibah/{grant.code}/kemajuan/"


def opened(client: Client, grant: Grant, **typed: str) -> dict[str, str]:
    """The form as a browser would send it, with these answers."""
    page = client.get(f"{path_of(grant)}?token={uuid4()}")
    assert page.status_code == 200, page.content
    return {**inputs(page), **TYPED, **typed}


def sent(client: Client, grant: Grant, **typed: str) -> SubmissionAct:
    """A report that was sent."""
    answer = client.post(path_of(grant), {**opened(client, grant, **typed), "step": "send"})
    assert answer.status_code == 302, answer.content.decode()
    return SubmissionAct.objects.latest("pk")


@pytest.fixture
def dinas(client: Client, cast: Cast) -> Client:
    """The operator of Kabupaten Bandung at his form."""
    client.force_login(cast.regency_operator)
    return client


def test_a_report_is_checked_with_its_amount_in_words(dinas: Client) -> None:
    grant = bandung_grant()

    page = dinas.post(path_of(grant), {**opened(dinas, grant), "step": "check"})

    text = page.content.decode()
    assert page.status_code == 200
    assert "37,5" in text and "1,5 miliar rupiah" in text
    assert not ProgressReport.objects.exists() and not SubmissionAct.objects.exists()


def test_a_report_is_sent_decided_by_two_and_applied(dinas: Client, cast: Cast) -> None:
    grant = bandung_grant()
    kind = make_problem_kind(name="Cuaca buruk")

    act = sent(dinas, grant, problem1_kind=kind.code, problem1_words="hujan", worker_count="24")

    assert (act.kind, act.matter_code, act.sentra_id) == ("report", grant.code, None)
    assert act.needs_two and act.about.startswith("DAK Fisik 2024")
    assert not ProgressReport.objects.exists()
    act = agree_to_the_end(act, cast)
    report = ProgressReport.objects.get()
    assert act.state == "approved"
    assert (report.grant, report.amount_idr, str(report.physical_percent)) == (
        grant,
        1_500_000_000,
        "37.500",
    )
    assert (report.worker_count, report.problems.get().words) == (24, "hujan")
    assert report.source.office == act.submission.office


def test_a_reviewer_reads_the_earlier_reports_beside_the_new_one(dinas: Client, cast: Cast) -> None:
    grant = bandung_grant()
    make_report(grant, as_of_on="2024-03-31", period_number=1, physical_percent="12.5")
    act = sent(dinas, grant)
    receipt = act.submission.receipt_number

    dinas.force_login(cast.province_officer)
    page = dinas.get(f"/tugas/periksa/{receipt}/0/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "TW I 2024" in text and "Rp1.500.000.000" in text and grant.get_absolute_url() in text


def test_the_answers_stand_beside_what_was_reported_before(dinas: Client) -> None:
    grant = bandung_grant()
    make_report(
        grant,
        as_of_on="2024-03-31",
        period_number=1,
        physical_percent="12.5",
        amount_idr=BILLION,
    )

    page = dinas.post(path_of(grant), {**opened(dinas, grant), "step": "check"})

    text = page.content.decode()
    assert all(f"<del>{words}</del>" in text for words in ("12,5", "Rp1.000.000.000"))
    assert sent(dinas, grant).shown["old"]["progress.amount_idr"] == "Rp1.000.000.000"


def test_a_correction_opened_from_the_grant_s_page_begins_with_the_figures_it_corrects(
    dinas: Client,
) -> None:
    grant = bandung_grant()
    wrong = make_report(
        grant, as_of_on="2024-03-31", period_number=1, physical_percent="12.5", amount_idr=BILLION
    )
    link = f"{path_of(grant)}?what=r{wrong.pk}"

    assert link in dinas.get(grant.get_absolute_url()).content.decode()
    begun = inputs(dinas.get(link))

    assert begun["what"] == f"r{wrong.pk}"
    assert (begun["period"], begun["as_of_on"]) == ("quarter-1", "31/03/2024")
    assert (begun["physical_percent"], begun["amount_idr"]) == ("12,5", "1.000.000.000")
    body = {**begun, "physical_percent": "11", "revision_words": "salah baca", "step": "send"}
    assert dinas.post(path_of(grant), body).status_code == 302
    (change,) = (c for c in SubmissionAct.objects.get().changes if c["kind"] == "progress.revise")
    assert change["values"]["corrects"] == str(wrong.pk)
    assert str(change["values"]["physical_percent"]) in ("11", "11.000")


@pytest.mark.parametrize("what", ["r999999", "w1", "=1", "x" * 300])
def test_an_address_that_names_no_report_opens_a_new_one(dinas: Client, what: str) -> None:
    page = dinas.get(path_of(bandung_grant()), {"what": what})

    assert page.status_code == 200 and inputs(page)["what"] == "new"


def test_an_address_never_writes_over_a_draft(dinas: Client) -> None:
    grant = bandung_grant()
    wrong = make_report(grant, as_of_on="2024-03-31", period_number=1, physical_percent="12.5")
    dinas.post(path_of(grant), {**opened(dinas, grant, physical_percent="44"), "step": "save"})

    kept = inputs(dinas.get(f"{path_of(grant)}?what=r{wrong.pk}"))

    assert (kept["what"], kept["physical_percent"]) == ("new", "44")


def test_the_same_form_sent_twice_is_one_submission(dinas: Client) -> None:
    grant = bandung_grant()
    body = {**opened(dinas, grant), "step": "send"}

    first, second = (dinas.post(path_of(grant), body) for _time in range(2))

    assert first["Location"] == second["Location"]
    assert SubmissionAct.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"amount_idr": "3.508.972.00"}, "amount_idr"),
        ({"amount_idr": "1,500,000,000"}, "amount_idr"),
        ({"amount_idr": "1500000000.5"}, "amount_idr"),
        ({"physical_percent": "101"}, "physical_percent"),
        ({"physical_percent": "-1"}, "physical_percent"),
        ({"physical_percent": ""}, "physical_percent"),
        ({"as_of_on": "30/06/2023"}, "as_of_on"),
        ({"as_of_on": "01/03/2024"}, "as_of_on"),
        ({"as_of_on": "30/06/2099"}, "as_of_on"),
        ({"amount_idr": "Rp5.000.000.001"}, "amount_idr"),
        ({"output_volume": "3"}, "output_volume"),
        ({"problem1_words": "hujan"}, "problem1_kind"),
        ({"revision_words": "salah"}, "revision_words"),
    ],
)
def test_what_cannot_stand_is_said_at_its_question(
    dinas: Client, typed: dict[str, str], code: str
) -> None:
    grant = bandung_grant()

    page = dinas.post(path_of(grant), {**opened(dinas, grant, **typed), "step": "send"})

    assert page.status_code == 422
    form = page.context["form"]
    assert code in form.errors or "__all__" in form.errors, form.errors
    assert all(value in page.content.decode() for value in typed.values())
    assert not SubmissionAct.objects.exists() and not ProgressReport.objects.exists()


def test_a_report_below_the_last_one_is_refused_and_its_correction_taken(
    dinas: Client, cast: Cast
) -> None:
    grant = bandung_grant()
    wrong = make_report(grant, physical_percent="60", as_of_on="2024-06-30")
    later = {"period": "quarter-3", "as_of_on": "30/09/2024", "physical_percent": "50"}

    refused = dinas.post(path_of(grant), {**opened(dinas, grant, **later), "step": "send"})
    revision = {"what": f"r{wrong.pk}", "revision_words": "Yang dikirim angka rencana"}
    act = agree_to_the_end(sent(dinas, grant, **revision), cast)

    assert refused.status_code == 422
    assert "turun dari 60% menjadi 50%" in refused.content.decode()
    assert act.state == "approved"
    report = ProgressReport.objects.in_force().get()
    assert (report.corrects, report.revision_words) == (wrong, "Yang dikirim angka rencana")


def test_a_report_is_taken_back_with_its_reason(dinas: Client, cast: Cast) -> None:
    grant = bandung_grant()
    wrong = make_report(grant)

    act = sent(dinas, grant, what=f"w{wrong.pk}", revision_words="Bukan hibah ini")
    agree_to_the_end(act, cast)

    wrong.refresh_from_db()
    assert act.needs_two
    assert (wrong.is_withdrawn, wrong.note) == (True, "Bukan hibah ini")


def test_a_correction_says_why(dinas: Client) -> None:
    grant = bandung_grant()
    row = make_report(grant)

    page = dinas.post(path_of(grant), {**opened(dinas, grant, what=f"r{row.pk}"), "step": "send"})

    assert page.status_code == 422
    assert "revision_words" in page.context["form"].errors


def test_a_reason_without_a_report_it_is_about_is_asked_about(dinas: Client) -> None:
    grant = bandung_grant()

    page = dinas.post(
        path_of(grant), {**opened(dinas, grant, revision_words="salah"), "step": "send"}
    )

    (error,) = page.context["form"].errors.as_data()["revision_words"]
    assert error.code == "progress.reason_unused"
    assert not SubmissionAct.objects.exists()


def test_thousands_typed_for_rupiah_are_asked_about_and_told_to_the_reviewer(
    dinas: Client,
) -> None:
    grant = bandung_grant()
    typed = {"physical_percent": "75", "amount_idr": "3.750.000"}

    page = dinas.post(path_of(grant), {**opened(dinas, grant, **typed), "step": "check"})
    act = sent(dinas, grant, **typed)

    assert "Satuannya rupiah?" in page.content.decode()
    notes = [note["words"] for note in act.risk_notes if note["code"] == "outlier"]
    assert len(notes) == 2
    assert any("3,75 juta rupiah" in words for words in notes)


def test_a_photo_that_followed_an_approved_report_is_told_on_that_report(
    dinas: Client, cast: Cast
) -> None:
    grant = bandung_grant()
    act = agree_to_the_end(sent(dinas, grant, physical_percent="60"), cast)
    report, submission = ProgressReport.objects.get(), act.submission
    early, late = (
        make_attachment(
            submission.office,
            cast.regency_operator,
            token=str(submission.token),
            uploaded_at=(submission.received_at + timedelta(minutes=minutes)).isoformat(),
        )
        for minutes in (-1, 1)
    )
    dinas.force_login(cast.regency_operator)

    assert f"photo{early.pk}" not in dinas.get(path_of(grant)).content.decode()
    asked = {"what": f"p{report.pk}", "step": "send"}
    empty = dinas.post(path_of(grant), {**opened(dinas, grant), **asked})
    answers = {**opened(dinas, grant), **asked, f"photo{late.pk}": "half"}
    told = dinas.post(path_of(grant), answers)

    assert empty.status_code == 422 and "Belum ada foto yang ditambahkan" in empty.content.decode()
    assert told.status_code == 302
    added = agree_to_the_end(SubmissionAct.objects.latest("pk"), cast)
    photo = ProgressPhoto.objects.get()
    assert [change["kind"] for change in added.changes] == ["progress_photo.record"]
    assert (photo.report, photo.attachment, photo.stage) == (report, late, "half")
    dinas.force_login(cast.regency_operator)
    assert f"photo{late.pk}" not in dinas.get(path_of(grant)).content.decode()


def test_a_photo_of_another_grant_s_report_is_no_photo_of_this_one(
    dinas: Client, cast: Cast
) -> None:
    other = agree_to_the_end(sent(dinas, bandung_grant()), cast).submission
    after = (other.received_at + timedelta(minutes=1)).isoformat()
    photo = make_attachment(
        other.office, cast.regency_operator, token=str(other.token), uploaded_at=after
    )
    dinas.force_login(cast.regency_operator)

    page = dinas.get(path_of(bandung_grant())).content.decode()

    assert f"photo{photo.pk}" not in page


def test_a_photo_on_the_form_is_named_by_the_state_it_shows(dinas: Client, cast: Cast) -> None:
    grant = bandung_grant()
    office = Office.objects.get(name="Dinas Kab. Bandung")
    token = str(uuid4())
    photo = make_attachment(office, cast.regency_operator, token=token, caption="fondasi")
    page = dinas.get(f"{path_of(grant)}?token={token}")
    assert "fondasi" in page.content.decode()

    body = {**inputs(page), **TYPED, f"photo{photo.pk}": "half", "step": "send"}
    answer = dinas.post(path_of(grant), body)

    assert answer.status_code == 302
    agree_to_the_end(SubmissionAct.objects.get(), cast)
    shown = ProgressPhoto.objects.get()
    assert (shown.attachment, shown.stage) == (photo, "half")


def test_what_was_typed_is_kept_as_a_draft_that_leads_back(dinas: Client) -> None:
    grant = bandung_grant()

    answer = dinas.post(
        path_of(grant), {**opened(dinas, grant, note="besok lanjut"), "step": "save"}
    )

    draft = Draft.objects.get()
    assert answer.status_code == 302
    assert (draft.kind, draft.matter_code) == ("report", grant.code)
    back = dinas.get(f"/tugas/draf/{draft.reference}/", follow=True)
    assert "besok lanjut" in back.content.decode()


def test_a_returned_report_is_mended_with_its_words_at_the_question(
    dinas: Client, cast: Cast
) -> None:
    grant = bandung_grant()
    act = sent(dinas, grant)
    place = next(n for n, change in enumerate(act.changes) if change["kind"] == "progress.record")
    judgement = Judgement(field_words={f"{place}.physical_percent": "Periksa foto"})
    return_for_correction(
        act,
        actor=policy.actor_for(cast.province_officer),
        version_shown=act.version,
        words="Cocokkan dengan foto",
        judgement=judgement,
    )

    home = dinas.get("/tugas/").content.decode()
    mending = re.search(r'href="(/tugas/hibah/[^"]+perbaikan=[^"]+)"', home)

    assert mending is not None
    page = dinas.get(mending[1].replace("&amp;", "&"))
    assert "Periksa foto" in page.content.decode()
    assert inputs(page)["physical_percent"] == "37,5"


def test_a_report_decided_meanwhile_is_told_before_anything_is_sent(dinas: Client) -> None:
    grant = bandung_grant()
    body = opened(dinas, grant)
    make_report(grant, as_of_on="2024-03-31", period_number=1, physical_percent="10")

    page = dinas.post(path_of(grant), {**body, "step": "send"})

    assert page.status_code == 409
    assert "TW I 2024" in page.content.decode()
    assert not SubmissionAct.objects.exists()


def test_a_foreign_grant_and_an_unknown_one_are_equally_missing(dinas: Client) -> None:
    foreign = make_grant_worth(BILLION)

    assert dinas.get(path_of(foreign)).status_code == 404
    assert dinas.get("/tugas/hibah/tidak-ada/kemajuan/").status_code == 404
