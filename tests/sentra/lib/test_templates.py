"""Every template compiles, and none needs more than our content security policy allows."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path("templates")
NAMES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
STYLES = sorted(Path("sentra/static/sentra").glob("*.css"))
# An inline style, an inline script, a handler in an attribute, or a data: or foreign address.
FORBIDDEN = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|(?:src|href)=\"(?:data:|https?:|//)"
)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    assert get_template(name) is not None


@pytest.mark.parametrize("name", NAMES)
def test_template_obeys_the_content_security_policy(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")

    assert FORBIDDEN.findall(source) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_stylesheet_loads_nothing_from_elsewhere(path: Path) -> None:
    addresses = re.findall(r"url\(([^)]*)\)|@import", path.read_text(encoding="utf-8"))

    assert set(addresses) <= {"kawung.svg"}


@pytest.mark.parametrize("name", ["errors/500.html", "errors/503.html", "admin/500.html"])
def test_page_of_last_resort_needs_no_tag_that_could_fail(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")

    assert re.findall(r"{%|{{", source) == []


def test_frame_of_a_public_page_leaves_room_for_its_subject() -> None:
    # A page on a weak link weighs at most 50 KB, uncompressed; the frame may take a third of it.
    weight = sum(
        (Path("sentra/static/sentra") / name).stat().st_size
        for name in ("sentra.css", "mark.svg", "mark-light.svg", "kawung.svg")
    )

    assert weight < 50_000 / 3 + 500
