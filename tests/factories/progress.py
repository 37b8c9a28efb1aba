"""Factories of progress reports, their lines, and the plan they are held against."""

from itertools import count
from typing import Any

from dak.models import (
    Grant,
    ProgressPhoto,
    ProgressProblem,
    ProgressProblemKind,
    ProgressReport,
    ProgressTarget,
)
from registry.models import Attachment
from tests.factories.attachments import make_attachment
from tests.factories.grants import make_grant
from tests.factories.records import make, make_source

_numbers = count(1)


def make_report(grant: Grant | None = None, **values: Any) -> ProgressReport:
    """The second quarter of 2024: 40 percent built, money not said."""
    grant = grant or make_grant()
    if "source" not in values:
        values["source"] = make_source().code
    kind = "progress.revise" if "corrects" in values else "progress.record"
    common = {"period_number": 2, "as_of_on": "2024-06-30", "physical_percent": "40"}
    return make(kind, **{"grant": grant.code, **common, **values})


def make_revision(report: ProgressReport, **values: Any) -> ProgressReport:
    """The same report once more, corrected."""
    common = {
        "corrects": str(report.pk),
        "revision_words": "salah baca",
        "period_number": report.period_number,
        "as_of_on": report.as_of_on.isoformat(),
        "physical_percent": str(report.physical_percent),
    }
    if report.component_id is not None:
        common["component"] = str(report.component_id)
    return make_report(report.grant, **{**common, **values})


def make_target(grant: Grant, **values: Any) -> ProgressTarget:
    """Half of it by the middle of 2024."""
    if "source" not in values:
        values["source"] = make_source().code
    common = {"due_on": "2024-06-30", "physical_percent": "50"}
    return make("progress_target.record", **{"grant": grant.code, **common, **values})


def make_problem_kind(**values: Any) -> ProgressProblemKind:
    """A kind of problem of its own."""
    return make("progress_problem_kind.record", **{"name": f"Masalah {next(_numbers)}", **values})


def make_problem(report: ProgressReport, **values: Any) -> ProgressProblem:
    """A problem of a kind of its own."""
    if "problem_kind" not in values:
        values["problem_kind"] = make_problem_kind().code
    return make("progress_problem.record", report=str(report.pk), **values)


def make_photo(report: ProgressReport, attachment: Attachment, **values: Any) -> ProgressPhoto:
    """A photo of the beginning."""
    common = {"report": str(report.pk), "attachment": str(attachment.pk)}
    return make("progress_photo.record", **{**common, "stage": "start", **values})


__all__ = [
    "make_attachment",
    "make_photo",
    "make_problem",
    "make_problem_kind",
    "make_report",
    "make_revision",
    "make_target",
]
