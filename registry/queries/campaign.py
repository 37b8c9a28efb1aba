"""How far a campaign is: which office was asked about which sentra, what came back within its days,
by which method it was confirmed; by province and office, and the rows behind every number.

The numbers are counted from one list of lines (`lines`), and a page of rows is picked from the same
lines by the same test, so that a number and its rows cannot differ."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from registry import policy
from registry.choices import ActState, ExistenceAnswer, VerificationMethod
from registry.models import (
    Campaign,
    CampaignSentra,
    Office,
    Province,
    SentraVerification,
    SubmissionAct,
)
from registry.models.campaign import CampaignState
from registry.policy import Actor
from registry.queries.sentra_rows import lay_standing
from registry.queries.tasks import CONFIRMING
from sentra.lib.dates import WIB, today_wib

NO_OFFICE = _("belum ada kantor yang tercatat")


@dataclass(frozen=True)
class Line:
    """One sentra of a campaign: who answers for it, and the newest answer within the days of the
    campaign (`state` empty: none). `is_late` says whether one came after the last day only."""

    pk: int
    sentra_id: int
    province: str
    office_id: int | None
    state: str
    answer: str
    method: str
    is_late: bool

    @property
    def is_answered(self) -> bool:
        """Whether the office said anything in time that it did not take back."""
        return bool(self.state)


class Part(models.TextChoices):
    """What a campaign is counted in; each is also a door to its rows."""

    DUE = "due", _("Ditanya")
    ANSWERED = "answered", _("Dijawab")
    SILENT = "silent", _("Belum dijawab")
    LATE = "late", _("Hanya sesudah tenggat")
    WAITING = "waiting", _("Menunggu putusan")
    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")
    REJECTED = "rejected", _("Ditolak")
    UNKNOWN = "unknown", _("Tidak tahu")


TESTS: dict[str, Callable[[Line], bool]] = {
    Part.DUE: lambda line: True,
    Part.ANSWERED: lambda line: line.is_answered,
    Part.SILENT: lambda line: not line.is_answered,
    Part.LATE: lambda line: line.is_late,
    Part.WAITING: lambda line: line.state == ActState.RECEIVED,
    Part.APPROVED: lambda line: line.state == ActState.APPROVED,
    Part.RETURNED: lambda line: line.state == ActState.RETURNED,
    Part.REJECTED: lambda line: line.state == ActState.REJECTED,
    Part.UNKNOWN: lambda line: line.answer == ExistenceAnswer.UNKNOWN,
}


@dataclass(frozen=True)
class Tally:
    """The numbers of one group of lines; `answers` and `methods` in words, in the order of their
    lists, without what nobody gave."""

    name: str
    key: str
    counts: Mapping[str, int]
    answers: Sequence[tuple[str, str, int]]
    methods: Sequence[tuple[str, str, int]]

    @property
    def columns(self) -> list[tuple[str, int]]:
        """Part and number, in the order of `Part`."""
        return [(part.value, self.counts[part]) for part in Part]


@dataclass(frozen=True)
class OpenCampaign:
    """A campaign in which an actor's offices still have to answer."""

    campaign: Campaign
    n_due: int
    n_sentra: int

    @property
    def deadline_on(self) -> date:
        """Its last day."""
        return self.campaign.deadline_on


def window(campaign: Campaign) -> tuple[datetime, datetime]:
    """The first moment of a campaign and the first one after its last day, WIB."""
    after = campaign.deadline_on + timedelta(days=1)
    return (
        datetime.combine(campaign.opens_on, time(), WIB),
        datetime.combine(after, time(), WIB),
    )


def entries(campaign: Campaign, actor: Actor) -> models.QuerySet[CampaignSentra]:
    """The sentra of a campaign an actor may see: the ministry all, a dinas those it answers for
    today. A sentra withdrawn since is asked no more."""
    rows = CampaignSentra.objects.filter(campaign=campaign, sentra__is_withdrawn=False)
    if actor.is_ministry:
        return rows
    return rows.filter(sentra__in=policy.own_sentra(actor).values("pk"))


def _said(campaign: Campaign) -> tuple[Any, Any, Any]:
    start, end = window(campaign)
    acts = SubmissionAct.objects.filter(
        sentra=models.OuterRef("sentra"),
        kind__in=CONFIRMING,
        submission__received_at__gte=start,
    ).exclude(state=ActState.WITHDRAWN)
    newest = acts.filter(submission__received_at__lt=end).order_by(
        "-submission__received_at", "-pk"
    )
    looked = SentraVerification.objects.in_force().filter(
        sentra=models.OuterRef("sentra"),
        verified_on__gte=campaign.opens_on,
        verified_on__lte=campaign.deadline_on,
    )
    return (
        models.Subquery(
            newest.values(data=JSONObject(state="state", answer="answer", words="shown__answer"))[
                :1
            ]
        ),
        models.Subquery(looked.order_by("-verified_on", "-pk").values("method")[:1]),
        models.Exists(acts.filter(submission__received_at__gte=end)),
    )


