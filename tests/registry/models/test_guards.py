"""What no path gets past: stale versions, TRUNCATE, edits of history, the off switch; and the
context that ends with its transaction."""

from collections.abc import Callable
from uuid import uuid4

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from registry.changes.change import Act, Change
from registry.changes.engine import act_context, apply_batch
from registry.choices import ChangeSource
from registry.models import DirtyEvent, Record, Sentra, SentraAlias
from registry.models.sentra import SentraEvent
from registry.queries.as_of import event_model
from registry.queries.triggers import declared_triggers, seal_triggers, trigger_gaps
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make, make_sentra
from tests.footprint import execute, footprint, setting, sqlstate

pytestmark = pytest.mark.django_db

RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
TABLES = [table for model in RECORDS for table in (model, event_model(model))]


def corrected(sentra: Sentra, name: str, *, reason: str = "uji") -> None:
    change = Change("sentra.correct", {"name": name}, sentra.public_code, sentra.version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason))


def save_whole(old: Sentra) -> None:
    old.save()


def save_one_field(old: Sentra) -> None:
    old.save(update_fields=["name"])


def save_half_loaded(old: Sentra) -> None:
    half = Sentra.objects.defer("note").get(pk=old.pk)
    half.version = old.version
    half.save()


def update_in_bulk(old: Sentra) -> None:
    Sentra.objects.bulk_update([old], ["name", "version"])


def update_with_version(old: Sentra) -> None:
    Sentra.objects.filter(pk=old.pk).update(name="Kami", version=old.version)


@pytest.mark.parametrize(
    "write",
    [save_whole, save_one_field, save_half_loaded, update_in_bulk, update_with_version],
)
def test_a_stale_version_is_refused_by_the_database(write: Callable[[Sentra], None]) -> None:
    old = make_sentra(name="Lama")
    corrected(old, "Mereka")
    old.name = "Kami"
    before = footprint(Sentra)

    with pytest.raises(DatabaseError) as refused, act_context(uuid4(), actor="u", reason="uji"):
        write(old)

    assert sqlstate(refused.value) == "RG001"
    assert footprint(Sentra) == before


def test_a_row_without_its_version_is_not_saved_at_all() -> None:
    sentra = make_sentra()
    half = Sentra.objects.defer("version").get(pk=sentra.pk)

    with pytest.raises(ValueError, match="version is deferred"):
        half.save()


def test_a_saved_row_can_be_saved_again() -> None:
    sentra = make_sentra()

    with act_context(uuid4(), actor="user:7", reason="uji"):
        sentra.save()
        sentra.save(update_fields=["name"])

    assert sentra.version == Sentra.objects.get(pk=sentra.pk).version == 2


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_no_record_and_no_history_can_be_truncated(model: type[models.Model]) -> None:
    # Rows of this very transaction still have checks of foreign keys ahead, and would be in use.
    connection.check_constraints()
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        execute(f"TRUNCATE {model._meta.db_table} CASCADE")

    assert sqlstate(refused.value) == "RG003"
    assert str(refused.value).startswith(f"{model._meta.db_table} cannot be truncated")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE registry_sentraevent SET name = 'Lain'",
        "DELETE FROM registry_sentraevent",
        "UPDATE registry_sentraevent SET pgh_context = '{}'",
    ],
)
@pytest.mark.parametrize("with_actor", [True, False])
def test_history_is_never_changed(sql: str, with_actor: bool) -> None:
    make_sentra(name="Lama")
    before = list(SentraEvent.objects.values())

    with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
        if with_actor:
            execute("SELECT registry_act('dba:uji', 'tiket 123')")
        execute(sql)

    assert list(SentraEvent.objects.values()) == before


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_history_table_refuses_update_and_delete(model: type[Record]) -> None:
    names = {name for table, name in declared_triggers() if table == history_table(model)}
    assert len([name for name in names if "append_only" in name]) == 1
    assert len([name for name in names if "no_truncate" in name]) == 1


def history_table(model: type[Record]) -> str:
    return event_model(model)._meta.db_table


SWITCHES = (
    "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger), true)",
    "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgrelid::regclass || ':' || tgname)"
    "::text FROM pg_trigger), true)",
)


