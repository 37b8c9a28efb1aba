"""The search box in the admin's header: one result opens at once, several are listed by noun."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.admin.widgets import key_label
from registry.changes.fields import key_field
from registry.queries.quick import quick_rows, with_code

SHOWN = 8
LONGEST = 200


@dataclass(frozen=True)
class Group:
    """The results of one noun: address, words, and what must stand beside them."""

    title: str
    rows: tuple[tuple[str, str, str], ...]
    more_url: str


def quick_search(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """By code, name, other name, place or commodity."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    pages = sorted(
        (page for page in site._registry.values() if getattr(page, "quick_rank", 0)),
        key=lambda page: page.quick_rank,  # type: ignore[attr-defined]
    )
    allowed = [page for page in pages if text and page.has_view_permission(request)]
    # A code has a digit; "perak" alone is a word, though a commodity may be coded so.
    has_digit = any(letter.isdigit() for letter in text)
    exact = _by_code(allowed, request, text) if has_digit else ""
    if exact:
        return redirect(exact)
    groups = [group for page in allowed if (group := _group(page, request, text)) is not None]
    if len(groups) == 1 and len(groups[0].rows) == 1:
        return redirect(groups[0].rows[0][0])
    context = {
        **site.each_context(request),
        "title": _("Cari: %(text)s") % {"text": text} if text else _("Cari"),
        "text": text,
        "groups": groups,
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, "admin/quick.html", context)


def _by_code(pages: list[Any], request: HttpRequest, text: str) -> str:
    for page in pages:
        name = key_field(page.model)
        if name == "id":
            continue
        rows = list(with_code(page.get_queryset(request), name, text)[:2])
        if len(rows) == 1:
            return _address(page, rows[0])
    return ""


def _group(page: Any, request: HttpRequest, text: str) -> Group | None:
    rows = list(quick_rows(page.get_queryset(request), text)[: SHOWN + 1])
    if not rows:
        return None
    opts = page.opts
    listing = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return Group(
        title=capfirst(str(opts.verbose_name_plural)),
        rows=tuple(
            (_address(page, row), key_label(row), page.beside(row))
            for row in page.dressed(rows[:SHOWN])
        ),
        more_url=f"{listing}?{urlencode({'q': text})}" if len(rows) > SHOWN else "",
    )


def _address(page: Any, row: Model) -> str:
    return reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_change", args=[row.pk])
