"""Statement boundaries: a hook just before and just after every statement of a connection, so that
a crash or another writer can be put exactly there instead of waiting for luck."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Hook = Callable[[int, str], None]


@contextmanager
def at_every_boundary(hook: Hook) -> Iterator[None]:
    """Call `hook(number, sql)` at each boundary of this thread's connection: 0 before the first
    statement, 1 after it, 2 before the second, and so on; `sql` is the statement next to it."""
    number = 0

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal number
        here, number = number, number + 2
        hook(here, sql)
        result = execute(sql, params, many, context)
        hook(here + 1, sql)
        return result

    with connection.execute_wrapper(wrapper):
        yield


@contextmanager
def once_at(boundary: int, action: Callable[[], None]) -> Iterator[list[int]]:
    """Do `action` at one boundary; the yielded list holds the boundaries that were passed."""
    passed: list[int] = []

    def hook(number: int, sql: str) -> None:
        passed.append(number)
        if number == boundary:
            action()

    with at_every_boundary(hook):
        yield passed


@contextmanager
def once_after(marker: str, action: Callable[[], None]) -> Iterator[None]:
    """Do `action` once, right after the first statement that contains `marker`."""
    is_done = False

    def hook(number: int, sql: str) -> None:
        nonlocal is_done
        if number % 2 and marker in sql and not is_done:
            is_done = True
            action()

    with at_every_boundary(hook):
        yield
