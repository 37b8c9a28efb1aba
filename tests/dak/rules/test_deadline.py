"""When papers are late: weekends, holidays, published dates, three clocks, and the time left."""

from datetime import UTC, date, datetime

import pytest

from dak.rules.deadline import clock_words, countdown, effective_deadline, next_working_day


def at(day: str, clock: str = "10:00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("nominal", "effective"),
    [
        ("2019-07-21", "2019-07-22"),
        ("2019-10-21", "2019-10-21"),
        ("2019-12-15", "2019-12-16"),
        ("2023-10-21", "2023-10-23"),
        ("2024-07-21", "2024-07-22"),
    ],
)
def test_a_sunday_or_saturday_moves_to_monday_at_seventeen_wib(
    nominal: str, effective: str
) -> None:
    deadline = effective_deadline(date.fromisoformat(nominal), frozenset())

    assert deadline == at(effective)
    assert deadline.tzinfo is UTC


def test_holidays_in_a_row_are_all_passed_over() -> None:
    days = {date(2029, 12, 25), date(2029, 12, 26)}

    assert next_working_day(date(2029, 12, 25), days) == date(2029, 12, 27)
    assert next_working_day(date(2029, 12, 22), days) == date(2029, 12, 24)


def test_a_published_date_wins_over_calendar_and_rule_even_on_a_weekend() -> None:
    published = date(2019, 7, 20)

    assert effective_deadline(date(2019, 7, 21), frozenset(), published) == at("2019-07-20")
    assert effective_deadline(date(2019, 7, 21), {date(2019, 7, 22)}, date(2019, 7, 22)) == at(
        "2019-07-22"
    )


def test_a_deadline_is_written_in_wib_and_in_the_province_s_own_zone() -> None:
    deadline = at("2019-12-16")

    assert clock_words(deadline, "Asia/Makassar") == "16 Des 2019, 17.00 WIB (18.00 WITA)"
    assert clock_words(deadline, "Asia/Jayapura") == "16 Des 2019, 17.00 WIB (19.00 WIT)"
    assert clock_words(deadline, "Asia/Jakarta") == "16 Des 2019, 17.00 WIB"
    assert clock_words(deadline) == "16 Des 2019, 17.00 WIB (18.00 WITA, 19.00 WIT)"


@pytest.mark.parametrize(
    ("now", "is_over", "days", "hours", "sentence"),
    [
        ("2019-07-20T09:00:00", False, 2, 1, "tinggal 2 hari 1 jam"),
        ("2019-07-22T09:30:00", False, 0, 0, "tinggal kurang dari satu jam"),
        ("2019-07-22T10:00:00", False, 0, 0, "tinggal kurang dari satu jam"),
        ("2019-07-22T10:00:01", True, 0, 0, "lewat kurang dari satu jam"),
        ("2019-07-22T13:00:00", True, 0, 3, "lewat 3 jam"),
        ("2019-07-25T12:00:00", True, 3, 2, "lewat 3 hari 2 jam"),
    ],
)
def test_the_time_left_and_the_time_since(
    now: str, is_over: bool, days: int, hours: int, sentence: str
) -> None:
    left = countdown(at("2019-07-22"), datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert (left.is_over, left.days, left.hours, left.sentence) == (is_over, days, hours, sentence)
