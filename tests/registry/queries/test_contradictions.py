"""When claims contradict one another, and where each fact stands."""

from typing import Any

import pytest

from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource, ContradictionState
from registry.models import Sentra
from registry.queries.contradictions import (
    claim_words,
    claims_in,
    contradictions,
    n_open,
    open_contradictions,
    states_of,
)
from tests.factories import ACTOR, make_fact_claim, make_sentra

pytestmark = pytest.mark.django_db
EVERY = Sentra.objects.all()


def figure(low: int | None, high: int | None, sign: str) -> dict[str, Any]:
    return {"low": low, "high": high, "qualifier": sign, "text": ""}


def claimed(*values: Any, **more: Any) -> Sentra:
    sentra = make_sentra()
    for value in values:
        key = "stated" if isinstance(value, str) else "claimed"
        make_fact_claim(sentra, **{key: value, **more})
    return sentra


@pytest.mark.parametrize(
    "values",
    [
        (293, figure(400, 400, "~")),
        (2143, figure(4000, 8000, "range")),
        (figure(10, None, ">="), 9),
        (figure(None, 5, "<="), 6),
    ],
    ids=["numbers", "below a range", "below a lower bound", "above an upper bound"],
)
def test_values_that_cannot_all_be_true_are_open(values: tuple[Any, ...]) -> None:
    sentra = claimed(*values)

    found = open_contradictions(EVERY)

    assert [(one.sentra, one.fact, one.year, one.state) for one in found] == [
        (sentra, "unit_count", 2018, ContradictionState.OPEN)
    ]
    assert len(found[0].claims) == 2
    assert n_open() == 1


@pytest.mark.parametrize(
    "values",
    [
        (293,),
        (293, 293),
        (293, figure(293, 293, "~")),
        (figure(300, None, ">="), 320),
        (figure(300, 400, "range"), figure(350, 500, "range")),
    ],
    ids=["alone", "the same", "about the same", "at least", "ranges that meet"],
)
def test_values_that_go_together_contradict_nothing(values: tuple[Any, ...]) -> None:
    claimed(*values)

    assert contradictions(EVERY) == []
    assert n_open() == 0


def test_three_ranges_that_meet_in_pairs_meet() -> None:
    claimed(figure(1, 5, "range"), figure(4, 9, "range"), figure(5, 7, "range"))
    claimed(figure(1, 5, "range"), figure(4, 9, "range"), figure(6, 7, "range"))

    assert n_open() == 1


def test_different_years_are_different_facts() -> None:
    sentra = make_sentra(name="Sentra Sepatu Cibaduyut")
    for year, value in ((2001, figure(900, None, ">=")), (2011, 697), (2023, 50)):
        make_fact_claim(sentra, year=year, claimed=value)

    assert contradictions(EVERY) == []
    assert set(states_of([sentra.pk]).values()) == {ContradictionState.ALONE}


def test_different_words_about_one_place_contradict_one_another() -> None:
    sentra = claimed("Desa Aik Darek", "Desa Aik Berik", fact="place", year=None)

    found = open_contradictions(EVERY)

    assert [(one.sentra, one.year, one.label) for one in found] == [(sentra, None, "Letak")]
    assert [claim_words(claim) for claim in found[0].claims] == [
        "Desa Aik Darek",
        "Desa Aik Berik",
    ]


def test_a_published_claim_settles_the_fact_and_keeps_the_others() -> None:
    sentra = make_sentra()
    make_fact_claim(sentra)
    make_fact_claim(sentra, claimed=400, is_published=True, published_reason="pendataan dinas")

    found = contradictions(EVERY)

    assert open_contradictions(EVERY) == []
    assert [(one.state, len(one.claims)) for one in found] == [(ContradictionState.SETTLED, 2)]
    assert found[0].published.published_reason == "pendataan dinas"  # type: ignore[union-attr]


def test_only_the_sentra_that_were_asked_for_are_looked_at() -> None:
    here, there = claimed(1, 2), claimed(3, 4)

    assert [one.sentra for one in open_contradictions(EVERY.filter(pk=here.pk))] == [here]
    assert {one.sentra for one in open_contradictions(EVERY)} == {here, there}


def test_claims_are_found_by_where_their_fact_stands() -> None:
    open_ones = claimed(1, 2)
    agreed = claimed(5, 5)
    alone = claimed(7)

    def sentra_of(*states: str) -> set[int]:
        keys = claims_in(states)
        return set(EVERY.filter(factclaim_set__in=keys).values_list("pk", flat=True))

    assert sentra_of("open") == {open_ones.pk}
    assert sentra_of("agreed", "alone") == {agreed.pk, alone.pk}
    assert sentra_of("settled") == set()


def test_a_withdrawn_claim_says_nothing() -> None:
    sentra = make_sentra()
    make_fact_claim(sentra)
    wrong = make_fact_claim(sentra, claimed=400)
    assert n_open() == 1

    change = Change("fact_claim.withdraw", {}, str(wrong.pk), wrong.version)
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    assert n_open() == 0
    assert claims_in(["alone"]) == {sentra.factclaim_set.first().pk}


def test_contradictions_take_two_statements_however_many_there_are(
    django_assert_num_queries: Any,
) -> None:
    for _number in range(3):
        claimed(1, 2)

    with django_assert_num_queries(2):
        assert len(contradictions(EVERY)) == 3


def test_a_year_is_written_as_a_year_and_money_as_rupiah() -> None:
    year = make_fact_claim(make_sentra(), fact="origin_year", year=None, claimed=1965)
    money = make_fact_claim(make_sentra(), fact="turnover_idr", claimed=1_500_000)

    assert claim_words(year) == "1965"
    assert claim_words(money) == "Rp1.500.000"
