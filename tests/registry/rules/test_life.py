"""A role lies within the life of its sentra, also where origin or end are written in one act."""

import pytest

from registry.changes.change import Change
from registry.models import Sentra, SentraInstitution
from sentra.lib.problems import ChangeRejected
from tests.factories import make, make_institution, make_sentra, make_source, make_status
from tests.journeys.recording import CELUK, part, record, registered

pytestmark = pytest.mark.django_db


def began(year: int, precision: str = "exact") -> Sentra:
    sentra = make_sentra()
    make(
        "origin.record",
        sentra=sentra.public_code,
        kind="trade_start",
        origin_year=year,
        precision=precision,
    )
    return sentra


def manages(sentra: Sentra, **dates: str) -> list[tuple[str, str]]:
    """The problems of a manager's period, empty when it was recorded."""
    before = SentraInstitution.objects.count()
    try:
        make(
            "sentra_institution.record",
            sentra=sentra.public_code,
            institution=make_institution().code,
            role="manager",
            **dates,
        )
    except ChangeRejected as refused:
        assert SentraInstitution.objects.count() == before
        return [(problem.code, problem.field) for problem in refused.problems]
    return []


def test_a_manager_before_the_earliest_origin_is_refused() -> None:
    sentra = began(1935)

    assert manages(sentra, valid_from="1934-12-31", valid_to="1934-12-31") == [
        ("sentra_institution.before_origin", "valid_from"),
        ("sentra_institution.before_origin", "valid_to"),
    ]
    assert manages(sentra, valid_from="1935-01-01") == []


@pytest.mark.parametrize(
    ("precision", "year"), [("circa", 1925), ("decade", 1925), ("century", 1835)]
)
def test_an_origin_that_is_not_exact_leaves_room(precision: str, year: int) -> None:
    sentra = began(1935, precision)

    assert manages(sentra, valid_from=f"{year - 1}-06-01") == [
        ("sentra_institution.before_origin", "valid_from")
    ]
    assert manages(sentra, valid_from=f"{year}-06-01") == []


@pytest.mark.parametrize("end", ["closed", "merged", "split"])
def test_a_manager_after_the_end_is_refused(end: str) -> None:
    sentra = make_sentra()
    make_status(sentra, status=end, status_on="2020-03-01")

    assert manages(sentra, valid_from="2020-03-02") == [
        ("sentra_institution.after_end", "valid_from")
    ]
    assert manages(sentra, valid_from="2010-01-01", valid_to="2020-03-01") == []


def test_an_end_known_to_the_year_ends_with_the_year() -> None:
    sentra = make_sentra()
    make_status(sentra, status="closed", status_on="2020-01-01", status_precision="year")

    assert manages(sentra, valid_from="2020-11-01") == []
    assert manages(sentra, valid_from="2021-01-01") == [
        ("sentra_institution.after_end", "valid_from")
    ]


def test_a_sentra_that_lives_again_has_no_end() -> None:
    sentra = make_sentra()
    make_status(sentra, status="closed", status_on="2020-01-01")
    make_status(sentra, status="active", status_on="2024-01-01")

    assert manages(sentra, valid_from="2022-01-01") == []


def test_a_withdrawn_origin_says_nothing() -> None:
    sentra = began(1935)
    origin = sentra.sentraorigin_set.get()
    record(Change("origin.withdraw", {}, str(origin.pk), origin.version))

    assert manages(sentra, valid_from="1900-01-01") == []


def test_the_origin_of_the_same_act_counts() -> None:
    institution = make_institution().code
    with pytest.raises(ChangeRejected) as refused:
        registered(
            "Baru",
            CELUK,
            part("origin", kind="opening", origin_year=2020, source=make_source().code),
            part(
                "sentra_institution",
                institution=institution,
                role="patron",
                valid_from="2019-01-01",
            ),
        )

    assert [problem.code for problem in refused.value.problems] == [
        "sentra_institution.before_origin"
    ]
    assert not Sentra.objects.filter(name="Baru").exists()


@pytest.mark.parametrize("role", ["manager", "asset_owner", "land_owner", "patron"])
def test_four_roles_stand_side_by_side(role: str) -> None:
    sentra = make_sentra()

    line = make(
        "sentra_institution.record",
        sentra=sentra.public_code,
        institution=make_institution().code,
        role=role,
        valid_from="2024-01-01",
    )

    assert line.role == role
