"""What a progress report brings along: its problems and the photos that show it, each a change of
its own beside the question it was asked in."""

from collections.abc import Iterable, Mapping
from typing import Any

from dak.forms.progress_choices import ROWS, FormPhoto
from registry.changes.change import Change
from registry.forms.proposing import Said

# The report of the same act.
REPORT = "report"


def said_of_problems(cleaned: Mapping[str, Any]) -> list[Said]:
    """The problems that were named, of the report of this act."""
    told = []
    for number in ROWS:
        kind, words = f"problem{number}_kind", f"problem{number}_words"
        if cleaned.get(kind):
            values = {
                "report": f"@{REPORT}",
                "problem_kind": cleaned[kind],
                "words": cleaned[words],
            }
            change = Change("progress_problem.record", values)
            told.append(Said(change, {"problem_kind": kind, "words": words}, kind))
    return told


def said_of_photos(
    photos: Iterable[FormPhoto], report: str, cleaned: Mapping[str, Any]
) -> list[Said]:
    """The photos of which it was said what they show, of one report."""
    told = []
    for photo in photos:
        name = f"photo{photo.pk}"
        if cleaned.get(name):
            values = {"report": report, "attachment": str(photo.pk), "stage": cleaned[name]}
            asked = {"stage": name, "attachment": name}
            told.append(Said(Change("progress_photo.record", values), asked, name))
    return told
