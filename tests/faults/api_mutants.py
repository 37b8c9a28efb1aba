"""The API broken on purpose, each mutant with the scenario that must notice it: a decision on
whatever stands there, a receipt for any office, a limit that believes what callers write about
themselves, files that a spreadsheet would run."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.core.cache import caches
from django.test import Client
from rest_framework.settings import api_settings

from registry.api import submissions, verbs
from registry.models import Decision, Submission
from sentra.accounts.models import User
from sentra.lib import tabular, workbook
from sentra.lib.api import PublicThrottle
from tests import xlsx
from tests.cast import Cast
from tests.factories import make_sentra
from tests.factories.api_token import calling
from tests.faults.mutations import replaced
from tests.faults.review_mutants import Mutant
from tests.faults.review_scenarios import with_cast
from tests.faults.visitors import plain_pages
from tests.registry.api.sending import ADDRESS, correction, post
from tests.registry.proposing import in_bandung

FORMULA = "=HYPERLINK(A1)"
LIMIT = 3


# --- the mutations ------------------------------------------------------------------------------


def if_match_is_optional() -> AbstractContextManager[None]:
    """Whoever names no version decides on what stands there now."""
    plain = verbs.refuse_other_version

    def refuse(request: Any, *more: Any) -> None:
        if request.headers.get("If-Match"):
            plain(request, *more)

    return replaced(verbs, refuse_other_version=refuse)


@contextmanager
def any_office_s_receipt() -> Iterator[None]:
    """One view looks a submission up among all of them."""

    def known(actor: Any, receipt: str) -> Submission:
        return Submission.objects.select_related("office").get(receipt_number=receipt)

    with (
        replaced(submissions, known_submission=known),
        replaced(verbs, known_submission=known),
    ):
        yield


def callers_say_who_they_are() -> AbstractContextManager[None]:
    """The limit counts by X-Forwarded-For as it came, whoever wrote it."""
    return replaced(api_settings, NUM_PROXIES=None)


def texts_as_they_are() -> AbstractContextManager[None]:
    """CSV without the prefix."""
    return replaced(tabular, escape_formula=str)


@contextmanager
def workbooks_run_texts() -> Iterator[None]:
    """XLSX where the library guesses what a text is, and a text with = is a formula."""

    def text(self: workbook.Sheet, row: int, place: int, words: str) -> None:
        self.sheet.write(row, place, words)

    with (
        replaced(workbook, OPTIONS={**workbook.OPTIONS, "strings_to_formulas": True}),
        replaced(workbook.Sheet, text=text),
    ):
        yield


# --- the scenarios ------------------------------------------------------------------------------


def system_of(user: User) -> Any:
    """A system that carries a token of this account."""
    client = calling(user)
    client.defaults["HTTP_HOST"] = "127.0.0.1"
    return client


def receipt_of(cast: Cast) -> str:
    """What the operator of Kab. Bandung has sent by the API."""
    sent = post(system_of(cast.regency_operator), correction(in_bandung()))
    return str(json.loads(sent.content)["receipt"])


@with_cast
def a_decision_names_its_version(cast: Cast) -> list[str]:
    """The province approves without If-Match, then with the tag of before its own approval."""
    with plain_pages():
        receipt = receipt_of(cast)
        province, ministry = system_of(cast.province_officer), system_of(cast.ministry_staff)
        address = f"{ADDRESS}{receipt}/"
        tag = province.get(address).headers["ETag"]
        unnamed = post(province, {}, path=f"{address}approve/")
        named = post(province, {}, path=f"{address}approve/", **{"If-Match": tag})
        overtaken = post(ministry, {}, path=f"{address}approve/", **{"If-Match": tag})
    seen = (unnamed.status_code, named.status_code, overtaken.status_code)
    decided = Decision.objects.count()
    return [] if (seen, decided) == ((428, 200, 412), 1) else [f"{seen}, {decided} decisions"]


@with_cast
def strangers_find_no_receipt(cast: Cast) -> list[str]:
    """Another regency's system reads a receipt, and takes it back."""
    with plain_pages():
        address = f"{ADDRESS}{receipt_of(cast)}/"
        own, foreign = system_of(cast.regency_operator), system_of(cast.stranger)
        tag = own.get(address).headers["ETag"]
        read = foreign.get(address).status_code
        taken = post(foreign, {}, path=f"{address}withdraw/", **{"If-Match": tag}).status_code
    return [] if (read, taken) == (404, 404) else [f"a stranger gets {read} and {taken}"]


def one_address_has_one_limit() -> Iterator[list[str]]:
    """The same caller names another address with every request."""
    caches["default"].clear()
    with plain_pages(), replaced(PublicThrottle, THROTTLE_RATES={"public": f"{LIMIT}/min"}):
        client = Client(HTTP_HOST="127.0.0.1")
        answers = [
            client.get("/api/v1/provinces/", headers={"X-Forwarded-For": f"192.0.2.{number}"})
            for number in range(LIMIT + 1)
        ]
    caches["default"].clear()
    refused = [answer.status_code for answer in answers].count(429)
    yield [] if refused == 1 else [f"{refused} of {LIMIT + 1} requests are refused"]


@with_cast
def files_run_nothing(cast: Cast) -> list[str]:
    """A place that reads like a formula, as CSV and as XLSX."""
    code = make_sentra(place_words=FORMULA).public_code
    asked = f"?q={code}&fields=place_words"
    with plain_pages():
        client = system_of(cast.analyst)
        csv = body(client.get(f"/api/v1/sentra.csv{asked}")).decode()
        book = xlsx.sheet(body(client.get(f"/api/v1/sentra.xlsx{asked}")))
    cells = [cell for row in book for cell in row.values()]
    wrong = [f"XLSX runs {cell.value}" for cell in cells if cell.is_formula]
    if FORMULA not in [cell.value for cell in cells]:
        wrong.append("XLSX does not hold the place")
    if f"'{FORMULA}" not in csv:
        wrong.append(f"CSV has {csv.splitlines()[1:]}")
    return wrong


def body(answer: Any) -> bytes:
    """A file's bytes, whether it comes at once or as it is made."""
    if answer.streaming:
        return b"".join(answer.streaming_content)
    return bytes(answer.content)


MUTANTS = (
    Mutant("If-Match optional", if_match_is_optional, a_decision_names_its_version),
    Mutant("scope missing in one view", any_office_s_receipt, strangers_find_no_receipt),
    Mutant("NUM_PROXIES not set", callers_say_who_they_are, one_address_has_one_limit),
    Mutant("CSV without escape", texts_as_they_are, files_run_nothing),
    Mutant("XLSX with formulas", workbooks_run_texts, files_run_nothing),
)
