"""Rows of the admin's lists with the head of the column in each cell, so that a phone can show a
row as a card (desk.css)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()

CELL, CHECKBOX = "<td", 'class="action-checkbox"'


@register.filter
def labelled(cells: Iterable[SafeString], heads: Iterable[dict[str, Any]]) -> Iterator[SafeString]:
    """The cells of one row as Django wrote them; each but the first and the box to tick says of
    which column it is."""
    for cell, head in zip(cells, heads, strict=True):
        if not cell.startswith(CELL) or CHECKBOX in cell[:60]:
            yield cell
        else:
            rest = mark_safe(cell.removeprefix(CELL))
            yield format_html('<td data-label="{}"{}', capfirst(str(head["text"])), rest)
