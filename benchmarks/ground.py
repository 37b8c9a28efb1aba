"""The ground of the benchmarks: the whole map of Indonesia, and as many synthetic sentra as the
ministry's list has, each with parts and ten yearly profiles, seeded."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from django.db import connection, models

from registry import policy
from registry.changes.change import Act, Change
from registry.choices import ChangeSource
from registry.models import Regency, SentraCommodity, SentraOrigin, SentraStatus, YearlyProfile
from tests.faults import ground as small

ACTOR = policy.system("benchmarks")
REASON = "pengukuran kinerja"
# The ministry's figure of 2025 for all of Indonesia; the size the registry is built for.
N_SENTRA = 10_514
FIRST_PROFILE_YEAR, LAST_PROFILE_YEAR = 2016, 2025


def act(*changes: Change) -> Act:
    """An act of the benchmarks."""
    return Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, REASON)


def sentra_changes(n_sentra: int, random: Random) -> Iterator[Change]:
    """New sentra, spread over the regencies of today's map."""
    regencies = list(Regency.objects.today().order_by("code").values_list("code", "province_id"))
    for number in range(n_sentra):
        regency, province = random.choice(regencies)
        yield Change(
            "sentra.register",
            {
                "name": f"Sentra ukur {number}",
                "kind": "cluster",
                "recognition": random.choice(("decree", "listed", "reported")),
                "province": province,
                "regency": regency,
            },
        )


def insert(model: type[models.Model], values: Mapping[str, str], rows: str) -> None:
    """`INSERT … SELECT` of generated rows by hand, with actor and reason; every column that is not
    given gets the model's default."""
    columns: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        if field.attname in values:
            columns[field.column] = values[field.attname]
        elif not field.primary_key:
            columns[field.column] = _default_sql(field)
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"BEGIN; SELECT registry_act('{ACTOR.label}', '{REASON}');"
            f" INSERT INTO {model._meta.db_table} ({names})"
            f" SELECT {', '.join(columns.values())} FROM {rows}; COMMIT;"
        )


def _default_sql(field: models.Field) -> str:
    value: Any = field.get_default() if field.has_default() else None
    if value is None and isinstance(field, models.CharField | models.TextField) and not field.null:
        value = ""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, bool | int) else f"'{value}'"


def exact(figure: str, value: str) -> dict[str, str]:
    """The columns of an exact figure."""
    return {
        figure: value,
        f"{figure}_low": value,
        f"{figure}_high": value,
        f"{figure}_qualifier": "'='",
    }


def plant_parts() -> None:
    """Commodity, origin, status and ten profiles for every sentra."""
    source = f"(SELECT id FROM registry_source WHERE code = '{small.SOURCE}')"
    insert(
        SentraCommodity,
        {
            "sentra_id": "s.id",
            "commodity_id": "(SELECT min(id) FROM registry_commodity) + s.id % 6",
            "is_primary": "true",
        },
        "registry_sentra s",
    )
    insert(
        SentraOrigin,
        {
            "sentra_id": "s.id",
            "kind": "'unspecified'",
            "origin_year": f"{FIRST_PROFILE_YEAR} - s.id % 20",
        },
        "registry_sentra s",
    )
    insert(
        SentraStatus,
        {
            "sentra_id": "s.id",
            "status": "(ARRAY['active', 'active', 'declining', 'dormant'])[1 + s.id % 4]",
            "status_on": "make_date(2020 + (s.id % 5)::int, 3, 15)",
            "source_id": source,
        },
        "registry_sentra s",
    )
    insert(
        YearlyProfile,
        {
            "sentra_id": "s.id",
            "year": "y",
            "source_id": source,
            **exact("unit_count", "5 + s.id % 60"),
            **exact("worker_count", "100 + s.id % 300"),
            **exact("production_value_idr", "1000000 * (1 + s.id % 900)"),
        },
        f"registry_sentra s, generate_series({FIRST_PROFILE_YEAR}, {LAST_PROFILE_YEAR}) y",
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
