"""What is more than fits at the home of a dinas stands on a page of its own, all of it."""

from typing import Any
from uuid import uuid4

import pytest

from registry import policy
from registry.changes.drafts import Begun, save_draft
from registry.changes.review import return_for_correction
from registry.models import SubmissionAct
from tests.cast import Cast
from tests.factories import make_verification
from tests.registry.proposals import in_bandung
from tests.registry.proposing import corrects, proposed

pytestmark = pytest.mark.django_db

MANY = 21


def drafts(cast: Cast) -> None:
    office = cast.regency_operator.mandates.get().office  # type: ignore[attr-defined]
    for number in range(MANY):
        begun = Begun(office, uuid4(), "correct", in_bandung(name=f"Sentra {number:02}"), 2026)
        save_draft(begun, {}, actor=policy.actor_for(cast.regency_operator), revision=0)


def waiting(cast: Cast) -> list[SubmissionAct]:
    rows = [in_bandung(name=f"Sentra {number:02}") for number in range(MANY)]
    return [proposed(cast.regency_operator, row, corrects(row, hamlet="Kidul")) for row in rows]


def returned(cast: Cast) -> None:
    for act in waiting(cast):
        return_for_correction(
            act,
            actor=policy.actor_for(cast.province_officer),
            version_shown=act.version,
            words="Periksa lagi.",
        )


def lapsing(cast: Cast) -> None:
    for number in range(MANY):
        make_verification(
            in_bandung(name=f"Sentra {number:02}"), verified_on="2020-01-01", valid_to="2022-01-01"
        )


@pytest.mark.parametrize(
    ("part", "many", "link"),
    [
        ("draf", drafts, "/tugas/draf/"),
        ("menunggu", waiting, "/tugas/tanda-terima/"),
        ("kembali", returned, "perbaikan="),
        ("kedaluwarsa", lapsing, "/bagian/"),
    ],
)
def test_the_twenty_first_line_is_one_click_away(
    signed_in: Any, cast: Cast, part: str, many: Any, link: str
) -> None:
    many(cast)
    client = signed_in("regency_operator")

    home = client.get("/tugas/").content.decode()
    whole = client.get("/tugas/", {"semua": part}).content.decode()

    assert f'href="?semua={part}"' in home
    assert whole.count(link) == MANY
    assert 'href="?semua=' not in signed_in("stranger").get("/tugas/").content.decode()
    assert "Tidak ada." in signed_in("stranger").get("/tugas/", {"semua": part}).content.decode()


def test_an_unknown_part_is_the_home(signed_in: Any, cast: Cast) -> None:
    client = signed_in("regency_operator")

    assert "Tugas kantor Anda" in client.get("/tugas/", {"semua": "rahasia"}).content.decode()
