"""All measurements in their order, on one scratch database."""

from random import Random
from typing import NamedTuple

from django.db import connection

from benchmarks import desk, figures, forms, ground, reading, writing
from benchmarks.table import Measured
from tests.factories.regions import load_review_steps
from tests.faults import ground as small
from tests.faults.scratch import scratch_database

SMOKE_ROUNDS = 2


class Taken(NamedTuple):
    """Everything that was measured, and on which server."""

    rows: list[Measured]
    weights: list[tuple[str, int, int]]
    postgres: str


def measure(n_sentra: int, random: Random, *, is_smoke: bool) -> Taken:
    """Every row of the tables, and the server's version. A smoke run takes the small map."""
    rows: list[Measured] = []
    with scratch_database():
        small.quiet_application()
        if is_smoke:
            small.load_map()
        else:
            rows += writing.regions()
            load_review_steps()
        small.load_reference()
        rows += writing.batch_of_sentra(n_sentra, random)
        ground.plant_parts()
        rows += figures.figures(random, *([SMOKE_ROUNDS, SMOKE_ROUNDS] if is_smoke else []))
        rows += reading.pages(random, *([SMOKE_ROUNDS] if is_smoke else []))
        weights = forms.in_the_field()
        rows += desk.pages(*([SMOKE_ROUNDS * 10, SMOKE_ROUNDS] if is_smoke else []))
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = str(cursor.fetchone()[0])
        connection.close()
    return Taken(rows, weights, version)
