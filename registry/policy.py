"""Who may do what, where: `can(actor, action, obj)` and `scope(actor, qs)`. Every surface and the
engine ask here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from registry.choices import ReviewStepCode, Role
from registry.models import (
    Attachment,
    Decision,
    Draft,
    Mandate,
    Office,
    Part,
    Sentra,
    Submission,
    SubmissionAct,
)
from sentra.accounts.models import User
from sentra.lib.dates import today_wib

MINISTRY = frozenset({Role.MINISTRY_ADMIN, Role.MINISTRY_STAFF})
DINAS = frozenset({Role.PROVINCE_OFFICER, Role.REGENCY_OPERATOR, Role.OFFICE_HEAD})

# Roles of a dinas that decide a step of the chain.
REVIEWERS = frozenset({Role.PROVINCE_OFFICER, Role.OFFICE_HEAD})
# What the head of an office gives to others and ends again, in his own office.
GIVEN_BY_HEADS = frozenset({Role.PROVINCE_OFFICER, Role.REGENCY_OPERATOR})
# Which roles decide at which step of the chain.
DECIDING_ROLES: dict[str, frozenset[str]] = {
    ReviewStepCode.HEAD: frozenset({Role.OFFICE_HEAD}),
    ReviewStepCode.PROVINCE: REVIEWERS,
    ReviewStepCode.DIRECTORATE: MINISTRY,
    ReviewStepCode.MINISTRY: MINISTRY,
}
# Roles that only read; whoever holds any other can write.
READING = frozenset({Role.ANALYST})

# Nouns whose kinds only a ministry admin may use: people, rights and the map itself.
ADMIN_NOUNS = frozenset(
    {
        "office",
        "mandate",
        "province",
        "regency",
        "district",
        "village",
        "succession",
        "review_step",
        "office_step",
        "region_point",
    }
)
# Kinds by which the very office that sent something takes it back; a province above it does not.
TAKING_BACK = frozenset({"submission.withdraw", "attachment.take_back"})
# Kinds a dinas uses itself; everything else it proposes inside a submission.
DINAS_KINDS = TAKING_BACK | {"attachment.send"}
# Kinds a dinas shares with the ministry: whoever sends, and whoever decides a step of the chain.
# So are those that other applications name (settings.SHARED_KINDS).
SENDING_KINDS = frozenset(
    {
        "submission.send",
        "submission_act.send",
        *(kind for path in settings.SHARED_KINDS for kind in import_string(path)),
    }
)
DECIDING_KINDS = frozenset(
    {"decision.record", "submission.forward", "submission.return", "submission.reject"}
)
# Where a row that belongs to an office says which region the office answers for.
BELOW_A_SUBMISSION: dict[type[models.Model], str] = {
    Submission: "",
    SubmissionAct: "submission__",
    Decision: "act__submission__",
    Attachment: "",
}
# What nobody does by hand: the sample and the loaders.
SYSTEM_ONLY = frozenset({"sample.load"})
# What is asked about one office and its people; see `_over_people`.
PEOPLE_ACTIONS = frozenset(
    {"mandate.record", "mandate.end", "mandate.succeed", "office.people", "account.reset"}
)
# Nouns whose proposed row is itself asked about, since a region alone does not say whose it is.
JUDGED_AS_ITSELF = frozenset({Mandate})


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

    def reach_of(self, office_id: int, role: str) -> Reach | None:
        """The mandate of this role at this very office."""
        held = (r for r in self.reaches if r.office_id == office_id and r.role == role)
        return next(held, None)

    @property
    def headed_offices(self) -> frozenset[int]:
        """The offices whose head the actor is today, by id."""
        return frozenset(r.office_id for r in self.reaches if r.role == Role.OFFICE_HEAD)

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
    if isinstance(obj, Decision):
        obj = obj.act
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
    if action in TAKING_BACK and isinstance(obj, Submission | SubmissionAct | Attachment):
        return is_of_sender(actor, obj)
    if action in DINAS_KINDS:
        return _may_there(actor, obj)
    if action in SENDING_KINDS:
        return bool(actor.roles & MINISTRY) or _may_there(actor, obj)
    if action in DECIDING_KINDS:
        return bool(actor.roles & MINISTRY) or _may_there(actor, obj, REVIEWERS)
    if action == "submission.decide":
        return may_decide(actor, obj) if isinstance(obj, SubmissionAct) else may_review(actor)
    if action == "account.reset" and isinstance(obj, User):
        return bool(resettable(actor, [obj.pk]))
    if action in PEOPLE_ACTIONS:
        return Role.MINISTRY_ADMIN in actor.roles or _over_people(actor, action, obj)
    noun = action.split(".")[0]
    if noun in ADMIN_NOUNS:
        return Role.MINISTRY_ADMIN in actor.roles
    return bool(actor.roles & MINISTRY)


def _may_there(actor: Actor, obj: Any, roles: frozenset[str] = DINAS) -> bool:
    """A dinas within its reach; anywhere in particular only where the object says where it is."""
    region = region_of(obj) if obj is not None else ""
    if region:
        return actor.reach_over(region, roles) is not None
    return bool(actor.roles & roles)


def is_of_sender(actor: Actor, obj: Submission | SubmissionAct | Attachment) -> bool:
    """Whether the actor works at the very office that sent this."""
    sent = obj.submission if isinstance(obj, SubmissionAct) else obj
    return any(r.role in DINAS and r.office_id == sent.office_id for r in actor.reaches)


def may_review(actor: Actor) -> bool:
    """Whether the actor ever decides anything: the ministry, a province, the head of an office."""
    return actor.is_system or bool(actor.roles & (MINISTRY | REVIEWERS))


def may_decide(actor: Actor, act: SubmissionAct) -> bool:
    """Whether the actor holds the step at which this proposal waits. Nobody decides his own; that
    is refused apart, since it is about the person and not about the right."""
    return actor.is_system or deciding_reach(actor, act) is not None


def deciding_reach(actor: Actor, act: SubmissionAct) -> Reach | None:
    """The mandate with which the actor decides a proposal where it waits; None when he does not."""
    submission = act.submission
    if act.step in (ReviewStepCode.MINISTRY, ReviewStepCode.DIRECTORATE):
        return ministry_reach(actor)
    if act.step == ReviewStepCode.HEAD:
        return actor.reach_of(submission.office_id, Role.OFFICE_HEAD)
    if act.step == ReviewStepCode.PROVINCE and submission.province_id:
        at_province = (
            reach
            for reach in actor.reaches
            if reach.region_code == submission.province_id and reach.role in REVIEWERS
        )
        return next(at_province, None)
    return None


def ministry_reach(actor: Actor) -> Reach | None:
    """The mandate with which the actor speaks for the ministry."""
    return next((reach for reach in actor.reaches if reach.role in MINISTRY), None)


def may_pass_over(actor: Actor, act: SubmissionAct) -> bool:
    """Whether the actor may take a proposal past a step that does not decide; whether the step is
    such a one is a rule (registry.rules.review)."""
    return actor.is_ministry


def _over_people(actor: Actor, action: str, obj: Any) -> bool:
    """What the head of an office may do about the people of that office: give and end the mandates
    of `GIVEN_BY_HEADS`, and hand his own on.

    `obj` is an office, a mandate (stored or proposed), or nothing yet."""
    if not actor.headed_offices:
        return False
    if isinstance(obj, Office):
        return obj.pk in actor.headed_offices
    if isinstance(obj, Mandate) and obj.office_id is not None:
        is_his_own = obj.role == Role.OFFICE_HEAD and obj.user_id == actor.user_id
        return obj.office_id in actor.headed_offices and (
            action == "mandate.succeed"
            or obj.role in GIVEN_BY_HEADS
            or (action == "mandate.end" and is_his_own)
        )
    region = region_of(obj) if obj is not None else ""
    reaches = (reach for reach in actor.reaches if reach.role == Role.OFFICE_HEAD)
    return not region or any(reach.region_code == region for reach in reaches)


def resettable(actor: Actor, users: Iterable[int]) -> set[int]:
    """Those of `users` (ids) whom `actor` may give a way back into the account; one statement.

    Never oneself, and a technical account only at the server's console. A head answers for whoever
    has all mandates of today and later in his office, none of them a head's."""
    rows = User.objects.filter(pk__in=users, is_superuser=False).exclude(pk=actor.user_id or 0)
    if Role.MINISTRY_ADMIN not in actor.roles:
        lasting = Mandate.objects.lasting(today_wib())
        at_home = {"office_id__in": actor.headed_offices, "role__in": GIVEN_BY_HEADS}
        rows = rows.filter(pk__in=lasting.filter(**at_home).values("user_id"), is_staff=False)
        rows = rows.exclude(pk__in=lasting.exclude(**at_home).values("user_id"))
    return set(rows.values_list("pk", flat=True))


