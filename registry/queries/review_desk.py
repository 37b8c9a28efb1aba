"""What a reviewer needs beside the proposal itself: the queue by risk and age, earlier years,
similar sentra, the sender's record, points for a map, and what an approval wrote. Nothing is
written here; which proposals were overtaken is found in registry.changes.staleness and handed in.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Greatest
from django.utils.text import capfirst

from registry import policy
from registry.choices import ActState, Verdict
from registry.models import (
    Decision,
    Office,
    Province,
    Regency,
    Sentra,
    SubmissionAct,
    YearlyProfile,
)
from registry.models.profile import FIGURES
from registry.queries.as_of import event_model
from registry.queries.submission import stored_figure
from registry.queries.words import Reader
from sentra.accounts.models import User
from sentra.lib.figures import format_figure
from sentra.lib.text import fold

# First what waits, then by points, then the oldest.
ORDER = ("rest", "-points", "submission__received_at", "pk")
# Names this alike are shown as possible twins (pg_trgm, the common beginning cut off).
LIKENESS = 0.4
MOST_SIMILAR, MOST_YEARS, MOST_POINTS = 5, 5, 200
# What nearly every name begins with, folded.
COMMON_START = r"^(sentra)?(ikm|industrikecilmenengah|industrikecil|industri|kerajinan)?"


def queue(
    rows: models.QuerySet[SubmissionAct], stale: Collection[int], stale_points: int
) -> models.QuerySet[SubmissionAct]:
    """Proposals by risk as it is now, then age. Adds `is_stale`, `points`, `rest` (decided ones
    come last) and `is_second` (one person agreed at this step and a second one is awaited)."""
    agreed = Decision.objects.filter(
        act=OuterRef("pk"), step=OuterRef("step"), verdict=Verdict.APPROVED
    )
    moved = Q(pk__in=sorted(stale))
    return rows.annotate(
        is_stale=_flag(moved),
        points=F("risk") + Case(When(moved, then=Value(stale_points)), default=Value(0)),
        rest=Case(When(state=ActState.RECEIVED, then=Value(0)), default=Value(1)),
        is_second=Case(
            When(state=ActState.RECEIVED, needs_two=True, then=Exists(agreed)),
            default=Value(False),
            output_field=models.BooleanField(),
        ),
    ).order_by(*ORDER)


def _flag(rows: Q) -> Case:
    return Case(
        When(rows, then=Value(True)), default=Value(False), output_field=models.BooleanField()
    )


def proposed_name(act: SubmissionAct) -> str:
    """What a proposal is about: the sentra, the name of one to be registered, or the receipt
    number where it is about no sentra."""
    return act.about or act.submission.receipt_number


def region_name(code: str) -> str:
    """A regency with its province, or a province; empty for no code."""
    if "." not in code:
        province = Province.objects.filter(pk=code).first()
        return str(province or "")
    regency = Regency.objects.filter(pk=code).select_related("province").first()
    return f"{regency}, {regency.province}" if regency else ""


def reviews(user: Any) -> bool:
    """Whether an account ever decides a proposal; for the navigation."""
    return policy.may_review(policy.actor_for(user))


def waiting_about(sentra: Sentra) -> list[SubmissionAct]:
    """Proposals about a sentra that wait for somebody, those of acts over many sentra as well."""
    code = sentra.public_code
    named = Q(changes__contains=[{"target": code}])
    named |= Q(changes__contains=[{"values": {"sentra": code}}])
    rows = SubmissionAct.objects.filter(Q(sentra=sentra) | named, state=ActState.RECEIVED)
    return list(rows.select_related("submission__office", "sender").order_by("pk"))


# --- the sender's record


@dataclass(frozen=True)
class OfficeRecord:
    """What became of everything an office proposed."""

    n_sent: int
    n_approved: int
    n_returned: int
    n_rejected: int
    n_waiting: int


def office_record(office: Office) -> OfficeRecord:
    """One statement."""
    counted = SubmissionAct.objects.filter(submission__office=office).aggregate(
        n_sent=Count("pk"),
        n_approved=Count("pk", filter=Q(state=ActState.APPROVED)),
        n_returned=Count("pk", filter=Q(state=ActState.RETURNED)),
        n_rejected=Count("pk", filter=Q(state=ActState.REJECTED)),
        n_waiting=Count("pk", filter=Q(state=ActState.RECEIVED)),
    )
    return OfficeRecord(**counted)


# --- earlier years


@dataclass(frozen=True)
class YearTable:
    """Figures by year, newest first; a missing one is None."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, str, tuple[str | None, ...]], ...]


