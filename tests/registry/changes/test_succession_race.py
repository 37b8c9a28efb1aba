"""Two acts, each of which locks another sentra, cannot close a circle between them."""

from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import SentraSuccession
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_sentra, make_source

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def step(old: Any, new: Any, source: str) -> Act:
    values = {
        "sentra": old.public_code,
        "kind": "merged",
        "successor": new.public_code,
        "happened_on": date(2025, 3, 1).isoformat(),
        "source": source,
    }
    change = Change("sentra_succession.record", values)
    return Act((change,), ACTOR, ChangeSource.ADMIN, "uji")


def race(*acts: Act) -> list[str]:
    """Apply every act at once, each on a connection of its own; what became of each."""
    start, outcomes = Barrier(len(acts)), []

    def run(act: Act) -> None:
        start.wait()
        try:
            apply_batch(act)
            outcomes.append("applied")
        except ChangeRejected as refused:
            outcomes.extend(problem.code for problem in refused.problems)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_of_two_acts_that_would_close_a_circle_one_is_refused() -> None:
    for number in range(1, ROUNDS + 1):
        first, second, source = make_sentra(), make_sentra(), make_source().code

        outcomes = race(step(first, second, source), step(second, first, source))

        assert outcomes == ["applied", "sentra_succession.circle"]
        assert SentraSuccession.objects.count() == number
