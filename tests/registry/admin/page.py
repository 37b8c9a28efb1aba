"""A browser without a screen: reads the form of an admin page as it would be sent, and sends it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

REASON = {"reason_code": "correction", "reason_text": "Nomor surat salah dibaca"}


class _Form(HTMLParser):
    """Names and values of every control of the record's form, the empty line template included."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self._name, self._text, self._inside = "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self._inside = found.get("id", "").endswith("_form") or self._inside
        if not self._inside:
            return
        if tag == "input" and name and found.get("type") not in ("submit", "button"):
            is_box = found.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in found:
                self.data[name] = found.get("value", "on" if is_box else "")
        elif tag in ("select", "textarea"):
            self._name, self._text = name, ""
            self.data.setdefault(name, "")
        elif tag == "option" and "selected" in found:
            self.data[self._name] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._inside and self._name:
            self.data[self._name] = self._text.removeprefix("\n")
        if tag == "form":
            self._inside = False


def form_of(html: str) -> dict[str, str]:
    """What the page's form would send unaltered; the template of an empty line is left out."""
    reader = _Form()
    reader.feed(html)
    return {name: value for name, value in reader.data.items() if "__prefix__" not in name}


def opened(client: Client, url: str) -> dict[str, str]:
    """The form of a page just opened."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return form_of(response.content.decode())


def sent(client: Client, url: str, data: dict[str, str], **altered: Any) -> Any:
    """Send the form with some answers altered; None takes a control away."""
    body = {**data, **{name.replace("__dash__", "-"): value for name, value in altered.items()}}
    return client.post(url, {name: value for name, value in body.items() if value is not None})


def line(prefix: str, number: int, **values: str) -> dict[str, str]:
    """One line of a part as controls of the form."""
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}