@pytest.mark.parametrize("switch", SWITCHES)
def test_the_ignore_setting_switches_nothing_off(switch: str) -> None:
    sentra = make_sentra(name="Lama")
    before = footprint(Sentra)

    for sql, state in (
        ("UPDATE registry_sentra SET name = 'Baru'", "RG002"),
        ("SELECT registry_act('dba:uji', 'x'); UPDATE registry_sentra SET version = 9", "RG001"),
        ("DELETE FROM registry_sentraevent", "P0001"),
    ):
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            execute(switch)
            execute(sql)
        assert sqlstate(refused.value) == state
    assert footprint(Sentra) == before

    with transaction.atomic():
        execute(switch)
        execute("SELECT registry_act('dba:uji', 'tiket 123')")
        execute("UPDATE registry_sentra SET name = 'Baru'")
    assert SentraEvent.objects.filter(pgh_obj_id=sentra.pk).count() == 2
    assert DirtyEvent.objects.filter(noun="sentra").count() == 2


def test_pgtrigger_s_own_ignore_switches_nothing_off() -> None:
    sentra = make_sentra(name="Lama")
    ignore = getattr(pgtrigger, "ignore")  # noqa: B009

    with pytest.raises(DatabaseError, match="without actor"), ignore(), transaction.atomic():
        Sentra.objects.filter(pk=sentra.pk).update(name="Baru")


def test_a_switched_off_trigger_and_an_unsealed_switch_are_gaps() -> None:
    assert trigger_gaps() == []
    table, name = sorted(declared_triggers())[0]

    execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    assert [(gap.table, gap.trigger, gap.state) for gap in trigger_gaps()] == [
        (table, name, "disabled")
    ]
    execute(f"ALTER TABLE {table} ENABLE REPLICA TRIGGER {name}")
    assert [gap.state for gap in trigger_gaps()] == ["disabled"]
    execute(f"DROP TRIGGER {name} ON {table}")
    assert [gap.state for gap in trigger_gaps()] == ["missing"]
    execute(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
        " RETURNS boolean LANGUAGE sql AS 'SELECT true'"
    )
    assert [gap.state for gap in trigger_gaps()] == ["missing", "off switch"]
    seal_triggers()
    assert [gap.state for gap in trigger_gaps()] == ["missing"]


def test_the_context_ends_with_the_act_also_inside_an_outer_transaction() -> None:
    with transaction.atomic():
        sentra = make_sentra(name="Lama")
        corrected(sentra, "Baru")

        assert setting("pghistory.context_metadata") == ""
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            execute("UPDATE registry_sentra SET name = 'Bocor'")
        assert sqlstate(refused.value) == "RG002"


def test_the_context_ends_with_a_refused_act() -> None:
    sentra = make_sentra(name="Lama")

    with pytest.raises(ChangeRejected):
        corrected(sentra, "")

    assert setting("pghistory.context_metadata") == ""
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        execute("UPDATE registry_sentra SET name = 'Bocor'")
    assert sqlstate(refused.value) == "RG002"


@pytest.mark.django_db(transaction=True)
def test_an_act_by_hand_ends_with_its_transaction() -> None:
    make_sentra(name="Lama")

    with transaction.atomic():
        execute("SELECT registry_act('dba:uji', 'tiket 123')")
        execute("UPDATE registry_sentra SET name = 'Baru'")

    assert connection.get_autocommit()
    assert setting("pghistory.context_metadata") == ""
    with pytest.raises(DatabaseError) as refused:
        execute("UPDATE registry_sentra SET name = 'Bocor'")
    assert sqlstate(refused.value) == "RG002"
    assert Sentra.objects.get().name == "Baru"


def test_an_act_writes_the_same_xid_on_all_its_rows() -> None:
    sentra = make_sentra()
    alias = make("alias.record", sentra=sentra.public_code, name="Sebutan", kind="local")

    xids = {
        SentraEvent.objects.get(pgh_obj_id=sentra.pk).pgh_xid,
        event_model(SentraAlias)._default_manager.get(pgh_obj_id=alias.pk).pgh_xid,
    }
    assert len(xids) == 1
