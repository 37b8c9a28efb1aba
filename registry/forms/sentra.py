"""The form of a sentra: what follows from a region code is filled in, nothing else is guessed."""

from typing import Any

from django.utils.translation import gettext as _

from registry.forms.base import EngineForm, ReasonedForm
from sentra.lib.codes import normalise_region_code
from sentra.lib.problems import UnreadableValue

LEVELS = ("province", "regency", "district", "village")


class SentraForm(ReasonedForm):
    """One sentra."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "province" in self.fields:  # a deeper code names it; the engine misses it otherwise
            self.fields["province"].required = False

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """A village's code names its district, regency and province; where these were left empty
        they are filled in. What was typed stays, and the engine refuses what does not fit."""
        deepest = next((values[name] for name in reversed(LEVELS) if values.get(name)), "")
        try:
            parts = normalise_region_code(deepest).split(".") if deepest else []
        except UnreadableValue:
            return values
        filled = dict(values)
        for depth, name in enumerate(LEVELS[: len(parts)], start=1):
            if not self.cleaned_data.get(name) and not filled.get(name):
                filled[name] = ".".join(parts[:depth])
        return filled


class ProfileForm(EngineForm):
    """The figures of one year."""

    @property
    def line_label(self) -> str:
        """The year."""
        return _("tahun %(year)s") % {"year": self.instance.year}
