"""The whole story on a phone: a regency registers a sentra of the sample with a photo, the province
returns one field, it is mended, the ministry approves all but one field, the number of the province
moves, and the operator reads why. Without script and with it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from PIL import Image
from playwright.sync_api import Browser, Page

from registry.aggregates.recompute import drain
from registry.changes import notices
from registry.models import Attachment, Sentra, Submission, SubmissionAct
from registry.queries.sample import forget_sample_answer
from sentra.accounts.models import User
from tests.cast import Cast, make_cast
from tests.e2e.walking import Walk, opened_all
from tests.factories.people import make_mandate, make_office, make_user
from tests.factories.records import make_commodity

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SAMPLE = Path(project.BASE_DIR) / "registry/data/sample/sentra.csv"
QUESTION = "Angka ini dari 2011. Berapa perajin menurut hitungan 2023?"
WHY_NOT = "Itu kelurahan tetangga, bukan nama dusun."


@dataclass
class Story:
    """Who takes part, what is known about the sentra, and the walk over the pages."""

    walk: Walk
    cast: Cast
    operator: User
    fact: dict[str, str]
    photo: Path


@pytest.fixture(params=[False, True], ids=["without script", "with script"])
def story(
    request: Any,
    browser: Browser,
    live_server: Any,
    transactional_db: None,
    settings: Any,
    tmp_path: Path,
) -> Iterator[Story]:
    """Kota Bandung, the province above it, the ministry, and a sentra the sample tells of."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    cast = make_cast()
    office = make_office(name="Dinas Kota Bandung", level="regency", province="32", regency="32.73")
    operator = make_user(email="petugas@contoh.example", label="petugas Kota Bandung")
    make_mandate(operator, office, "regency_operator")
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        fact = next(row for row in csv.DictReader(file) if "Cibaduyut" in row["name"])
    make_commodity(name="Sepatu dan alas kaki")
    photo = tmp_path / "foto.jpg"
    Image.effect_noise((1200, 900), 60).convert("RGB").save(photo, "JPEG", quality=85)
    drain()
    forget_sample_answer()
    walk = Walk(browser, live_server.url, request.param, "story")
    yield Story(walk, cast, operator, fact, photo)
    walk.close()


@pytest.mark.parametrize("desk_width", [390, 1280])
def test_a_sentra_goes_from_the_phone_of_a_regency_to_the_number_of_its_province(
    story: Story, desk_width: int
) -> None:
    walk = story.walk
    page = walk.page_of(story.operator)
    assert sentra_of_the_province(walk, page, "angka-sebelum") == 0

    registers(story, page)
    returns_one_field(story)
    mends_it(story, page)
    goes_on(story)
    approves_all_but_one(story, desk_width)

    drain()
    notices.tell()
    assert sentra_of_the_province(walk, page, "angka-sesudah") == 1
    reads_what_became_of_it(story, page)
    sentra = Sentra.objects.get()
    assert (sentra.name, sentra.village_id, sentra.hamlet) == (
        story.fact["name"],
        story.fact["village_code"],
        "",
    )
    assert walk.found == []


def registers(story: Story, page: Page) -> None:
    """The form of a new sentra, a photo in between, old and new, the receipt."""
    walk, fact = story.walk, story.fact
    walk.open(page, "/tugas/", step="01-tugas")
    page.click("text=Usulkan sentra baru")
    walk.look(page, "02-isian")
    page.fill("#id_new_name", fact["name"])
    page.fill("#id_place_village", fact["desa"])
    page.fill("#id_new_hamlet", "Cibaduyut Wetan")
    page.fill("#id_place_commodity", "sepatu")
    page.fill("#id_profile_unit_count", fact["units"])
    page.fill("#id_origin_origin_year", fact["established_year"])
    page.fill("#id_evidence", f"{fact['reported_by']}, {fact['reported_on']}")
    page.click("text=Tambah foto atau dokumen")
    attaches(story, page)
    assert page.input_value("#id_new_name") == fact["name"]
    assert "Ruang produksi" in page.inner_text("[aria-labelledby=terlampir]")
    walk.look(page, "04-isian-dengan-foto")
    page.click("text=Periksa jawaban")
    assert "“sepatu” tidak ada dalam daftar ini" in page.inner_text(".errs")
    walk.look(page, "04-produk-yang-mana")
    page.check("text=Sepatu dan alas kaki")
    sends(walk, page, "05")


def attaches(story: Story, page: Page) -> None:
    """A photo, and back to the form."""
    page.set_input_files("input[type=file]", story.photo)
    page.fill("[name=caption]", "Ruang produksi")
    page.click("text=Kirim berkas")
    if story.walk.scripts:
        page.locator(".sends .ok").wait_for()
    page.locator(".files img").first.wait_for()
    story.walk.look(page, "03-foto")
    page.click("text=Kembali ke isian")


