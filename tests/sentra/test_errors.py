"""What people see when something fails: a page in Indonesian, with the right status, the strict
content policy, and nothing of what failed."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.sentra.error_urls"
    return Client(raise_request_exception=False)


PAGES = (
    ("/uji/400", 400),
    ("/uji/ditolak", 400),
    ("/uji/403", 403),
    ("/tidak/ada", 404),
    ("/uji/409", 409),
    ("/uji/500", 500),
)


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_every_error_is_a_page_of_ours_with_the_strict_policy(
    browser: Client, path: str, status: int
) -> None:
    answer = browser.get(path)

    assert answer.status_code == status
    page = answer.content.decode()
    assert '<html lang="id"' in page
    assert "<h1>" in page
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Traceback" not in page and "rahasia dapur" not in page


def test_a_refusal_shows_its_sentence_and_escapes_what_was_typed(browser: Client) -> None:
    page = browser.get("/uji/ditolak").content.decode()

    assert "Nilai &lt;script&gt;13&lt;/script&gt; tidak mujur." in page
    assert "<script>13" not in page


def test_a_conflict_shows_whose_value_is_which(browser: Client) -> None:
    page = browser.get("/uji/409").content.decode()

    for value in ("Lama", "&lt;b&gt;Mereka&lt;/b&gt;", "Kami"):
        assert value in page


def test_a_forbidden_page_says_why(browser: Client) -> None:
    assert "Usulan ini milik kantor lain." in browser.get("/uji/403").content.decode()


def test_a_missing_record_is_named_and_a_missing_address_is_not(browser: Client) -> None:
    record = browser.get("/dak/5104-2024-fisik/")
    address = browser.get("/tidak/ada")
    shortcut = browser.get("/provinsi/99/")

    assert {page.status_code for page in (record, address, shortcut)} == {404}
    assert "matches the given query" not in shortcut.content.decode()
    assert "Tidak ada hibah dengan kode 5104-2024-fisik." in record.content.decode()
    assert "tidak/ada" not in address.content.decode().split("<main", 1)[-1]


def test_a_stale_form_is_told_apart_from_a_missing_right(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.sentra.error_urls"
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post("/akun/login/", {"login": "a@contoh.example", "password": "x"})

    assert answer.status_code == 403
    assert "terlalu lama terbuka" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db(transaction=True)
def test_without_a_database_the_answer_is_503_and_when_to_come_back(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "PORT", "1")
        patch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        answer = browser.get("/")
        alive = browser.get("/healthz")
        ready = browser.get("/readyz")
        connection.close()

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert '<html lang="id"' in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert (alive.status_code, ready.status_code) == (200, 503)
    assert browser.get("/healthz").status_code == 200


def test_the_error_pages_ask_for_nothing_from_elsewhere(browser: Client) -> None:
    for path, _status in PAGES:
        page = browser.get(path).content.decode()
        assert "http://" not in page and "https://" not in page