def lines(campaign: Campaign, actor: Actor) -> list[Line]:
    """Every sentra of a campaign the actor may see, with its answer; one statement."""
    said, looked, late = _said(campaign)
    rows = entries(campaign, actor).annotate(said=said, looked=looked, is_late=late)
    found = rows.order_by("pk").values_list(
        "pk", "sentra_id", "province_id", "office_id", "said", "looked", "is_late"
    )
    return [
        Line(
            pk=pk,
            sentra_id=sentra,
            province=province,
            office_id=office,
            state=(act or {}).get("state", ""),
            answer=(act or {}).get("answer") or (act or {}).get("words") or "",
            method=method or "",
            is_late=is_late and not act,
        )
        for pk, sentra, province, office, act, method, is_late in found
    ]


def tally(name: str, key: str, group: Iterable[Line]) -> Tally:
    """Count a group of lines."""
    group = list(group)
    answered = [line for line in group if line.is_answered]
    labels = [*ExistenceAnswer.choices, ("", _("jawaban tidak tercatat"))]
    methods = [*VerificationMethod.choices, ("", _("cara tidak tercatat"))]
    return Tally(
        name=name,
        key=key,
        counts={part: sum(map(test, group)) for part, test in TESTS.items()},
        answers=_counted(labels, [line.answer for line in answered]),
        methods=_counted(methods, [line.method for line in answered]),
    )


def _counted(labels: Iterable[tuple[str, Any]], seen: Sequence[str]) -> list[tuple[str, str, int]]:
    return [(key, str(label), seen.count(key)) for key, label in labels if key in seen]


def progress(rows: Sequence[Line]) -> tuple[Tally, list[Tally], list[Tally]]:
    """The whole, each province, each office; two statements for their names."""
    names = dict(Province.objects.values_list("code", "name"))
    offices = dict(
        Office.objects.filter(pk__in={line.office_id for line in rows}).values_list("pk", "name")
    )
    provinces = sorted({line.province for line in rows})
    by_office = sorted(
        {line.office_id for line in rows}, key=lambda pk: (pk is None, offices.get(pk or 0, ""))
    )
    return (
        tally(str(_("Semua")), "", rows),
        [tally(names[code], code, (r for r in rows if r.province == code)) for code in provinces],
        [
            tally(
                offices.get(pk or 0, str(NO_OFFICE)),
                str(pk or 0),
                (r for r in rows if r.office_id == pk),
            )
            for pk in by_office
        ],
    )


def chosen(
    rows: Iterable[Line], part: str, *, province: str = "", office: str = "", answer: str = ""
) -> list[Line]:
    """The lines behind a number: of a part, a province, an office (its id, "0" for none)."""
    test = TESTS[part]
    return [
        line
        for line in rows
        if test(line)
        and (not province or line.province == province)
        and (not office or str(line.office_id or 0) == office)
        and (not answer or (line.is_answered and line.answer == answer))
    ]


def sentra_of(page: Iterable[Line]) -> list[tuple[Line, CampaignSentra]]:
    """The rows of a page with what they name and how it stands; two statements."""
    page = list(page)
    found = CampaignSentra.objects.select_related(
        "sentra__province", "sentra__regency", "office", "province"
    ).in_bulk([line.pk for line in page])
    lay_standing(entry.sentra for entry in found.values())
    return [(line, found[line.pk]) for line in page]


def unanswered(code: str, actor: Actor) -> list[int]:
    """The sentra of a running campaign that the actor's offices have not answered for, by id; none
    of a campaign that does not run."""
    campaign = Campaign.objects.filter(code=code, state=CampaignState.OPEN).first()
    if campaign is None:
        return []
    return [line.sentra_id for line in lines(campaign, actor) if not line.is_answered]


def open_campaigns(actor: Actor) -> list[OpenCampaign]:
    """Campaigns whose days have begun and not ended, in which this dinas has sentra, the nearest
    last day first; `n_due` are those it has not answered. For the task list."""
    today = today_wib()
    rows = Campaign.objects.filter(
        state=CampaignState.OPEN, opens_on__lte=today, deadline_on__gte=today
    )
    found = []
    for campaign in rows.order_by("deadline_on", "pk"):
        own = lines(campaign, actor)
        if own:
            n_due = sum(not line.is_answered for line in own)
            found.append(OpenCampaign(campaign, n_due, len(own)))
    return found
