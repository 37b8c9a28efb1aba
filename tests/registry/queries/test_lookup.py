"""What a person means by a code or a few words: a code wins, the same name comes before a part of
it, and more than a person chooses from is told apart."""

import pytest

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.queries.lookup import MOST, levels_of, regions_meant, sentra_meant, sources_meant
from tests.factories import ACTOR, make, make_sentra, make_source

pytestmark = pytest.mark.django_db


def test_a_sentra_is_meant_by_its_code_in_any_spelling() -> None:
    sentra = make_sentra(name="Celuk")
    make_sentra(name="Celuk Utara")

    (found,) = sentra_meant(sentra.public_code.lower().replace("-", " "))

    assert found.code == sentra.public_code
    assert found.words.startswith("Celuk, ")


def test_the_very_name_is_meant_before_names_that_carry_it() -> None:
    sentra = make_sentra(name="Celuk")
    make_sentra(name="Celuk Utara")

    assert [one.code for one in sentra_meant("tjeluk")] == [sentra.public_code]


def test_another_name_is_meant_too() -> None:
    sentra = make_sentra(name="Celuk")
    make("alias.record", sentra=sentra.public_code, name="Kampung Kemasan", kind="local")

    assert [one.code for one in sentra_meant("kampung kemasan")] == [sentra.public_code]


def test_a_withdrawn_sentra_is_never_meant() -> None:
    sentra = make_sentra(name="Celuk")
    change = Change("sentra.withdraw", {}, sentra.public_code, 0)
    apply_batch(Act((change,), ACTOR, ChangeSource.ADMIN, "keliru"))

    assert sentra_meant("celuk") == sentra_meant(sentra.public_code) == []


def test_too_many_are_one_more_than_can_be_chosen_from() -> None:
    for number in range(MOST + 3):
        make_sentra(name=f"Perak {number}")

    assert len(sentra_meant("perak")) == MOST + 1


def test_a_source_is_meant_by_code_or_words() -> None:
    source = make_source(publisher="Dinas Gianyar", title="Profil 2024")
    make_source(publisher="Dinas Bandung")

    for text in (source.code, "gianyar", "profil 2024"):
        assert [one.code for one in sources_meant(text)] == [source.code]


def test_a_region_is_meant_by_code_or_by_its_own_name_with_those_above() -> None:
    assert [one.code for one in regions_meant("51.04")] == ["51.04"]
    assert "51.04" in [one.code for one in regions_meant("gianyar bali")]
    assert "51.04" not in [one.code for one in regions_meant("bali")]


@pytest.mark.parametrize("text", ["", "   ", "99.99", "tidak ada ini"])
def test_no_region_is_meant_by_nothing(text: str) -> None:
    assert regions_meant(text) == []


def test_a_region_brings_everything_above_it() -> None:
    assert levels_of("51.04.01") == {
        "province": "51",
        "regency": "51.04",
        "district": "51.04.01",
    }
