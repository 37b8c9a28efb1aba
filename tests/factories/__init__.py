"""The smallest valid record of every noun, made through the engine by a system actor; the facts a
test is about stand in the test. The actor is gone afterwards, so that a later write without one is
really refused."""

from tests.factories.facts import make_fact_claim, make_sentra_succession
from tests.factories.grants import make_claim, make_grant
from tests.factories.people import make_mandate, make_office, make_user
from tests.factories.records import (
    ACTOR,
    make,
    make_commodity,
    make_institution,
    make_profile,
    make_sector,
    make_sentra,
    make_source,
    make_status,
    make_verification,
)
from tests.factories.submissions import make_submission, make_submission_act

__all__ = [
    "ACTOR",
    "make",
    "make_claim",
    "make_commodity",
    "make_fact_claim",
    "make_grant",
    "make_institution",
    "make_mandate",
    "make_office",
    "make_profile",
    "make_sector",
    "make_sentra",
    "make_sentra_succession",
    "make_source",
    "make_status",
    "make_submission",
    "make_submission_act",
    "make_user",
    "make_verification",
]