def can_write(user: User) -> bool:
    """Whether an account may change or propose anything today, so that it needs a second factor."""
    if user.is_staff or user.is_superuser:
        return True
    in_force = Mandate.objects.in_force(today_wib()).filter(user_id=user.pk)
    return in_force.exclude(role__in=READING).exists()


def scope(actor: Actor, qs: models.QuerySet) -> models.QuerySet:
    """The rows of `qs` the actor may see. The registry itself is public; submissions and their
    attachments belong to the office that sent them, the province above it, and the ministry (a
    withdrawn attachment to the ministry alone); drafts to their office; people to the ministry."""
    if qs.model is Draft:
        offices = {reach.office_id for reach in actor.reaches if reach.role in DINAS}
        return qs.filter(office_id__in=offices)
    if actor.is_ministry:
        return qs
    if qs.model is Attachment:
        qs = qs.filter(is_withdrawn=False)
    if qs.model in BELOW_A_SUBMISSION:
        return qs.filter(_within(actor, BELOW_A_SUBMISSION[qs.model]))
    if qs.model is User:
        own = Mandate.objects.filter(office_id__in=actor.headed_offices)
        return qs.filter(pk__in=own.values("user_id"))
    if qs.model is Mandate:
        return qs.filter(Q(user_id=actor.user_id) | Q(office_id__in=actor.headed_offices))
    return qs


