"""Published claims beside the profiles: a difference is found, and gone when both agree."""

from typing import Any

import pytest

from registry.changes.fact_claim import publish
from registry.models import Sentra
from registry.queries.claim_differences import claim_differences, differing_claims, n_differing
from tests.factories import make_fact_claim, make_profile, make_sentra
from tests.journeys.recording import Change, record

pytestmark = pytest.mark.django_db


def edited(claimed: Any, later: Any) -> Sentra:
    """A claim was published, and the profile's figure edited after it."""
    sentra = make_sentra()
    profile = make_profile(sentra, year=2018, unit_count=1, worker_count=1000)
    record(*publish(make_fact_claim(sentra, claimed=claimed), "uji"))
    record(Change("profile.correct", {"unit_count": later}, str(profile.pk), 1))
    return sentra


@pytest.mark.parametrize(
    ("claimed", "later"),
    [
        (293, 500),
        (293, None),
        (293, {"low": 293, "high": 293, "qualifier": "~", "text": ""}),
        (293, {"low": 293, "high": None, "qualifier": ">=", "text": ""}),
    ],
)
def test_a_figure_edited_after_the_publication_differs(claimed: Any, later: Any) -> None:
    sentra = edited(claimed, later)

    (found,) = claim_differences(sentra)

    assert n_differing() == 1
    assert found.claimed is not None and found.claimed.low == 293
    assert (found.reported is None) == (later is None)


def test_the_same_bounds_agree_whatever_the_words() -> None:
    bounds = {"low": 18, "high": None, "qualifier": ">="}
    sentra = edited({**bounds, "text": "lebih dari 18"}, {**bounds, "text": "di atas 18"})

    assert claim_differences(sentra) == []


def test_a_withdrawn_profile_and_a_claim_that_is_not_published_are_told_apart() -> None:
    sentra = make_sentra()
    make_fact_claim(sentra, claimed=5)
    assert n_differing() == 0
    published = make_fact_claim(sentra, claimed=6, is_published=True, published_reason="uji")

    (found,) = claim_differences(sentra)

    assert (found.claim, found.profile) == (published, None)
    assert list(differing_claims()) == [published]


def test_the_statements_do_not_grow_with_the_claims(django_assert_max_num_queries: Any) -> None:
    sentra = edited(5, 2)
    for fact in ("worker_male_count", "turnover_idr"):
        make_fact_claim(sentra, fact=fact, is_published=True, published_reason="uji")

    with django_assert_max_num_queries(2):
        assert len(claim_differences(sentra)) == 3
