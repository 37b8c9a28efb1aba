"""Around the turn of a year: a form stays of the year it was opened for, last year is offered while
its deadline runs, and one reading of the deadlines says until when."""

from typing import Any

import pytest

from registry.models import Draft, Sentra, Submission, SubmissionAct
from tests.cast import Cast
from tests.factories import make
from tests.registry.proposals import in_bandung
from tests.registry.web.forms import inputs, press

pytestmark = pytest.mark.django_db

LIST = "/tugas/daftar/"
FIGURES = {"existence": "changed", "worker_count": "34"}


@pytest.fixture
def ours(cast: Cast) -> Sentra:
    return in_bandung(name="Sentra A")


def action_of(response: Any) -> str:
    """Where the page's form is sent."""
    page = response.content.decode()
    return page.split('class="fill" method="post" action="')[1].split('"')[0].replace("&amp;", "&")


def profile_years() -> list[int]:
    return [
        change["values"]["year"]
        for act in SubmissionAct.objects.all()
        for change in act.changes
        if change["kind"] == "profile.record"
    ]


def opened_in_december(signed_in: Any, clock: Any, path: str) -> tuple[Any, str, dict[str, str]]:
    """A form as it was opened on 30 December 2026; then it is 4 January, and its user is back."""
    clock.move_to("2026-12-30T10:00:00+07:00")
    response = signed_in("regency_operator").get(path)
    clock.move_to("2027-01-04T10:00:00+07:00")
    return signed_in("regency_operator"), action_of(response), inputs(response)


def test_what_is_opened_in_december_and_sent_in_january_is_december_s(
    signed_in: Any, ours: Sentra, time_machine: Any
) -> None:
    client, path, body = opened_in_december(signed_in, time_machine, f"/tugas/{ours.public_code}/")

    sent = press(client, path, {**body, **FIGURES})

    assert (sent.status_code, profile_years()) == (302, [2026])
    assert SubmissionAct.objects.get().shown["year"] == 2026


def test_a_draft_of_december_stays_december_s(
    signed_in: Any, ours: Sentra, time_machine: Any
) -> None:
    client, path, body = opened_in_december(signed_in, time_machine, f"/tugas/{ours.public_code}/")
    press(client, path, {**body, **FIGURES}, "save")
    draft = Draft.objects.get()

    opened = client.get(f"/tugas/draf/{draft.reference}/", follow=True)
    fresh = client.get(f"/tugas/{ours.public_code}/")

    assert draft.year == 2026
    assert "(2026)" in client.get("/tugas/").content.decode()
    assert "Pemutakhiran tahunan 2026" in opened.content.decode()
    assert "Pemutakhiran tahunan 2027" in fresh.content.decode()
    assert inputs(fresh)["token"] != str(draft.token)
    assert press(client, action_of(opened), inputs(opened)).status_code == 302
    assert profile_years() == [2026]


def test_a_list_of_december_stays_december_s(
    signed_in: Any, ours: Sentra, time_machine: Any
) -> None:
    client, path, body = opened_in_december(signed_in, time_machine, LIST)

    press(client, path, {**body, f"a_{ours.public_code}": "unchanged"})

    assert SubmissionAct.objects.get().shown["year"] == 2026
    assert "Sentra A" in client.get(LIST).content.decode(), "2027 is still to be answered"
    assert "Sentra A" not in client.get(LIST, {"tahun": 2026}).content.decode()


def test_last_year_is_offered_while_its_deadline_runs(
    signed_in: Any, ours: Sentra, time_machine: Any
) -> None:
    make("reporting_deadline.record", year=2026, due_on="2027-02-15")
    time_machine.move_to("2027-02-15T22:00:00+07:00")
    client = signed_in("regency_operator")

    home = client.get("/tugas/").content.decode()
    last = client.get("/tugas/", {"tahun": 2026}).content.decode()
    time_machine.move_to("2027-02-16T00:01:00+07:00")
    after = client.get("/tugas/", {"tahun": 2026}).content.decode()

    assert "?tahun=2026" in home and "15 Februari 2027" in home
    assert "Pemutakhiran 2026 terkirim" in last and "?tahun=2026&amp;token=" in last
    assert "Pemutakhiran 2027 terkirim" in after and "tahun=2026" not in after


def test_the_home_says_the_deadline_of_its_own_office(
    signed_in: Any, ours: Sentra, cast: Cast, time_machine: Any
) -> None:
    time_machine.move_to("2026-11-21T12:00:00+07:00")
    office = cast.regency_operator.mandates.get().office  # type: ignore[attr-defined]
    home = signed_in("regency_operator").get
    assert "31 Desember 2026" in home("/tugas/").content.decode()

    make("reporting_deadline.record", year=2026, due_on="2027-01-31")
    assert "31 Januari 2027" in home("/tugas/").content.decode()
    make("reporting_deadline.record", year=2026, due_on="2026-12-15", office=office.code)

    assert "15 Desember 2026" in home("/tugas/").content.decode()


@pytest.mark.parametrize("year", ["2024", "2028", "dua ribu", "٢٠٢٦"])
def test_no_other_year_has_a_form(
    signed_in: Any, ours: Sentra, time_machine: Any, year: str
) -> None:
    time_machine.move_to("2026-11-21T12:00:00+07:00")
    client = signed_in("regency_operator")

    for path in (f"/tugas/{ours.public_code}/", f"/tugas/{ours.public_code}/bagian/", LIST):
        answer = client.get(path, {"tahun": year})
        assert answer.status_code == 404
        assert "tahun lain tidak dilaporkan" in answer.content.decode()
    assert not Submission.objects.exists()
