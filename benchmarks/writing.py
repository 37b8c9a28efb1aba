"""What writing costs beside a bare COPY of the same rows: regions, and a batch of sentra."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from django.db import connection, models

from benchmarks import ground
from benchmarks.table import Measured, timed
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.imports.regions import NOUNS, load_regions, reference_map
from registry.models import Sentra

REGIONS_SECONDS = 5.0
MOST_OVER_COPY = 10.0


def bare_copy(model: type[models.Model], rows: Iterable[Sequence[Any]]) -> None:
    """COPY into a table of the same columns and indexes, without triggers, keys and history."""
    columns = [field.column for field in model._meta.concrete_fields]
    names = ", ".join(f'"{name}"' for name in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bare (LIKE {table} INCLUDING ALL)")
        with cursor.copy(f"COPY bare ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("DROP TABLE bare")


def stored_rows(model: type[models.Model]) -> list[tuple[Any, ...]]:
    """Every row as it is stored, columns in order."""
    names = [field.attname for field in model._meta.concrete_fields]
    return list(model._default_manager.order_by("pk").values_list(*names))


def regions() -> list[Measured]:
    """All levels of the map: reading the package, comparing, writing with history."""
    reading = Measured("baca paket wilayah (91.599 baris)", "")
    reading.ours.append(timed(reference_map))
    loading = Measured(
        "muat wilayah lewat mesin, dengan riwayat", "COPY polos", most_seconds=REGIONS_SECONDS
    )
    loading.ours.append(timed(lambda: load_regions(ground.ACTOR)))
    rows = {model: stored_rows(model) for _noun, model in NOUNS}

    def copy_all() -> None:
        for model, its_rows in rows.items():
            bare_copy(model, its_rows)

    loading.limit.append(timed(copy_all))
    again = Measured("muat wilayah lagi, tanpa perubahan", "")
    again.ours.append(timed(lambda: load_regions(ground.ACTOR)))
    return [reading, loading, again]


def batch_of_sentra(n_sentra: int, random: Random) -> list[Measured]:
    """One act that registers them all, one that corrects them all."""
    shown = f"{n_sentra:,}".replace(",", ".")
    register = ground.act(*ground.sentra_changes(n_sentra, random))
    new = Measured(
        f"satu tindakan: daftarkan {shown} sentra",
        "COPY polos",
        most_ratio=MOST_OVER_COPY,
        is_promise=False,
    )
    new.ours.append(timed(lambda: apply_batch(register)))
    rows = stored_rows(Sentra)
    new.limit.append(timed(lambda: bare_copy(Sentra, rows)))
    corrected = Measured(
        f"satu tindakan: perbaiki {shown} sentra",
        "UPDATE polos",
        most_ratio=MOST_OVER_COPY,
        is_promise=False,
    )
    correction = corrections("catatan pengukuran")
    corrected.ours.append(timed(lambda: apply_batch(correction)))
    corrected.limit.append(timed(bare_update))
    return [new, corrected]


def corrections(note: str) -> Act:
    """An act that corrects every sentra, as an import of a changed file would."""
    versions = Sentra.objects.order_by("pk").values_list("public_code", "version")
    return ground.act(
        *(Change("sentra.correct", {"note": note}, code, version) for code, version in versions)
    )


def bare_update() -> None:
    """The same change on a copy of the table without triggers."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bare (LIKE registry_sentra INCLUDING ALL)")
        cursor.execute("INSERT INTO bare SELECT * FROM registry_sentra")
        cursor.execute("UPDATE bare SET note = 'lain', version = version + 1")
        cursor.execute("DROP TABLE bare")
