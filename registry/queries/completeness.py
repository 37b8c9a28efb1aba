"""How complete and how timely the yearly updates are: per office and year how many sentra were due,
sent, in time, returned, approved; and the rows behind every number.

Due is what counts in the year and had not closed, merged or split before it began. A sentra counts
as sent by the newest update of that year that was not taken back; in time by the first one, against
the last day of the office that answers for it by today's map. Counted from one list of lines, in a
constant number of statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from registry import policy
from registry.choices import ActState, ExistenceAnswer, OfficeLevel
from registry.models import Office, Sentra, SentraPeriod, SubmissionAct
from registry.policy import Actor
from registry.queries.periods import FIRST_YEAR
from registry.queries.reporting import Deadlines, deadlines, ends_at
from registry.queries.sentra_rows import lay_standing
from registry.queries.tasks import CONFIRMING, GONE, year_bounds
from sentra.lib.dates import WIB

NO_OFFICE = 0


@dataclass(frozen=True)
class Line:
    """One sentra that was due in a year: whose it is, and what became of its update."""

    sentra_id: int
    province: str
    office_id: int
    state: str
    answer: str
    is_in_time: bool

    @property
    def is_sent(self) -> bool:
        """Whether an update of the year came in and was not taken back."""
        return bool(self.state)


class Part(models.TextChoices):
    """What is counted; each is also a door to its rows."""

    DUE = "due", _("Wajib")
    SENT = "sent", _("Terkirim")
    IN_TIME = "in_time", _("Tepat waktu")
    LATE = "late", _("Terlambat")
    WAITING = "waiting", _("Menunggu putusan")
    RETURNED = "returned", _("Dikembalikan")
    APPROVED = "approved", _("Disetujui")
    REJECTED = "rejected", _("Ditolak")
    UNKNOWN = "unknown", _("Dijawab tidak tahu")
    SILENT = "silent", _("Belum dikirim")


TESTS: dict[str, Callable[[Line], bool]] = {
    Part.DUE: lambda line: True,
    Part.SENT: lambda line: line.is_sent,
    Part.IN_TIME: lambda line: line.is_in_time,
    Part.LATE: lambda line: line.is_sent and not line.is_in_time,
    Part.WAITING: lambda line: line.state == ActState.RECEIVED,
    Part.RETURNED: lambda line: line.state == ActState.RETURNED,
    Part.APPROVED: lambda line: line.state == ActState.APPROVED,
    Part.REJECTED: lambda line: line.state == ActState.REJECTED,
    Part.UNKNOWN: lambda line: line.answer == ExistenceAnswer.UNKNOWN,
    Part.SILENT: lambda line: not line.is_sent,
}


@dataclass(frozen=True)
class Row:
    """The numbers of one group; without a sentra they are nothing, not zero."""

    name: str
    key: str
    due_on: date | None
    counts: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was due."""
        return not self.counts[Part.DUE]

    @property
    def columns(self) -> list[tuple[str, int]]:
        """Part and number, in the order of `Part`."""
        return [(part.value, self.counts[part]) for part in Part]


@dataclass(frozen=True)
class Year:
    """Everything known about one year for one actor."""

    year: int
    lines: Sequence[Line]
    offices: Mapping[int, Office]
    deadlines: Deadlines

    def due_on(self, office: int) -> date:
        """The last day of an office: its own, the general one, 31 December."""
        return self.deadlines.due_on(office)

    @property
    def general(self) -> date:
        """The last day of whoever has none of his own."""
        return self.deadlines.general


def read_year(year: int, actor: Actor) -> Year:
    """The lines of a year, of every sentra the actor answers for; five statements."""
    offices = {
        office.pk: office
        for office in Office.objects.exclude(level=OfficeLevel.MINISTRY)
        .select_related("province")
        .order_by("-pk")
    }
    by_region = {one.regency_id or one.province_id or "": one.pk for one in offices.values()}
    found = Year(year, [], offices, deadlines(year))
    sent = _sent(year)
    lines = [
        _line(found, sentra, province, by_region.get(regency or "", by_region.get(province)), sent)
        for sentra, province, regency in due(year, actor).values_list(
            "pk", "province_id", "regency_id"
        )
    ]
    return replace(found, lines=lines)


def due(year: int, actor: Actor) -> models.QuerySet[Sentra]:
    """The sentra an update is due for: counted in the year, and not gone before it began."""
    rows = Sentra.objects.in_force() if actor.is_ministry else policy.own_sentra(actor)
    counted = SentraPeriod.objects.filter(period=str(year)).values("sentra")
    rows = rows.filter(pk__in=counted)
    if year > FIRST_YEAR:
        gone = SentraPeriod.objects.filter(period=str(year - 1), status__in=GONE).values("sentra")
        rows = rows.exclude(pk__in=gone)
    return rows.order_by("name_key", "pk")


Sent = Mapping[int, list[tuple[str, str, datetime]]]


def _sent(year: int) -> Sent:
    """By sentra what was sent for a year, oldest first: state, answer, moment. A form says which
    year it is about; where it does not, the year it came in counts."""
    start, _end = year_bounds(year)
    _start, end = year_bounds(year + 1)
    rows = (
        SubmissionAct.objects.filter(
            kind__in=CONFIRMING,
            sentra__isnull=False,
            submission__received_at__gte=start,
            submission__received_at__lt=end,
        )
        .exclude(state=ActState.WITHDRAWN)
        .annotate(
            words=KeyTextTransform("answer", "shown"), said_year=KeyTextTransform("year", "shown")
        )
        .order_by("submission__received_at", "pk")
    )
    found: dict[int, list[tuple[str, str, datetime]]] = {}
    for sentra, state, answer, words, about, moment in rows.values_list(
        "sentra_id", "state", "answer", "words", "said_year", "submission__received_at"
    ):
        said = int(about) if about and about.isdigit() else moment.astimezone(WIB).year
        if said == year:
            found.setdefault(sentra, []).append((state, answer or words or "", moment))
    return found


def _line(year: Year, sentra: int, province: str, office: int | None, sent: Sent) -> Line:
    acts = sent.get(sentra, [])
    if not acts:
        return Line(sentra, province, office or NO_OFFICE, "", "", is_in_time=False)
    state, answer, _moment = acts[-1]
    end = ends_at(year.due_on(office or NO_OFFICE), year.offices.get(office or NO_OFFICE))
    return Line(sentra, province, office or NO_OFFICE, state, answer, is_in_time=acts[0][2] < end)


def count(name: str, key: str, due_on: date | None, lines: Iterable[Line]) -> Row:
    """The numbers of a group of lines."""
    group = list(lines)
    return Row(name, key, due_on, {part: sum(map(test, group)) for part, test in TESTS.items()})


def chosen(
    lines: Iterable[Line], part: str, *, province: str = "", office: int | None = None
) -> list[Line]:
    """The lines behind a number."""
    test = TESTS[part]
    return [
        line
        for line in lines
        if test(line)
        and (not province or line.province == province)
        and (office is None or line.office_id == office)
    ]


def named(page: Iterable[Line]) -> list[tuple[Line, Any]]:
    """The rows of a page with their sentra and how it stands; two statements."""
    page = list(page)
    found = Sentra.objects.select_related("province", "regency").in_bulk(
        [line.sentra_id for line in page]
    )
    lay_standing(found.values())
    return [(line, found[line.sentra_id]) for line in page]