def sends(walk: Walk, page: Page, step: str) -> None:
    """Over the answers to the receipt."""
    page.click("text=Periksa jawaban")
    assert page.locator("h1").inner_text() == "Periksa jawaban Anda", page.inner_text("main")
    walk.look(page, f"{step}-periksa")
    page.click("button:text-is('Kirim')")
    page.wait_for_url("**/tanda-terima/**")
    walk.look(page, f"{step}-tanda-terima")


def returns_one_field(story: Story) -> None:
    """The province gives one field back, with words at it."""
    walk, name = story.walk, story.fact["name"]
    page = walk.page_of(story.cast.province_officer)
    walk.open(page, "/tugas/periksa/", step="06-antrean")
    page.click(f"a:has-text('{name}')")
    walk.look(page, "07-putusan")
    field = page.locator("fieldset", has=page.locator("legend", has_text="unit usaha"))
    field.locator("summary").click()
    field.locator("textarea, input:not([type=checkbox])").fill(QUESTION)
    page.fill("#id_words", "Satu angka perlu diperiksa.")
    page.click("button[value=return]")
    walk.look(page, "08-sesudah")
    assert SubmissionAct.objects.get().state == "returned"


def mends_it(story: Story, page: Page) -> None:
    """The operator reads the words at the field, answers them, and sends again."""
    walk = story.walk
    walk.open(page, "/tugas/", step="09-kembali")
    page.click("section:has-text('Kembali kepada Anda') a")
    around = page.locator(".field", has=page.locator("#id_profile_unit_count"))
    assert QUESTION in around.inner_text()
    assert page.input_value("#id_new_hamlet") == "Cibaduyut Wetan"
    assert "Ruang produksi" in page.inner_text("[aria-labelledby=terlampir]")
    walk.look(page, "10-perbaikan")
    page.fill("#id_profile_unit_count", "50")
    sends(walk, page, "11")
    first, second = Submission.objects.order_by("received_at")
    assert second.previous == first


def goes_on(story: Story) -> None:
    """The province agrees."""
    page = story.walk.page_of(story.cast.province_officer)
    story.walk.open(page, "/tugas/periksa/")
    page.click(f"a:has-text('{story.fact['name']}')")
    assert "Ruang produksi" in page.inner_text("main"), "the photo comes along with the mended one"
    page.fill("#id_words", "Sesuai kunjungan.")
    page.click("button[value=approve]")
    story.walk.look(page, "12-disetujui-provinsi")


def approves_all_but_one(story: Story, width: int) -> None:
    """The ministry, at its own desk or on a phone, lets everything through but one field."""
    walk = story.walk
    page = walk.page_of(story.cast.ministry_staff, width=width)
    waiting = SubmissionAct.objects.get(state="received")
    walk.open(page, "/admin/registry/submissionact/?state=received", step="13-meja")
    page.click(f"a:has-text('{waiting.submission.receipt_number}')")
    field = page.locator("fieldset", has=page.locator("legend", has_text="dusun"))
    field.locator("summary").click()
    field.locator("input[type=checkbox]").check()
    field.locator("textarea, input:not([type=checkbox])").fill(WHY_NOT)
    page.fill("#id_words", "Disetujui, kecuali nama dusun.")
    opened_all(page)
    walk.look(page, "14-putusan-kementerian")
    page.click("button[value=approve]")
    waiting.refresh_from_db()
    assert waiting.state == "approved", page.inner_text("main")


def reads_what_became_of_it(story: Story, page: Page) -> None:
    """News of the approval, and on the receipt the field that was not applied and why."""
    walk, name = story.walk, story.fact["name"]
    walk.open(page, "/tugas/kabar/", step="15-kabar")
    news = page.locator("li", has_text="Usulan disetujui").first
    assert name in news.inner_text()
    news.locator("a").click()
    left_out = page.locator(".note", has_text="Isian yang tidak diterapkan").inner_text()
    assert WHY_NOT in left_out
    assert "dusun" in left_out.lower()
    walk.look(page, "16-akhir")
    assert Attachment.objects.get().caption == "Ruang produksi"


def sentra_of_the_province(walk: Walk, page: Page, step: str) -> int:
    """The first number of the public page of Jawa Barat; none published counts as zero."""
    walk.open(page, "/wilayah/32/", step=step)
    figure = page.locator("[aria-label='Angka wilayah'] .fig").first.inner_text()
    found = re.search(r"\d+", figure.partition("\n")[2])
    return int(found.group()) if found else 0
