"""Days without use: never negative, never twice, as many as a plain loop over every day counts; and
the view for all assets says the same as the rule for one."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dak.models import Asset
from dak.queries.assets import confirmed_spans, idle_assets
from dak.queries.idle import IdleSpan, Step, allowance_ends, begins, idle_days, idle_spans, last_day
from sentra.lib.dates import today_wib
from tests.factories.assets import confirm_asset_state, make_asset, make_asset_state

FIRST = date(2024, 1, 1)
USE = {"operating", "underused"}
STATES = st.sampled_from(["operating", "underused", "idle", "damaged", "handed_over", "built"])
HISTORIES = st.lists(st.tuples(st.integers(-60, 400), STATES), max_size=9)


def ordered(history: list[tuple[int, str]]) -> list[Step]:
    steps = [Step(FIRST + timedelta(days=after), state) for after, state in history]
    return sorted(steps, key=lambda step: step.begins_on)


def counted_day_by_day(steps: list[Step], until: date) -> list[date]:
    """Every day from the first one on whose newest state is no use."""
    found, day = [], FIRST
    while day < until:
        known = [step.state for step in steps if step.begins_on <= day]
        if not known or known[-1] not in USE:
            found.append(day)
        day += timedelta(days=1)
    return found


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(HISTORIES, st.integers(-30, 500))
def test_idle_days_of_any_history_are_those_a_plain_loop_counts(
    history: list[tuple[int, str]], length: int
) -> None:
    steps, until = ordered(history), FIRST + timedelta(days=length)

    spans = idle_spans(FIRST, steps, until)

    assert all(span.days > 0 for span in spans)
    assert all(one.until < other.since for one, other in pairwise(spans))
    days = [span.since + timedelta(days=n) for span in spans for n in range(span.days)]
    assert days == counted_day_by_day(steps, until)
    assert idle_days(spans) == len(days)


def test_ninety_days_after_the_hand_over_the_first_day_has_not_yet_passed() -> None:
    free = allowance_ends(date(2024, 1, 1), "day", 90)

    assert free == date(2024, 3, 31)
    assert idle_spans(free, [], free) == []
    assert idle_spans(free, [], date(2024, 4, 2)) == [IdleSpan(free, date(2024, 4, 2))]


def test_what_is_known_by_month_or_year_counts_in_favour_of_who_answers_for_it() -> None:
    assert last_day(date(2024, 2, 1), "month") == date(2024, 2, 29)
    assert allowance_ends(date(2022, 1, 1), "year", 90) == date(2023, 3, 31)
    seen = date(2024, 5, 20)
    assert begins("idle", date(2024, 1, 1), "year", seen) == seen
    assert begins("operating", date(2024, 1, 1), "year", seen) == date(2024, 1, 1)


TOLD = st.lists(
    st.tuples(st.integers(0, 800), STATES, st.booleans(), st.sampled_from(["day", "month"])),
    min_size=1,
    max_size=6,
)


def tell(asset: Asset, told: list[tuple[int, str, bool, str]]) -> None:
    """Record states by an office (True) or a report, from so many days after the hand-over."""
    for after, state, is_office, precision in told:
        day = (FIRST + timedelta(days=after)).isoformat()
        record: Any = confirm_asset_state if is_office else make_asset_state
        record(asset, state=state, state_on=day, state_precision=precision)


def idle_since_naively(asset: Asset, *, only_confirmed: bool) -> date | None:
    """The first day of the run without use that lasts until today, day by day."""
    steps = []
    for row in asset.states.order_by("id"):
        if only_confirmed and row.basis != "office":
            continue
        seen = row.confirmed_on or today_wib()
        first = row.state_on
        if row.state not in USE and row.state_precision == "month":
            while (first + timedelta(days=1)).month == row.state_on.month and first < seen:
                first += timedelta(days=1)
        steps.append((first, row.pk, row.state))
    steps.sort()
    day, since = FIRST + timedelta(days=90), None
    while day <= today_wib():
        known = [state for first, _pk, state in steps if first <= day]
        is_use = bool(known) and known[-1] in USE
        since = None if is_use else since or day
        day += timedelta(days=1)
    confirmed_now = [state for first, _pk, state in steps if first <= today_wib()]
    if only_confirmed and not confirmed_now:
        return None
    return since


@pytest.mark.django_db
def test_the_view_says_of_any_asset_what_a_plain_loop_finds() -> None:
    told_of: Counter[str] = Counter()

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(TOLD)
    def holds(told: list[tuple[int, str, bool, str]]) -> None:
        with transaction.atomic():
            asset = make_asset(handed_over_on=FIRST.isoformat())
            tell(asset, told)
            row = idle_assets("latest").get()

            assert row.idle_since_on == idle_since_naively(asset, only_confirmed=True)
            assert row.any_idle_since_on == idle_since_naively(asset, only_confirmed=False)
            spans = confirmed_spans(asset, asset.states.all())
            if row.idle_since_on:
                told_of["idle"] += 1
                assert row.idle_days == (today_wib() - row.idle_since_on).days > 0
                assert spans[-1] == IdleSpan(row.idle_since_on, today_wib())
            else:
                told_of["not idle"] += 1
            transaction.set_rollback(True)

    holds()

    assert told_of["idle"] > 3 and told_of["not idle"] > 3, told_of
