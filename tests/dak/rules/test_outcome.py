"""A reading has come, has a unit, and names a grant of its own sentra; an indicator names a figure
that profiles have."""

from typing import Any

import pytest

from dak.models import OutcomeIndicator, OutcomeReading
from registry.changes.change import Act, Change
from registry.changes.engine import check_batch
from registry.choices import ChangeSource
from registry.models import Sentra
from tests.factories import ACTOR, make_grant, make_sentra, make_source
from tests.factories.assets import make_outcome_indicator
from tests.factories.money import make_share
from tests.factories.parts import make_measure_unit

pytestmark = pytest.mark.django_db


def codes(sentra: Sentra, **values: Any) -> list[str]:
    values.setdefault("indicator", make_outcome_indicator().code)
    read = {"amount": 30, "as_of_on": "2025-05-01", "as_of_precision": "day"}
    cited = {"sentra": sentra.public_code, "source": make_source().code}
    change = Change("outcome.record", {**read, **cited, **values})
    found = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))
    assert not OutcomeReading.objects.exists()
    return [problem.code for problem in found]


def test_a_reading_of_tomorrow_is_refused() -> None:
    assert codes(make_sentra(), as_of_on="2999-01-01") == ["part.day_in_future"]


def test_a_reading_names_a_grant_of_its_sentra_or_one_it_shares() -> None:
    own, other = make_sentra(), make_sentra()
    shared = make_grant()
    make_share(shared, own)

    assert codes(own, grant=make_grant(sentra=own.public_code).code) == []
    assert codes(own, grant=shared.code) == []
    assert codes(other, grant=shared.code) == ["outcome.grant_elsewhere"]


def test_a_figure_without_a_unit_is_refused_where_the_indicator_has_none() -> None:
    production = make_outcome_indicator(unit_words="").code
    sentra = make_sentra()

    assert codes(sentra, indicator=production) == ["outcome.unit_missing"]
    assert codes(sentra, indicator=production, unit=make_measure_unit().code) == []


def test_money_is_whole_rupiah_and_other_figures_may_have_decimals() -> None:
    money = make_outcome_indicator(unit_words="rupiah", is_money=True).code
    half = {"low": "2.5", "high": "2.5", "qualifier": "=", "text": ""}

    assert codes(make_sentra(), indicator=money, amount=half) == ["outcome.not_whole_rupiah"]
    assert codes(make_sentra(), amount=half) == []


def test_an_indicator_that_is_no_longer_used_is_refused_for_new_readings() -> None:
    old = make_outcome_indicator(is_active=False).code

    assert codes(make_sentra(), indicator=old) == ["code_list.no_longer_used"]


def test_an_indicator_names_a_figure_of_profiles_or_none() -> None:
    values = {"code": "x", "name": "X", "profile_figure": "worker_cuont"}
    change = Change("outcome_indicator.record", values)

    (problem,) = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert (problem.code, problem.field) == ("outcome_indicator.no_such_figure", "profile_figure")
    assert "worker_count" in problem.message
    assert not OutcomeIndicator.objects.exists()
