"""A day for both clocks: Python's and the database's."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import time_machine
from django.db import connection

from sentra.lib.dates import WIB


@pytest.fixture
def on_day(db: None) -> Iterator[Callable[[str], None]]:
    """`on_day("2026-11-21")`: it is noon of that day in Jakarta, for Python and in SQL."""
    travels: list[time_machine.travel] = []

    def go(day: str) -> None:
        while travels:
            travels.pop().stop()
        year, month, date = (int(part) for part in day.split("-"))
        travel = time_machine.travel(datetime(year, month, date, 12, tzinfo=WIB), tick=True)
        travel.start()
        travels.append(travel)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('registry.today', %s, false)", [day])

    yield go
    for travel in travels:
        travel.stop()
    if connection.connection is not None and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('registry.today', '', false)")
