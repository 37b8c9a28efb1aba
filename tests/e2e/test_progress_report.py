"""A progress report on a phone: from the tasks of the dinas over the form to the receipt, and the
curve on the public page; axe on every page."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dak.models import Grant
from registry.models import SubmissionAct
from sentra.lib.dates import today_wib
from tests.e2e.dinas import is_wide, phone, violations
from tests.factories.money import make_contract, make_grant_worth
from tests.factories.progress import make_problem, make_problem_kind, make_report, make_target

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BILLION = 1_000_000_000
# Where to leave pictures, for whoever wants to look.
PICTURES = os.environ.get("PROGRESS_PICTURES", "")


@pytest.fixture
def grant(browser: Browser, transactional_db: None) -> Grant:
    """A grant of Kabupaten Bandung, a year old, with a plan, a contract and two reports."""
    year = today_wib().year - 1
    found = make_grant_worth(
        5 * BILLION,
        stage="contracted",
        province="32",
        regency="32.04",
        fiscal_year=year,
        sentra_words="Sentra Bambu",
    )
    make_contract(
        found,
        amount_idr=4 * BILLION,
        starts_on=date(year, 2, 1).isoformat(),
        ends_on=date(year, 12, 10).isoformat(),
    )
    for month, percent in ((3, "15"), (6, "55"), (9, "85"), (12, "100")):
        make_target(found, due_on=f"{year}-{month:02d}-28", physical_percent=percent)
    make_report(
        found,
        period_number=1,
        as_of_on=f"{year}-03-31",
        physical_percent="12.5",
        amount_idr=BILLION // 2,
    )
    second = make_report(
        found,
        as_of_on=f"{year}-06-30",
        physical_percent="40",
        amount_idr=3 * BILLION // 2,
        output_volume="120",
        unit_words="m2",
        worker_count=24,
    )
    make_problem(second, problem_kind=make_problem_kind(name="Cuaca atau bencana").code)
    return found


def looked_at(page: Page, name: str) -> list[str]:
    """What axe and the width say; a picture on the way."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    wide = ["scrolls sideways"] if is_wide(page) else []
    return [*wide, *violations(page)]


@pytest.mark.parametrize("scripts", [False, True], ids=["without script", "with script"])
def test_a_report_is_sent_from_the_task_list_on_a_phone(
    browser: Browser, live_server: Any, signed_in: Any, grant: Grant, scripts: bool
) -> None:
    page = phone(browser, live_server.url, signed_in("regency_operator"), scripts=scripts)
    page.goto(f"{live_server.url}/tugas/")
    found = looked_at(page, "tasks") if scripts else []
    page.click("text=Laporkan kemajuan TW IV")
    page.fill("#id_physical_percent", "82,5")
    page.fill("#id_amount_idr", "3.750.000.000")
    found += looked_at(page, "form") if scripts else []
    page.click("text=Periksa jawaban")
    found += looked_at(page, "check") if scripts else []
    page.click("button:text-is('Kirim')")
    page.wait_for_url("**/tanda-terima/**")
    found += looked_at(page, "receipt") if scripts else []
    page.context.close()

    assert found == []
    assert SubmissionAct.objects.get().matter_code == grant.code


@pytest.mark.parametrize("width", [390, 1280])
def test_the_curve_is_drawn_for_everybody(open_page: Any, grant: Grant, width: int) -> None:
    page = open_page(grant.get_absolute_url(), width=width)

    assert looked_at(page, f"grant-{width}") == []
    assert page.locator("svg.chart .l1").count() == 1
    assert [line for line in page.said if "error" in line] == []
