"""The rule of the ceiling, said once: which claims of a grant it rests on, for rows in Python and
as SQL for the view of dak.aggregates.ceiling.

Only claims of a stage that speaks of a ceiling (allocation, built, unnamed) can be it: the official
one, else those of stage allocation, else those of stage built or unnamed. An official claim of
another stage, say of a contract, is official for that stage and never the ceiling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dak.choices import CEILING_STAGES, Basis

# The claims that are looked at, the best first.
RANKED = (Basis.OFFICIAL, *CEILING_STAGES)
BASIS_OF_STAGE = {stage: basis for basis, stages in CEILING_STAGES.items() for stage in stages}


@dataclass(frozen=True)
class Ceiling:
    """What sums are held against. An end nobody names is None; `basis` None: no claim is one."""

    low: int | None = None
    high: int | None = None
    basis: Basis | None = None

    @property
    def is_official(self) -> bool:
        """Whether it rests on the official claim."""
        return self.basis == Basis.OFFICIAL

    @property
    def is_known(self) -> bool:
        """Whether any end is."""
        return self.low is not None or self.high is not None


def basis_of(stage: str, qualifier: str, *, is_official: bool) -> Basis | None:
    """What a ceiling would rest on if it rested on this claim; None: it never can."""
    basis = BASIS_OF_STAGE.get(stage) if qualifier else None  # type: ignore[call-overload]
    return Basis.OFFICIAL if basis is not None and is_official else basis


def ceiling_of(claims: Iterable[Mapping[str, Any]]) -> Ceiling:
    """The ceiling by the claims in force of one grant: the range over the best of them."""
    ranked: dict[Basis, list[Mapping[str, Any]]] = {}
    for row in claims:
        official = row["is_official"]
        basis = basis_of(row["stage"], row["amount_idr_qualifier"], is_official=official)
        if basis is not None:
            ranked.setdefault(basis, []).append(row)
    best = next((basis for basis in RANKED if basis in ranked), None)
    if best is None:
        return Ceiling()
    lows = [row["amount_idr_low"] for row in ranked[best]]
    highs = [row["amount_idr_high"] for row in ranked[best]]
    return Ceiling(
        low=None if None in lows else min(lows),
        high=None if None in highs else max(highs),
        basis=best,
    )


def _quoted(stages: Iterable[str]) -> str:
    return ", ".join(f"'{stage!s}'" for stage in stages)


# The same of a claim `c` in SQL.
CAN_BE_SQL = f"c.amount_idr_qualifier <> '' AND c.stage IN ({_quoted(BASIS_OF_STAGE)})"
BASIS_SQL = " ".join(
    (
        f"CASE WHEN c.is_official THEN '{Basis.OFFICIAL.value}'",
        *(
            f"WHEN c.stage IN ({_quoted(stages)}) THEN '{basis.value}'"
            for basis, stages in CEILING_STAGES.items()
        ),
        "END",
    )
)
RANK_SQL = f"array_position(ARRAY[{_quoted(RANKED)}], {BASIS_SQL})"
