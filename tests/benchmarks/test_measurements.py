"""That the benchmarks run, on a handful of sentra, and that the table says what was missed; never
how fast anything is."""

from random import Random

import pytest
from pytest_django.plugin import DjangoDbBlocker

from benchmarks import forms, measurements
from benchmarks.table import Measured, as_markdown


def test_every_measurement_runs(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        rows, weights, version = measurements.measure(60, Random(3), is_smoke=True)

    assert version
    assert {bool(row.ours) for row in rows} == {True}
    assert len(as_markdown(rows).splitlines()) == len(rows) + 2
    assert forms.as_markdown(weights).count("| ya |") == len(weights) == 3


@pytest.mark.parametrize(
    ("goals", "verdict"),
    [
        ({}, "–"),
        ({"most_seconds": 2.0}, "ya"),
        ({"most_seconds": 0.5}, "TIDAK"),
        ({"most_ratio": 10.0}, "ya"),
        ({"most_ratio": 2.0}, "TIDAK"),
        ({"most_ratio": 2.0, "is_promise": False}, "belum"),
    ],
)
def test_goal_is_judged(goals: dict[str, float], verdict: str) -> None:
    measured = Measured("pekerjaan", "batas", ours=[1.0], limit=[0.25], **goals)  # type: ignore[arg-type]

    assert measured.verdict == verdict
