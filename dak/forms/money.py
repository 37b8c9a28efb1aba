"""Lines of money, and need packs, on the desk: a new line that points to an approved one is a
correction, and a pack is filled by the registry and not by hand."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from dak.changes.need_pack import make_need_pack
from registry.changes.kinds import all_kinds
from registry.forms.base import EngineForm, ReasonedForm
from registry.models import Sentra
from sentra.lib.dates import today_wib


class MoneyLineForm(EngineForm):
    """A line of money; recorded, or superseding the approved line it points to."""

    def typed_values(self) -> dict[str, Any]:
        """A new line with `corrects` takes the kind that supersedes."""
        noun = self.verbs.record.split(".")[0]
        if self.is_new and self.cleaned_data.get("corrects"):
            self.verbs = replace(self.verbs, record=all_kinds()[f"{noun}.supersede"].code)
        return super().typed_values()

    @property
    def line_label(self) -> str:
        """With its number, by which a correction names it, and whether it stands."""
        row: Any = self.instance
        words = f"{row} (#{row.pk})"
        if getattr(row, "is_corrected", False):
            return _("%(row)s — sudah dikoreksi") % {"row": words}
        return _("%(row)s — disetujui") % {"row": words} if row.approved_on else words


class NeedPackForm(ReasonedForm):
    """Only the sentra is chosen; what stands in the pack is read from the registry today."""

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """The pack of the chosen sentra as it stands now; nothing where no such sentra is."""
        if not self.is_new:
            return values
        chosen = Sentra.objects.filter(public_code=values.get("sentra") or "").first()
        if chosen is None:
            return values
        made = make_need_pack(chosen, today_wib(), str(values.get("words", "")))
        return dict(made.values)
