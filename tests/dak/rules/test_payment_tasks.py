"""The deadline of the next open tranche is work of the dinas that is paid."""

from datetime import datetime

import pytest

from dak.models import Grant
from dak.rules.payment_tasks import tasks_at
from registry import policy
from registry.queries.office_work import OfficeTask, office_tasks
from sentra.accounts.models import User
from sentra.lib.dates import WIB, today_wib
from tests.cast import Cast
from tests.factories.money import make_disbursement, make_grant_worth
from tests.factories.rules import make_mode, make_rule_set, make_tranche

pytestmark = pytest.mark.django_db

MILLIARD = 10**9
JUNE = datetime(2024, 6, 3, 9, tzinfo=WIB)


@pytest.fixture
def grant() -> Grant:
    """Of Kabupaten Gianyar, with deadlines of 22 July and 21 October."""
    mode = make_mode(rule_set=make_rule_set(fiscal_year=2024).code, mode="staged")
    make_tranche(mode=mode.code, number=1, share_percent="25", nominal_on="2024-07-21")
    make_tranche(
        mode=mode.code, number=2, share_percent="45", nominal_on="2024-10-21", earliest_month=8
    )
    return make_grant_worth(2 * MILLIARD)


def asked(user: User, now: datetime = JUNE) -> list[OfficeTask]:
    return tasks_at(policy.actor_for(user), 2024, now)


def test_the_next_open_tranche_is_asked_for_with_its_countdown(cast: Cast, grant: Grant) -> None:
    (task,) = asked(cast.stranger)

    assert task.title == "Minta penyaluran DAK Fisik 2024 tahap 1"
    assert "22 Jul 2024, 17.00 WIB" in task.words and "tinggal 49 hari 8 jam" in task.words
    assert (task.url_name, task.code, task.is_late) == ("grant-detail", grant.code, False)


def test_what_was_asked_for_makes_way_for_the_next_one(cast: Cast, grant: Grant) -> None:
    make_disbursement(grant, amount_idr=MILLIARD // 2, requested_on="2024-05-01")

    (task,) = asked(cast.stranger)

    assert task.title.endswith("tahap 2") and "Paling cepat disalurkan Agustus." in task.words


def test_a_missed_deadline_is_told_for_thirty_days(cast: Cast, grant: Grant) -> None:
    (late,) = asked(cast.stranger, datetime(2024, 8, 20, 9, tzinfo=WIB))
    assert late.is_late and "lewat 28 hari" in late.words

    assert asked(cast.stranger, datetime(2024, 8, 22, 9, tzinfo=WIB)) == []


def test_two_grants_of_one_field_are_one_task(cast: Cast, grant: Grant) -> None:
    make_grant_worth(MILLIARD)

    assert len(asked(cast.stranger)) == 1


def test_only_the_government_that_is_paid_is_asked(cast: Cast, grant: Grant) -> None:
    for user in (cast.province_officer, cast.ministry_staff, cast.analyst, cast.regency_operator):
        assert asked(user) == []


def test_the_task_stands_in_the_list_of_the_office(cast: Cast) -> None:
    year = today_wib().year
    mode = make_mode(rule_set=make_rule_set(fiscal_year=year).code, mode="staged")
    make_tranche(mode=mode.code, number=1, share_percent="25", nominal_on=f"{year}-12-31")
    make_grant_worth(2 * MILLIARD, fiscal_year=year)

    found = office_tasks(policy.actor_for(cast.stranger), today_wib())

    assert f"Minta penyaluran DAK Fisik {year} tahap 1" in [task.title for task in found]
