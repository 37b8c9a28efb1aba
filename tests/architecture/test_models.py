"""What every table keeps to: a docstring, a factory, triggers, names that say what a column is."""

import re
from itertools import chain

import pytest
from django.apps import apps
from django.db import connection, models

from registry.models import Part, Record
from registry.queries.as_of import event_model
from registry.queries.triggers import declared_triggers
from tests import factories
from tests.rows.legal_rows import LEGAL

OWN = [
    model
    for model in apps.get_models()
    if model._meta.app_label in ("registry", "dak", "accounts")
    and not hasattr(model, "pgh_tracked_model")
]
RECORDS = [model for model in OWN if issubclass(model, Record)]
# Written by machines: nothing a person could make, so no factory and no triggers.
MACHINE_TABLES = {
    "CodeAttempt",
    "DirtyEvent",
    "DrainFailure",
    "Heartbeat",
    "JobRun",
    "ProvincialAggregate",
    "SentraPeriod",
    "CountedGrant",
    "AssetPeriod",
    "PanelReading",
    "OutboxEvent",
    "Notice",
}
# What people keep for themselves: accounts, bookmarks that say nothing about a sentra, and forms
# begun but not sent.
ACCOUNTS = {"User", "SavedFilter", "Draft"}
# One-time codes: their hashes have no place in a history that is kept for ever.
CODES = {"Invitation", "AccountReset", "ApiToken"}
# Parts of reference data that go with their whole.
MAY_CASCADE = {"CommoditySynonym.commodity", "CommoditySector.commodity"}
# Names the law or the format coined; everything else says its unit or kind at the end.
PLAIN_DATES = {"valid_from", "valid_to", "day"}
PLAIN_TIMES = {"at", "last_login", "data_as_of", "created", "expiry"}


def test_every_table_is_said_in_a_docstring() -> None:
    for model in OWN:
        said = (model.__doc__ or "").strip()
        assert said.endswith(".") and not said.startswith(f"{model.__name__}("), model


def test_records_say_who_changes_them() -> None:
    silent = [m.__name__ for m in RECORDS if "registry.changes" not in " ".join(m.__doc__.split())]
    assert silent == []


def test_every_table_is_a_record_or_a_machine_s() -> None:
    assert {m.__name__ for m in OWN} - {m.__name__ for m in RECORDS} == (
        MACHINE_TABLES | ACCOUNTS | CODES
    )


def test_every_record_can_be_made_in_a_test() -> None:
    made = {
        name.removeprefix("make_").replace("_", "")
        for name in factories.__all__
        if name.startswith("make_")
    }
    named = {model.__name__.lower() for model in RECORDS}
    without_factory = {m.__name__ for m in RECORDS} - set(LEGAL)
    assert without_factory == set()
    assert made <= {n.removeprefix("sentra") for n in named} | named | {
        "user",
        "submissionact",
        "claim",
        "profile",
    }


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_record_has_its_triggers_and_its_history(model: type[Record]) -> None:
    table, history = model._meta.db_table, event_model(model)._meta.db_table
    names = [name for place, name in declared_triggers() if place == table]

    for wanted in ("actor", "no_truncate", "version", "insert_insert", "update_update"):
        assert sum(wanted in name for name in names) == 1, wanted
    kept = [name for place, name in declared_triggers() if place == history]
    assert sum("append_only" in name for name in kept) == 1
    assert {f.name for f in event_model(model)._meta.fields} >= {
        *(f.name for f in model._meta.fields),
        "pgh_xid",
        "pgh_db_user",
        "pgh_context",
        "pgh_context_id",
    }


@pytest.mark.django_db
def test_the_triggers_in_the_database_are_those_the_models_declare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal"
        )
        assert set(cursor.fetchall()) == declared_triggers()


def test_no_record_has_an_automatic_many_to_many_table() -> None:
    found = [field for model in RECORDS for field in model._meta.many_to_many]
    assert found == []


def test_text_of_a_record_is_never_null() -> None:
    nullable = [
        f"{model.__name__}.{field.name}"
        for model in RECORDS
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.null
    ]
    assert nullable == []


def test_what_others_point_at_is_protected() -> None:
    found = {
        f"{model.__name__}.{field.name}"
        for model in RECORDS
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
    }
    assert found == MAY_CASCADE


def test_names_say_what_a_column_holds() -> None:
    wrong = []
    for model, field in chain.from_iterable(((m, f) for f in m._meta.concrete_fields) for m in OWN):
        name = field.name
        if isinstance(field, models.DateTimeField):
            fits = name.endswith("_at") or name in PLAIN_TIMES
        elif isinstance(field, models.DateField):
            fits = name.endswith("_on") or name in PLAIN_DATES
        elif isinstance(field, models.BooleanField):
            is_claim = re.match(r"(is|has|same|needs|resets|can)_", name) is not None
            fits = is_claim or name in ("reports", "verified")
        else:
            fits = name not in ("date", "value", "data", "info", "type")
        if not fits:
            wrong.append(f"{model.__name__}.{name}")
    assert wrong == []


def test_money_is_whole_rupiah() -> None:
    money = [
        (f"{model.__name__}.{field.name}", type(field).__name__)
        for model in OWN
        for field in model._meta.concrete_fields
        if re.search(r"_idr(_low|_high)?$", field.name)
    ]
    assert money and {kind for _name, kind in money} == {"BigIntegerField"}


def test_parts_can_be_withdrawn_and_are_never_marked_deleted() -> None:
    for model in RECORDS:
        names = {field.name for field in model._meta.concrete_fields}
        assert not names & {"is_deleted", "deleted_at", "active"}
        assert not issubclass(model, Part) or "is_withdrawn" in names
