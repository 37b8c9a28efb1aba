"""The filters of sentra: the same rows a published number counts, and words that forgive."""

import random

import pytest
from django.http import QueryDict

from registry.aggregates.definitions import definitions
from registry.aggregates.population import FIRST_YEAR as FIRST_CELL
from registry.choices import ExistenceStatus, Recognition, SentraKind
from registry.filters.population import counted
from registry.filters.sentra import SentraFilterSet
from registry.models import Sentra
from registry.queries.periods import FIRST_YEAR
from tests.factories import (
    make,
    make_commodity,
    make_profile,
    make_sentra,
    make_status,
    make_verification,
)

pytestmark = pytest.mark.django_db


def found(query: str) -> set[Sentra]:
    return set(SentraFilterSet(QueryDict(query), Sentra.objects.all(), surface=()).qs)


def make_primary(sentra: Sentra, commodity: str) -> None:
    make(
        "sentra_commodity.record",
        sentra=sentra.public_code,
        commodity=commodity,
        is_primary=True,
    )


def test_the_first_year_is_the_same_above_and_below() -> None:
    assert FIRST_YEAR == FIRST_CELL


def test_status_is_the_one_in_force_in_the_year_that_is_asked() -> None:
    sentra = make_sentra()
    make_status(sentra, status="active", status_on="2020-01-01")
    make_status(sentra, status="closed", status_on="2023-06-01")

    assert found("year=2021&status=active") == {sentra}
    assert found("year=2023&status=active") == set()
    assert found("status=closed") == {sentra}
    assert found("year=2019") == set()


def test_verification_and_commodity_are_those_of_the_cell() -> None:
    sentra, other = make_sentra(), make_sentra()
    commodity = make_commodity()
    make_primary(sentra, commodity.code)
    make_verification(sentra, verified_on="2025-06-01", valid_to="2099-06-01")

    assert found(f"commodity={commodity.code}") == {sentra}
    assert found(f"sector={commodity.sector.code}") == {sentra}
    assert found("commodity__isnull=true") == {other}
    assert found("sector__isnull=false") == {sentra}
    assert found("verification=current") == {sentra}
    assert found("verification__not=current") == {other}


def test_a_figure_is_surely_at_least_by_its_lower_bound() -> None:
    sentra = make_sentra()
    make_profile(sentra, unit_count={"low": 18, "high": None, "qualifier": ">="})
    make_profile(make_sentra())

    assert found("unit_count__gte=18") == {sentra}
    assert found("unit_count__gte=19") == set()
    assert found("unit_count__lte=1000") == set()
    assert found("unit_count__isnull=false") == {sentra}


def test_a_hundred_random_filters_agree_with_the_population() -> None:
    rng = random.Random(7)
    places = (("51", "51.04"), ("32", "32.04"), ("52", "52.02"))
    for number in range(12):
        province, regency = rng.choice(places)
        sentra = make_sentra(
            province=province,
            regency=regency,
            kind=rng.choice(SentraKind.values),
            recognition=rng.choice(Recognition.values),
        )
        if number % 3:
            status = rng.choice(ExistenceStatus.values)
            make_status(sentra, status=status, status_on=f"20{rng.randint(15, 25)}-03-01")
    choices = {
        "province": ["51", "32", "52"],
        "regency": ["51.04", "32.04", "52.02"],
        "kind": SentraKind.values,
        "recognition": Recognition.values,
        "status": ExistenceStatus.values,
    }
    for _round in range(100):
        params = {
            f"{name}{rng.choice(['__in', '__not'])}": ",".join(rng.sample(values, 2))
            for name, values in choices.items()
            if rng.random() < 0.4
        }
        params["year"] = rng.choice(["latest", "2018", "2022", "2025"])
        expected = set(counted(params).values_list("sentra_id", flat=True))

        query = "&".join(f"{name}={value}" for name, value in params.items())
        assert {sentra.pk for sentra in found(query)} == expected, query


def test_the_population_of_every_definition_is_a_query_the_list_understands() -> None:
    for what in definitions().values():
        if what.noun == "sentra":
            filterset = SentraFilterSet(dict(what.population), Sentra.objects.all(), surface=())

            assert filterset.problems == (), what.code


@pytest.mark.parametrize(
    "words",
    [
        "gununggedangan",
        "gunung gedangan",
        "Goenoeng GEDANGAN",
        "sentra gedangan perak",
        "celuk",
        "gianyar perak",
        "keradjinan",
        "bu'u",
    ],
)
def test_words_are_found_in_names_aliases_places_and_products(words: str) -> None:
    commodity = make_commodity(name="Perak")
    sentra = make_sentra(
        name="Sentra Gunung Gedangan Bu’u",
        province="51",
        regency="51.04",
        district="51.04.01",
        village="51.04.01.2005",
    )
    make_primary(sentra, commodity.code)
    make("alias.record", sentra=sentra.public_code, name="Kampung Kerajinan", kind="local")
    make_sentra(name="Lain", province="32", regency="32.04")

    assert found(f"q={words}") == {sentra}


def test_every_word_must_be_found() -> None:
    make_sentra(name="Gunung Gedangan")

    assert found("q=gedangan+tasikmalaya") == set()


def test_a_place_of_two_words_is_found_though_its_key_folds_them_together() -> None:
    sentra = make_sentra(name="Tenun Kramat Jati")

    assert found("q=kramat+jati") == {sentra}
    assert found("q=kramatjati") == {sentra}
