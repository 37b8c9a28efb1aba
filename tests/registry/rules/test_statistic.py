"""Published figures: codes, whole things, and nothing seen ahead of its day."""

from typing import Any

import pytest

from registry.models import Statistic
from sentra.lib.problems import ChangeRejected
from tests.factories.rules import make_statistic
from tests.footprint import footprint

pytestmark = pytest.mark.django_db


def test_a_code_names_indicator_place_and_year_with_a_number_where_taken() -> None:
    assert make_statistic().code == "sentra-count-id-2020"
    assert make_statistic().code == "sentra-count-id-2020-2"
    assert make_statistic(province="51", regency="51.04").code == "sentra-count-5104-2020"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"amount": "1.5"}, "statistic.not_whole"),
        ({"reference_on": "2999-01-01"}, "statistic.in_the_future"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(values: dict[str, Any], code: str) -> None:
    before = footprint(Statistic)

    with pytest.raises(ChangeRejected) as refused:
        make_statistic(**values)

    assert [problem.code for problem in refused.value.problems] == [code]
    assert footprint(Statistic) == before


@pytest.mark.parametrize("stage", ["target", "outlook", "allocation"])
def test_a_plan_may_lie_ahead(stage: str) -> None:
    assert make_statistic(reference_on="2999-01-01", stage=stage).pk


def test_a_percentage_may_be_broken() -> None:
    assert str(make_statistic(unit="percent", amount="88.46").amount) == "88.460"