def earlier_years(sentra_id: int | None) -> YearTable:
    """Every figure some profile in force has: label, unit, and one cell a year."""
    if sentra_id is None:
        return YearTable((), ())
    rows = YearlyProfile.objects.in_force().filter(sentra_id=sentra_id).order_by("-year", "-pk")
    by_year: dict[int, YearlyProfile] = {}
    for profile in rows:
        by_year.setdefault(profile.year, profile)
    shown = dict(list(by_year.items())[:MOST_YEARS])
    lines = []
    for spec in FIGURES:
        cells = tuple(_words(profile, spec.code) for profile in shown.values())
        if any(cells):
            lines.append((str(spec.label), str(spec.unit), cells))
    return YearTable(tuple(shown), tuple(lines))


def _words(profile: YearlyProfile, code: str) -> str | None:
    figure = stored_figure(profile, code)
    return None if figure is None else format_figure(figure)


# --- possible twins


def similar_sentra(name: str, region: str, besides: int | None = None) -> list[Sentra]:
    """Sentra whose name, or another name of theirs, is much like this one: those of the same
    regency or province first, then the nearest names. Each carries `likeness` in percent."""
    key = fold(name)
    if not key:
        return []
    alias = F("sentraalias_set__name_key")
    rows = (
        Sentra.objects.filter(
            Q(sentraalias_set__isnull=True) | Q(sentraalias_set__is_withdrawn=False)
        )
        .annotate(near=Greatest(_likeness(F("name_key"), key), _likeness(alias, key)))
        .filter(near__gte=LIKENESS)
        .exclude(pk=besides or 0)
        .annotate(
            far=Case(
                When(regency_id=region, then=Value(0)),
                When(province_id=region[:2], then=Value(1)),
                default=Value(2),
            )
        )
        .order_by("far", "-near", "pk")
        .select_related("province", "regency")
    )
    found: dict[int, Sentra] = {}
    for sentra in rows[: MOST_SIMILAR * 4]:
        sentra.likeness = round(sentra.near * 100)  # type: ignore[attr-defined]
        found.setdefault(sentra.pk, sentra)
    return list(found.values())[:MOST_SIMILAR]


def _likeness(column: F, key: str) -> models.Func:
    def cut(expression: Any) -> models.Func:
        return models.Func(
            expression,
            Value(COMMON_START),
            Value(""),
            function="regexp_replace",
            output_field=models.TextField(),
        )

    return models.Func(
        cut(column), cut(Value(key)), function="similarity", output_field=models.FloatField()
    )


# --- points


def points_around(region: str, besides: int | None = None) -> list[tuple[float, float, str]]:
    """Longitude, latitude and name of the other sentra of a regency (or province) with a point."""
    level = "regency_id" if "." in region else "province_id"
    rows = Sentra.objects.filter(**{level: region}, latitude__isnull=False).exclude(pk=besides or 0)
    return [
        (float(one.longitude or 0), float(one.latitude or 0), one.name)
        for one in rows.only("longitude", "latitude", "name")[:MOST_POINTS]
    ]


# --- what was decided, and what it wrote


@dataclass(frozen=True)
class WrittenRow:
    """One row an approval wrote, with the version it got."""

    noun: str
    line: str
    version: int


def written_by(act: UUID, nouns: Iterable[type[models.Model]]) -> list[WrittenRow]:
    """The rows of these nouns that an applied act wrote, out of history."""
    found: list[WrittenRow] = []
    for model in dict.fromkeys(nouns):
        events = event_model(model)._default_manager.filter(pgh_context_id=act)
        rows = list(events.order_by("pgh_id").values())
        reader = Reader((model, row) for row in rows)
        newest = {row["pgh_obj_id"]: row for row in rows}
        found += [
            WrittenRow(
                capfirst(str(model._meta.verbose_name)), reader.line(model, row), row["version"]
            )
            for row in newest.values()
        ]
    return found


def agreed_at_step(act: SubmissionAct, decisions: Sequence[Decision]) -> list[User]:
    """Who approved at the step where the proposal waits: a second person is awaited."""
    return [
        one.decided_by
        for one in decisions
        if act.step and one.step == act.step and one.verdict == Verdict.APPROVED
    ]


# --- how long everything waits


@dataclass(frozen=True)
class StepAges:
    """The proposals that wait at one step, by the days they have waited there."""

    step: str
    counts: tuple[int, ...]
    n_overdue: int
    total: int


# Upper bounds of the age classes in days; the last class is open.
AGES = (3, 7, 14)


def ages_by_step(now: datetime, steps: Sequence[str]) -> list[StepAges]:
    """One line a step, also where nothing waits; one statement."""
    rows = SubmissionAct.objects.filter(state=ActState.RECEIVED).values_list(
        "step", "arrived_at", "due_at"
    )
    counted = {step: [0] * (len(AGES) + 1) for step in steps}
    late = dict.fromkeys(steps, 0)
    for step, since, due_at in rows:
        line = counted.setdefault(step, [0] * (len(AGES) + 1))
        days = (now - since).days if since else 0
        line[sum(days >= bound for bound in AGES)] += 1
        late[step] = late.get(step, 0) + bool(due_at and due_at < now)
    return [StepAges(step, tuple(line), late[step], sum(line)) for step, line in counted.items()]
