"""Pages under a strict content policy: no style or script inside them, nothing from another host,
no logic beyond what a template is for."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, files, name, text

TEMPLATES = (*files("templates", suffix=".html"), *files("templates", suffix=".txt"))
STATIC = (*files("sentra/static", suffix=".css"), *files("sentra/static", suffix=".js"))
# The name of a language of pictures, fetched by nobody.
NAMES_NOT_ADDRESSES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
# What a source, a licence or a placeholder is called, as text a person reads.
ADDRESS = re.compile(r"(?:https?:)?//[a-zA-Z0-9.-]+\.[a-z]{2,}[^\s\"'<>)]*")
# The QR code of a second factor, drawn by allauth from the secret and nothing a person typed; and a
# letter in plain text, which no browser reads as a page.
MARKED_SAFE = [
    "templates/mfa/totp/activate_form.html",
    "templates/registry/office/invitation.txt",
]
INLINE = {
    "a style inside a tag": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a handler inside a tag": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script without a file": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.I),
    "a script address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    found = [name(path) for path in TEMPLATES if INLINE[what].search(without_comments(path))]
    assert found == []


def without_comments(path: Path) -> str:
    """The template without what no browser sees."""
    return re.sub(
        r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", "", text(path), flags=re.S
    )


def test_no_page_style_or_script_asks_another_host() -> None:
    found = [
        f"{name(path)}: {address}"
        for path in (*TEMPLATES, *STATIC)
        for address in ADDRESS.findall(without_comments(path))
        if address not in NAMES_NOT_ADDRESSES and is_fetched(address, path)
    ]
    assert found == []


def is_fetched(address: str, path: Path) -> bool:
    """Whether the address stands in a src, href of a link element, url() or import."""
    pattern = r"(src|action|data|url\(|@import|<link[^>]*href)\s*[=(]?\s*[\"']?" + re.escape(
        address
    )
    return re.search(pattern, text(path)) is not None


def test_templates_are_marked_safe_nowhere() -> None:
    found = [
        name(path)
        for path in TEMPLATES
        if re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", without_comments(path))
    ]
    assert found == MARKED_SAFE


def test_python_marks_nothing_safe_but_the_kernel_s_own_markup() -> None:
    found = {name(path) for path in files(*PACKAGES) if "mark_safe(" in text(path)}
    assert {path for path in found if not path.startswith("sentra/lib/templatetags/")} == set()


def test_every_page_says_its_language() -> None:
    base = text(ROOT / "templates" / "base.html")
    assert re.search(r"<html[^>]*\blang=", base)
