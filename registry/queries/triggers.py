"""The triggers as the database really has them: sealing their off switch, and the inventory that
tests, `/readyz` and the nightly job compare with what the models declare."""

from typing import Any, NamedTuple

import pgtrigger
from django.db import connection, transaction

SEAL = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)
    RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""


class TriggerGap(NamedTuple):
    """A declared trigger that the database lacks or has switched off."""

    table: str
    trigger: str
    state: str


def seal_triggers() -> None:
    """Make `SET pgtrigger.ignore` a setting nobody listens to."""
    with connection.cursor() as cursor:
        cursor.execute(SEAL)


def install_triggers(plan: Any = None, **kwargs: Any) -> None:
    """Signal receiver: install what the models declare, drop what they no longer declare, seal.

    Sealing comes last, since pgtrigger recreates its function with every trigger it installs. A
    flush sends the signal too, without a plan, and takes no trigger away."""
    if plan is None:
        return
    with transaction.atomic():
        pgtrigger.install()
        seal_triggers()


def declared_triggers() -> set[tuple[str, str]]:
    """(table, trigger) of everything the models declare."""
    return {
        (model._meta.db_table, trigger.get_pgid(model)) for model, trigger in pgtrigger.registered()
    }


def trigger_gaps() -> list[TriggerGap]:
    """Declared triggers that are missing or not enabled, and an off switch that works again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
        present = {(table, name): enabled for table, name, enabled in cursor.fetchall()}
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        switches = [row[0].strip() for row in cursor.fetchall()]
    gaps = [
        TriggerGap(table, name, "missing" if (table, name) not in present else "disabled")
        for table, name in sorted(declared_triggers())
        if present.get((table, name)) not in ("O", "A")
    ]
    if any(source != "SELECT false" for source in switches):
        gaps.append(TriggerGap("*", "_pgtrigger_should_ignore", "off switch"))
    return gaps
