"""A small ground for the fast versions of the harness's scenarios, in a database of its own: these
tests kill, commit and drop triggers, and nobody else's test shall notice."""

from collections.abc import Iterator
from contextlib import ExitStack
from random import Random

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from tests.faults import ground
from tests.faults.scratch import Scratch, copy_of, scratch_database, use

N_SENTRA = 18


@pytest.fixture(scope="session")
def prepared(django_db_blocker: DjangoDbBlocker) -> Iterator[Scratch]:
    """Six provinces and eighteen sentra with right numbers; not in use until somebody copies it."""
    wake = settings.WAKE_TASK
    with ExitStack() as leave:
        with django_db_blocker.unblock():
            scratch = leave.enter_context(scratch_database())
            ground.prepare(N_SENTRA, Random(5))
            use(scratch.given)
        settings.WAKE_TASK = wake
        yield scratch
        with django_db_blocker.unblock():
            leave.close()


@pytest.fixture(scope="module")
def planted(prepared: Scratch, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the prepared database for one module."""
    with django_db_blocker.unblock(), copy_of(prepared):
        yield
