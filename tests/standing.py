"""Ground that stands under all tests of a module: built once in a transaction around them, which
is rolled back when the module is done. For modules that read a costly scene: none of their tests
may be transactional, and none may count on an empty registry. What a test writes on it is rolled
back after the test, as ever."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from registry.models import Province
from tests.factories.regions import load_small_map

Built = TypeVar("Built")


def standing(blocker: DjangoDbBlocker, build: Callable[[], Built]) -> Iterator[Built]:
    """What `build` gives, for a fixture of a module: keys, since an object may grow stale between
    two tests."""
    with blocker.unblock(), transaction.atomic():
        if not Province.objects.exists():
            load_small_map()
        yield build()
        transaction.set_rollback(True)
