"""The column of lists whose rows hang on a sentra: its name, and beside it whether it exists and
whether an office vouches for it. The sentra's own list has a column for each (sentra.py)."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from registry.models import Sentra
from registry.queries.sentra_rows import ListedSentra, lay_standing
from sentra.lib.templatetags.figures import badge_existence, badge_verification

COLUMN = "of_sentra"


def with_standing(sentra: Sentra | None, name: str = "") -> SafeString:
    """The name, and how it stands where `lay_standing` was asked."""
    words = name or (str(sentra) if sentra is not None else "–")
    line: ListedSentra | None = getattr(sentra, "listed", None)
    if line is None:
        return format_html("{}", words)
    badges = badge_existence(line.status), badge_verification(line.verification)
    return format_html("{}<br>{} {}", words, *badges)


class OfSentra:
    """A list whose rows have a `sentra`; name its column `of_sentra`."""

    @admin.display(description=_("sentra"), ordering="sentra__name_key")
    def of_sentra(self, row: Any) -> SafeString:
        """The sentra and how it stands."""
        return with_standing(row.sentra)

    def dressed(self, rows: list[Any]) -> list[Any]:
        """With the standing of every sentra of the page: one statement."""
        lay_standing(row.sentra for row in rows)
        return super().dressed(rows)  # type: ignore[misc]
