"""A legal row of every table, and writing it by hand. Places and codes are those of the small map
(tests/factories/regions.py)."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from tests.factories import (
    make_commodity,
    make_grant,
    make_institution,
    make_office,
    make_sector,
    make_sentra,
    make_source,
    make_user,
)
from tests.rows.legal_assets import LEGAL_ASSETS
from tests.rows.legal_attachments import LEGAL_ATTACHMENTS
from tests.rows.legal_campaigns import LEGAL_CAMPAIGNS
from tests.rows.legal_facts import LEGAL_FACTS
from tests.rows.legal_money import LEGAL_MONEY
from tests.rows.legal_parts import LEGAL_PARTS
from tests.rows.legal_progress import LEGAL_PROGRESS
from tests.rows.legal_review import LEGAL_REVIEW
from tests.rows.legal_rules import LEGAL_RULES

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOKEN = UUID("11111111-1111-4111-8111-111111111111")
Row = dict[str, Any]


def _region(code: str, **more: Any) -> Row:
    return {"code": code, "name": "Uji", "short_name": "Uji", "name_key": "uji", **more}


def _submission() -> Row:
    return {
        "receipt_number": "SUB-2026-51-999999",
        "token": TOKEN,
        "body_hash": "0" * 64,
        "office_id": make_office().pk,
        "sender_id": make_user().pk,
        "province_id": "51",
        "received_at": NOON,
    }


def _submission_act() -> Row:
    submission = insert("Submission", legal("Submission"))
    return {
        "submission_id": submission,
        "sender_id": make_user().pk,
        "changes": [{"kind": "status.record"}],
    }


# What a legal row of a table holds beside its defaults.
LEGAL: Mapping[str, Callable[[], Row]] = {
    "Scheme": lambda: {"code": "uji", "name": "Uji", "is_exclusive": True},
    "Sector": lambda: {"code": "uji", "name": "Uji", "scheme_id": make_sector().scheme_id},
    "Commodity": lambda: {"code": "uji", "name": "Uji", "sector_id": make_sector().pk},
    "CommoditySynonym": lambda: {"commodity_id": make_commodity().pk, "name": "a", "name_key": "a"},
    "CommoditySector": lambda: {
        "commodity_id": make_commodity().pk,
        "sector_id": make_sector().pk,
    },
    "Sentra": lambda: {
        "public_code": "ST-ABCDEF-G",
        "name": "Uji",
        "name_key": "uji",
        "recognition": "reported",
        "province_id": "51",
        "regency_id": "51.04",
    },
    "SentraAlias": lambda: {
        "sentra_id": make_sentra().pk,
        "name": "Uji",
        "name_key": "uji",
        "kind": "local",
    },
    "SentraCommodity": lambda: {
        "sentra_id": make_sentra().pk,
        "commodity_id": make_commodity().pk,
    },
    "SentraOrigin": lambda: {
        "sentra_id": make_sentra().pk,
        "kind": "opening",
        "origin_year": 1980,
    },
    "SentraSource": lambda: {"sentra_id": make_sentra().pk, "source_id": make_source().pk},
    "SentraStatus": lambda: {
        "sentra_id": make_sentra().pk,
        "status": "active",
        "status_on": date(2025, 1, 1),
        "source_id": make_source().pk,
    },
    "SentraVerification": lambda: {
        "sentra_id": make_sentra().pk,
        "verified_on": date(2025, 1, 1),
        "office_id": make_office().pk,
        "method": "visit",
    },
    "SentraInstitution": lambda: {
        "sentra_id": make_sentra().pk,
        "institution_id": make_institution().pk,
        "role": "manager",
    },
    "YearlyProfile": lambda: {
        "sentra_id": make_sentra().pk,
        "year": 2024,
        "source_id": make_source().pk,
    },
    "Institution": lambda: {"code": "uji", "name": "Uji", "kind": "cooperative"},
    "Source": lambda: {"code": "uji", "publisher": "Uji"},
    "Office": lambda: {"code": "uji", "name": "Uji", "level": "ministry"},
    "Mandate": lambda: {
        "user_id": make_user().pk,
        "office_id": make_office().pk,
        "role": "analyst",
        "valid_from": date(2026, 1, 1),
    },
    "Invitation": lambda: {
        "office_id": make_office().pk,
        "role": "analyst",
        "invited_by_id": make_user().pk,
        "selector": "ABCDEF",
        "secret_hash": "0" * 64,
        "token": TOKEN,
        "made_at": NOON,
        "expires_at": NOON,
    },
    "Province": lambda: _region("99"),
    "Regency": lambda: _region("51.99", province_id="51", kind="regency"),
    "District": lambda: _region("51.04.99", regency_id="51.04"),
    "Village": lambda: _region("51.04.01.2999", district_id="51.04.01", kind="rural"),
    "RegionSuccession": lambda: {
        "kind": "rename",
        "old_code": "51.04",
        "new_code": "51.04",
        "old_name": "Lama",
        "new_name": "Baru",
        "effective_on": date(2020, 1, 1),
    },
    "Submission": _submission,
    "SubmissionAct": _submission_act,
    "ProvincialAggregate": lambda: {
        "definition": "uji",
        "region_code": "51",
        "province_code": "51",
        "period": "2024",
        "n_records": 1,
        "n_reporting": 0,
        "n_verified": 0,
        "data_as_of": NOON,
        "computed_at": NOON,
    },
    "Grant": lambda: {
        "code": "uji",
        "fund": "fisik",
        "stage": "allocated",
        "fiscal_year": 2024,
        "level": "regency",
        "province_id": "51",
        "regency_id": "51.04",
    },
    "GrantClaim": lambda: {
        "grant_id": make_grant().pk,
        "source_id": make_source().pk,
        "stage": "allocation",
    },
    **LEGAL_PARTS,
    **LEGAL_FACTS,
    **LEGAL_REVIEW,
    **LEGAL_CAMPAIGNS,
    **LEGAL_ATTACHMENTS,
    **LEGAL_RULES,
    **LEGAL_MONEY,
    **LEGAL_ASSETS,
    **LEGAL_PROGRESS,
}


def model_named(name: str) -> type[models.Model]:
    """A table of the registry or of DAK by its class name."""
    return next(m for m in apps.get_models() if m.__name__ == name and m.__module__[0] in "rd")


def legal(name: str) -> Row:
    """A legal row with every column, by attname."""
    row = {
        f.attname: f.get_default() if f.has_default() or not f.null else None
        for f in model_named(name)._meta.concrete_fields
        if not isinstance(f, models.AutoField)
    }
    return {**row, **LEGAL[name]()}


def overridden(row: Row, changes: Mapping[str, Any]) -> Row:
    """The row with other values; a callable is asked."""
    return {
        **row,
        **{name: value(row) if callable(value) else value for name, value in changes.items()},
    }


def insert(name: str, row: Row) -> Any:
    """Write a row by hand, as somebody with psql and a reason would; its key."""
    meta = model_named(name)._meta
    columns = {meta.get_field(attname): value for attname, value in row.items()}
    names = ", ".join(f'"{f.column}"' for f in columns)  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * len(columns))
    values = [f.get_db_prep_save(value, connection) for f, value in columns.items()]  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_act('dba:uji', 'tiket 123')")
        cursor.execute(
            f'INSERT INTO {meta.db_table} ({names}) VALUES ({marks}) RETURNING "{meta.pk.column}"',
            values,
        )
        key = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")
    return key
