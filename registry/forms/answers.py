"""From the answers of a yearly update to the changes proposed.

"Tidak ada perubahan" confirms existence alone: figures of an earlier year are never copied into
this one by a tick. "Tidak tahu" changes no state of existence; only the statement is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from registry.changes.change import Change
from registry.changes.statement import office_statement
from registry.choices import ExistenceStatus
from registry.models import Office, Sentra
from registry.models.profile import FIGURE_CODES
from registry.queries.submission import Standing
from sentra.lib.dates import PartialDate

ASKED = (
    "unit_count",
    "worker_count",
    "worker_male_count",
    "worker_female_count",
    "production_value_idr",
)
NOT_ASKED = tuple(code for code in FIGURE_CODES if code not in ASKED)
UNCHANGED, CHANGED, UNKNOWN = "unchanged", "changed", "unknown"
# Only with these answers are figures of this year sent.
WITH_FIGURES = frozenset({CHANGED, ExistenceStatus.DECLINING.value})


@dataclass(frozen=True)
class Answers:
    """What an office answered about one sentra; figures as a change carries them, None where
    nothing was written; `edited` are the figures that differ from what we had filled in."""

    standing: Standing
    token: UUID
    existence: str
    seen: PartialDate
    evidence: str
    figures: Mapping[str, dict[str, Any] | None]
    edited: frozenset[str]


def update_changes(answers: Answers, sentra: Sentra, office: Office) -> Iterator[Change]:
    """The office's own statement as a source, and what it says: existence, and figures."""
    yield office_statement(office, answers.standing.year, answers.token)
    if answers.existence == UNKNOWN:
        yield Change("sentra_source.record", {"sentra": sentra.public_code, "source": "@form"})
        return
    yield Change(
        "status.record",
        {
            "sentra": sentra.public_code,
            "status": status_said(answers),
            "status_on": answers.seen.on.isoformat() if answers.seen.on else None,
            "status_precision": answers.seen.precision,
            "evidence": answers.evidence,
            "source": "@form",
        },
    )
    if answers.existence in WITH_FIGURES:
        yield from _profile_change(answers, sentra)


def status_said(answers: Answers) -> str:
    """The state of existence an answer means: what was declining and has not changed is still
    declining; otherwise "masih ada" is active."""
    standing = answers.standing.status
    was_declining = standing is not None and standing.status == ExistenceStatus.DECLINING
    if answers.existence == UNCHANGED and was_declining:
        return ExistenceStatus.DECLINING.value
    if answers.existence in (UNCHANGED, CHANGED):
        return ExistenceStatus.ACTIVE.value
    return answers.existence


def _profile_change(answers: Answers, sentra: Sentra) -> Iterator[Change]:
    profile = answers.standing.profile
    if profile is None:
        given = {code: figure for code, figure in answers.figures.items() if figure}
        if given:
            whose = {"sentra": sentra.public_code, "year": answers.standing.year}
            yield Change("profile.record", {**whose, "source": "@form", **given})
        return
    edited: dict[str, Any] = {
        code: figure for code, figure in answers.figures.items() if code in answers.edited
    }
    if not edited:
        return
    # The office answers for the figures it was asked; where others stand beside them, the profile
    # keeps the source of those.
    if not any(getattr(profile, f"{code}_qualifier") for code in NOT_ASKED):
        edited["source"] = "@form"
    yield Change("profile.correct", edited, str(profile.pk), profile.version)
