"""Which reports an office is asked for, and until when."""

from datetime import date, datetime

import pytest

from dak.models import Grant
from dak.queries.progress_tasks import report_tasks
from dak.queries.quarters import Quarter, working_days_after
from registry import policy
from sentra.accounts.models import User
from sentra.lib.dates import WIB
from tests.cast import Cast
from tests.factories.grants import make_grant
from tests.factories.progress import make_report

pytestmark = pytest.mark.django_db

AUTUMN = date(2024, 10, 3)


def titles(user: User, today: date = AUTUMN) -> list[str]:
    return [task.title for task in report_tasks(policy.actor_for(user), today)]


def under_way(**values: object) -> Grant:
    """A grant of Kabupaten Gianyar whose contract is signed."""
    return make_grant(**{"stage": "contracted", "sentra_words": "Sentra Bambu", **values})


def test_the_newest_ended_quarter_is_asked_for_and_the_earlier_ones_named(cast: Cast) -> None:
    under_way()

    (task,) = report_tasks(policy.actor_for(cast.stranger), AUTUMN)

    assert task.title == "Laporkan kemajuan TW III 2024: DAK Fisik 2024, Sentra Bambu"
    assert "TW I 2024, TW II 2024 juga belum dilaporkan" in task.words
    assert task.due_at == datetime(2024, 10, 7, 23, 59, tzinfo=WIB)


def test_one_cumulative_report_answers_for_the_quarters_before_it(cast: Cast) -> None:
    grant = under_way()
    make_report(grant, period_number=3, as_of_on="2024-09-30")

    assert titles(cast.stranger) == []
    assert titles(cast.stranger, date(2025, 1, 2)) == [
        "Laporkan kemajuan TW IV 2024: DAK Fisik 2024, Sentra Bambu"
    ]


@pytest.mark.parametrize("stage", ["finished", "cancelled", "zero", "promised", "proposed"])
def test_nothing_is_asked_where_no_work_is_under_way(cast: Cast, stage: str) -> None:
    under_way(stage=stage)

    assert titles(cast.stranger) == []


def test_finished_work_and_years_long_gone_are_asked_for_no_more(cast: Cast) -> None:
    make_report(under_way(), physical_percent="100")
    under_way(fiscal_year=2022)

    assert titles(cast.stranger) == []


def test_only_the_government_that_received_it_is_asked(cast: Cast) -> None:
    under_way(province="32", regency="32.04")

    assert len(titles(cast.regency_operator)) == 1
    assert titles(cast.stranger) == [] and titles(cast.province_officer) == []
    assert titles(cast.ministry_staff) == [] and titles(cast.analyst) == []


def test_working_days_pass_over_weekends_and_holidays() -> None:
    friday = date(2024, 9, 27)

    assert working_days_after(friday, 1, frozenset()) == date(2024, 9, 30)
    assert working_days_after(friday, 1, frozenset({date(2024, 9, 30)})) == date(2024, 10, 1)
    assert Quarter(2024, 4).ends_on == date(2024, 12, 31)