def _level(reach: Reach) -> str:
    """How deep a dinas mandate reaches: "province" or "regency"."""
    return "regency" if "." in reach.region_code else "province"


def own_sentra(actor: Actor) -> models.QuerySet[Sentra]:
    """The sentra a dinas answers for, by today's map."""
    return Sentra.objects.in_force().filter(_within(actor, ""))


def spoken_for(actor: Actor, office_id: int) -> Q:
    """The sentra about which an actor speaks for one of his offices: the office of the narrowest
    mandate that covers them. A person of one office speaks for it everywhere."""
    own = [reach for reach in actor.reaches if reach.role in DINAS]
    if {reach.office_id for reach in own} == {office_id}:
        return Q()
    rows = Q(pk__in=[])
    for reach in own:
        if _narrowest(actor, reach.region_code) != office_id:
            continue
        part = Q(**{f"{_level(reach)}_id": reach.region_code})
        for inner in own:
            if reach.covers(inner.region_code) and inner.region_code != reach.region_code:
                part &= ~Q(regency_id=inner.region_code)
        rows |= part
    return rows


def _narrowest(actor: Actor, region_code: str) -> int | None:
    reach = actor.reach_over(region_code)
    return reach.office_id if reach is not None else None


def answers_for(actor: Actor, office_id: int, region_code: str) -> bool:
    """Whether the actor may speak for this very office about a region."""
    return any(
        reach.office_id == office_id and reach.role in DINAS and reach.covers(region_code)
        for reach in actor.reaches
    )


def _within(actor: Actor, prefix: str) -> Q:
    """Rows in the region of one of the actor's dinas mandates; a province sees its regencies."""
    rows = Q(pk__in=[])
    for reach in actor.reaches:
        if reach.role in DINAS:
            rows |= Q(**{f"{prefix}{_level(reach)}_id": reach.region_code})
    return rows


def refusal(action: str) -> str:
    """The sentence somebody without the right reads."""
    return _("Anda tidak berwenang melakukan tindakan ini di wilayah tersebut.")
