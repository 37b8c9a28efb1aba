"""What each office still has to do, and until when: the yearly updates, the questions of running
campaigns, verifications that end, and what other applications ask. For reminders and the weekly
digest of all offices at once; the home of one office reads office_work.py."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from registry import policy
from registry.choices import ActState, ExistenceAnswer, OfficeLevel, Role
from registry.models import Campaign, Mandate, Office, Sentra, SentraVerification
from registry.models.campaign import CampaignState
from registry.policy import Actor, Reach
from registry.queries import campaign as campaigns
from registry.queries import completeness
from registry.queries.office_work import SOON_DAYS, office_tasks
from sentra.lib.dates import WIB

# Of what is done no more an office hears for so long after the last day.
REMEMBERED = timedelta(days=30)
YEARLY, CAMPAIGN, VERIFICATION, TASK = "yearly", "campaign", "verification", "task"
READER = policy.system("duties")


@dataclass(frozen=True)
class Duty:
    """So many of one thing that an office has to do until one day. `key` tells it from others of
    the office; `title` is its year, the name of a campaign, or the words of a task."""

    what: str
    key: str
    title: str
    n: int
    due_on: date | None


Duties = Mapping[int, Sequence[Duty]]


def duties(today: date) -> Duties:
    """By office everything that is still to be done; a constant number of statements, but for the
    tasks of other applications, which are asked once an office with people."""
    found: dict[int, list[Duty]] = defaultdict(list)
    by_region = _offices_by_region()
    for office, duty in (
        *_yearly(today),
        *_campaigns(today),
        *_verifications(today, by_region),
        *_tasks(today),
    ):
        found[office].append(duty)
    return found


def _offices_by_region() -> dict[str, int]:
    rows = Office.objects.exclude(level=OfficeLevel.MINISTRY).order_by("-pk")
    return {
        regency or province or "": pk
        for pk, province, regency in rows.values_list("pk", "province_id", "regency_id")
    }


def _yearly(today: date) -> Iterator[tuple[int, Duty]]:
    """This year's updates, and those of last year while its last day is near."""
    for number in (today.year - 1, today.year):
        year = completeness.read_year(number, READER)
        counted = Counter(line.office_id for line in year.lines if _is_open(line))
        for office, n in sorted(counted.items()):
            due_on = year.due_on(office)
            if office != completeness.NO_OFFICE and due_on >= today - REMEMBERED:
                yield office, Duty(YEARLY, str(number), str(number), n, due_on)


def _is_open(line: completeness.Line) -> bool:
    is_returned = line.state == ActState.RETURNED
    return not line.is_sent or is_returned or line.answer == ExistenceAnswer.UNKNOWN


def _campaigns(today: date) -> Iterator[tuple[int, Duty]]:
    rows = Campaign.objects.filter(
        state=CampaignState.OPEN, opens_on__lte=today, deadline_on__gte=today - REMEMBERED
    )
    for row in rows.order_by("deadline_on", "pk"):
        lines = campaigns.lines(row, READER)
        counted = Counter(line.office_id for line in lines if not line.is_answered)
        for office, n in counted.items():
            if office is not None:
                yield office, Duty(CAMPAIGN, row.code, str(row), n, row.deadline_on)


def _verifications(today: date, by_region: Mapping[str, int]) -> Iterator[tuple[int, Duty]]:
    """The newest verification of each sentra, where it ends soon or has just ended."""
    newest = (
        SentraVerification.objects.in_force()
        .filter(sentra=models.OuterRef("pk"))
        .order_by("-verified_on", "-pk")
    )
    last_day = models.Subquery(newest.values("valid_to")[:1])
    rows = Sentra.objects.in_force().annotate(ends_on=last_day)
    rows = rows.filter(ends_on__gte=today - REMEMBERED, ends_on__lte=today + timedelta(SOON_DAYS))
    counted: Counter[tuple[int, date]] = Counter()
    for province, regency, ends_on in rows.values_list("province_id", "regency_id", "ends_on"):
        office = by_region.get(regency or "", by_region.get(province))
        if office is not None:
            counted[office, ends_on] += 1
    for (office, ends_on), n in sorted(counted.items()):
        yield office, Duty(VERIFICATION, "", "", n, ends_on)


def _tasks(today: date) -> Iterator[tuple[int, Duty]]:
    """What other applications ask; what was sent and waits for its decision is done."""
    staffed = Mandate.objects.in_force(today).values("office_id")
    offices = Office.objects.exclude(level=OfficeLevel.MINISTRY).filter(pk__in=staffed)
    for office in offices.order_by("pk"):
        for task in office_tasks(_speaker(office), today):
            if task.waits is None:
                key = f"{task.url_name}:{task.code}"
                due_on = task.due_at.astimezone(WIB).date() if task.due_at else None
                yield office.pk, Duty(TASK, key, task.title, 1, due_on)


def _speaker(office: Office) -> Actor:
    """Whoever works at the office, for what is asked of it."""
    region = office.regency_id or office.province_id or ""
    role = Role.REGENCY_OPERATOR if office.regency_id else Role.PROVINCE_OFFICER
    return Actor(f"office:{office.pk}", reaches=(Reach(role, office.pk, office.code, region),))


def n_of(what: str, owed: Iterable[Duty]) -> int:
    """How many of one thing."""
    return sum(duty.n for duty in owed if duty.what == what)
