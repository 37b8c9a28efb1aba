"""What the ministry says when it allocates one proposal by its own figures: a ceiling for each
fund, the day, who decided, and on whose word. What becomes of it is dak.changes.allocation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dak.changes.allocation import allocate_funds
from dak.choices import Fund
from dak.models import Proposal, ProposalStage
from dak.queries.cautions import is_plausible
from registry.changes.change import Change
from registry.forms.base import field_for
from registry.forms.bulk import ReasonForm
from registry.forms.fields import RupiahField
from sentra.lib.number_format import format_rupiah, spell_amount
from sentra.lib.problems import problem_code

STAGE = ("happened_on", "office_words", "source", "words")
NOTHING_ALLOCATED = problem_code(
    "allocation.nothing",
    gettext_lazy("Tulis pagu paling sedikit satu jenis dana. Yang dikosongkan tidak dialokasikan."),
)


class AllocationForm(ReasonForm):
    """One amount for each fund that has no grant yet; an empty one is not allocated."""

    def __init__(self, *args: Any, asked: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        reasons = {name: self.fields.pop(name) for name in ("reason_code", "reason_text")}
        for fund, amount in asked.items():
            self.fields[ceiling_name(fund)] = RupiahField(
                required=False,
                label=_("Pagu %(fund)s") % {"fund": Fund(fund).label},
                help_text=_("Dalam rupiah penuh. Diusulkan %(amount)s.")
                % {"amount": format_rupiah(amount)},
            )
        for name in STAGE:
            column: Any = ProposalStage._meta.get_field(name)
            self.fields[name] = field_for(column)
            self.fields[name].required = not column.blank
        self.fields["words"].label = _("Dasar penetapan")
        self.fields["words"].required = True
        self.fields |= reasons

    def clean(self) -> dict[str, Any]:
        """At least one fund is allocated."""
        cleaned = super().clean()
        if not self.errors and not self.ceilings():
            sentence = NOTHING_ALLOCATED.sentence()
            self.add_error(None, forms.ValidationError(sentence, NOTHING_ALLOCATED.code))
        return cleaned

    def ceilings(self) -> dict[str, int]:
        """The ceiling of every fund that is allocated."""
        typed = {fund: self.cleaned_data.get(ceiling_name(fund)) for fund in self.asked}
        return {fund: amount for fund, amount in typed.items() if amount is not None}

    def amounts(self) -> list[str]:
        """Every ceiling in figures and words, beside what was asked, and whether it looks odd."""
        return [self._said(fund, amount) for fund, amount in self.ceilings().items()]

    def _said(self, fund: str, amount: int) -> str:
        told = {
            "fund": Fund(fund).label,
            "amount": format_rupiah(amount),
            "words": spell_amount(amount),
            "asked": format_rupiah(self.asked[fund]),
        }
        said = _("%(fund)s: %(amount)s (%(words)s), diusulkan %(asked)s.") % told
        if amount != self.asked[fund]:
            said += " " + _("Berbeda dari usulan, jadi seluruhnya belum dirinci.")
        if not is_plausible(amount):
            said += " " + _("Di luar yang lazim untuk satu sentra setahun. Satuannya rupiah?")
        return said

    def changes(self, proposal: Proposal) -> tuple[Change, ...]:
        """The act; for a valid form."""
        values: dict[str, Any] = {}
        for name in STAGE:
            asked: Any = self.fields[name]
            cleaned = self.cleaned_data[name]
            values |= asked.values(name, cleaned) if hasattr(asked, "values") else {name: cleaned}
        return allocate_funds(
            proposal,
            self.ceilings(),
            day=date.fromisoformat(values["happened_on"]),
            office=values["office_words"],
            source=values["source"],
            reason=values["words"],
        )


def ceiling_name(fund: str) -> str:
    """The question about the ceiling of a fund."""
    return f"ceiling_{fund}"
