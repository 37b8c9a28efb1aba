"""Legal rows of what hangs on a sentra and of the code lists behind it (with legal_rows.py)."""

from collections.abc import Callable, Mapping
from typing import Any

from registry.models import Sentra
from tests.factories import make_commodity, make_sentra, make_source
from tests.factories.parts import (
    make_certificate_kind,
    make_facility,
    make_facility_kind,
    make_kbli,
    make_measure_unit,
    make_need_kind,
)

Row = dict[str, Any]


def _part(**more: Any) -> Row:
    return {"sentra_id": make_sentra().pk, "source_id": make_source().pk, **more}


def _state_of(sentra: Sentra) -> Row:
    return {
        "sentra_id": sentra.pk,
        "facility_id": make_facility(sentra).pk,
        "source_id": make_source().pk,
        "state": "opened",
    }


LEGAL_PARTS: Mapping[str, Callable[[], Row]] = {
    **{
        name: lambda: {"code": "uji", "name": "Uji"}
        for name in ("FacilityKind", "CertificateKind", "NeedKind", "MeasureUnit")
    },
    "LegalAct": lambda: _part(kind="regent_decree", number="188/1/2024"),
    "Facility": lambda: _part(facility_kind_id=make_facility_kind().pk, name="gedung"),
    "FacilityState": lambda: _state_of(make_sentra()),
    "Machine": lambda: _part(name="oven"),
    "Certificate": lambda: _part(certificate_kind_id=make_certificate_kind().pk),
    "Need": lambda: _part(need_kind_id=make_need_kind().pk),
    "RawMaterial": lambda: _part(name="bambu"),
    "Market": lambda: _part(reach="export"),
    "Measure": lambda: _part(
        measure_kind="production",
        unit_id=make_measure_unit().pk,
        amount=18,
        amount_low=18,
        amount_qualifier=">=",
    ),
    "Kbli": lambda: {"code": "2020-99999", "class_code": "99999", "edition": 2020, "title": "Uji"},
    "CommodityKbli": lambda: {
        "commodity_id": make_commodity().pk,
        "kbli_id": make_kbli().pk,
        "source_note": "uji",
    },
}
