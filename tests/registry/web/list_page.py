"""The list form as tests fill it in: sentra by the last letter of their names."""

from typing import Any

from registry.models import Sentra, SubmissionAct
from tests.registry.web.forms import inputs

ADDRESS = "/tugas/daftar/"


def filled(client: Any, **answers: str) -> dict[str, str]:
    """The page as it is opened, with answers by the last letter of a sentra's name."""
    page = inputs(client.get(ADDRESS))
    codes = {s.name[-1]: s.public_code for s in Sentra.objects.all()}
    for letter, answer in answers.items():
        page[f"a_{codes[letter]}"] = answer
    return page


def post(client: Any, page: dict[str, str], step: str, **more: str) -> Any:
    """The page sent with one of its buttons."""
    return client.post(ADDRESS, {**page, **more, "step": step})


def sent_answers() -> dict[str, str]:
    """What was sent so far, by letter."""
    return {act.sentra.name[-1]: act.answer for act in SubmissionAct.objects.all() if act.sentra}
