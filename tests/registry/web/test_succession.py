"""Old codes and old names still find a sentra: on its page, in search and in the lists."""

from datetime import date

import pytest
from django.test import Client

from registry.changes.change import Act
from registry.changes.engine import apply_batch
from registry.changes.succession import Said, merge, rename, split
from registry.choices import ChangeSource
from registry.models import Sentra
from registry.queries.finding import found
from tests.factories import ACTOR, make_sentra, make_source

pytestmark = pytest.mark.django_db


def done(changes: tuple) -> None:  # type: ignore[type-arg]
    apply_batch(Act(changes, ACTOR, ChangeSource.ADMIN, "uji"))


@pytest.fixture
def said() -> Said:
    return Said(make_source(publisher="Dinas uji"), date(2025, 3, 1), words="satu lokasi")


@pytest.fixture
def merged(said: Said) -> tuple[Sentra, Sentra]:
    old, new = make_sentra(name="Maja Barama"), make_sentra(name="Wastra")
    done(merge(old, new, said=said))
    return old, new


def test_the_code_of_a_merged_sentra_leads_to_its_successor(
    client: Client, merged: tuple[Sentra, Sentra]
) -> None:
    old, new = merged

    answer = client.get(f"/sentra/{old.public_code}/")

    assert answer.status_code == 301
    assert answer["Location"] == f"/sentra/{new.public_code}/"


def test_the_chain_is_followed_to_its_end_in_one_step(
    client: Client, merged: tuple[Sentra, Sentra], said: Said
) -> None:
    last = make_sentra()
    done(merge(merged[1], last, said=said))

    assert client.get(f"/sentra/{merged[0].public_code}/")["Location"] == last.get_absolute_url()


def test_the_successor_names_the_one_that_was_merged_into_it(
    client: Client, merged: tuple[Sentra, Sentra]
) -> None:
    old, new = merged

    page = client.get(f"/sentra/{new.public_code}/").content.decode()

    assert "Menerima gabungan dari “Maja Barama”" in page
    assert old.public_code in page
    assert "1 Maret 2025" in page
    assert "“Maja Barama” (nama terdahulu)" in page


def test_search_by_the_old_code_or_name_finds_the_successor(
    client: Client, merged: tuple[Sentra, Sentra]
) -> None:
    old, new = merged

    by_code = client.get("/cari/", {"q": old.public_code})
    by_name = client.get("/cari/", {"q": "maja barama"}).content.decode()

    assert by_code["Location"] == f"/sentra/{new.public_code}/"
    assert new.get_absolute_url() in by_name


def test_staff_find_the_successor_by_the_old_code_beside_the_record_itself(
    merged: tuple[Sentra, Sentra],
) -> None:
    assert set(found(Sentra.objects.all(), merged[0].public_code)) == set(merged)


def test_a_split_sentra_keeps_its_page_which_names_the_parts(client: Client, said: Said) -> None:
    old, left, right = make_sentra(name="Induk"), make_sentra(), make_sentra()
    done(split(old, [left, right], said=said))

    page = client.get(f"/sentra/{old.public_code}/").content.decode()
    part = client.get(f"/sentra/{left.public_code}/").content.decode()

    assert page.count("Dipecah menjadi") == 2
    assert left.get_absolute_url() in page and right.get_absolute_url() in page
    assert "Pecahan dari" in part and old.get_absolute_url() in part


def test_a_renamed_sentra_says_what_it_was_called(client: Client, said: Said) -> None:
    sentra = make_sentra(name="Nama Lama")
    done(rename(sentra, "Nama Baru", said=said))

    page = client.get(f"/sentra/{sentra.public_code}/").content.decode()

    assert "Ganti nama, semula “Nama Lama”" in page


def test_verification_stands_beside_existence_in_list_and_search(client: Client) -> None:
    make_sentra(name="Sentra Uji")

    for path in ("/sentra/", "/cari/?q=uji"):
        page = client.get(path).content.decode()
        assert "Belum dipastikan" in page, path
        assert "Belum pernah diverifikasi" in page, path
