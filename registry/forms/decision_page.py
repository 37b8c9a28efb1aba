"""Everything a decision page shows about one proposal, for the admin and for the pages of a dinas
alike: each row then, now and proposed, the evidence beside it, and what was decided so far."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.forms import BoundField
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from registry import policy
from registry.changes.change import Change
from registry.changes.kinds import all_kinds
from registry.changes.proposal import ProposedValue, proposed_values, words_today
from registry.changes.risk import FORMULA, STALE_POINTS
from registry.changes.staleness import stale_among
from registry.choices import ActState, PassedOver, ReviewStepCode
from registry.forms.decision import DROP, WORDS, DecisionForm
from registry.models import Decision, Sentra, SubmissionAct
from registry.policy import Actor
from registry.queries.attachments import ShownAttachment, for_submission
from registry.queries.deciding import roles_then
from registry.queries.review import decisions_of, why_passed_over
from registry.queries.review_desk import (
    OfficeRecord,
    WrittenRow,
    YearTable,
    agreed_at_step,
    earlier_years,
    office_record,
    points_around,
    proposed_name,
    region_name,
    similar_sentra,
    written_by,
)
from registry.queries.review_map import Point, SmallMap, small_map
from registry.queries.sentra_rows import lay_standing
from registry.queries.submission import standing
from sentra.accounts.models import User

HOUR = 3600


@dataclass(frozen=True)
class Reading:
    """A proposal read for a decision: its changes, its fields in three versions, and whether it was
    overtaken."""

    act: SubmissionAct
    changes: tuple[Change, ...]
    values: tuple[ProposedValue, ...]
    is_stale: bool

    @property
    def title(self) -> str:
        """The sentra, or the name of the one that is to be registered."""
        return proposed_name(self.act)

    @property
    def new_name(self) -> str:
        """What a new sentra would be called; empty where none is registered."""
        return str(self._registered.get("name", ""))

    @property
    def region(self) -> str:
        """Where the sentra is, or would be; of another matter, where its office is."""
        if self.act.sentra is not None:
            return policy.region_of(self.act.sentra)
        if self.act.matter_code:
            return policy.region_of(self.act)
        new = self._registered
        return str(new.get("regency") or new.get("province") or "")

    @property
    def point(self) -> Point | None:
        """Longitude and latitude as they are proposed; None where the place stays."""
        for change in self.changes:
            east, north = change.values.get("longitude"), change.values.get("latitude")
            if change.kind.startswith("sentra.") and east and north:
                return float(east), float(north)
        return None

    @property
    def _registered(self) -> Any:
        found = (c.values for c in self.changes if c.kind == "sentra.register")
        return next(found, {})


def read(act: SubmissionAct) -> Reading:
    """The proposal as it is shown now. Words of today are looked up only where rows have moved:
    wording may differ between releases."""
    changes = tuple(Change.from_json(change) for change in act.changes)
    shown = act.shown or {}
    is_stale = bool(stale_among([act]))
    today: dict[str, str] | None = None
    if is_stale:
        basis = shown.get("basis")
        today = dict(words_today(changes))
        if basis and act.sentra_id:
            today |= standing(act.sentra_id, basis["year"]).words()
    values = proposed_values(changes, shown.get("old", {}), today)
    return Reading(act, changes, tuple(values), is_stale)


def decision_form(reading: Reading, data: Any = None) -> DecisionForm:
    """An empty form on the version shown, with words to send an overtaken proposal back; or the
    form as it was sent."""
    if data is not None:
        return DecisionForm(data, values=reading.values)
    words = stale_words(reading.values) if reading.is_stale else ""
    initial = {"version": reading.act.version, "words": words}
    return DecisionForm(initial=initial, values=reading.values)


def stale_words(values: Sequence[ProposedValue]) -> str:
    """What a sender reads whose record moved meanwhile; within the length of a decision's words."""
    moved = [value.label for value in values if value.has_moved]
    words = _("Catatan sentra ini berubah setelah Anda mengirim usulan")
    if moved:
        words += " (" + ", ".join(dict.fromkeys(moved)) + ")"
    rest = _(". Periksa nilai yang sekarang tercatat, lalu kirim lagi bila isian Anda tetap benar.")
    return words[: 500 - len(rest)] + rest


@dataclass(frozen=True)
class FieldLine:
    """One field with what a reviewer may do about it. `left_out` are the words of an earlier step
    that did not let it through."""

    value: ProposedValue
    drop: BoundField | None
    words: BoundField | None
    left_out: str


@dataclass(frozen=True)
class Group:
    """One row of the act with its fields."""

    title: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True)
class DecisionLine:
    """One decision as it is told afterwards."""

    decision: Decision
    field_words: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    written: tuple[WrittenRow, ...]
    held_several_roles: bool


@dataclass(frozen=True)
class DecisionPage:
    """What the templates of registry/review/ read."""

    reading: Reading
    groups: tuple[Group, ...]
    decisions: tuple[DecisionLine, ...]
    agreed: tuple[User, ...]
    record: OfficeRecord
    years: YearTable
    similar: tuple[Sentra, ...]
    place: SmallMap
    risk: int
    risk_notes: tuple[tuple[int, str], ...]
    is_open: bool
    is_own: bool
    is_overdue: bool
    may_decide: bool
    may_approve: bool
    passed_over: PassedOver | None
    has_agreed: bool
    age: str
    region_name: str
    formula: str = str(FORMULA)
    files: tuple[ShownAttachment, ...] = ()
    # What other applications put beside the fields (REVIEW_PANELS), each with its template.
    panels: tuple[Mapping[str, Any], ...] = ()

    @property
    def act(self) -> SubmissionAct:
        """The proposal."""
        return self.reading.act

    @property
    def step_words(self) -> str:
        """Where it waits."""
        return str(ReviewStepCode(self.act.step).label) if self.act.step else ""


