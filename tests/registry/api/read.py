"""Reading answers of the API in tests."""

import csv
import io
import json
import zipfile
from typing import Any

from django.test import Client

API = "/api/v1/"


def get(path: str, client: Client | None = None, **headers: str) -> Any:
    """The answer under /api/v1/."""
    return (client or Client()).get(f"{API}{path}", headers=headers or None)


def results(path: str, client: Client | None = None) -> list[dict[str, Any]]:
    """The rows of one page."""
    response = get(path, client)
    assert response.status_code == 200, response.content
    return json.loads(response.content)["results"]


def text_of(response: Any) -> str:
    """The whole body, streamed or not; of a workbook the text of its parts."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def table(path: str, client: Client | None = None) -> list[dict[str, str]]:
    """The rows of a CSV."""
    response = get(path, client)
    assert response.status_code == 200, response.content
    return list(csv.DictReader(io.StringIO(text_of(response), newline=""), strict=True))


def errors(path: str, client: Client | None = None) -> list[tuple[str, str]]:
    """(parameter, code) of every problem of a refused query."""
    response = get(path, client)
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    return [(e["parameter"], e["code"]) for e in json.loads(response.content)["errors"]]
