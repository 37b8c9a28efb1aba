"""Choosing codes among the menus of the year of the record on the page; where none was found, and
on a page that makes a new record, whose year nobody knows yet, words stay free."""

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dak.queries.menus import CODES, menus_of_year
from sentra.lib.keys import plain_number


class CodeSelect(forms.Select):
    """A list of codes that keeps an older word of the row which it does not hold."""

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        """The list, and what stands in the row where it is another."""
        known = {str(code) for code, _label in self.choices}
        old = [(one, one) for one in value if one and one not in known]
        kept, self.choices = self.choices, [*self.choices, *old]
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = kept


def choose_from_menus(
    asked: forms.Field | None, name: str, request: HttpRequest | None, record: type[Model]
) -> forms.Field | None:
    """A plain select of the codes of the fiscal year of the page's record, where any is known."""
    if asked is None or name not in CODES:
        return asked
    match = getattr(request, "resolver_match", None)
    key = plain_number(match.kwargs.get("object_id")) if match else None
    rows = record._default_manager.filter(pk=key)
    year = None if key is None else rows.values_list("fiscal_year", flat=True).first()
    menus = menus_of_year(year)
    codes = menus.menus if name == "menu_code" else menus.listed()
    if codes:
        labels = [(code, f"{label} ({code})") for code, label in codes.items()]
        asked.widget = CodeSelect(choices=[("", _("Tidak disebut")), *labels])
    return asked
