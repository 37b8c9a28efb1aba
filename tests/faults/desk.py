"""Browsers over HTTP: anybody's, and that of a member of the ministry's staff at the admin, who
opens a sentra, changes one figure, gives a reason, saves."""

import http.client
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from registry.changes.change import Change
from registry.models import Sentra
from sentra.accounts.models import User
from tests.faults import ground

SECONDS = 30.0
OFFICER = "petugas-uji@contoh.example"


class FormReader(HTMLParser):
    """The fields of a page as a browser would send them back untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inputs, options and text areas."""
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self._select = name
            self.values.setdefault(name, "")
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given.get("value") or ""
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "input" and name:
            self._input(name, given)

    def handle_data(self, data: str) -> None:
        """The text of a text area; a browser drops the first line break."""
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """A text area ends."""
        if tag == "textarea" and self._area:
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = ""

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        if kind in ("submit", "button", "image", "file") or "disabled" in given:
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        self.values[name] = given.get("value") or ("on" if kind == "checkbox" else "")


def make_officer() -> User:
    """An account of the ministry's staff with a mandate in force."""
    user = User.objects.create_user(email=OFFICER, is_staff=True)
    mandate = {
        "user": OFFICER,
        "office": ground.OFFICE,
        "role": "ministry_staff",
        "valid_from": "2020-01-01",
    }
    ground.act(Change("mandate.record", mandate))
    return user


class Answer(NamedTuple):
    """What a page answered."""

    status: int
    location: str
    page: str


class Browser:
    """One signed-in browser. Threads may share it: every request has a connection of its own."""

    def __init__(self, bind: str, user: AbstractBaseUser) -> None:
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        self._cookies = {settings.SESSION_COOKIE_NAME: session}
        self._bind = bind

    def fields(self, path: str) -> dict[str, str]:
        """The fields of a page's forms."""
        answer = self.ask("GET", path)
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        reader = FormReader()
        reader.feed(answer.page)
        return reader.values

    def ask(
        self,
        method: str,
        path: str,
        values: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request. Raises `OSError` or `HTTPException` where nobody answers."""
        connection = http.client.HTTPConnection(self._bind, timeout=SECONDS)
        sent = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in [*self._cookies.items()]),
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://{self._bind}{path}",
            **(headers or {}),
        }
        try:
            connection.request(method, path, urlencode(values) if values else None, sent)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return Answer(answer.status, answer.getheader("Location") or "", page)


class Desk(Browser):
    """The browser of the ministry's staff at the admin."""

    def open(self, sentra: Sentra) -> dict[str, str]:
        """The fields of the sentra's page."""
        return self.fields(f"/admin/registry/sentra/{sentra.pk}/change/")

    def save(self, sentra: Sentra, values: dict[str, str]) -> None:
        """Send the page back; anything but a redirect is a refusal."""
        wanted = {
            **values,
            "reason_code": "new_report",
            "reason": "laporan baru",
            "_save": "Simpan",
        }
        answer = self.ask("POST", f"/admin/registry/sentra/{sentra.pk}/change/", wanted)
        if answer.status != 302:
            raise RuntimeError(f"the admin refuses ({answer.status}): {errors_on(answer.page)}")


def errors_on(page: str) -> str:
    """The words of a page's error lists, for whoever reads the harness's output."""
    start = page.find("errorlist")
    return " ".join(page[start : start + 400].split()) if start >= 0 else page[:300]


def figure_field(values: dict[str, str], profile: int, figure: str) -> str:
    """The name of a figure's field on the line of one profile."""
    for name, value in values.items():
        if name.startswith("yearlyprofile") and name.endswith("-id") and value == str(profile):
            return f"{name.removesuffix('-id')}-{figure}"
    raise LookupError(f"no line of profile {profile} among {sorted(values)}")
