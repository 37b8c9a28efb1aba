"""Correcting a report from inside the form: a button takes over the figures of the report that was
chosen, without a script, and never over what was typed."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from dak.forms.progress import NO_REPORT_CHOSEN
from dak.models import Grant, ProgressReport
from registry.models import Draft, SubmissionAct
from tests.cast import Cast
from tests.factories.money import make_grant_worth
from tests.factories.progress import make_report
from tests.registry.web.forms import inputs, press

pytestmark = pytest.mark.django_db
BILLION = 10**9


@pytest.fixture
def dinas(client: Client, cast: Cast) -> Client:
    """The operator of Kabupaten Bandung at his form."""
    client.force_login(cast.regency_operator, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def grant() -> Grant:
    return make_grant_worth(5 * BILLION, province="32", regency="32.04")


@pytest.fixture
def wrong(grant: Grant) -> ProgressReport:
    """12.5 per cent and a milliard by the end of March."""
    said = {"physical_percent": "12.5", "amount_idr": BILLION, "worker_count": 20}
    return make_report(grant, as_of_on="2024-03-31", period_number=1, **said)


def path_of(grant: Grant) -> str:
    return f"/tugas/hibah/{grant.code}/kemajuan/"


def filled(client: Client, grant: Grant, **typed: str) -> tuple[dict[str, str], str]:
    """What stands in the form after the button was pressed, and the page."""
    opened = inputs(client.get(f"{path_of(grant)}?token={uuid4()}"))
    answer = press(client, path_of(grant), {**opened, **typed}, "fill")
    assert answer.status_code == 302, answer.content.decode()
    page: Any = client.get(answer["Location"])
    return inputs(page), page.content.decode()


def test_the_button_fills_what_was_left_empty_and_says_so(
    dinas: Client, grant: Grant, wrong: ProgressReport
) -> None:
    body, page = filled(dinas, grant, what=f"r{wrong.pk}")

    assert (body["what"], body["period"], body["as_of_on"]) == (
        f"r{wrong.pk}",
        "quarter-1",
        "31/03/2024",
    )
    assert (body["physical_percent"], body["amount_idr"]) == ("12,5", "1.000.000.000")
    assert f"Diambil dari laporan {wrong} yang dikoreksi" in page and "Kemajuan fisik" in page
    assert 'class="err"' not in page
    sent = {**body, "physical_percent": "11", "revision_words": "salah baca"}
    assert press(dinas, path_of(grant), sent).status_code == 302
    (change,) = (c for c in SubmissionAct.objects.get().changes if c["kind"] == "progress.revise")
    assert change["values"]["corrects"] == str(wrong.pk)


def test_what_was_typed_wins_over_the_report_that_is_corrected(
    dinas: Client, grant: Grant, wrong: ProgressReport
) -> None:
    typed = {"physical_percent": "11", "as_of_on": "30/03/2024", "note": "dari lapangan"}

    body, page = filled(dinas, grant, what=f"r{wrong.pk}", **typed)

    assert {name: body[name] for name in typed} == typed
    assert body["amount_idr"] == "1.000.000.000"
    assert "Kemajuan fisik" not in page[page.index("Diambil dari") :].partition("Yang Anda")[0]


@pytest.mark.parametrize("what", ["new", "w", "r999999"])
def test_without_a_chosen_correction_nothing_changes_and_the_form_says_why(
    dinas: Client, grant: Grant, wrong: ProgressReport, what: str
) -> None:
    chosen = f"w{wrong.pk}" if what == "w" else what

    body, page = filled(dinas, grant, what=chosen, physical_percent="11")

    assert NO_REPORT_CHOSEN.code == "progress.no_report_chosen"
    assert NO_REPORT_CHOSEN.sentence() in page
    assert (body["physical_percent"], body["amount_idr"]) == ("11", "")
    assert Draft.objects.count() == 1 and not SubmissionAct.objects.exists()


def test_a_grant_without_reports_offers_no_such_button(dinas: Client, grant: Grant) -> None:
    page = dinas.get(path_of(grant)).content.decode()

    assert 'value="fill"' not in page


def test_the_button_of_a_form_without_such_a_record_checks_the_answers(
    dinas: Client, grant: Grant
) -> None:
    opened = inputs(dinas.get(f"{path_of(grant)}?token={uuid4()}"))

    answer = press(dinas, "/tugas/wilayah/32.04/usulan-dak/", {**opened}, "fill")

    assert answer.status_code == 422 and not SubmissionAct.objects.exists()