def decision_page(reading: Reading, form: DecisionForm, actor: Actor) -> DecisionPage:
    """The page of this person; a constant number of statements for the evidence."""
    act, now = reading.act, timezone.now()
    decisions = decisions_of(act)
    roles = roles_then(decisions)
    agreed = agreed_at_step(act, decisions)
    is_open = act.state == ActState.RECEIVED
    is_own = act.sender_id == actor.user_id
    may_decide = is_open and not is_own and policy.may_decide(actor, act)
    lay_standing([act.sentra])
    has_agreed = any(person.pk == actor.user_id for person in agreed)
    notes = [(note["points"], note["words"]) for note in act.risk_notes]
    if reading.is_stale:
        notes.append((STALE_POINTS, _("Catatan berubah sejak diusulkan")))
    return DecisionPage(
        reading=reading,
        groups=tuple(_groups(reading, form if may_decide else None)),
        decisions=tuple(_told(reading, one, roles[one.pk]) for one in decisions),
        agreed=tuple(agreed),
        record=office_record(act.submission.office),
        years=earlier_years(act.sentra_id),
        similar=tuple(_similar(reading)),
        place=_place(reading),
        risk=act.risk + (STALE_POINTS if reading.is_stale else 0),
        risk_notes=tuple(notes),
        is_open=is_open,
        is_own=is_own,
        is_overdue=bool(is_open and act.due_at and act.due_at < now),
        may_decide=may_decide,
        may_approve=may_decide and not reading.is_stale and not has_agreed,
        passed_over=_passed_over(act, actor, now),
        has_agreed=has_agreed,
        age=age_words(now - act.submission.received_at),
        region_name="" if act.sentra else region_name(reading.region),
        files=tuple(for_submission(act.submission)),
        panels=tuple(
            panel
            for path in settings.REVIEW_PANELS
            if (panel := import_string(path)(act, actor)) is not None
        ),
    )


def _passed_over(act: SubmissionAct, actor: Actor, now: datetime) -> PassedOver | None:
    """Why this person may take the proposal past a step of others where it waits, if so."""
    is_ours = act.sender_id == actor.user_id or policy.may_decide(actor, act)
    may = not is_ours and policy.may_pass_over(actor, act)
    return why_passed_over(act, now) if may else None


def _groups(reading: Reading, form: DecisionForm | None) -> list[Group]:
    """The fields by the row of the act they belong to; a row of another sentra says of which."""
    named = [change.values.get("sentra") for change in reading.changes]
    several = len({code for code in named if code}) > 1
    groups = []
    for number, values in groupby(reading.values, lambda value: value.id.partition(".")[0]):
        lines = [_line(reading.act, value, form) for value in values]
        title = lines[0].value.group
        code = named[int(number)]
        groups.append(Group(f"{title} ({code})" if several and code else title, tuple(lines)))
    return groups


def _line(act: SubmissionAct, value: ProposedValue, form: DecisionForm | None) -> FieldLine:
    left_out = str(act.refused.get(value.id, ""))
    drop, words = f"{DROP}{value.id}", f"{WORDS}{value.id}"
    may_drop = form is not None and drop in form.fields and not left_out
    return FieldLine(
        value=value,
        drop=form[drop] if form is not None and may_drop else None,
        words=form[words] if form is not None and not left_out else None,
        left_out=left_out,
    )


def _told(reading: Reading, decision: Decision, roles: Collection[str]) -> DecisionLine:
    labels = {value.id: value.label for value in reading.values}
    nouns = [all_kinds()[change.kind].model for change in reading.changes]
    return DecisionLine(
        decision=decision,
        field_words=tuple(
            (labels.get(name, name), words) for name, words in decision.field_words.items()
        ),
        left_out=tuple(labels.get(name, name) for name in decision.refused),
        written=tuple(written_by(decision.applied_act, nouns)) if decision.applied_act else (),
        held_several_roles=len(roles) > 1,
    )


def _similar(reading: Reading) -> list[Sentra]:
    if not reading.new_name:
        return []
    return similar_sentra(reading.new_name, reading.region, reading.act.sentra_id)


def _place(reading: Reading) -> SmallMap:
    sentra = reading.act.sentra
    stored = None
    if sentra is not None and sentra.latitude is not None and sentra.longitude is not None:
        stored = float(sentra.longitude), float(sentra.latitude)
    others = points_around(reading.region, reading.act.sentra_id) if reading.region else []
    return small_map(stored, reading.point, others)


def age_words(age: timedelta) -> str:
    """Whole days, or hours within the first, or minutes within the first of these."""
    if age.days:
        return _("%(n)s hari") % {"n": age.days}
    if age.seconds >= HOUR:
        return _("%(n)s jam") % {"n": age.seconds // HOUR}
    return _("%(n)s menit") % {"n": age.seconds // 60}
