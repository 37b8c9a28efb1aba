"""Amounts of what a dinas asks for that can hardly be rupiah, in words: told before they are sent,
to be confirmed, and to whoever decides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dak.models import Proposal
from dak.queries.cautions import UNIT_DOUBTFUL, is_plausible
from sentra.lib.number_format import format_rupiah, spell_amount

# The amount of each noun.
AMOUNTS = {"proposal": "asked_idr", "proposal_line": "amount_idr"}


@dataclass(frozen=True)
class DoubtfulAmount:
    """An amount that may be in thousands or millions: of which change of an act, in which field,
    and of what."""

    position: int
    field: str
    what: str
    amount: int

    @property
    def words(self) -> str:
        """`Pagar Rp900.000 (900 ribu rupiah)`."""
        return f"{self.what} {format_rupiah(self.amount)} ({spell_amount(self.amount)})"

    @property
    def sentence(self) -> str:
        """The doubt, to whoever typed it and to whoever reads it."""
        words = spell_amount(self.amount)
        return UNIT_DOUBTFUL.sentence(format_rupiah(self.amount), what=self.what, words=words)


def doubtful_in(told: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[DoubtfulAmount]:
    """Every such amount among changes, each told as its kind and its values."""
    for number, (kind, values) in enumerate(told):
        noun = kind.split(".")[0]
        name = AMOUNTS.get(noun, "")
        amount = values.get(name)
        if isinstance(amount, int) and not is_plausible(amount):
            what = str(Proposal._meta.get_field("asked_idr").verbose_name).capitalize()
            if noun == "proposal_line":
                what = str(values.get("name") or what)
            yield DoubtfulAmount(number, name, what, amount)
