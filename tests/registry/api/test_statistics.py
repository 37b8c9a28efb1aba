"""Published figures in the API: found by meaning, place, year and stage; withdrawn ones go."""

import pytest

from registry.changes.change import Change
from tests.dirty_marks import applied
from tests.factories import make_source
from tests.factories.rules import make_statistic
from tests.registry.api.read import errors, results

pytestmark = pytest.mark.django_db


def codes(query: str) -> list[str]:
    return [row["statistic_code"] for row in results(f"statistics/?{query}")]


def test_a_figure_carries_meaning_scope_stage_and_source() -> None:
    source = make_source(publisher="Koran", url="https://contoh.example/a")
    make_statistic(scheme="dak", amount="88.46", unit="percent", source=source.code)

    (row,) = results("statistics/")

    assert (row["scheme"], row["stage"], row["unit"]) == ("dak", "observed", "percent")
    assert (row["amount"], row["amount_low"], row["amount_qualifier"]) == (88.46, 88.46, "=")
    assert (row["source_publisher"], row["source_url"]) == ("Koran", "https://contoh.example/a")
    assert (row["reference_on"], row["reference_precision"]) == ("2020-01-01", "year")


def test_a_figure_in_words_has_no_number_and_no_zero() -> None:
    make_statistic(stated="belasan")

    (row,) = results("statistics/")

    assert (row["amount"], row["amount_low"], row["stated"]) == (None, None, "belasan")


def test_filters_by_year_place_and_words() -> None:
    nation = make_statistic(code="nasional", scope_note="Seluruh menu").code
    bali = make_statistic(code="bali", province="51", reference_on="2021-01-01").code
    island = make_statistic(code="suramadu", area_words="Kaki Suramadu").code

    assert codes("year=2021") == [bali]
    assert codes("province=51") == [bali]
    assert codes("is_national=true") == [nation]
    assert set(codes("is_national=false")) == {bali, island}
    assert codes("q=seluruh+menu") == [nation]
    assert codes("indicator=sentra-count&year__gte=2021") == [bali]


def test_an_unknown_value_is_refused_with_the_nearest_one() -> None:
    make_statistic()

    assert errors("statistics/?scheme=dakk") == [("scheme", "query.unknown_value")]
    assert errors("statistics/?indikator=x") == [("indikator", "query.unknown_parameter")]


def test_a_withdrawn_figure_is_gone_from_the_list() -> None:
    code = make_statistic().code

    applied(Change("statistic.withdraw", {}, code, 0))

    assert results("statistics/") == []
