"""Factories of submissions: one sent form and one proposed act in it."""

from itertools import count
from typing import Any
from uuid import uuid4

from registry.models import Submission, SubmissionAct
from tests.factories.people import make_office, make_user
from tests.factories.records import make

_numbers = count(1)


def make_submission(**values: Any) -> Submission:
    """One form of a new office of Gianyar, received."""
    office = values.pop("office", None)
    if office is None:
        office = make_office(
            name=f"Dinas {next(_numbers)}", level="regency", province="51", regency="51.04"
        ).code
    sender = values.pop("sender", None) or make_user().email
    given = {
        "token": str(uuid4()),
        "body_hash": "0" * 64,
        "office": office,
        "sender": sender,
        "province": "51",
        "regency": "51.04",
        "received_at": "2026-11-21T10:00:00+07:00",
        **values,
    }
    return make("submission.send", **given)


def make_submission_act(**values: Any) -> SubmissionAct:
    """One proposed act that waits at the ministry and says nothing yet."""
    submission = values.pop("submission", None) or make_submission()
    given = {
        "submission": str(submission.pk),
        "position": 0,
        "changes": [{"kind": "status.record", "values": {}}],
        "sender": submission.sender.email,
        **values,
    }
    return make("submission_act.send", **given)
