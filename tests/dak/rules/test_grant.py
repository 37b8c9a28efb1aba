"""What the engine fills in for a grant, and whose sentra it may be for."""

from typing import Any

import pytest

from registry.changes.change import Act, Change
from registry.changes.engine import check, check_batch
from registry.choices import ChangeSource, ReasonCode
from tests.dirty_marks import changed
from tests.factories import ACTOR, make_grant, make_sentra

pytestmark = pytest.mark.django_db
NEW_PAPUA = {"province": "93", "regency": "93.01"}
SPAN = {"fiscal_year": None, "year_from": 2018}


def refused(*changes: Change) -> list[str]:
    """The codes under which an act of corrections is refused."""
    act = Act(changes, ACTOR, ChangeSource.ADMIN, "uji", ReasonCode.CORRECTION.value)
    return [problem.code for problem in check_batch(act)]


def test_a_grant_s_code_names_place_year_and_fund_with_a_number_where_taken() -> None:
    codes = [
        make_grant().code,
        make_grant().code,
        make_grant(fund="nonfisik", fiscal_year=2023).code,
        make_grant(fiscal_year=None, year_from=2019, year_to=2021).code,
        make_grant(level="province", regency=None).code,
    ]

    assert codes == [
        "5104-2024-fisik",
        "5104-2024-fisik-2",
        "5104-2023-nonfisik",
        "5104-tt-fisik",
        "51-2024-fisik",
    ]


@pytest.mark.parametrize(
    ("years", "code"),
    [
        ({"fiscal_year": 2021}, "91.01"),
        ({"fiscal_year": 2022}, "93.01"),
        ({"fiscal_year": None, "year_from": 2018, "year_to": 2020}, "91.01"),
        ({"fiscal_year": None}, "93.01"),
    ],
)
def test_a_grant_keeps_its_receiver_s_code_of_that_year(
    years: dict[str, int | None], code: str
) -> None:
    assert make_grant(province="93", regency="93.01", **years).region_code == code


def test_another_year_brings_its_code() -> None:
    grant = make_grant(province="93", regency="93.01", fiscal_year=2020)

    changed("grant.correct", grant.code, fiscal_year=2024)()

    grant.refresh_from_db()
    assert grant.region_code == "93.01"


@pytest.mark.parametrize(
    ("before", "correction", "code"),
    [
        ({"fiscal_year": 2020, "province": "51", "regency": "51.04"}, NEW_PAPUA, "91.01"),
        ({"fiscal_year": 2023, "province": "51", "regency": "51.04"}, NEW_PAPUA, "93.01"),
        ({**SPAN, "year_to": 2024, **NEW_PAPUA}, {"year_to": 2020}, "91.01"),
    ],
)
def test_a_corrected_receiver_or_span_brings_the_code_of_its_time(
    before: dict[str, Any], correction: dict[str, Any], code: str
) -> None:
    grant = make_grant(**before)

    changed("grant.correct", grant.code, **correction)()

    grant.refresh_from_db()
    assert grant.region_code == code


@pytest.mark.parametrize(
    "correction",
    [{"fiscal_year": 2022}, {"fiscal_year": 2023}, {"province": "51", "regency": "51.06"}],
)
def test_a_grant_that_others_go_on_from_stays_the_earlier_one_there(
    correction: dict[str, Any],
) -> None:
    first = make_grant(fiscal_year=2021)
    make_grant(fiscal_year=2022, continues=first.code)

    codes = refused(Change("grant.correct", correction, first.code, first.version))

    assert codes == ["grant.continued_earlier"]


def test_both_may_move_in_one_act_and_a_withdrawn_one_binds_nobody() -> None:
    first = make_grant(fiscal_year=2021)
    second = make_grant(fiscal_year=2022, continues=first.code)
    both = [
        Change("grant.correct", {"fiscal_year": 2023}, first.code, first.version),
        Change("grant.correct", {"fiscal_year": 2024}, second.code, second.version),
    ]
    assert refused(*both) == []

    changed("grant.withdraw", second.code, second.version)()

    assert refused(both[0]) == []


def test_grants_without_a_year_go_on_from_each_other_in_no_circle() -> None:
    first = make_grant(fiscal_year=None)
    second = make_grant(fiscal_year=None, continues=first.code)
    third = make_grant(fiscal_year=None, continues=second.code)
    back = Change("grant.correct", {"continues": third.code}, first.code, first.version)

    assert refused(back) == ["grant.continues_in_circle"]
    first.refresh_from_db()
    assert first.continues is None


@pytest.mark.parametrize(
    ("receiver", "sentra", "is_refused"),
    [
        ({"level": "regency", "regency": "51.04"}, {"province": "51", "regency": "51.04"}, False),
        ({"level": "regency", "regency": "51.04"}, {"province": "51", "regency": "51.06"}, True),
        ({"level": "regency", "regency": "51.04"}, {"province": "52", "regency": "52.02"}, True),
        ({"level": "province"}, {"province": "51", "regency": "51.06"}, False),
        ({"level": "province"}, {"province": "52", "regency": "52.02"}, True),
    ],
)
def test_a_grant_is_for_a_sentra_on_its_receiver_s_soil(
    receiver: dict[str, str], sentra: dict[str, str], is_refused: bool
) -> None:
    values = {"fund": "fisik", "stage": "allocated", "fiscal_year": 2024, "province": "51"}
    change = Change(
        "grant.record", {**values, **receiver, "sentra": make_sentra(**sentra).public_code}
    )

    codes = [problem.code for problem in check(change, ACTOR)]

    assert codes == (["grant.sentra_elsewhere"] if is_refused else [])


def test_a_grant_for_a_sentra_not_yet_registered_keeps_the_source_s_words() -> None:
    grant = make_grant(sentra_words="Sentra gula aren")

    assert (grant.sentra, grant.sentra_words) == (None, "Sentra gula aren")
