"""Names that look alike: candidates for a person, within one province, never proof."""

import pytest

from registry.queries.lookalikes import ALIKE, likeness, lookalikes, pieces
from tests.factories import make, make_sentra
from tests.factories.records import make_source


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("Sentra Rajut Binong Jati", "Sentra IKM Rajut Binongjati", True),
        ("Sentra Tenun Majalaya", "Tenun Majalaja", True),
        ("Sentra Batik Trusmi", "Sentra Batik Ciwaringin", False),
        ("Sentra Rotan", "Sentra Perak", False),
        ("", "Sentra Perak", False),
    ],
)
def test_alike_is_what_shares_most_pieces(one: str, other: str, is_alike: bool) -> None:
    assert (likeness(pieces(one), pieces(other)) >= ALIKE) is is_alike


@pytest.mark.django_db
def test_other_names_count_and_other_provinces_do_not() -> None:
    known = make_sentra(name="Sentra Kaus", province="32", regency="32.04")
    source = make_source().code
    make("alias.record", sentra=known.public_code, name="Surapati", kind="local", source=source)
    make_sentra(name="Sentra Surapati", province="51", regency="51.04")

    found = lookalikes("Sentra Kaos Surapati", "32")

    assert [(one.sentra, one.name) for one in found] == [(known, "Surapati")]
    assert lookalikes("Sentra Surapati", "") == []
