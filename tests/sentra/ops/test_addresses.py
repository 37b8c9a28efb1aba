"""An address that cannot work is refused with a sentence, before anything is started."""

import pytest

from sentra.ops import addresses, ports
from sentra.ops.console import OpsError

SECRET = "sandi-rahasia"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (f"mysql://ikm:{SECRET}@localhost/ikm", "hanya PostgreSQL"),
        ("localhost/ikm", "hanya PostgreSQL"),
        (f"postgres://ikm:{SECRET}@localhost", "tidak menyebut nama basis data"),
        ("postgres:///ikm", "tidak menyebut alamat server"),
        (f"postgres://ikm:{SECRET}@localhost:port/ikm", "tidak dapat dibaca"),
    ],
)
def test_database_address_is_refused_without_showing_its_password(url: str, sentence: str) -> None:
    with pytest.raises(OpsError, match=sentence) as refusal:
        addresses.check_database_url(url)

    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize("url", ["amqp://localhost/", "redis://", "redis://localhost:99999999"])
def test_broker_address_is_refused(url: str) -> None:
    with pytest.raises(OpsError, match="REDIS_URL"):
        addresses.check_broker_url(url)


def test_database_that_does_not_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    port = ports.any_free()
    monkeypatch.setenv("DATABASE_URL", f"postgres://ikm:{SECRET}@127.0.0.1:{port}/ikm")

    with pytest.raises(OpsError, match=f"127.0.0.1:{port}") as refusal:
        addresses.database_from_environment()

    assert SECRET not in str(refusal.value)


def test_no_address_means_the_embedded_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.delenv("REDIS_URL", raising=False)

    assert addresses.database_from_environment() is None
    assert addresses.broker_from_environment() is None


def test_client_environment_carries_an_escaped_password() -> None:
    found = addresses.client_environment("postgres://ikm:a%40b@db.example:6432/x?sslmode=require")

    assert found == {
        "PGHOST": "db.example",
        "PGPORT": "6432",
        "PGUSER": "ikm",
        "PGPASSWORD": "a@b",
        "PGDATABASE": "x",
        "PGSSLMODE": "require",
    }


def test_printed_address_has_no_password() -> None:
    url = f"postgres://ikm:{SECRET}@127.0.0.1:5432/ikm"

    assert addresses.without_password(url) == "postgres://127.0.0.1:5432/ikm"
