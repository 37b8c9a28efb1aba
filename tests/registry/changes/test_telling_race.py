"""Several who tell at one moment tell a list once a person."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from registry.changes import notices
from registry.models import Notice, OutboxEvent
from tests.cast import Cast
from tests.registry.changes.test_notices_of_many import of_a_list

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, TELLERS, LINES = 3, 3, 5


def all_at_once() -> int:
    """Every teller on a connection of its own; the number of events they told together."""
    start, told = Barrier(TELLERS), []

    def run() -> None:
        start.wait()
        try:
            told.append(notices.tell())
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(TELLERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(told)


def test_tellers_at_one_moment_share_no_list_among_them(cast: Cast) -> None:
    for number in range(1, ROUNDS + 1):
        of_a_list(cast, LINES)

        assert all_at_once() == LINES + 1

        assert Notice.objects.filter(user=cast.province_officer).count() == number
        assert not OutboxEvent.objects.filter(told_at__isnull=True).exists()
