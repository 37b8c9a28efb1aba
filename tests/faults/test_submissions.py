"""The fast versions of `./ikm faults submissions` and `kill`: real gunicorn on a database of its
own, a few tokens with parallel retries, an answer lost to a dying worker, and one kill of each kind
under writers."""

from collections.abc import Iterator
from random import Random
from uuid import uuid4

import pytest

from tests.faults import kills, senders, servers, submissions
from tests.faults.visitors import NOBODY_LISTENS


@pytest.fixture(scope="module")
def environment(planted: None) -> Iterator[dict[str, str]]:
    with servers.own_folder() as folder:
        yield servers.environment_for(folder, NOBODY_LISTENS)


@pytest.fixture(scope="module")
def offices(planted: None) -> list[senders.Office]:
    return senders.offices()


def test_retries_are_one_submission_and_one_receipt(
    environment: dict[str, str], offices: list[senders.Office]
) -> None:
    with servers.OwnWeb(environment, submissions.DYING) as web:
        verdict = submissions.run(web.bind, offices, tokens=5, retries=8)

    assert verdict.is_kept, verdict.line()
    assert verdict.sent.severed > 0, "nobody died between commit and answer"


def test_nothing_acknowledged_is_lost_when_gunicorn_is_killed(
    environment: dict[str, str], offices: list[senders.Office]
) -> None:
    fire = kills.Fire(None, environment, offices, n_writers=3)

    run = kills.under_fire(fire, 2, Random(1), (kills.WORKER, kills.WEB))

    assert run.is_kept, run.line()
    assert len(run.sent.receipts) >= 3


def test_a_lost_and_a_doubled_submission_would_be_reported() -> None:
    kept, lost, doubled = uuid4(), uuid4(), uuid4()
    stored = senders.Stored({kept: ["SUB-1"], doubled: ["SUB-2", "SUB-3"]}, 0)

    assert stored.lost({kept: {"SUB-1"}, lost: {"SUB-9"}, doubled: {"SUB-2"}}) == [lost]
    assert stored.doubled == 1
