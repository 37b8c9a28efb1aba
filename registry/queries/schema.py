"""Whether the database was prepared by this very code and these very data files, in a few
milliseconds: otherwise every start would compare 91,599 regions and 264 triggers."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

# Every `migrate` drops and makes this view anew, and with it the stamp (aggregates.population).
STAMPED_VIEW = "registry_dated_fact"


def is_prepared() -> bool:
    """Whether migrations, triggers, views and reference data are those of this code."""
    return stored_stamp() == code_stamp()


def code_stamp() -> str:
    """A digest of what makes tables, triggers, views and reference data: our applications with
    their data files, and the lock that names the packages."""
    digest = hashlib.sha256()
    base = Path(settings.BASE_DIR)
    for path in _making_files(base):
        digest.update(f"{path.relative_to(base)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stored_stamp() -> str:
    """The stamp of the code that prepared this database; empty where there is none."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(obj_description(to_regclass(%s), 'pg_class'), '')", [STAMPED_VIEW]
            )
            return str(cursor.fetchone()[0])
    except DatabaseError:
        return ""


def store_stamp() -> None:
    """Say in the database which code prepared it; the last step, as the owner."""
    with connection.cursor() as cursor:
        view = connection.ops.quote_name(STAMPED_VIEW)
        cursor.execute(f"COMMENT ON VIEW {view} IS '{code_stamp()}'")


def _making_files(base: Path) -> list[Path]:
    folders = [Path(config.path) for config in apps.get_app_configs()]
    ours = [f for f in folders if f.is_relative_to(base) and ".venv" not in f.parts]
    files = {path for folder in ours for kind in ("*.py", "*.csv") for path in folder.rglob(kind)}
    lock = base / "requirements" / "base.lock"
    return sorted(files | ({lock} if lock.is_file() else set()))
