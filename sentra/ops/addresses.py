"""DATABASE_URL and REDIS_URL from the environment: read, checked, and refused with a sentence."""

import os
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sentra.ops.console import OpsError
from sentra.ops.ports import accepts

DATABASE_SCHEMES = ("postgres", "postgresql")
BROKER_SCHEMES = ("redis", "rediss", "unix")
DATABASE_EXAMPLE = "postgres://akun:sandi@alamat:5432/basisdata"
BROKER_EXAMPLE = "redis://:sandi@alamat:6379/0"


def database_from_environment() -> str | None:
    """The operator's own database; None when the embedded one is wanted."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return None
    check_database_url(url)
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 5432
    if not accepts(host, port, timeout=5):
        raise OpsError(
            f"DATABASE_URL menunjuk ke {host}:{port}, tetapi tidak ada server yang menjawab di "
            "sana. Nyalakan server itu, atau kosongkan DATABASE_URL agar ./ikm menjalankan "
            "PostgreSQL sendiri."
        )
    return url


def broker_from_environment() -> str | None:
    """The operator's own broker; None when the embedded one is wanted."""
    url = os.environ.get("REDIS_URL", "").strip()
    if not url:
        return None
    check_broker_url(url)
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 6379
    if parts.scheme != "unix" and not accepts(host, port, timeout=5):
        raise OpsError(
            f"REDIS_URL menunjuk ke {host}:{port}, tetapi tidak ada server yang menjawab di sana. "
            "Nyalakan server itu, atau kosongkan REDIS_URL agar ./ikm menjalankan perantara "
            "sendiri."
        )
    return url


def check_database_url(url: str) -> None:
    """Refuse an address that names no PostgreSQL database."""
    parts = split(url, "DATABASE_URL", DATABASE_EXAMPLE)
    if parts.scheme not in DATABASE_SCHEMES:
        raise OpsError(
            f"DATABASE_URL dimulai dengan “{parts.scheme}:”; yang dipakai hanya PostgreSQL, "
            f"contoh: {DATABASE_EXAMPLE}"
        )
    if not parts.hostname:
        raise OpsError(f"DATABASE_URL tidak menyebut alamat server, contoh: {DATABASE_EXAMPLE}")
    if not parts.path.strip("/"):
        raise OpsError(f"DATABASE_URL tidak menyebut nama basis data, contoh: {DATABASE_EXAMPLE}")


def check_broker_url(url: str) -> None:
    """Refuse an address that names no Redis or Valkey server."""
    parts = split(url, "REDIS_URL", BROKER_EXAMPLE)
    if parts.scheme not in BROKER_SCHEMES:
        raise OpsError(
            f"REDIS_URL dimulai dengan “{parts.scheme}:”; yang dipakai hanya Redis atau Valkey, "
            f"contoh: {BROKER_EXAMPLE}"
        )
    if not parts.hostname and parts.scheme != "unix":
        raise OpsError(f"REDIS_URL tidak menyebut alamat server, contoh: {BROKER_EXAMPLE}")


def split(url: str, variable: str, example: str) -> SplitResult:
    """The parts of an address; its password never appears in the refusal."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise OpsError(
            f"{variable} tidak dapat dibaca: nomor port atau alamatnya salah. Contoh: {example}"
        ) from error
    return parts


def client_environment(url: str) -> dict[str, str]:
    """The variables by which PostgreSQL's own programs find the database, so that no password
    stands in a command line that everybody on the machine can read."""
    parts = urlsplit(url)
    found = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.strip("/")),
    }
    for key, values in parse_qs(parts.query).items():
        if key in ("sslmode", "sslrootcert", "sslcert", "sslkey"):
            found[f"PG{key.upper()}"] = values[-1]
    return {key: value for key, value in found.items() if value}


def without_password(url: str) -> str:
    """The address as it may be printed."""
    parts = urlsplit(url)
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    return f"{parts.scheme}://{host}{parts.path}"
