"""The upload page in a real browser: without a script, with it on a slow phone, and for everybody."""

import io
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from registry.models import Attachment, Submission
from registry.queries.attachments import content_of
from tests.cast import make_cast
from tests.e2e.desk import RULES, signed_in_page
from tests.factories import make, make_sentra
from tests.sentra.lib.test_images import HERE, gps

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def receipt(settings: Any, tmp_path: Path, transactional_db: None) -> Submission:
    """Something that was sent, by the operator of Kabupaten Bandung."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    operator = make_cast().regency_operator
    submission = make(
        "submission.send",
        token="33333333-3333-4333-8333-333333333333",
        body_hash="0" * 64,
        office=operator.mandates.get().office.code,
        sender=operator.email,
        province="32",
        regency="32.04",
        received_at="2026-11-21T10:00:00+07:00",
    )
    make(
        "submission_act.send",
        submission=str(submission.pk),
        sentra=make_sentra(name="Sentra Rajut", province="32", regency="32.04").public_code,
        sender=operator.email,
        changes=[{"kind": "status.record", "values": {}}],
    )
    return submission


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Larger than a phone should send, with the camera's notes."""
    noise = Image.effect_noise((2400, 1800), 80).convert("RGB")
    noise.save(tmp_path / "foto.jpg", "JPEG", quality=92, exif=gps())
    return tmp_path / "foto.jpg"


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Any:
    """`phone(path, scripts=…)`: a page of the operator on a phone; what its console said in `said`."""
    contexts = []

    def opened(path: str, *, width: int = 390, scripts: bool = True) -> Page:
        page = signed_in_page(
            browser, live_server.url, "regency_operator@contoh.example", width=width, scripts=scripts
        )
        contexts.append(page.context)
        page.goto(f"{live_server.url}{path}", wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


def address(submission: Submission) -> str:
    return f"/tugas/tanda-terima/{submission.receipt_number}/lampiran/"
