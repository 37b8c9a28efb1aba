"""Databases that are made for one run and gone afterwards, so that a harness which kills, drops
triggers and rewrites functions never touches anybody's data."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import getpid
from typing import NamedTuple

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

_numbers = count(1)
# One second apart: an autovacuum worker on a small database ends within moments.
DROP_TRIES = 10


class NoRoom(Exception):
    """The account may not create databases and the given one is not empty."""


def database_name() -> str:
    """The database every new connection of this process goes to."""
    return str(connections.databases["default"]["NAME"])


def use(name: str) -> None:
    """Send every connection of this process, and of those forked from it, to another database."""
    connection.close()
    connections.databases["default"]["NAME"] = name


def database_url() -> str:
    """The same database as an address, for programs started beside us."""
    given = connections.databases["default"]
    password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    address = f"{given['HOST']}:{given['PORT'] or 5432}"
    return f"postgres://{given['USER']}{password}@{address}/{given['NAME']}"


def bare_connection(name: str | None = None, *, autocommit: bool = True) -> psycopg.Connection:
    """A psycopg connection that Django knows nothing of."""
    given = connections.databases["default"]
    return psycopg.connect(
        dbname=name or given["NAME"],
        user=given["USER"],
        password=given["PASSWORD"] or None,
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        autocommit=autocommit,
    )


def create(name: str, *, maintenance: str, template: str = "") -> None:
    """Create a database, empty or as a copy; nobody may be connected to the template."""
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template:
        statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
    with bare_connection(maintenance) as server:
        server.execute(statement)


def drop(name: str, *, maintenance: str) -> None:
    """Drop a database and whoever still hangs on it.

    An autovacuum worker belongs to nobody we may end; it is gone within moments, so ask again."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with bare_connection(maintenance) as server:
        for tries_left in reversed(range(DROP_TRIES)):
            try:
                server.execute(statement)
                return
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
                if not tries_left:
                    raise
                time.sleep(1.0)


def is_empty(name: str) -> bool:
    """Whether a database holds no table of ours."""
    with bare_connection(name) as server:
        found = server.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1")
        return found.fetchone() is None


class Scratch(NamedTuple):
    """A database of our own, and the given one beside it from which it is created and dropped."""

    name: str
    given: str


@contextmanager
def scratch_database() -> Iterator[Scratch]:
    """A migrated database of our own, in use meanwhile; where the account may not create one, the
    given database if it is empty."""
    given = database_name()
    name = f"ikm_scratch_{getpid()}_{next(_numbers)}"
    try:
        create(name, maintenance=given)
    except psycopg.errors.InsufficientPrivilege:
        if not is_empty(given):
            raise NoRoom(
                "Akun basis data ini tidak boleh membuat basis data dan basis data yang diberikan"
                " tidak kosong. Beri hak CREATEDB, atau sediakan basis data kosong."
            ) from None
        call_command("migrate", verbosity=0, skip_checks=True)
        yield Scratch(given, given)
        return
    try:
        use(name)
        call_command("migrate", verbosity=0, skip_checks=True)
        yield Scratch(name, given)
    finally:
        use(given)
        drop(name, maintenance=given)


@contextmanager
def copy_of(prepared: Scratch) -> Iterator[Scratch]:
    """A throw-away copy of a prepared database, in use meanwhile."""
    if prepared.name == prepared.given:
        raise NoRoom("Akun basis data ini harus boleh membuat basis data (CREATEDB).")
    before = database_name()
    name = f"{prepared.name}_{next(_numbers)}"
    connection.close()
    create(name, maintenance=prepared.given, template=prepared.name)
    try:
        use(name)
        yield Scratch(name, prepared.given)
    finally:
        use(before)
        drop(name, maintenance=prepared.given)
