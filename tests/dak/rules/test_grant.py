"""What the engine fills in for a grant, and whose sentra it may be for."""

import pytest

from registry.changes.change import Change
from registry.changes.engine import check
from tests.dirty_marks import changed
from tests.factories import ACTOR, make_grant, make_sentra

pytestmark = pytest.mark.django_db


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
