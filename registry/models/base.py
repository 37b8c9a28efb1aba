"""What every registry record has in common: version, the four triggers, history, constraints with
a code and a sentence. No noun lives here.

The triggers are the last honest reviewer: no path can forget them, neither admin nor import, shell
or SQL. A concrete Meta that does not inherit `Record.Meta` loses them silently, therefore the
inventory of triggers is a test and part of `/readyz`."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import pghistory
import pghistory.models
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ_CONTEXT = (
    "c",
    "jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb",
)

ACTOR = pgtrigger.Trigger(
    name="actor",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[READ_CONTEXT],
    func=r"""
        IF coalesce(c->>'actor', '') !~ '\S' OR coalesce(c->>'reason', '') !~ '\S' THEN
            RAISE 'write on % without actor and reason', TG_TABLE_NAME USING ERRCODE = 'RG002';
        END IF;
        RETURN NULL;
    """,
)

NO_TRUNCATE = pgtrigger.Trigger(
    name="no_truncate",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE '% cannot be truncated', TG_TABLE_NAME USING ERRCODE = 'RG003';",
)

VERSION = pgtrigger.Trigger(
    name="version",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        IF NEW.version IS DISTINCT FROM OLD.version THEN
            RAISE 'stale write on % (version %, sent %)', TG_TABLE_NAME, OLD.version, NEW.version
                USING ERRCODE = 'RG001';
        END IF;
        NEW.version := OLD.version + 1;
        RETURN NEW;
    """,
)

# A part finds its province through its sentra and holds that row FOR SHARE, so that a move of the
# sentra waits for it; without the lock an update racing a move is lost (tests/faults).
PART_ROWS = """
    SELECT s.province_id, NULL::integer, '{noun}'
    FROM registry_sentra s WHERE s.id IN (SELECT r.sentra_id FROM {{rows}} r) FOR SHARE OF s
"""
SENTRA_ROWS = "SELECT r.province_id, NULL::integer, '{noun}' FROM {{rows}} r"
EVERYWHERE = "SELECT NULL::text, NULL::integer, '{noun}' FROM {{rows}} r"


def dirty(
    noun: str, rows: str, *, suffix: str = "", moved_by: Sequence[str] = ()
) -> list[pgtrigger.Trigger]:
    """Three statement triggers that mark aggregates dirty in the writer's own transaction.

    `rows` is a SELECT over `{rows}` (the transition table) with the columns province code, year and
    noun; a NULL province means every province, a NULL year every year. One trigger per event, since
    PostgreSQL gives transition tables to one event only. Both the old and the new place are marked.
    With `moved_by`, an update marks only where the set of these columns' values has changed.
    """
    template = rows.format(noun=noun)
    both = "(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows)"
    if moved_by:
        old, new = (
            f"SELECT {', '.join(moved_by)} FROM {table}" for table in ("old_rows", "new_rows")
        )
        both = f"(({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old}))"
    wanted = (
        ("insert", pgtrigger.Insert, pgtrigger.Referencing(new="new_rows"), "new_rows"),
        (
            "update",
            pgtrigger.Update,
            pgtrigger.Referencing(old="old_rows", new="new_rows"),
            both,
        ),
        ("delete", pgtrigger.Delete, pgtrigger.Referencing(old="old_rows"), "old_rows"),
    )
    return [
        pgtrigger.Trigger(
            name=f"dirty_{suffix}{event}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=(
                "INSERT INTO registry_dirtyevent (province_code, year, noun) "
                "SELECT DISTINCT q.province_code, q.year, q.noun"
                f" FROM ({template.format(rows=table)}) q(province_code, year, noun);"
                " RETURN NULL;"
            ),
        )
        for event, operation, referencing, table in wanted
    ]


def promise(
    name: str, condition: models.Q, code: str, sentence: str | Promise
) -> models.CheckConstraint:
    """A CHECK the database keeps, with the code and the Indonesian sentence people see."""
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_code=code,
        violation_error_message=cast("str", sentence),
    )


def closed_lists(table: str, **lists: type[models.TextChoices]) -> list[models.CheckConstraint]:
    """One CHECK per field: only what its list holds, so that raw SQL cannot invent a state either.

    Fields whose values another constraint already pins down need none (tests/registry/models)."""
    return [
        promise(
            f"{table}_{field}_listed",
            models.Q(**{f"{field}__in": choices.values}),
            "value.not_listed",
            _("Nilai itu tidak ada dalam daftar pilihannya."),
        )
        for field, choices in lists.items()
    ]


