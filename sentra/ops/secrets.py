"""The random passwords of an embedded stack: made once, kept beside its data."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from sentra.ops.console import OpsError
from sentra.ops.paths import private_file


@dataclass(frozen=True)
class Secrets:
    """Nobody types these: they go from this file into addresses."""

    superuser_password: str
    role_password: str
    broker_password: str
    django_secret_key: str


def load_or_make(state: Path) -> Secrets:
    """The stack's passwords; new ones on its first start."""
    path = state / "secrets.json"
    if path.exists():
        try:
            return Secrets(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise OpsError(
                f"{path} tidak dapat dibaca; tanpa berkas itu basis data tidak dapat dibuka. "
                "Kembalikan berkas itu dari cadangan."
            ) from error
    made = Secrets(
        superuser_password=secrets.token_urlsafe(24),
        role_password=secrets.token_urlsafe(24),
        broker_password=secrets.token_urlsafe(24),
        django_secret_key=os.environ.get("DJANGO_SECRET_KEY") or secrets.token_urlsafe(48),
    )
    private_file(path, json.dumps(asdict(made), indent=2) + "\n")
    return made
