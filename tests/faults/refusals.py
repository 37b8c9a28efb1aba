"""What the database must refuse, whoever asks, and what it must keep. Each check returns one line
for everything that was accepted though it should not have been; on a sound database none."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from registry.models import Sentra
from registry.queries.triggers import trigger_gaps

ACT = "SELECT registry_act('dba:uji', 'tiket uji')"
# A statement by hand, and whether an actor and a reason were given before it.
FORBIDDEN = (
    ("a write without actor", "UPDATE registry_sentra SET note = 'x'", False),
    (
        "a write without reason",
        "SELECT set_config('pghistory.context_metadata', '{\"actor\": \"dba:uji\"}', true);"
        "UPDATE registry_sentra SET note = 'x'",
        False,
    ),
    (
        "a write with the triggers' off switch set",
        "SELECT set_config('pgtrigger.ignore', '{{{}}}', true);"
        "UPDATE registry_sentra SET note = 'x'",
        False,
    ),
    ("TRUNCATE of records", "TRUNCATE registry_sentraalias", True),
    ("a change of history", "UPDATE registry_sentraevent SET name = 'x'", True),
    ("a deletion of history", "DELETE FROM registry_sentraevent", True),
    ("TRUNCATE of history", "TRUNCATE registry_sentraevent", True),
)

MONEY_ROOMS = ("models", "changes", "rules", "aggregates", "forms", "imports", "columns", "api")


def is_accepted(statement: str, *, with_actor: bool) -> bool:
    """Whether a statement by hand goes through; it is rolled back either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if with_actor:
                cursor.execute(ACT)
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def actor_triggers() -> str:
    """The names of all actor triggers, as the off switch wants them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(DISTINCT tgname, ',') FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_actor%'"
        )
        return str(cursor.fetchone()[0])


def forbidden_statements() -> list[str]:
    """Statements by hand that must not go through."""
    return [
        f"{what} was accepted"
        for what, statement, with_actor in FORBIDDEN
        if is_accepted(
            statement.replace("{{{}}}", f"{{{actor_triggers()}}}"), with_actor=with_actor
        )
    ]


def stale_saves() -> list[str]:
    """Two people read one sentra and save; the second save must not swallow the first."""
    accepted = []
    for how, names in (("save()", None), ("save(update_fields=…)", ["note"])):
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(ACT)
                row = Sentra.objects.order_by("id")[0]
                first, second = Sentra.objects.get(pk=row.pk), Sentra.objects.get(pk=row.pk)
                first.note, second.note = "pertama", "kedua"
                first.save()
                second.save(update_fields=names)
                transaction.set_rollback(True)
        except DatabaseError:
            continue
        accepted.append(f"a stale {how} was accepted")
    return accepted


def history_is_kept() -> list[str]:
    """Every write leaves exactly one history row per changed row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_sentraevent")
        before = cursor.fetchone()[0]
        cursor.execute(ACT)
        cursor.execute("UPDATE registry_sentra SET note = 'riwayat'")
        changed = cursor.rowcount
        cursor.execute("SELECT count(*) FROM registry_sentraevent")
        kept = cursor.fetchone()[0] - before
        transaction.set_rollback(True)
    return [] if kept == changed else [f"{changed} rows changed, {kept} history rows kept"]


def inventory() -> list[str]:
    """Declared triggers that the database lacks or has switched off."""
    return [f"{gap.table}:{gap.trigger} {gap.state}" for gap in trigger_gaps()]


def source_files() -> Iterator[Path]:
    """Our own Python, migrations apart."""
    for room in ("registry", "dak", "sentra"):
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


# Where a float is degrees on a map or the likeness of two names, file by file; every other file of
# the rooms of money may hold none, and FloatField stands nowhere else.
NO_MONEY_HERE = frozenset(
    {
        "registry/forms/decision_page.py",  # points for the small map
        "registry/queries/review_desk.py",  # likeness by pg_trgm; points for the map
    }
)


def handles_money(path: Path) -> bool:
    """Whether a file may touch rupiah on their way in or out of the database."""
    return path.parent.name in MONEY_ROOMS


def careless_source(text: str, name: str, *, handles_money: bool) -> list[str]:
    """Places where a form or serializer takes every field of its model, or money may be a float."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign) and _assigns_all_fields(node):
            found.append(f"{name}:{node.lineno} takes all fields")
        is_money_free = name in NO_MONEY_HERE
        if not is_money_free and isinstance(node, ast.Attribute) and node.attr == "FloatField":
            found.append(f"{name}:{node.lineno} FloatField")
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if is_money_free:
            continue
        if handles_money and is_call and node.func.id == "float":  # type: ignore[attr-defined]
            found.append(f"{name}:{node.lineno} float()")
    return found


def careless_files() -> list[str]:
    """Every careless place of our own source."""
    return [
        line
        for path in source_files()
        for line in careless_source(
            path.read_text(encoding="utf-8"), named(path), handles_money=handles_money(path)
        )
    ]


def named(path: Path) -> str:
    """A file as its path below the repository."""
    return path.relative_to(settings.BASE_DIR).as_posix()


def _assigns_all_fields(node: ast.Assign) -> bool:
    to_fields = any(isinstance(t, ast.Name) and t.id == "fields" for t in node.targets)
    return to_fields and isinstance(node.value, ast.Constant) and node.value.value == "__all__"
