"""Every example of docs/api.md runs as it stands there, with real codes in the place of the model
ones, and answers what the text says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from registry.models import Sentra, SubmissionAct
from tests.cast import Cast
from tests.factories.api_token import calling
from tests.registry.api.sending import ADDRESS, existence, post
from tests.registry.proposing import in_bandung

pytestmark = pytest.mark.django_db

PAGE = Path(settings.BASE_DIR, "docs", "api.md").read_text(encoding="utf-8")
# What is asked, what is answered, what is told, and the body.
EXAMPLE = re.compile(
    r"`POST (/api/v1/\S+)`\s+menjawab (\d{3})([^`]*(?:`[^`\n]+`[^`]*?)*)```json\n(.*?)```", re.S
)
EXAMPLES = [match.groups() for match in EXAMPLE.finditer(PAGE)]


def filled(text: str, sentra: Sentra) -> Any:
    """The body, about this sentra."""
    body = json.loads(text.replace("ST-XXXXXX-C", sentra.public_code))
    for change in body.get("changes", ()):
        if "base_version" in change:
            change["base_version"] = sentra.version
    return body


def waiting_receipt(cast: Cast) -> str:
    body = existence(in_bandung())
    body["changes"][0]["values"]["evidence"] = "Kabar dari desa"
    return str(json.loads(post(calling(cast.regency_operator), body).content)["receipt"])


def test_every_body_on_the_page_is_an_example() -> None:
    assert len(EXAMPLES) == PAGE.count("```json") == 6


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_answers_what_the_page_says(cast: Cast, number: int) -> None:
    path, status, told, text = EXAMPLES[number]
    client, headers = calling(cast.regency_operator), {}
    if "{receipt}" in path:
        receipt, client = waiting_receipt(cast), calling(cast.province_officer)
        headers = {"If-Match": client.get(f"{ADDRESS}{receipt}/")["ETag"]}
        path = path.replace("{receipt}", receipt)

    response = post(client, filled(text, in_bandung()), path=path, **headers)

    assert response.status_code == int(status), response.content
    for pointer in re.findall(r"`(/[^`]+)`", told):
        assert f'"pointer":"{pointer}"' in response.content.decode()
    assert SubmissionAct.objects.exists() is (status != "400")
