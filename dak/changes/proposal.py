"""What the kinds of proposals need beside their rules: the region a proposal without a registered
sentra is about, and what a reviewer should look at twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dak.queries.doubtful import DoubtfulAmount, doubtful_in
from dak.queries.matters import matter_of_words
from dak.queries.minimum_units import too_few_units
from registry.changes.change import Change
from registry.changes.fields import REQUIRED
from registry.models import Sentra
from registry.queries.matter import Matter
from sentra.lib.keys import plain_number
from sentra.lib.problems import Problem


def region_of_proposal(change: Change) -> Matter | None:
    """The government a new proposal for a sentra still to be registered is of; None for one about a
    registered sentra, and for a correction."""
    values = change.values
    region = str(values.get("regency") or values.get("province") or "")
    if change.target or values.get("sentra") or not region:
        return None
    return matter_of_words(region, str(values.get("sentra_words") or values.get("menu") or ""))


def asked_of_unregistered(change: Change) -> Iterator[Problem]:
    """What a proposal for a sentra still to be registered lacks: what it is called there, and how
    much is asked for. The form asks for both; whoever sends without the form is told the same."""
    values = change.values
    if change.target or values.get("sentra"):
        return
    for name in ("sentra_words", "asked_idr"):
        if values.get(name) in (None, ""):
            yield REQUIRED.problem(name, None)


def doubtful_amounts(changes: Iterable[Change]) -> Iterator[DoubtfulAmount]:
    """Every amount that may be in thousands or millions."""
    return doubtful_in((change.kind, change.values) for change in changes)


def outliers(changes: Sequence[Change]) -> list[str]:
    """What is doubtful about a proposal, in sentences, for its risk (settings OUTLIERS)."""
    return [*(doubt.sentence for doubt in doubtful_amounts(changes)), *_too_few(changes)]


def _too_few(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        code, year = change.values.get("sentra"), change.values.get("fiscal_year")
        if change.kind != "proposal.record" or not isinstance(code, str) or not year:
            continue
        sentra = Sentra.objects.in_force().filter(public_code=code).first()
        yield from (doubt.sentence for doubt in too_few_units(sentra, _year(year)))


def _year(value: Any) -> int | None:
    return plain_number(value, 4)
