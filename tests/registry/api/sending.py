"""Bodies of submissions and the calls that send them."""

import json
from typing import Any
from uuid import uuid4

from registry.models import Sentra
from sentra.lib.dates import today_wib

ADDRESS = "/api/v1/submissions/"


def post(client: Any, body: Any, key: str = "", path: str = ADDRESS, **headers: str) -> Any:
    """The answer to one body under one key."""
    headers = {"Idempotency-Key": key or str(uuid4()), **headers}
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(path, text, content_type="application/json", headers=headers)


def refusals(response: Any, status: int = 400) -> list[tuple[str, str]]:
    """(pointer, code) of every problem."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    return [(e["pointer"], e["code"]) for e in json.loads(response.content)["errors"]]


def status_change(sentra: Sentra, status: str = "active") -> dict[str, Any]:
    """A dated state of existence, by the office's own word."""
    values = {
        "sentra": sentra.public_code,
        "status": status,
        "status_on": today_wib().isoformat(),
        "source": "@form",
    }
    return {"kind": "status.record", "values": values}


def correction(sentra: Sentra, **values: Any) -> dict[str, Any]:
    """A body that corrects the record itself."""
    change = {
        "kind": "sentra.correct",
        "target": sentra.public_code,
        "base_version": sentra.version,
        "values": values or {"name": "Sentra Baru"},
    }
    return {"kind": "correct", "sentra": sentra.public_code, "changes": [change]}


def existence(sentra: Sentra, status: str = "active", answer: str = "unchanged") -> dict[str, Any]:
    """A body that confirms or closes."""
    return {
        "kind": "existence",
        "sentra": sentra.public_code,
        "answer": answer,
        "words": "Kunjungan petugas",
        "changes": [status_change(sentra, status)],
    }


def part(sentra: Sentra, kind: str, noun: str, **values: Any) -> dict[str, Any]:
    """A body with one new line of a part."""
    whose = {"sentra": sentra.public_code, "source": "@form", **values}
    return {
        "kind": kind,
        "sentra": sentra.public_code,
        "changes": [{"kind": noun, "values": whose}],
    }
