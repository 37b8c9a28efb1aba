"""Whatever an address or a body of a dinas holds (NUL, a number beyond every column, bytes that are
no text, brackets without end) is answered with a sentence, never with an error of the server, and
nothing is written by it."""

import json
from typing import Any

import pytest

from registry.models import Sentra, Submission, SubmissionAct
from tests.cast import Cast
from tests.factories import make_sentra, make_status
from tests.registry.proposals import in_bandung
from tests.registry.web.forms import inputs, open_form, press
from tests.registry.web.proposals import KINDS, typed_for

pytestmark = pytest.mark.django_db

EVIL = ("%00", "x%00y", "9" * 30, "9" * 5000, "-1", "1e999", "%ff%fe", "%ed%a0%80", "%5B" * 200)
LIST = "/tugas/daftar/"
TOKEN = "7d0f4f2e-0000-4000-8000-000000000001"
QUERIES = (
    *(f"{LIST}?{name}=" for name in ("draf", "regency", "kampanye", "page", "token", "kantor")),
    f"{LIST}?tahun=",
    *(f"/tugas/?{name}=" for name in ("tahun", "page")),
    *(f"/tugas/baru/?{name}=" for name in ("tahun", "token", "perbaikan", "jawab")),
    *(f"/tugas/{{code}}/?{name}=" for name in ("tahun", "token", "perbaikan", "jawab")),
    "/tugas/{code}/bagian/?tahun=",
    f"/tugas/lampiran/?token={TOKEN}&sentra=",
    f"/tugas/lampiran/?token={TOKEN}&sentra={{code}}&regency=",
    f"/tugas/lampiran/?token={TOKEN}&sentra={{code}}&back=",
    "/tugas/lampiran/?token=",
    "/tugas/pilih/village/?x=",
    "/tugas/pilih/sentra/?x=",
    "/tugas/kabar/?page=",
    "/tugas/kiriman/?page=",
    "/tugas/kelengkapan/?tahun=",
    "/tugas/kelengkapan/?year=",
    "/tugas/tanda-terima/{receipt}/?baris=",
)
PATHS = (
    "/tugas/draf/{evil}/",
    "/tugas/draf/{evil}/buang/",
    "/tugas/tanda-terima/{evil}/",
    "/tugas/tanda-terima/{evil}/lampiran/",
    "/tugas/{evil}/",
    "/tugas/{evil}/bagian/",
    "/tugas/{evil}/keadaan/",
    "/tugas/{evil}/data/",
    "/tugas/pilih/{evil}/",
    "/tugas/periksa/{evil}/0/",
    "/tugas/periksa/SUB-2026-32-000001/{evil}/",
    "/tugas/lampiran/{evil}/",
    "/tugas/kampanye/{evil}/",
    "/sentra/{evil}/",
    "/wilayah/{evil}/",
)
DEEP = "[" * 100_000
HIDDEN = (
    '{"revision":1e999,"typed":{}}',
    '{"revision":1,"typed":{"own_note":"\\ud800"}}',
    DEEP,
    '{"a":' * 50_000,
    "null",
    "9" * 5000,
    '{"year":1e999,"status":null,"profile":null}',
    '{"year":2026,"status":[' + "9" * 30 + ',1],"profile":null}',
    '{"year":2026,"status":null,"profile":null,"sentra":' + "9" * 30 + "}",
)


@pytest.fixture
def ours(cast: Cast) -> Sentra:
    return in_bandung(name="Sentra A")


@pytest.mark.parametrize("address", QUERIES)
def test_no_value_of_a_query_breaks_a_page(signed_in: Any, ours: Sentra, address: str) -> None:
    client = signed_in("regency_operator")

    for evil in EVIL:
        path = address.format(code=ours.public_code, receipt="SUB-2026-32-000001") + evil
        assert client.get(path).status_code < 500, path
        if "%00" in evil:
            assert client.get(path).status_code == 400, path


@pytest.mark.parametrize("path", PATHS)
def test_no_part_of_an_address_breaks_a_page(signed_in: Any, ours: Sentra, path: str) -> None:
    for role in ("regency_operator", "province_officer", "public"):
        client = signed_in(role)
        for evil in EVIL:
            assert client.get(path.format(evil=evil)).status_code < 500, (role, evil)
        assert client.get(path.format(evil="%00")).status_code == 404


@pytest.mark.parametrize("step", ["save", "check", "send", "autosave", "edit", "page-2", "show"])
@pytest.mark.parametrize("evil", ["\x00", "x\x00y", "9" * 30, "\ud7ff\ufffe", "x" * 9000])
def test_no_line_of_a_list_breaks_its_page(
    signed_in: Any, ours: Sentra, step: str, evil: str
) -> None:
    client, code = signed_in("regency_operator"), ours.public_code
    page = inputs(client.get(LIST))
    names = ("seen_on", "token", "revision", "show_regency", f"a_{code}", f"b_{code}", f"e_{code}")

    for name in (*names, f"a_{evil[:50]}"):
        body = {**page, f"a_{code}": "unchanged", name: evil}
        if name == f"b_{code}" or step != "send" or name in ("revision", "show_regency"):
            assert press(client, LIST, body, step).status_code < 500, name
    assert all("\x00" not in str(act.shown) for act in SubmissionAct.objects.all())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("hidden", ["seen", "basis", "previous", "token"])
def test_no_hidden_words_break_a_form(signed_in: Any, ours: Sentra, kind: Any, hidden: str) -> None:
    client, path = signed_in("regency_operator"), kind.path.format(code=ours.public_code)
    body = open_form(client, path, **typed_for(kind, ours))

    for evil in (*HIDDEN, "\x00"):
        for step in ("autosave", "save", "check"):
            answer = press(client, path, {**body, hidden: evil}, step)
            assert answer.status_code < 500, (evil[:60], step)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("tail", ["", "keadaan/"])
def test_a_basis_of_another_office_s_rows_shows_none_of_them(
    signed_in: Any, ours: Sentra, tail: str
) -> None:
    foreign = make_status(make_sentra(), evidence="kabar dari Gianyar")
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/{tail}"
    body = open_form(client, path, existence="dormant")
    basis = {**json.loads(body["basis"]), "status": [foreign.pk, foreign.version]}

    answer = press(client, path, {**body, "basis": json.dumps(basis)})

    assert answer.status_code == 409
    assert "kabar dari Gianyar" not in answer.content.decode()


def test_no_posted_word_breaks_the_page_of_files(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")

    for name in ("token", "sentra", "regency", "back", "latitude", "longitude", "words"):
        for evil in ("\x00", "9" * 30, "1e999"):
            body = {"token": TOKEN, "sentra": ours.public_code, name: evil}
            assert client.post("/tugas/lampiran/", body).status_code < 500, (name, evil)


@pytest.mark.parametrize("evil", ["9" * 30, "9" * 5000, "\x00", "²"])
def test_no_number_breaks_the_inbox(signed_in: Any, ours: Sentra, evil: str) -> None:
    assert signed_in("regency_operator").post("/tugas/kabar/", {"notice": evil}).status_code == 302
