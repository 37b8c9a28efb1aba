"""The days an asset lies idle, computed from its dates alone. Reading those dates is
dak.queries.assets; the same rule as one SQL view for all assets is dak.aggregates.idle.

The days count from the hand-over plus the allowance (dak.queries.asset_limits), and only while the
state in force is no use. What is told by month or year is read in favour of whoever answers for the
asset: a hand-over or a standstill begins with the last day of that time, a use with the first."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dak.choices import IN_USE


@dataclass(frozen=True)
class Step:
    """One state and the day from which it counts."""

    begins_on: date
    state: str

    @property
    def is_use(self) -> bool:
        """Whether people work with the asset."""
        return self.state in IN_USE


@dataclass(frozen=True)
class IdleSpan:
    """Days without use from `since` on, up to and without `until`."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.until - self.since).days


def last_day(on: date, precision: str) -> date:
    """The last day of the time that a date of this precision means."""
    if precision == "month":
        return on.replace(day=monthrange(on.year, on.month)[1])
    return on.replace(month=12, day=31) if precision == "year" else on


def begins(state: str, on: date, precision: str, seen_on: date) -> date:
    """The day from which a state counts; a standstill no later than the day it was seen."""
    return on if state in IN_USE else max(on, min(last_day(on, precision), seen_on))


def allowance_ends(handed_over_on: date, precision: str, days: int) -> date:
    """The day from which days without use count."""
    return last_day(handed_over_on, precision) + timedelta(days=days)


def idle_spans(first: date, steps: Iterable[Step], until: date) -> list[IdleSpan]:
    """The spans without use from `first` (the end of the allowance) up to and without `until`;
    `steps` in the order in which they count; of one day the last one stands."""
    spans: list[IdleSpan] = []
    since: date | None = first
    for step in {step.begins_on: step for step in steps}.values():
        if step.begins_on >= until:
            break
        if step.is_use and since is not None:
            if step.begins_on > since:
                spans.append(IdleSpan(since, step.begins_on))
            since = None
        elif not step.is_use and since is None:
            since = max(step.begins_on, first)
    if since is not None and until > since:
        spans.append(IdleSpan(since, until))
    return spans


def idle_days(spans: Iterable[IdleSpan]) -> int:
    """All days of the spans."""
    return sum(span.days for span in spans)
