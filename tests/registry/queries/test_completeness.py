"""How complete and how timely: what is due, what was sent in time, against plain SQL."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry import policy
from registry.models import Sentra
from registry.queries.completeness import TESTS, Part, chosen, count, read_year
from tests.cast import Cast
from tests.factories import (
    ACTOR,
    make_office,
    make_sentra,
    make_status,
    make_submission,
    make_submission_act,
)
from tests.factories.campaigns import make_reporting_deadline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def late_november(time_machine: Any, frozen_today: Any) -> None:
    time_machine.move_to("2026-11-21T12:00:00+07:00")
    frozen_today("2026-11-21")


def send(sentra: Sentra, at: str, **values: Any) -> None:
    submission = make_submission(received_at=at)
    given = {"kind": "yearly", "answer": "unchanged", "sentra": sentra.public_code, **values}
    make_submission_act(submission=submission, **given)


def numbers(year: int = 2026) -> Any:
    return count("", "", None, read_year(year, ACTOR).lines).counts


def test_due_is_what_counts_in_the_year_and_had_not_gone_before() -> None:
    make_sentra()
    make_status(make_sentra(), status="closed", status_on="2026-03-01")
    make_status(make_sentra(), status="closed", status_on="2025-03-01")

    assert numbers()[Part.DUE] == 2
    assert numbers(2025)[Part.DUE] == 1


def test_the_numbers_are_those_of_plain_sql() -> None:
    one, two, _three = make_sentra(), make_sentra(), make_sentra()
    send(one, "2026-05-01T10:00:00+07:00")
    send(one, "2026-06-01T10:00:00+07:00", answer="unknown")
    send(two, "2025-12-31T23:59:00+07:00")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT a.sentra_id) FROM registry_submissionact a"
            " JOIN registry_submission s ON s.id = a.submission_id"
            " WHERE extract(year FROM s.received_at AT TIME ZONE 'Asia/Jakarta') = 2026"
        )
        (n_sent,) = cursor.fetchone()
    found = numbers()
    assert (found[Part.DUE], found[Part.SENT], found[Part.SILENT]) == (3, n_sent, 2) == (3, 1, 2)
    assert (found[Part.UNKNOWN], found[Part.IN_TIME], found[Part.WAITING]) == (1, 1, 1)


def test_a_last_day_is_the_office_s_own_or_the_general_one() -> None:
    office = make_office(name="Dinas Gianyar", level="regency", province="51", regency="51.04")
    sentra = make_sentra()
    # The last minute of 31 October in Bali (WITA), and the first of November.
    send(sentra, "2026-10-31T23:59:00+08:00")
    make_reporting_deadline()
    assert numbers()[Part.IN_TIME] == 1

    make_reporting_deadline(office=office.code, due_on="2026-10-30")
    assert (numbers()[Part.IN_TIME], numbers()[Part.LATE]) == (0, 1)


def test_a_form_about_another_year_counts_there() -> None:
    sentra = make_sentra()
    make_status(sentra)
    send(sentra, "2026-01-15T10:00:00+07:00", shown={"year": 2025})

    assert (numbers(2025)[Part.SENT], numbers(2025)[Part.LATE]) == (1, 1)
    assert numbers(2026)[Part.SENT] == 0


def test_every_number_opens_as_many_rows_in_as_many_statements() -> None:
    for _one in range(3):
        send(make_sentra(), "2026-05-01T10:00:00+07:00")
    with CaptureQueriesContext(connection) as few:
        lines = read_year(2026, ACTOR).lines
    for _one in range(10):
        make_sentra()
    with CaptureQueriesContext(connection) as many:
        read_year(2026, ACTOR)

    row = count("", "", None, lines)
    assert all(len(chosen(lines, part)) == row.counts[part] for part in TESTS)
    assert len(few) == len(many) == 4


def test_a_province_sees_its_regencies_and_a_regency_itself(cast: Cast) -> None:
    make_sentra()
    make_sentra(province="32", regency="32.04")
    make_sentra(province="32", regency="32.73")

    seen = {
        role: len(read_year(2026, policy.actor_for(getattr(cast, role))).lines)
        for role in ("province_officer", "regency_operator", "stranger", "ministry_staff")
    }

    assert seen == {
        "province_officer": 2,
        "regency_operator": 1,
        "stranger": 1,
        "ministry_staff": 3,
    }
