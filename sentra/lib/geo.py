"""Distances on the globe. Which point stands for which region is the registry's business."""

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

# Mean radius of the earth after IUGG, in km.
EARTH_RADIUS_KM = 6371.0088

Degrees = Decimal | float


def distance_km(
    latitude: Degrees, longitude: Degrees, other_latitude: Degrees, other_longitude: Degrees
) -> Decimal:
    """The great-circle distance of two points in km, to one decimal (haversine)."""
    here, there = radians(float(latitude)), radians(float(other_latitude))
    across = radians(float(other_longitude) - float(longitude))
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return Decimal(2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))).quantize(Decimal("0.1"))
