"""Who may do what, where: `can(actor, action, obj)` and `scope(actor, qs)`. Every surface and the
engine ask here and nowhere else."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from registry.choices import Role
from registry.models import (
    Mandate,
    Part,
    Sentra,
    Submission,
    SubmissionAct,
)
from sentra.accounts.models import User
from sentra.lib.dates import today_wib

MINISTRY = frozenset({Role.MINISTRY_ADMIN, Role.MINISTRY_STAFF})
DINAS = frozenset({Role.PROVINCE_OFFICER, Role.REGENCY_OPERATOR})

# Nouns whose kinds only a ministry admin may use: people, rights and the map itself.
ADMIN_NOUNS = frozenset(
    {"office", "mandate", "province", "regency", "district", "village", "succession"}
)
# Kinds a dinas uses itself; everything else it proposes inside a submission.
DINAS_KINDS = frozenset({"submission.send", "submission_act.send"})
# What nobody does by hand: the sample and the loaders.
SYSTEM_ONLY = frozenset({"sample.load"})


@dataclass(frozen=True)
class Reach:
    """One mandate in force: a role at an office over a region (empty = the nation)."""

    role: str
    office_id: int
    office_code: str
    region_code: str

    def covers(self, region_code: str) -> bool:
        """Whether a region lies within reach."""
        return (
            not self.region_code
            or region_code == self.region_code
            or region_code.startswith(self.region_code + ".")
        )


@dataclass(frozen=True)
class Actor:
    """Who acts: a signed-in user with the mandates of today, a system job, or the public."""

    label: str
    user_id: int | None = None
    reaches: tuple[Reach, ...] = field(default=())
    is_system: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """The roles held today."""
        return frozenset(reach.role for reach in self.reaches)

    @property
    def is_ministry(self) -> bool:
        """Whether the actor may decide for the ministry."""
        return self.is_system or bool(self.roles & MINISTRY)

    @property
    def is_dinas(self) -> bool:
        """Whether the actor speaks for a provincial or regency office."""
        return bool(self.roles & DINAS)

    def reach_over(self, region_code: str, roles: frozenset[str] = DINAS) -> Reach | None:
        """The narrowest mandate of these roles that covers a region."""
        fitting = [r for r in self.reaches if r.role in roles and r.covers(region_code)]
        return max(fitting, key=lambda reach: len(reach.region_code), default=None)


PUBLIC = Actor(label="public")


def system(job: str) -> Actor:
    """A background job or a command, named; may use every kind."""
    return Actor(label=f"system:{job}", is_system=True)


def actor_for(user: User | AnonymousUser | Any) -> Actor:
    """The actor behind a request, with the mandates in force today (WIB)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return PUBLIC
    in_force = Mandate.objects.in_force(today_wib()).filter(user_id=user.pk)  # type: ignore[misc]
    return Actor(
        label=f"user:{user.pk}",
        user_id=user.pk,
        reaches=tuple(
            Reach(m.role, m.office_id, m.office.code, m.region_code)
            for m in in_force.select_related("office")
        ),
    )


def region_of(obj: Any) -> str:
    """The region an object belongs to, as deep as regency; empty for national things."""
    if isinstance(obj, Part):
        obj = obj.sentra
    if isinstance(obj, SubmissionAct):
        obj = obj.submission
    regency, province = getattr(obj, "regency_id", None), getattr(obj, "province_id", None)
    return regency or province or ""


def can(actor: Actor, action: str, obj: Any = None) -> bool:
    """Whether `actor` may use the kind or permission `action` (on `obj`, where there is one).

    Actions are kind codes ("sentra.correct") and the few permissions of `PERMISSIONS`."""
    if actor.is_system:
        return True
    if action in SYSTEM_ONLY:
        return False
    if action in DINAS_KINDS:
        region = region_of(obj) if obj is not None else ""
        return actor.reach_over(region) is not None if region else actor.is_dinas
    if action == "submission.decide":
        return bool(actor.roles & MINISTRY)
    noun = action.split(".")[0]
    if noun in ADMIN_NOUNS:
        return Role.MINISTRY_ADMIN in actor.roles
    if action == "admin.open":
        return bool(actor.roles & MINISTRY)
    return bool(actor.roles & MINISTRY)


def scope(actor: Actor, qs: models.QuerySet) -> models.QuerySet:
    """The rows of `qs` the actor may see. The registry itself is public; submissions belong to the
    office that sent them, the province above it, and the ministry; people to the ministry."""
    if actor.is_ministry:
        return qs
    if qs.model in (Submission, SubmissionAct):
        prefix = "submission__" if qs.model is SubmissionAct else ""
        rows = Q(pk__in=[])
        for reach in actor.reaches:
            if reach.role == Role.PROVINCE_OFFICER:
                rows |= Q(**{f"{prefix}province_id": reach.region_code})
            elif reach.role == Role.REGENCY_OPERATOR:
                rows |= Q(**{f"{prefix}regency_id": reach.region_code})
        return qs.filter(rows)
    if qs.model in (User, Mandate):
        return qs.filter(pk__in=[]) if qs.model is User else qs.filter(user_id=actor.user_id)
    return qs


def own_sentra(actor: Actor) -> models.QuerySet[Sentra]:
    """The sentra a dinas answers for, by today's map."""
    rows = Q(pk__in=[])
    for reach in actor.reaches:
        if reach.role == Role.PROVINCE_OFFICER:
            rows |= Q(province_id=reach.region_code)
        elif reach.role == Role.REGENCY_OPERATOR:
            rows |= Q(regency_id=reach.region_code)
    return Sentra.objects.in_force().filter(rows)


def refusal(action: str) -> str:
    """The sentence somebody without the right reads."""
    return _("Anda tidak berwenang melakukan tindakan ini di wilayah tersebut.")
