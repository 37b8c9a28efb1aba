"""Claims about dates: as deep as known, day first, Indonesian words, years in bounds."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from sentra.lib.dates import (
    WIB,
    WIT,
    WITA,
    DateProblem,
    PartialDate,
    check_fiscal_year,
    check_origin_year,
    format_clock,
    format_date,
    format_date_short,
    parse_indonesian_date,
    parse_partial_date,
    today_wib,
)

DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2100, 12, 31))


def partial_dates():
    """Every precision over all the days the registry knows."""
    return st.one_of(
        DAYS.map(lambda on: PartialDate(on, "day")),
        DAYS.map(lambda on: PartialDate(on.replace(day=1), "month")),
        DAYS.map(lambda on: PartialDate(on.replace(month=1, day=1), "year")),
    )


@pytest.mark.parametrize(
    ("text", "on", "precision", "last_day"),
    [
        ("2025", date(2025, 1, 1), "year", date(2025, 12, 31)),
        ("2025-03", date(2025, 3, 1), "month", date(2025, 3, 31)),
        ("2024-02", date(2024, 2, 1), "month", date(2024, 2, 29)),
        ("2025-04-05", date(2025, 4, 5), "day", date(2025, 4, 5)),
        (" 2025 ", date(2025, 1, 1), "year", date(2025, 12, 31)),
        ("", None, "unknown", None),
    ],
)
def test_parse_partial_date_keeps_the_first_day_and_the_precision(text, on, precision, last_day):
    partial = parse_partial_date(text)

    assert (partial.on, partial.precision, partial.last_day) == (on, precision, last_day)
    assert partial.iso == text.strip()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-13", "date.impossible"),
        ("2025-02-30", "date.impossible"),
        ("2025-00", "date.impossible"),
        ("05/04/2025", "date.iso_malformed"),
        ("2025-4-5", "date.iso_malformed"),
        ("20250405", "date.iso_malformed"),
        ("2025-04-05T10:00", "date.iso_malformed"),
        ("1499", "date.out_of_range"),
        ("2101", "date.out_of_range"),
        ("٢٠٢٥", "date.iso_malformed"),
    ],
)
def test_parse_partial_date_refuses_with_a_code_and_the_value_seen(text, code):
    with pytest.raises(DateProblem) as refusal:
        parse_partial_date(text)

    assert refusal.value.code == code
    assert text in refusal.value.sentence


@given(partial_dates())
def test_iso_text_gives_the_same_partial_date_back(partial):
    assert parse_partial_date(partial.iso) == partial


@given(partial_dates())
def test_a_written_date_reads_back_with_its_precision(partial):
    assert parse_indonesian_date(str(partial)) == partial
    assert parse_indonesian_date(format_date_short(partial.on, partial.precision)) == partial


@given(partial_dates())
def test_a_partial_date_lies_between_its_first_and_last_day(partial):
    assert partial.on <= partial.last_day


def test_the_unknown_date_has_no_day_and_says_so():
    unknown = PartialDate.unknown()

    assert (unknown.on, unknown.last_day, unknown.iso) == (None, None, "")
    assert str(unknown) == "tanggal tidak diketahui"


@pytest.mark.parametrize(
    ("on", "precision"),
    [
        (None, "year"),
        (date(2025, 1, 1), "unknown"),
        (date(2025, 2, 1), "year"),
        (date(2025, 2, 2), "month"),
        (date(2025, 2, 2), "hour"),
    ],
)
def test_a_partial_date_refuses_a_day_its_precision_cannot_have(on, precision):
    with pytest.raises(ValueError, match=r"cannot be known|not the first day"):
        PartialDate(on, precision)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14/11/2026", "2026-11-14"),
        ("1/2/2026", "2026-02-01"),
        ("11-07-2024", "2024-07-11"),
        ("26.09.2022", "2022-09-26"),
        ("14 November 2026", "2026-11-14"),
        ("14  NOPEMBER 2026", "2026-11-14"),
        ("5 Agt 2025", "2025-08-05"),
        ("5 Sept. 2025", "2025-09-05"),
        ("November 2026", "2026-11"),
        ("2026", "2026"),
        ("Sabtu, 5 April 2025", "2025-04-05"),
        ("Sabtu (5/4/2025)", "2025-04-05"),
        ("Jum'at, 4 April 2025", "2025-04-04"),
    ],
)
def test_parse_indonesian_date_reads_day_first(text, iso):
    assert parse_indonesian_date(text).iso == iso


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11/14/2026", "date.impossible"),
        ("31/4/2026", "date.impossible"),
        ("0/1/2026", "date.impossible"),
        ("23/4", "date.year_missing"),
        ("23 April", "date.year_missing"),
        ("14/11/26", "date.year_missing"),
        ("2026-11-14", "date.malformed"),
        ("14/11-2026", "date.malformed"),
        ("14 Novembre 2026", "date.malformed"),
        ("14 August 2026", "date.malformed"),
        ("minggu ke-29", "date.malformed"),
        ("kemarin", "date.malformed"),
        ("", "date.malformed"),
        ("14/11/1026", "date.out_of_range"),
        ("14/11/20266", "date.year_missing"),
        # Printed by Satu Jurnal in November 2023; that day was a Sunday.
        ("Jumat (26/11/2023)", "date.weekday_mismatch"),
        ("Jumat 2023", "date.weekday_mismatch"),
    ],
)
def test_parse_indonesian_date_refuses_with_a_code(text, code):
    with pytest.raises(DateProblem) as refusal:
        parse_indonesian_date(text)

    assert refusal.value.code == code
    assert refusal.value.value == text


@pytest.mark.parametrize(
    ("precision", "long", "short"),
    [
        ("day", "21 November 2026", "21 Nov 2026"),
        ("month", "November 2026", "Nov 2026"),
        ("year", "2026", "2026"),
        ("unknown", "tanggal tidak diketahui", "tanggal tidak diketahui"),
    ],
)
def test_dates_are_written_as_deep_as_known(precision, long, short):
    on = date(2026, 11, 21)

    assert (format_date(on, precision), format_date_short(on, precision)) == (long, short)


def test_a_missing_date_is_written_as_unknown():
    assert format_date(None) == "tanggal tidak diketahui"


@pytest.mark.parametrize(
    ("tz", "shown"),
    [
        (WIB, "Sabtu, 21 November 2026, 13.35 WIB"),
        (WITA, "Sabtu, 21 November 2026, 14.35 WITA"),
        (WIT, "Sabtu, 21 November 2026, 15.35 WIT"),
    ],
)
def test_format_clock_shows_the_weekday_and_the_zone(tz, shown):
    assert format_clock(datetime(2026, 11, 21, 6, 35, tzinfo=UTC), tz) == shown


def test_format_clock_moves_the_day_with_the_zone():
    late = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)

    assert format_clock(late, WIB) == "Sabtu, 21 November 2026, 23.30 WIB"
    assert format_clock(late, WIT) == "Minggu, 22 November 2026, 01.30 WIT"


def test_format_clock_refuses_a_moment_without_zone():
    with pytest.raises(ValueError, match="time zone"):
        format_clock(datetime(2026, 11, 21, 6, 35), WIB)  # noqa: DTZ001


@time_machine.travel(datetime(2026, 11, 20, 17, 30, tzinfo=UTC), tick=False)
def test_today_is_the_day_in_jakarta():
    assert today_wib() == date(2026, 11, 21)


@pytest.mark.parametrize("year", [2010, 2026, 2100])
def test_fiscal_years_within_bounds_are_kept(year):
    assert check_fiscal_year(year) == year


@pytest.mark.parametrize("year", [2009, 2101, 26])
def test_fiscal_years_out_of_bounds_are_refused(year):
    with pytest.raises(DateProblem) as refusal:
        check_fiscal_year(year)

    assert refusal.value.code == "fiscal_year.out_of_range"
    assert str(year) in refusal.value.sentence


@pytest.mark.parametrize("year", [1500, 1915, 2026])
def test_origin_years_up_to_today_are_kept(year):
    assert check_origin_year(year, today=date(2026, 11, 21)) == year


@pytest.mark.parametrize("year", [1499, 2027])
def test_origin_years_before_1500_or_after_today_are_refused(year):
    with pytest.raises(DateProblem) as refusal:
        check_origin_year(year, today=date(2026, 11, 21))

    assert refusal.value.code == "origin_year.out_of_range"


@time_machine.travel(datetime(2026, 12, 31, 17, 30, tzinfo=UTC), tick=False)
def test_the_year_of_origin_turns_with_the_clock_in_jakarta():
    assert check_origin_year(2027) == 2027
