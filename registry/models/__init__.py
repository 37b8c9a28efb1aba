"""Every table of the registry. Other rooms import from here."""

from registry.models.aggregate import (
    DirtyEvent,
    DrainFailure,
    Heartbeat,
    JobRun,
    ProvincialAggregate,
)
from registry.models.attachment import Attachment, RegionPoint
from registry.models.base import Record, owner_field
from registry.models.campaign import Campaign, CampaignDraw, CampaignSample, CampaignSentra
from registry.models.code_list import (
    CertificateKind,
    CodeList,
    FacilityKind,
    MeasureUnit,
    NeedKind,
)
from registry.models.commodity import (
    Commodity,
    CommoditySector,
    CommoditySynonym,
    Scheme,
    Sector,
)
from registry.models.desk import SavedFilter
from registry.models.draft import Draft
from registry.models.facility import Facility, FacilityState, Machine
from registry.models.fact_claim import FactClaim
from registry.models.identity import SentraAlias, SentraCommodity, SentraOrigin, SentraSource
from registry.models.institution import Institution, SentraInstitution
from registry.models.invitation import Invitation
from registry.models.kbli import CommodityKbli, Kbli
from registry.models.notice import Notice, OutboxEvent
from registry.models.office import Mandate, Office
from registry.models.period import SentraPeriod
from registry.models.profile import YearlyProfile
from registry.models.region import District, Province, Regency, RegionSuccession, Village
from registry.models.reporting import ReportingDeadline
from registry.models.review import Decision, OfficeStep, ReviewStep
from registry.models.sentra import Part, Sentra
from registry.models.source import Source
from registry.models.standing import Certificate, LegalAct, Need
from registry.models.statistic import Statistic
from registry.models.status import SentraStatus, SentraVerification
from registry.models.submission import Submission, SubmissionAct
from registry.models.succession import SentraSuccession
from registry.models.trade import Market, Measure, RawMaterial

__all__ = [
    "Attachment",
    "Campaign",
    "CampaignDraw",
    "CampaignSample",
    "CampaignSentra",
    "Certificate",
    "CertificateKind",
    "CodeList",
    "Commodity",
    "CommodityKbli",
    "CommoditySector",
    "CommoditySynonym",
    "Decision",
    "DirtyEvent",
    "District",
    "Draft",
    "DrainFailure",
    "Facility",
    "FacilityKind",
    "FacilityState",
    "FactClaim",
    "Heartbeat",
    "Institution",
    "Invitation",
    "JobRun",
    "Kbli",
    "LegalAct",
    "Machine",
    "Mandate",
    "Market",
    "Measure",
    "MeasureUnit",
    "Need",
    "NeedKind",
    "Notice",
    "Office",
    "OfficeStep",
    "OutboxEvent",
    "Part",
    "Province",
    "ProvincialAggregate",
    "RawMaterial",
    "Record",
    "Regency",
    "RegionPoint",
    "RegionSuccession",
    "ReportingDeadline",
    "ReviewStep",
    "SavedFilter",
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
    "SentraSuccession",
    "SentraVerification",
    "Source",
    "Statistic",
    "Submission",
    "SubmissionAct",
    "Village",
    "YearlyProfile",
    "owner_field",
]
