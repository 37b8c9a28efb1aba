"""What a form of a dinas weighs over the wire, and how many taps a confirmation takes: the promises
of the issue (first page at most 50 KB, the next 10 KB, three taps), measured on the pages a browser
gets. Nothing is timed here."""

import gzip
import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles import finders
from django.test import Client

from registry.models import Sentra
from tests.faults.desk import FormReader
from tests.faults.visitors import operator_of, plain_pages

FIRST_PAGE_BYTES = 50 * 1024
NEXT_PAGE_BYTES = 10 * 1024
MOST_TAPS = 3
_FETCHED = re.compile(r'<(?:script|link|img)\b[^>]*?(?:src|href)="/?static/([^"?]+)"')
_HASH = re.compile(r"\.[0-9a-f]{12}(?=\.[a-z0-9]+$)")


@dataclass(frozen=True)
class Weight:
    """Bytes of one page: the document itself, and the files a browser fetches with it once."""

    path: str
    document: int
    files: int

    @property
    def first(self) -> int:
        """For somebody who comes for the first time."""
        return self.document + self.files


def weigh(client: Client, path: str, data: dict[str, str] | None = None) -> Weight:
    """One page as a browser that takes gzip gets it; GET, or POST of `data`."""
    answer = client.get(path) if data is None else client.post(path, data)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    body = answer.content
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    text = (gzip.decompress(body) if is_packed else body).decode()
    return Weight(path, len(body), sum(map(_packed, dict.fromkeys(_FETCHED.findall(text)))))


def _packed(name: str) -> int:
    """A static file as whitenoise serves it: packed once, where that makes it smaller."""
    found = finders.find(_HASH.sub("", name))
    if not found:
        raise RuntimeError(f"{name} is fetched by a page and not among the static files")
    with open(found, "rb") as file:
        content = file.read()
    return min(len(content), len(gzip.compress(content, 9)))


def dinas_client(user: object) -> Client:
    """A browser of a dinas that takes gzip."""
    client = Client(HTTP_ACCEPT_ENCODING="gzip", HTTP_HOST="127.0.0.1")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def form_weights(client: Client, public_code: str) -> list[Weight]:
    """Every form about one sentra, the form of a new one, and the task list."""
    tails = ("", "keadaan/", "data/", "fasilitas/", "kebutuhan/", "bagian/")
    paths = ["/tugas/", "/tugas/baru/", *(f"/tugas/{public_code}/{tail}" for tail in tails)]
    return [weigh(client, path) for path in paths]


def answers_weight(client: Client, public_code: str) -> Weight:
    """The page after the form of a confirmation: the answers once more. Keeps one draft."""
    path = f"/tugas/{public_code}/"
    page = weigh_text(client, path)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    basis = hidden["basis"].replace("&quot;", '"')
    seen_on = re.findall(r'name="seen_on" value="([^"]*)"', page)[0]
    body = {"token": str(uuid4()), "basis": basis, "seen_on": seen_on, "existence": "unchanged"}
    return weigh(client, path, {**body, "step": "check"})


def weigh_text(client: Client, path: str) -> str:
    """The words of a page, unpacked."""
    return _text(client.get(path))


def _text(answer: Any) -> str:
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.content) if packed else answer.content).decode()


def taps_to_confirm(client: Client, public_code: str) -> int:
    """Taps from the task list to the receipt of "masih ada, tidak ada perubahan", counted by
    following the pages: a link, and whatever has to be pressed after it. Sends one confirmation.
    Raises when a button is not on its page, or the last one leads to no receipt."""
    taps = 0
    home = weigh_text(client, "/tugas/")
    link = re.search(rf'href="(/tugas/{public_code}/\?token=[^"]*jawab=unchanged)"', home)
    if link is None:
        raise RuntimeError("the task list has no link that ticks the answer")
    form = weigh_text(client, link[1].replace("&amp;", "&"))
    taps += 1
    if not re.search(r'value="unchanged"[^>]*checked', form):
        taps += 1  # the answer has to be ticked by hand
    if 'name="seen_on" value=""' in form:
        raise RuntimeError("the form asks for a date to be typed")
    address, page = link[1].partition("?")[0], form
    for step in ("check", "send"):
        if f'name="step" value="{step}"' not in page:
            raise RuntimeError(f"no button to {step}")
        answer = client.post(address, {**_typed(page), "existence": "unchanged", "step": step})
        page, taps = _text(answer), taps + 1
    if not answer.headers.get("Location", "").startswith("/tugas/tanda-terima/"):
        raise RuntimeError(f"the last tap leads to {answer.status_code}, not to a receipt")
    return taps


def _typed(page: str) -> dict[str, str]:
    """What a form would send if nobody touched it."""
    reader = FormReader()
    reader.feed(page)
    return reader.values


def measured(user: object, public_code: str) -> list[tuple[str, int, int]]:
    """Rows for the table of figures: what, how much, at most."""
    client = dinas_client(user)
    forms = form_weights(client, public_code)
    first = max(forms, key=lambda weight: weight.first)
    later = max([*forms, answers_weight(client, public_code)], key=lambda weight: weight.document)
    return [
        (f"halaman formulir pertama ({first.path})", first.first, FIRST_PAGE_BYTES),
        (f"halaman berikutnya ({later.path})", later.document, NEXT_PAGE_BYTES),
        ("ketukan sampai tanda terima", taps_to_confirm(client, public_code), MOST_TAPS),
    ]


def in_the_field(number: int = 0) -> list[tuple[str, int, int]]:
    """The same rows on the ground of the benchmarks: one operator, one sentra of his regency."""
    sentra = Sentra.objects.in_force().filter(regency__isnull=False).order_by("pk")[number]
    with plain_pages():
        return measured(operator_of(str(sentra.regency_id)), sentra.public_code)


def as_markdown(rows: list[tuple[str, int, int]]) -> str:
    """The table of weights, in Indonesian: bytes as KB, taps as they are."""

    def shown(amount: int, limit: int) -> str:
        is_bytes = limit > MOST_TAPS
        return f"{amount / 1024:.1f} KB".replace(".", ",") if is_bytes else str(amount)

    lines = ["| formulir dinas | kita | janji | tercapai |", "| --- | --- | --- | --- |"]
    for words, amount, limit in rows:
        kept = "ya" if amount <= limit else "TIDAK"
        lines.append(f"| {words} | {shown(amount, limit)} | ≤ {shown(limit, limit)} | {kept} |")
    return "\n".join(lines)
