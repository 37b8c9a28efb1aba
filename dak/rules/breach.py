"""One broken check of a grant's ledger. The checks themselves stand with their nouns; who tells of
a breach is decided in dak.rules.money."""

from dataclasses import dataclass

from sentra.lib.problems import Problem


@dataclass(frozen=True)
class Breach:
    """The noun a broken check is told at, and the row where there is one."""

    noun: str
    problem: Problem
    row: int | None = None
