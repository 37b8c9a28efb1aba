"""Why a number is what it is: the sentence, the formula, how many rows, the query that lists
exactly those rows, and what is not counted with the reason."""

from dataclasses import dataclass

from django.utils.module_loading import import_string

from registry.aggregates import engine
from registry.aggregates.definitions import Definition, definitions
from registry.aggregates.publish import rows_query


@dataclass(frozen=True)
class Excluded:
    """Rows left out, and why."""

    n_records: int
    reason: str


@dataclass(frozen=True)
class Explanation:
    """Everything behind one cell."""

    definition: str
    sentence: str
    formula: str
    n_records: int
    n_reporting: int
    query: str
    excluded: tuple[Excluded, ...]


def explain(
    definition: str,
    region: str = engine.NATION,
    period: str = "latest",
    dimension: str = "",
    member: str = "",
) -> Explanation:
    """Count the rows of a cell afresh and say how to list them.

    An unknown definition or dimension raises KeyError."""
    what = definitions()[definition]
    counted = what if what.ratio is None else definitions()[what.ratio.numerator]
    rows = engine.select(counted).filter(period=period)
    if region != engine.NATION:
        column = "regency_code" if "." in region else "province_code"
        rows = rows.filter(**{column: region})
    if dimension:
        if dimension not in what.dimensions:
            raise KeyError(dimension)
        rows = rows.filter(**{what.columns[dimension]: member})
    return Explanation(
        definition=what.code,
        sentence=str(what.sentence),
        formula=str(what.formula),
        n_records=rows.count(),
        n_reporting=rows.filter(reports=True).count(),
        query=rows_query(what, region, period, dimension, member),
        excluded=tuple(excluded(what, region, period)),
    )


def excluded(what: Definition, region: str, period: str) -> list[Excluded]:
    """Rows of the noun that the definition leaves out, by reason."""
    if not what.excluded:
        return []
    return [
        Excluded(count, str(reason))
        for count, reason in import_string(what.excluded)(region, period)
    ]
