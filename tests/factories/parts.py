"""Factories of what hangs on a sentra, and of the code lists behind it."""

from itertools import count
from typing import Any

from registry.models import (
    Certificate,
    CertificateKind,
    CommodityKbli,
    Facility,
    FacilityKind,
    FacilityState,
    Kbli,
    LegalAct,
    Machine,
    Market,
    Measure,
    MeasureUnit,
    Need,
    NeedKind,
    RawMaterial,
    Sentra,
)
from tests.factories.records import make, make_commodity, make_source

_numbers = count(1)


def _listed(noun: str, **values: Any) -> Any:
    number = next(_numbers)
    return make(
        f"{noun}.record", **{"code": f"{noun}-{number}", "name": f"Isian {number}"} | values
    )


def make_facility_kind(**values: Any) -> FacilityKind:
    """A kind of building."""
    return _listed("facility_kind", **values)


def make_certificate_kind(**values: Any) -> CertificateKind:
    """A kind counted per business."""
    return _listed("certificate_kind", **values)


def make_need_kind(**values: Any) -> NeedKind:
    """A kind of need."""
    return _listed("need_kind", **values)


def make_measure_unit(**values: Any) -> MeasureUnit:
    """A unit of measure."""
    return _listed("measure_unit", **values)


def _of_sentra(noun: str, sentra: Sentra, values: dict[str, Any]) -> Any:
    if "source" not in values:
        values["source"] = make_source().code
    return make(f"{noun}.record", sentra=sentra.public_code, **values)


def make_legal_act(sentra: Sentra, **values: Any) -> LegalAct:
    """A decree of a regent, without a date."""
    common = {"kind": "regent_decree", "number": f"188/{next(_numbers)}/2024"}
    return _of_sentra("legal_act", sentra, {**common, **values})


def make_facility(sentra: Sentra, **values: Any) -> Facility:
    """A building of unknown state."""
    if "facility_kind" not in values:
        values["facility_kind"] = make_facility_kind().code
    return _of_sentra("facility", sentra, {"name": "gedung sentra", **values})


def make_facility_state(sentra: Sentra, **values: Any) -> FacilityState:
    """A building that works since the first of May 2025; its facility may be given as a row."""
    facility = values.pop("facility", None) or make_facility(sentra)
    common = {"state": "operating", "state_on": "2025-05-01", "state_precision": "day"}
    return _of_sentra("facility_state", sentra, {**common, "facility": str(facility.pk), **values})


def make_machine(sentra: Sentra, **values: Any) -> Machine:
    """A machine of which only the name is known."""
    return _of_sentra("machine", sentra, {"name": "mesin", **values})


def make_certificate(sentra: Sentra, **values: Any) -> Certificate:
    """A certificate nobody counted."""
    if "certificate_kind" not in values:
        values["certificate_kind"] = make_certificate_kind().code
    return _of_sentra("certificate", sentra, values)


def make_need(sentra: Sentra, **values: Any) -> Need:
    """An open need."""
    if "need_kind" not in values:
        values["need_kind"] = make_need_kind().code
    return _of_sentra("need", sentra, values)


def make_raw_material(sentra: Sentra, **values: Any) -> RawMaterial:
    """A raw material of unknown origin."""
    return _of_sentra("raw_material", sentra, {"name": "bambu", **values})


def make_market(sentra: Sentra, **values: Any) -> Market:
    """A market in the whole country."""
    return _of_sentra("market", sentra, {"reach": "national", **values})


def make_measure(sentra: Sentra, **values: Any) -> Measure:
    """A production of one unit in 2024."""
    if "unit" not in values:
        values["unit"] = make_measure_unit().code
    common = {"measure_kind": "production", "amount": 1, "year": 2024}
    return _of_sentra("measure", sentra, {**common, **values})


def make_kbli(**values: Any) -> Kbli:
    """A class of edition 2020."""
    number = 99000 + next(_numbers)
    return make(
        "kbli.record",
        **{"class_code": str(number), "edition": 2020, "title": f"Kelas {number}", **values},
    )


def make_commodity_kbli(**values: Any) -> CommodityKbli:
    """A commodity in a class."""
    if "commodity" not in values:
        values["commodity"] = make_commodity().code
    if "kbli" not in values:
        values["kbli"] = make_kbli().code
    return make("commodity_kbli.record", **{"source_note": "uji", **values})
