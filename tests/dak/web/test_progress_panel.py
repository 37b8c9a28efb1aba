"""Progress on the grant's page and in the home of its dinas: what everybody reads, what only the
office reads, and the way to the form."""

import re

import pytest
from django.test import Client

from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import make_attachment, make_grant
from tests.factories.money import make_grant_worth
from tests.factories.progress import (
    make_photo,
    make_problem,
    make_problem_kind,
    make_report,
    make_target,
)
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db

BILLION = 1_000_000_000


def page(client: Client, code: str) -> str:
    answer = client.get(f"/dak/{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_grant_without_reports_says_what_that_means(client: Client) -> None:
    text = page(client, make_grant().code)

    assert "Belum ada laporan kemajuan yang tercatat" in text
    assert "Laporkan kemajuan" not in text


def test_the_curve_stands_beside_its_table(client: Client) -> None:
    grant = make_grant_worth(4 * BILLION)
    make_target(grant)
    make_report(grant, amount_idr=BILLION, worker_count=24)
    make_report(grant, as_of_on="2024-09-30", period_number=3, physical_percent="70")

    text = page(client, grant.code)

    assert text.count('class="l1"') == 1 and text.count('<circle class="f1"') == 3
    assert all(words in text for words in ("TW II 2024", "25,0", "1.000.000.000", "24"))
    assert "Mendahului rencana 20,0 poin persen per 30 September 2024" in text
    assert "belum dilaporkan" in text
    assert "style=" not in text and "<script>" not in text


def test_the_public_reads_kinds_of_problems_but_no_words_and_no_photos(
    client: Client, cast: Cast
) -> None:
    report = make_report(note="rahasia dapur")
    make_problem(report, problem_kind=make_problem_kind(name="Cuaca").code, words="hujan lebat")
    photo = make_photo(report, make_attachment(caption="fondasi"))
    address = f"/tugas/lampiran/{photo.attachment_id}/"

    public = page(client, report.grant.code)
    client.force_login(cast.stranger)
    office = page(client, report.grant.code)

    assert "Cuaca" in public
    assert not any(words in public for words in ("hujan lebat", "fondasi", address, "rahasia"))
    assert all(words in office for words in ("hujan lebat", "fondasi", address))
    assert "rahasia" not in office


def test_the_office_reports_from_the_grant_s_page_and_from_its_tasks(
    client: Client, cast: Cast
) -> None:
    year = today_wib().year
    grant = make_grant(stage="contracted", fiscal_year=year - 1, sentra_words="Sentra Bambu")
    client.force_login(cast.stranger)
    address = f"/tugas/hibah/{grant.code}/kemajuan/"

    answer = client.get("/tugas/")
    home = answer.content.decode()

    assert re.search(rf'href="{address}">Laporkan kemajuan TW IV {year - 1}', home)
    assert answer.context["n_todo"] == 1
    assert f'href="{address}"' in page(client, grant.code)
    assert client.get(address).status_code == 200


def test_the_page_asks_the_same_whatever_the_number_of_reports() -> None:
    grant = make_grant()
    make_problem(make_report(grant, as_of_on="2024-06-30"))
    one = page_queries(f"/dak/{grant.code}/")
    for month in (7, 8, 9):
        make_problem(make_report(grant, as_of_on=f"2024-{month:02d}-15"))

    assert page_queries(f"/dak/{grant.code}/") == one
