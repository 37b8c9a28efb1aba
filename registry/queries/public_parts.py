"""Which columns of what hangs on a sentra the public history shows, and which of them are money."""

from collections.abc import Mapping

from django.db import models

from registry.models import (
    Certificate,
    CertificateKind,
    Facility,
    FacilityKind,
    FacilityState,
    Institution,
    LegalAct,
    Machine,
    Market,
    Measure,
    MeasureUnit,
    Need,
    NeedKind,
    RawMaterial,
)
from registry.models.profile import SUFFIXES

AS_OF = ("as_of_on", "as_of_precision")


def figure(code: str) -> tuple[str, ...]:
    """The five columns."""
    return tuple(f"{code}{suffix}" for suffix in SUFFIXES)


PUBLIC_PARTS: Mapping[type[models.Model], tuple[str, ...]] = {
    LegalAct: (
        "kind",
        "number",
        "signed_on",
        "signed_precision",
        "signed_by",
        "subject",
        "file_reference",
        "source_id",
    ),
    Facility: (
        "facility_kind_id",
        "name",
        "built_year",
        "built_precision",
        "state",
        "state_on",
        "state_precision",
        "state_words",
        "owner_id",
        "area_m2",
        *figure("user_count"),
        "users_words",
        "funding_words",
        "source_id",
    ),
    FacilityState: (
        "facility_id",
        "state",
        "state_on",
        "state_precision",
        "state_words",
        "source_id",
    ),
    Machine: (
        "name",
        *figure("machine_count"),
        "capacity_words",
        *figure("value_idr"),
        "acquired_year",
        "funding_words",
        "condition",
        "source_id",
    ),
    Certificate: ("certificate_kind_id", *figure("certificate_count"), *AS_OF, "note", "source_id"),
    Need: (
        "need_kind_id",
        "words",
        "severity",
        "since_on",
        "since_precision",
        "state",
        "state_on",
        "state_precision",
        "answered_by",
        "source_id",
    ),
    RawMaterial: ("name", "origin", "origin_code", "origin_words", *AS_OF, "source_id"),
    Market: ("reach", "countries", "words", *AS_OF, "source_id"),
    Measure: (
        "measure_kind",
        "product_words",
        "commodity_id",
        *figure("amount"),
        "unit_id",
        "period",
        "year",
        "year_precision",
        "scope",
        "source_id",
    ),
}
PART_NAMES: Mapping[type[models.Model], str] = {
    LegalAct: "legal_act",
    Facility: "facility",
    FacilityState: "facility_state",
    Machine: "machine",
    Certificate: "certificate",
    Need: "need",
    RawMaterial: "raw_material",
    Market: "market",
    Measure: "measure",
}
PART_CODES: Mapping[str, type[models.Model]] = {
    "facility_kind_id": FacilityKind,
    "certificate_kind_id": CertificateKind,
    "need_kind_id": NeedKind,
    "unit_id": MeasureUnit,
    "owner_id": Institution,
}
PART_MONEY = frozenset(figure("value_idr"))
