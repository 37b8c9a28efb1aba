"""Distances on the globe, against known ones."""

from decimal import Decimal

import pytest

from sentra.lib.geo import distance_km


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((0, 0, 0, 0), "0.0"),
        ((0, 0, 0, 1), "111.2"),
        ((0, 0, 1, 0), "111.2"),
        ((60, 0, 60, 1), "55.6"),
        ((0, 0, 0, 180), "20015.1"),
        ((90, 0, -90, 0), "20015.1"),
        ((0, 179.5, 0, -179.5), "111.2"),
    ],
)
def test_a_degree_has_the_length_it_has(points: tuple[float, ...], expected: str) -> None:
    assert distance_km(*points) == Decimal(expected)
    assert distance_km(*points[2:], *points[:2]) == Decimal(expected)
