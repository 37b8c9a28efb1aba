"""Legal rows of progress reports (tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.factories import make_attachment, make_grant, make_source
from tests.factories.progress import make_problem_kind, make_report

Row = dict[str, Any]

LEGAL_PROGRESS: Mapping[str, Callable[[], Row]] = {
    "ProgressReport": lambda: {
        "grant_id": make_grant().pk,
        "source_id": make_source().pk,
        "period_number": 2,
        "as_of_on": date(2024, 6, 30),
        "physical_percent": 40,
    },
    "ProgressTarget": lambda: {
        "grant_id": make_grant().pk,
        "source_id": make_source().pk,
        "due_on": date(2024, 6, 30),
        "physical_percent": 50,
    },
    "ProgressProblemKind": lambda: {"code": "uji", "name": "Masalah uji"},
    "ProgressProblem": lambda: {
        "report_id": make_report().pk,
        "problem_kind_id": make_problem_kind().pk,
    },
    "ProgressPhoto": lambda: {
        "report_id": make_report().pk,
        "attachment_id": make_attachment().pk,
        "stage": "start",
    },
}
