"""Proposals as tests send them: what a form would build, without the form."""

from typing import Any
from uuid import uuid4

from registry import policy
from registry.changes.change import Change
from registry.changes.submission import Proposal, send_submission
from registry.models import Sentra, SubmissionAct, YearlyProfile
from registry.queries.submission import standing
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from tests.factories import make_sentra

YEAR = today_wib().year
TODAY = today_wib().isoformat()


def in_bandung(**values: Any) -> Sentra:
    """A sentra of the regency whose operator is in the cast."""
    return make_sentra(**{"province": "32", "regency": "32.04", **values})


def citation() -> Change:
    """The office's own statement, as a source."""
    values = {"publisher": "Dinas Kab. Bandung", "title": "Isian dinas"}
    return Change("source.record", values, ref="form")


def yearly(sentra: Sentra, **figures: Any) -> Proposal:
    """Still there, with figures of this year."""
    whose = {"sentra": sentra.public_code, "source": "@form"}
    now = standing(sentra.pk, YEAR)
    changes = (
        citation(),
        Change("status.record", {"status": "active", "status_on": TODAY, **whose}),
        Change("profile.record", {"year": YEAR, **whose, **figures}),
    )
    shown = {"answer": "changed", "year": YEAR, "basis": now.basis, "old": now.words()}
    typed = {name: str(value) for name, value in figures.items()}
    return Proposal(sentra, changes, shown, typed, kind="yearly", answer="changed")


def closure(sentra: Sentra) -> Proposal:
    """No longer there."""
    whose = {"sentra": sentra.public_code, "source": "@form"}
    values = {"status": "closed", "status_on": TODAY, "evidence": "Kunjungan", **whose}
    changes = (citation(), Change("status.record", values))
    shown = {"basis": standing(sentra.pk, YEAR).basis}
    return Proposal(sentra, changes, shown, {"a": "tutup"}, kind="existence", answer="closed")


def renaming(sentra: Sentra, name: str) -> Proposal:
    """A correction of the record itself."""
    change = Change("sentra.correct", {"name": name}, sentra.public_code, sentra.version)
    return Proposal(sentra, (change,), {}, {"name": name}, kind="correct")


def figures_corrected(profile: YearlyProfile, **figures: Any) -> Proposal:
    """Approved figures of a year become others."""
    change = Change("profile.correct", figures, str(profile.pk), profile.version)
    typed = {name: str(value) for name, value in figures.items()}
    return Proposal(profile.sentra, (change,), {}, typed, kind="yearly", answer="changed")


def recorded_anew(profile: YearlyProfile, **figures: Any) -> Proposal:
    """The year is taken out of force and recorded once more, with other figures."""
    values = {"sentra": profile.sentra.public_code, "source": "@form", "year": profile.year}
    changes = (
        citation(),
        Change("profile.withdraw", {}, str(profile.pk), profile.version),
        Change("profile.record", {**values, **figures}),
    )
    typed = {name: str(value) for name, value in figures.items()}
    return Proposal(profile.sentra, changes, {}, typed, kind="yearly", answer="changed")


def sent(user: User, proposal: Proposal) -> SubmissionAct:
    """The proposal in the queue."""
    actor = policy.actor_for(user)
    return send_submission(proposal, actor=actor, token=uuid4()).acts.get()
