"""Filling in the update form as a browser does: what the page shows, plus what a person types."""

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from registry import policy
from registry.changes.review import approve
from registry.models import Sentra, SubmissionAct
from sentra.lib.dates import today_wib
from tests.cast import Cast


class _Inputs(HTMLParser):
    """The first form of the main part: names and values as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._is_inside, self._area = False, ""
        self._select, self._is_first = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self._is_inside = True
        if not self._is_inside:
            return
        name = given.get("name") or ""
        if tag == "input" and (given.get("type") != "radio" or "checked" in given):
            self.values[name] = given.get("value") or ""
        if tag == "textarea":
            self._area = name
            self.values[name] = ""
        if tag == "select":
            self._select = name
            self.values[name] = ""
            self._is_first = True
        if tag == "option" and self._select and ("selected" in given or self._is_first):
            self.values[self._select] = given.get("value") or ""
            self._is_first = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_area_end(self) -> None:
        """A browser drops the line end right after <textarea>."""
        self.values[self._area] = self.values[self._area].removeprefix("\n")
        self._area = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.handle_area_end()
        if tag == "select":
            self._select = ""
        if tag == "main":
            self._is_inside = False


def inputs(response: HttpResponse) -> dict[str, str]:
    """What the page's form would send if nobody touched it."""
    parser = _Inputs()
    parser.feed(response.content.decode())
    return {name: value for name, value in parser.values.items() if name}


def address(sentra: Sentra) -> str:
    """Of the update form."""
    return f"/tugas/{sentra.public_code}/"


def filled(client: Client, sentra: Sentra, **typed: str) -> dict[str, str]:
    """The opened form with answers written over it."""
    opened = inputs(client.get(address(sentra)))
    return {**opened, "seen_on": f"{today_wib():%d/%m/%Y}", "existence": "unchanged", **typed}


def open_form(client: Client, path: str, **typed: str) -> dict[str, str]:
    """Any form as its page shows it, with answers written over it."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return {**inputs(response), **typed}


def press(client: Client, path: str, body: dict[str, str], step: str = "send") -> Any:
    """Press a button of any form."""
    return client.post(path, {**body, "step": step})


def post(client: Client, sentra: Sentra, body: dict[str, str], step: str = "send") -> Any:
    """Press a button of the form."""
    return client.post(address(sentra), {**body, "step": step})


def agree_to_the_end(act: SubmissionAct, cast: Cast) -> SubmissionAct:
    """The province agrees, then the ministry, as often as the act needs."""
    for member in (cast.province_officer, cast.ministry_staff, cast.ministry_admin):
        act.refresh_from_db()
        actor = policy.actor_for(member)
        if act.state == "received" and policy.may_decide(actor, act):
            approve(act, actor=actor, version_shown=act.version)
    act.refresh_from_db()
    return act


def without_csrf(response: HttpResponse) -> str:
    """The page without what differs on every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
