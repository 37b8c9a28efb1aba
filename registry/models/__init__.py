"""Every table of the registry. Other rooms import from here."""

from registry.models.aggregate import (
    DirtyEvent,
    DrainFailure,
    Heartbeat,
    JobRun,
    ProvincialAggregate,
)
from registry.models.base import Record
from registry.models.commodity import (
    Commodity,
    CommoditySector,
    CommoditySynonym,
    Scheme,
    Sector,
)
from registry.models.identity import SentraAlias, SentraCommodity, SentraOrigin, SentraSource
from registry.models.institution import Institution, SentraInstitution
from registry.models.office import Mandate, Office
from registry.models.period import SentraPeriod
from registry.models.profile import YearlyProfile
from registry.models.region import District, Province, Regency, RegionSuccession, Village
from registry.models.sentra import Part, Sentra
from registry.models.source import Source
from registry.models.status import SentraStatus, SentraVerification
from registry.models.submission import Submission, SubmissionAct

__all__ = [
    "Commodity",
    "CommoditySector",
    "CommoditySynonym",
    "DirtyEvent",
    "District",
    "DrainFailure",
    "Heartbeat",
    "Institution",
    "JobRun",
    "Mandate",
    "Office",
    "Part",
    "Province",
    "ProvincialAggregate",
    "Record",
    "Regency",
    "RegionSuccession",
    "Scheme",
    "Sector",
    "Sentra",
    "SentraAlias",
    "SentraCommodity",
    "SentraInstitution",
    "SentraOrigin",
    "SentraPeriod",
    "SentraSource",
    "SentraStatus",
    "SentraVerification",
    "Source",
    "Submission",
    "SubmissionAct",
    "Village",
    "YearlyProfile",
]
