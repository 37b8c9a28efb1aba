"""A province confirms fifty sentra in one list, on a phone and at a desk, with scripts and without:
the wrong line comes back alone, and "tidak tahu" changes nothing and stays in the list of tasks."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registry.models import Sentra, SentraStatus, Submission, SubmissionAct
from tests.cast import Cast, make_cast
from tests.e2e.walking import Walk
from tests.factories import make_status
from tests.registry.proposing import agreed, in_bandung, rows

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, with fifty sentra below its province of which nothing is certain."""
    for number in range(50):
        in_bandung(name=f"Sentra {number:02}", **({"regency": "32.73"} if number % 2 else {}))
    return make_cast()


@pytest.fixture(params=[False, True], ids=["plain", "script"])
def walk(request: pytest.FixtureRequest, browser: Browser, live_server: Any) -> Iterator[Walk]:
    """A browser without scripts, and one with them."""
    walk = Walk(browser, live_server.url, scripts=request.param, name="list")
    yield walk
    walk.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_fifty_are_sent_with_one_receipt_and_the_wrong_one_comes_back_alone(
    walk: Walk, cast: Cast, width: int
) -> None:
    page = walk.page_of(cast.province_officer, width=width)
    walk.open(page, "/tugas/")
    page.click("text=Pastikan banyak sentra sekaligus")
    codes = answers_all(page)
    walk.look(page, "1-daftar")
    make_status(Sentra.objects.get(public_code=codes["Sentra 07"]), status="declining")
    page.click("text=Periksa jawaban")
    assert "49 baris siap dikirim, 1 baris perlu diperbaiki" in page.inner_text("main")
    walk.look(page, "2-periksa")
    page.click("button:has-text('Kirim 49 baris')")
    page.wait_for_url("**/daftar/?draf=*")
    walk.look(page, "3-kembali")

    sent = Submission.objects.get()
    assert (sent.kind, sent.acts.count()) == ("list", 49)
    assert page.locator("fieldset.line legend").all_inner_texts() == ["Sentra 07"]
    assert page.is_checked(f"[name='a_{codes['Sentra 07']}'][value=unchanged]")

    send_the_rest(walk, page)
    is_printed_on_few_sheets(walk, page, sent)
    stays_open(walk, page, cast)
    assert walk.found == []


def answers_all(page: Page) -> dict[str, str]:
    """Every line "masih ada", the third "tidak tahu"; the code of each sentra by its name."""
    codes = dict(Sentra.objects.values_list("name", "public_code"))
    assert page.locator("fieldset.line").count() == 50
    for name, code in codes.items():
        answer = "unknown" if name == "Sentra 03" else "unchanged"
        page.check(f"[name='a_{code}'][value={answer}]")
    return codes


def send_the_rest(walk: Walk, page: Page) -> None:
    """The line that came back, looked at once more."""
    page.click("text=Periksa jawaban")
    page.click("button:has-text('Kirim 1 baris')")
    page.wait_for_url("**/tanda-terima/**")
    walk.look(page, "4-tanda-terima")
    assert Submission.objects.count() == 2


def is_printed_on_few_sheets(walk: Walk, page: Page, sent: Submission) -> None:
    """The receipt of the list: a line each, and three sheets of A4 at the most."""
    walk.open(page, f"/tugas/tanda-terima/{sent.receipt_number}/", step="6-lembar")
    assert page.locator("table.sheet tbody tr").count() == 49
    sheets = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 3
    page.click("table.sheet tbody a >> nth=0")
    walk.look(page, "7-satu-baris")
    assert page.locator("main ol.way").count() == 1


def stays_open(walk: Walk, page: Page, cast: Cast) -> None:
    """Approved or not, not knowing says nothing about the sentra, and the task remains."""
    unsure = SubmissionAct.objects.get(answer="unknown")
    agreed(rows().get(pk=unsure.pk), cast.ministry_staff)
    assert not SentraStatus.objects.filter(sentra=unsure.sentra).exists()
    walk.open(page, "/tugas/daftar/", step="5-sisa")
    assert page.locator("fieldset.line legend").all_inner_texts() == ["Sentra 03"]
    walk.open(page, "/tugas/")
    task = page.locator("li", has_text="Sentra 03")
    assert "tidak tahu" in task.inner_text()
