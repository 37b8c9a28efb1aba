"""The facts in force as one digest: what every record says today, apart from versions, withdrawn
rows (with the lines of a withdrawn record) and history. Equal digests mean that nobody who reads
the registry could tell the difference."""

import hashlib
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from registry.models import (
    Campaign,
    CampaignDraw,
    CampaignSample,
    CampaignSentra,
    Decision,
    Record,
    Source,
    Submission,
    SubmissionAct,
    owner_field,
)

# Letters, decisions and campaigns are no facts about a sentra.
CORRESPONDENCE = (
    Submission,
    SubmissionAct,
    Decision,
    Campaign,
    CampaignSentra,
    CampaignDraw,
    CampaignSample,
)


def facts_digest() -> str:
    """One digest over every noun, SHA-256 in hex."""
    found = "\n".join(f"{table} {digest}" for table, digest in sorted(facts_digests().items()))
    return hashlib.sha256(found.encode()).hexdigest()


def facts_digests() -> dict[str, str]:
    """Row count and MD5 of the rows in force, by table. A source counts only where a fact in force
    cites it: a citation without a fact says nothing."""
    with connection.cursor() as cursor:
        found = {}
        for model in _facts():
            cursor.execute(_statement(model))
            found[model._meta.db_table] = "{} {}".format(*cursor.fetchone())
    return found


def _facts() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if issubclass(model, Record) and model not in CORRESPONDENCE:
            yield model


def _statement(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if field.name != "version"]
    columns = ", ".join(f"t.{quote(str(field.column))}" for field in fields)
    key = f"t.{quote(str(model._meta.pk.column))}"
    return (
        "SELECT count(*), coalesce(md5(string_agg(md5(ROW("
        f"{columns})::text), '' ORDER BY {key}::text COLLATE \"C\")), '')"
        f" FROM {quote(model._meta.db_table)} t WHERE {_in_force(model)}"
    )


def _in_force(model: type[models.Model], alias: str = "t") -> str:
    if model is Source:
        return f"({_cited(alias)})"
    names = {field.name for field in model._meta.concrete_fields}
    ways = [f"NOT {alias}.is_withdrawn"] if "is_withdrawn" in names else []
    owner = owner_field(model)
    if owner is not None:
        quote = connection.ops.quote_name
        table = quote(owner.related_model._meta.db_table)
        ways.append(
            f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = {alias}.{quote(str(owner.column))}"
            " AND NOT o.is_withdrawn)"
        )
    return " AND ".join(ways) or "true"


def _cited(alias: str) -> str:
    """Whether a fact in force points at the source."""
    quote = connection.ops.quote_name
    ways = []
    for fact in _facts():
        for field in fact._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Source:
                ways.append(
                    f"EXISTS (SELECT 1 FROM {quote(fact._meta.db_table)} f"
                    f" WHERE f.{quote(str(field.column))} = {alias}.id AND {_in_force(fact, 'f')})"
                )
    return " OR ".join(ways) or "false"
