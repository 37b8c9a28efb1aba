"""Lines of money, and need packs, on the desk: every amount is echoed in words, one that can hardly
be rupiah is saved only when somebody confirmed it, a new line that points to an approved one is a
correction, and a pack is filled by the registry and not by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dak.changes.need_pack import make_need_pack
from dak.models import GrantShare
from dak.queries.cautions import is_plausible
from registry.changes.kinds import all_kinds
from registry.forms.base import EngineForm, ReasonedForm
from registry.forms.fields import FigureField, ReadingField
from registry.models import Sentra
from sentra.lib.dates import today_wib
from sentra.lib.number_format import format_rupiah, spell_amount
from sentra.lib.problems import UnreadableValue, problem_code

UNCONFIRMED = problem_code(
    "amount.unconfirmed",
    gettext_lazy(
        "{value} ({words}) di luar yang lazim untuk satu sentra setahun. Periksa satuannya: rupiah"
        " penuh, bukan ribuan atau jutaan. Bila memang benar, centang “Jumlah ini memang benar”."
    ),
)
CONFIRMED = "amount_is_right"


class ConfirmField(forms.CharField):
    """The amounts somebody confirmed; hidden until there is something to confirm, and never a
    change of the record."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never."""
        return False


class SealInput(forms.CheckboxInput):
    """A box whose value is the very amounts that are confirmed; empty where it is not ticked."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The amounts."""
        return str(data.get(name) or "")


def ask_to_confirm(form: forms.Form | forms.ModelForm, doubtful: Mapping[str, int]) -> bool:
    """Whether the very amounts are confirmed, by field; if not, each says so at its field. Where
    there is anything to confirm, the form shows the box with the amounts in words."""
    if not doubtful:
        return True
    seal = ",".join(str(amount) for amount in doubtful.values())
    box = SealInput(attrs={"value": seal}, check_test=lambda value: value == seal)
    form.fields[CONFIRMED].widget = box
    # The bound field took its words before anything was read.
    form[CONFIRMED].help_text = "; ".join(dict.fromkeys(map(spell_amount, doubtful.values())))
    if form.cleaned_data.get(CONFIRMED) == seal:
        return True
    for name, amount in doubtful.items():
        sentence = UNCONFIRMED.sentence(format_rupiah(amount), words=spell_amount(amount))
        form.add_error(name, ValidationError(sentence, code=UNCONFIRMED.code))
    return False


class AmountForm(EngineForm):
    """A form with amounts of rupiah. Each is echoed in words; what is far from the usual comes back
    with everything typed kept, and is taken when the very amount is confirmed."""

    amount_is_right = ConfirmField(
        label=gettext_lazy("Jumlah ini memang benar"), required=False, initial=""
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CONFIRMED].disabled = False
        self.fields[CONFIRMED].help_text = ""
        for name, form_field in self._amount_fields():
            words = "; ".join(spell_amount(amount) for amount in self._shown(name, form_field))
            if words:
                told = f"{form_field.help_text} " if form_field.help_text else ""
                form_field.help_text = _("%(told)sDibaca: %(words)s.") % {
                    "told": told,
                    "words": words,
                }

    def clean(self) -> dict[str, Any]:
        """Amounts that were typed and can hardly be rupiah need to be confirmed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.confirmed: list[int] = []
        if cleaned.get(DELETION_FIELD_NAME):
            return cleaned
        doubtful = dict(self._doubtful(cleaned))
        if ask_to_confirm(self, doubtful):
            self.confirmed = list(doubtful.values())
        return cleaned

    def notes(self) -> list[str]:
        """Which unusual amounts somebody confirmed, kept with the reason of the act."""
        told = ((format_rupiah(one), spell_amount(one)) for one in getattr(self, "confirmed", ()))
        return [
            _("Dikonfirmasi pengisi: %(amount)s (%(words)s).") % {"amount": amount, "words": words}
            for amount, words in told
        ]

    def _amount_fields(self) -> Iterator[tuple[str, ReadingField]]:
        for name, form_field in self.fields.items():
            if name.endswith("_idr") and isinstance(form_field, ReadingField):
                yield name, form_field

    def _shown(self, name: str, form_field: ReadingField) -> list[int]:
        """The amounts in a field as the page shows it: typed, or on record."""
        typed = self.data.get(self.add_prefix(name)) if self.is_bound else None
        text = str(typed if typed is not None else self.initial.get(name) or "").strip()
        try:
            return _ends(form_field, form_field.read(text)) if text else []
        except UnreadableValue:
            return []

    def _doubtful(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, int]]:
        for name, form_field in self._amount_fields():
            if name not in self.changed_data or form_field.disabled:
                continue
            for amount in _ends(form_field, cleaned.get(name)):
                if not is_plausible(amount) and not is_plausible(amount, self._n_sentra()):
                    yield name, amount

    def _n_sentra(self) -> int:
        """Over how many sentra the grant is split."""
        grant = getattr(self.instance, "grant_id", None)
        return GrantShare.objects.filter(grant=grant, is_withdrawn=False).count() or 1


class ReasonedAmountForm(AmountForm, ReasonedForm):
    """The form of a page that has amounts of its own."""


def _ends(form_field: ReadingField, value: Any) -> list[int]:
    """The amounts a value speaks of: one, or the ends of a figure."""
    if value is None:
        return []
    if isinstance(form_field, FigureField):
        ends = [value["low"], value["high"]]
        return list(dict.fromkeys(int(end) for end in ends if end is not None))
    return [int(value)]


class MoneyLineForm(AmountForm):
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
