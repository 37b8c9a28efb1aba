"""Progress reports on the desk: listed, recorded with their problems, and revised; what moves money
waits for a second member of staff."""

import pytest
from django.test import Client

from dak.models import ProgressReport, ProgressTarget
from tests.cast import Cast
from tests.factories import make_source
from tests.factories.money import make_grant_worth
from tests.factories.progress import make_problem_kind, make_report, make_revision
from tests.registry.admin.page import REASON, opened, sent
from tests.registry.chain import second_agrees

pytestmark = pytest.mark.django_db

LIST = "/admin/dak/progressreport/"
BILLION = 1_000_000_000


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ministry_staff)
    return client


def test_every_report_is_listed_and_says_whether_it_stands(staff: Client) -> None:
    wrong = make_report(physical_percent="60")
    make_revision(wrong, physical_percent="35")

    page = staff.get(LIST)

    assert page.status_code == 200
    assert [row.pk for row in page.context["cl"].result_list] == [wrong.pk + 1, wrong.pk]
    assert "TW II 2024" in page.content.decode()


def test_the_list_takes_the_same_filters_as_the_api(staff: Client) -> None:
    make_report()

    assert len(staff.get(f"{LIST}?period_kind=tranche").context["cl"].result_list) == 0
    assert len(staff.get(f"{LIST}?province=51").context["cl"].result_list) == 1


def test_a_report_with_money_waits_for_a_second_person_and_brings_its_problem(
    staff: Client,
) -> None:
    grant, kind = make_grant_worth(5 * BILLION), make_problem_kind()
    page = f"{LIST}add/"
    body = opened(staff, page) | {
        "grant": grant.code,
        "period_kind": "quarter",
        "period_number": "2",
        "as_of_on": "30/06/2024",
        "physical_percent": "40",
        "amount_idr": "1.500.000.000",
        "source": make_source().code,
        "problems-TOTAL_FORMS": "1",
        "problems-0-problem_kind": kind.code,
        "problems-0-words": "hujan",
    }

    assert sent(staff, page, body, **REASON).status_code == 302

    assert not ProgressReport.objects.exists()
    second_agrees()
    report = ProgressReport.objects.get()
    assert (report.amount_idr, report.problems.get().words) == (1_500_000_000, "hujan")


def test_a_report_that_points_to_another_revises_it(staff: Client) -> None:
    wrong = make_report(physical_percent="60")
    page = f"{LIST}add/"
    body = opened(staff, page) | {
        "grant": wrong.grant.code,
        "period_kind": "quarter",
        "period_number": "2",
        "as_of_on": "30/06/2024",
        "physical_percent": "35",
        "source": make_source().code,
        "corrects": str(wrong.pk),
        "revision_words": "salah baca",
    }

    assert sent(staff, page, body, **REASON).status_code == 302
    second_agrees()

    assert ProgressReport.objects.in_force().get().corrects == wrong


def test_the_figures_of_a_report_are_closed_on_its_page(staff: Client) -> None:
    report = make_report()

    form = staff.get(f"{LIST}{report.pk}/change/").context["adminform"].form

    assert form.fields["physical_percent"].disabled and form.fields["as_of_on"].disabled
    assert not form.fields["note"].disabled


def test_targets_are_typed_on_the_page_of_their_grant(staff: Client) -> None:
    grant = make_grant_worth(5 * BILLION)
    page = f"/admin/dak/grant/{grant.pk}/change/"
    body = opened(staff, page) | {
        "progress_targets-TOTAL_FORMS": "1",
        "progress_targets-0-due_on": "30/06/2024",
        "progress_targets-0-physical_percent": "50",
        "progress_targets-0-source": make_source().code,
    }

    assert sent(staff, page, body, **REASON).status_code == 302

    target = ProgressTarget.objects.get()
    assert (target.grant, target.physical_percent) == (grant, 50)
