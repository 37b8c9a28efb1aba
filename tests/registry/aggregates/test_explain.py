"""Behind every number: its sentence, its rows, the query that lists exactly them, and what is left
out."""

from urllib.parse import parse_qsl

import pytest

from registry.aggregates.definitions import definitions
from registry.aggregates.explain import Excluded, explain
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.filters.population import PARAMETERS, counted
from registry.models import ProvincialAggregate
from tests.factories import make_sentra, make_status
from tests.registry.aggregates.test_recompute import small_world

pytestmark = pytest.mark.django_db


def listed(query: str) -> int:
    """How many rows the list behind a link holds."""
    params = dict(parse_qsl(query))
    assert set(params) <= PARAMETERS
    return len(counted(params))


def test_every_cell_of_the_registry_links_to_exactly_its_rows() -> None:
    small_world()
    drain()
    codes = [code for code in definitions() if code.startswith("sentra.")]

    checked = 0
    for code in codes:
        for row in ProvincialAggregate.objects.filter(
            definition=code, period__in=("2023", "2025", "latest")
        ):
            why = explain(code, row.region_code, row.period, row.dimension, row.member)
            assert (why.n_records, why.n_reporting) == (row.n_records, row.n_reporting)
            assert listed(why.query) == row.n_records
            checked += 1
    assert checked > 100


def test_a_cell_carries_the_same_query_as_its_explanation() -> None:
    small_world()
    drain()

    for dimension in ("", "status", "verification", "sector", "commodity"):
        for cell in cells("sentra.count", level="province", dimension=dimension):
            why = explain("sentra.count", cell.region_code, "latest", dimension, cell.member)
            assert cell.query == why.query


def test_every_definition_says_what_it_counts_and_how() -> None:
    for definition in definitions().values():
        assert str(definition.label) and str(definition.unit)
        assert str(definition.sentence).endswith(".")
        assert str(definition.formula)


def test_what_the_headline_leaves_out_stands_beside_it_with_the_reason() -> None:
    make_sentra()
    make_sentra(kind="craft_group")
    make_sentra(recognition="candidate")
    make_sentra(recognition="planned")
    make_sentra(province="52", regency="52.02", recognition="planned")
    make_status(make_sentra(), status="closed")

    why = explain("sentra.count", "51")

    assert why.n_records == 1
    assert sorted(why.excluded, key=lambda left: left.reason) == [
        Excluded(1, "Direncanakan"),
        Excluded(1, "Kelompok perajin"),
        Excluded(1, "Potensi sentra"),
        Excluded(1, "Tutup"),
    ]
    assert explain("sentra.records", "51").excluded == ()
    assert explain("sentra.records", "51").n_records == 5


def test_an_unknown_number_or_dimension_is_an_error() -> None:
    with pytest.raises(KeyError):
        explain("sentra.unknown")
    with pytest.raises(KeyError):
        explain("sentra.count", dimension="kind")