class CompositeForeignKey(models.BaseConstraint):
    """A foreign key over several columns, so that a regency cannot sit in the wrong province.

    `fields` are column-bearing fields of this model, `to` is "app.Model", `to_fields` its fields;
    the other side needs a UniqueConstraint over exactly these. NULL in any column satisfies it.
    """

    def __init__(
        self,
        *,
        name: str,
        fields: Sequence[str],
        to: str,
        to_fields: Sequence[str],
        violation_error_code: str | None = None,
        violation_error_message: str | Promise | None = None,
    ) -> None:
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=cast("str | None", violation_error_message),
        )
        self.fields, self.to, self.to_fields = tuple(fields), to, tuple(to_fields)

    def columns(self, model: type[models.Model]) -> tuple[list[Any], str, list[Any]]:
        """Own columns, the other table, its columns; all unquoted."""
        other = model._meta.apps.get_model(self.to)
        own = [model._meta.get_field(field).column for field in self.fields]  # type: ignore[union-attr]
        theirs = [other._meta.get_field(field).column for field in self.to_fields]  # type: ignore[union-attr]
        return own, other._meta.db_table, theirs

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """The clause inside CREATE TABLE."""
        own, table, theirs = self.columns(model)
        quote = schema_editor.quote_name
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY ({', '.join(map(quote, own))}) "
            f"REFERENCES {quote(table)} ({', '.join(map(quote, theirs))})"
        )

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """ALTER TABLE … ADD CONSTRAINT …"""
        return Statement(
            "ALTER TABLE %(table)s ADD %(constraint)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            constraint=self.constraint_sql(model, schema_editor),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """ALTER TABLE … DROP CONSTRAINT …"""
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Iterable[str] | None = None,
        using: str = "default",
    ) -> None:
        """Raise the same ValidationError `full_clean` raises for other constraints."""
        if exclude and set(exclude) & set(self.fields):
            return
        values = [getattr(instance, model._meta.get_field(field).attname) for field in self.fields]  # type: ignore[union-attr]
        if any(value is None for value in values):
            return
        other = model._meta.apps.get_model(self.to)
        names = [other._meta.get_field(field).attname for field in self.to_fields]  # type: ignore[union-attr]
        if not other._default_manager.using(using).filter(**dict(zip(names, values, strict=True))):
            raise ValidationError(
                self.get_violation_error_message(), code=self.violation_error_code
            )

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs.update(fields=self.fields, to=self.to, to_fields=self.to_fields)
        return path, tuple(args), dict(kwargs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompositeForeignKey) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)


class Xid8Field(models.Field):
    """PostgreSQL's xid8: the transaction that wrote a history row, for exact as-of and feeds."""

    def db_type(self, connection: Any) -> str:
        return "xid8"


class CurrentTransaction(models.Func):
    """pg_current_xact_id(), as a database default."""

    template = "pg_current_xact_id()"
    output_field = Xid8Field()


class SessionUser(models.Func):
    """The database account that wrote, as a database default."""

    template = "session_user"
    output_field = models.TextField()


class Record(models.Model):
    """A row an officer can change: versioned, with history, changed only through
    registry.changes (or by hand with `registry_act`)."""

    version = models.BigIntegerField(default=0, editable=False)

    # How the engine finds the sentra to lock: "" (none), "self" or the name of the foreign key.
    part_of = ""
    # Whether its lines leave force with it once it is withdrawn, and nothing may name it then.
    withdrawn_whole = False

    class Meta:
        abstract = True
        triggers = [ACTOR, NO_TRUNCATE, VERSION]

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Always writes `version`, so that a stale copy is refused by the database."""
        if "version" in self.get_deferred_fields():
            raise ValueError("version is deferred: load the row whole before saving it")
        adding = self._state.adding
        names = None if update_fields is None else {*update_fields, "version"}
        super().save(*args, update_fields=names, **kwargs)
        if not adding:
            self.version += 1


def owner_field(model: type[models.Model]) -> Any:
    """The foreign key to the record whose line a row of this noun is: it cannot stand without it
    and leaves force with it. None for a noun that stands by itself."""
    name = getattr(model, "part_of", "")
    if name in ("", "self"):
        return None
    field: Any = model._meta.get_field(name)
    is_whole = getattr(field.related_model, "withdrawn_whole", False)
    return field if is_whole and not field.null else None


class HistoryEvent(pghistory.models.Event):
    """One version of one row, append only: who, when, why, in which transaction."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_xid = Xid8Field(db_default=CurrentTransaction(), editable=False)
    pgh_db_user = models.TextField(db_default=SessionUser(), editable=False)

    class Meta:
        abstract = True


def history_of(model: type[Record], *, app_label: str = "registry") -> type[models.Model]:
    """The event model of a noun: `SentraEvent = history_of(Sentra)`.

    Statement-level triggers copy every inserted, updated and deleted row; the event rows refuse
    update, delete and truncate.
    """
    name = f"{model.__name__}Event"
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        base_model=HistoryEvent,
        model_name=name,
        app_label=app_label,
        abstract=False,
        level=pgtrigger.Statement,
        meta={
            "triggers": [NO_TRUNCATE],
            "default_permissions": (),
            "verbose_name": model._meta.verbose_name,
            "indexes": [
                models.Index(
                    fields=["pgh_obj", "version"], name=f"{model._meta.model_name}_hist"[:30]
                )
            ],
        },
    )
