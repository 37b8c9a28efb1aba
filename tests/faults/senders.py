"""Officers of a dinas over HTTP: they open a form, fill it in and send it, with session and CSRF,
as often as it takes; and what the database says about what they sent."""

import http.client
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from uuid import UUID, uuid4

from django.db.models import Count, Q

from registry.choices import ChangeSource, NoticeKind
from registry.models import Sentra, Submission, SubmissionAct
from registry.models.submission import SubmissionActEvent
from registry.queries.submission import standings
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from tests.faults import ground
from tests.faults.desk import Answer, Browser
from tests.faults.dying import ASKED, HEADER
from tests.faults.visitors import operator_of

RECEIPT = "/tugas/tanda-terima/"
LIST = "/tugas/daftar/"
SEVERED = (OSError, http.client.HTTPException)
AGAIN_SECONDS = 0.05
LONGEST_SECONDS = 120.0
_numbers = count(1)


class NoAnswer(Exception):
    """Nobody answered for so long that the run is worth nothing."""


@dataclass(frozen=True)
class Filled:
    """A form as it is sent: its address, its token, everything typed. `fault` asks the worker to
    die before it answers."""

    path: str
    token: UUID
    values: Mapping[str, str]
    fault: bool = False

    def typed_otherwise(self) -> "Filled":
        """Another body under the same token."""
        changed = {
            name: "dormant" if name.startswith("a_") else f"{number}7"
            for name, number in self.values.items()
            if name.startswith("a_") or name == "worker_count"
        }
        return replace(self, values={**self.values, **changed})


@dataclass(frozen=True)
class Office:
    """An operator, the sentra of his regency that take a yearly update, and one more that stays due
    for the list."""

    operator: User
    sentra: tuple[str, ...]
    in_the_list: str


def offices() -> list[Office]:
    """An operator for every regency of the ground that has living sentra."""
    found = []
    for regency in ground.REGENCIES:
        rows = list(Sentra.objects.in_force().filter(regency_id=regency).order_by("pk"))
        standing = standings([row.pk for row in rows], today_wib().year)
        alive = [
            row.public_code
            for row in rows
            if (status := standing[row.pk].status) is None or status.status == "active"
        ]
        if len(alive) > 1:
            found.append(Office(operator_of(regency), tuple(alive[1:]), alive[0]))
    return found


def yearly(browser: Browser, code: str) -> Filled:
    """The yearly update of a sentra, opened and filled in; what is typed is new every time."""
    token = uuid4()
    path = f"/tugas/{code}/"
    typed = {
        "token": str(token),
        "seen_on": f"{today_wib():%d/%m/%Y}",
        "existence": "changed",
        "worker_count": str(1000 + next(_numbers)),
        "step": "send",
    }
    return Filled(path, token, {**browser.fields(f"{path}?token={token}"), **typed})


def listed(browser: Browser, code: str) -> Filled:
    """A page of the list with one answer: "tidak tahu", which leaves the sentra in the list."""
    token = uuid4()
    typed = {"token": str(token), f"a_{code}": "unknown", "step": "send"}
    return Filled(LIST, token, {**browser.fields(LIST), **typed})


@dataclass
class Sent:
    """What came of sending: answers, receipts by token, and how often nobody answered."""

    posts: int = 0
    severed: int = 0
    acked: int = 0
    receipts: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    other: Counter[str] = field(default_factory=Counter)

    def note(self, form: Filled, answer: Answer) -> str:
        """Keep one answer; the receipt it names, or nothing."""
        receipt = receipt_of(answer)
        if receipt:
            self.acked += 1
            self.receipts[form.token].add(receipt)
        else:
            self.other[f"{answer.status} {answer.location}".strip()] += 1
        return receipt

    def add(self, more: "Sent") -> None:
        """Take in what another sender saw."""
        self.posts += more.posts
        self.severed += more.severed
        self.acked += more.acked
        self.other += more.other
        for token, receipts in more.receipts.items():
            self.receipts[token] |= receipts


def receipt_of(answer: Answer) -> str:
    """The receipt an answer leads to, as a browser would find it."""
    if answer.status != 302 or not answer.location.startswith(RECEIPT):
        return ""
    return answer.location.removeprefix(RECEIPT).strip("/")


def send(browser: Browser, form: Filled, sent: Sent) -> Answer:
    """Send a form until somebody answers; what was severed is sent again, word for word."""
    until = time.monotonic() + LONGEST_SECONDS
    fault = {HEADER: ASKED} if form.fault else None
    while time.monotonic() < until:
        sent.posts += 1
        try:
            return browser.ask("POST", form.path, form.values, fault)
        except SEVERED:
            sent.severed += 1
            fault = None
            time.sleep(AGAIN_SECONDS)
    raise NoAnswer(form.path)


@dataclass(frozen=True)
class Stored:
    """What the database says about some tokens."""

    receipts: Mapping[UUID, list[str]]
    halves: int

    def lost(self, receipts: Mapping[UUID, set[str]]) -> list[UUID]:
        """Acknowledged tokens under whose receipt nothing is stored."""
        return [
            token
            for token, said in receipts.items()
            if not said <= set(self.receipts.get(token, ()))
        ]

    @property
    def doubled(self) -> int:
        """Submissions beyond the first of their token."""
        return sum(len(numbers) - 1 for numbers in self.receipts.values())


def stored(tokens: Iterable[UUID]) -> Stored:
    """What is stored under these tokens. A half is a submission without its one act, or an act
    without its history or its events for the outbox: that it waits, and that it came in."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Submission.objects.filter(token__in=list(tokens))
    for token, number in rows.values_list("token", "receipt_number"):
        found[token].append(number)
    acts = SubmissionAct.objects.filter(submission__in=rows, submission__channel=ChangeSource.WEB)
    n_rows = rows.count()
    pks = list(acts.values_list("pk", flat=True))
    events = acts.annotate(
        received=Count("events", filter=Q(events__kind=NoticeKind.RECEIVED), distinct=True),
        sent=Count("events", filter=Q(events__kind=NoticeKind.SENT), distinct=True),
    )
    told = events.filter(received=1, sent=1).count()
    kept = SubmissionActEvent.objects.filter(pgh_obj_id__in=pks).values("pgh_obj_id").distinct()
    whole = min(acts.values("submission").distinct().count(), told, kept.count())
    return Stored(found, abs(n_rows - whole) + abs(len(pks) - n_rows))


def in_turn(all_offices: list[Office]) -> Iterator[tuple[Office, str]]:
    """Every sentra of every office, over and over."""
    while True:
        for office in all_offices:
            for code in office.sentra:
                yield office, code
