"""On the desk menu and component are chosen among those of the record's fiscal year; an older word
stays, and where no menu was found words are typed."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.factories import make_grant
from tests.factories.money import make_component, make_proposal, make_proposal_line
from tests.factories.rules import make_line, make_rule_set

pytestmark = pytest.mark.django_db
PACKING = "ta-2024-build-rumah-kemasan"


def menus() -> None:
    """A menu of 2024 with one component."""
    rules = make_rule_set(fiscal_year=2024)
    menu = make_line("menu.record", rule_set=rules.code, kind="build")
    make_line("menu_component.record", menu=menu.code, name="Rumah kemasan")


def field(client: Any, noun: str, pk: int, name: str) -> str:
    """The first line's question on the page of a record."""
    html = client.get(reverse(f"admin:dak_{noun}_change", args=[pk])).content.decode()
    named = f'[^>]*name="[a-z_]+-0-{name}"[^>]*>'
    found = re.search(f"<select{named}.*?</select>|<input{named}", html, re.S)
    assert found, name
    return found[0]


@pytest.mark.parametrize("noun", ["grant", "proposal"])
def test_codes_of_the_year_are_chosen_and_an_older_word_stays(signed_in: Any, noun: str) -> None:
    record: Any = make_grant() if noun == "grant" else make_proposal()
    made: Any = make_component if noun == "grant" else make_proposal_line
    made(record, amount_idr=20_000_000, component_code="K-lama")
    client = signed_in("ministry_staff")
    assert field(client, noun, record.pk, "component_code").startswith("<input")

    menus()

    component = field(client, noun, record.pk, "component_code")
    assert f'value="{PACKING}"' in component and 'value="K-lama" selected' in component
    assert 'value="ta-2024-build"' in field(client, noun, record.pk, "menu_code")
