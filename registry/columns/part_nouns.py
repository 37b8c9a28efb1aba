"""What hangs on a sentra, by its name in the API: the table, its columns, and its order."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.columns.measure import MEASURE
from registry.columns.parts import (
    CERTIFICATE,
    FACILITY,
    FACILITY_STATE,
    LEGAL_ACT,
    MACHINE,
    MARKET,
    NEED,
    RAW_MATERIAL,
)
from registry.models import (
    Certificate,
    Facility,
    FacilityState,
    LegalAct,
    Machine,
    Market,
    Measure,
    Need,
    Part,
    RawMaterial,
)
from sentra.lib.columns import Column
from sentra.lib.dictionary import Noun


class PartNoun(NamedTuple):
    """One kind of line below a sentra; `expand` is its name where the sentra brings it along."""

    code: str
    heading: str | Promise
    model: type[Part]
    columns: tuple[Column, ...]
    lines: Callable[[], QuerySet]


def facilities_with_state_now() -> QuerySet:
    """Facilities in force, each with its state in force."""
    return Facility.objects.in_force().with_state_now()


def states_of_facilities() -> QuerySet:
    """States in force; those of a withdrawn facility say nothing."""
    return FacilityState.objects.in_force().filter(facility__is_withdrawn=False)


def _plain(
    code: str, heading: str | Promise, model: type[Part], columns: tuple[Column, ...]
) -> PartNoun:
    return PartNoun(code, heading, model, columns, model.objects.in_force)


# By the last step of the address.
PART_NOUNS: Mapping[str, PartNoun] = {
    "facilities": PartNoun(
        "facility", _("Fasilitas"), Facility, FACILITY, facilities_with_state_now
    ),
    "facility-states": PartNoun(
        "facility_state",
        _("Keadaan fasilitas"),
        FacilityState,
        FACILITY_STATE,
        states_of_facilities,
    ),
    "machines": _plain("machine", _("Mesin"), Machine, MACHINE),
    "certificates": _plain("certificate", _("Sertifikat"), Certificate, CERTIFICATE),
    "needs": _plain("need", _("Kebutuhan"), Need, NEED),
    "raw-materials": _plain("raw_material", _("Bahan baku"), RawMaterial, RAW_MATERIAL),
    "markets": _plain("market", _("Pemasaran"), Market, MARKET),
    "measures": _plain("measure", _("Produksi dan kapasitas"), Measure, MEASURE),
    "legal-acts": _plain("legal_act", _("Dasar hukum"), LegalAct, LEGAL_ACT),
}
DICTIONARY = tuple(
    Noun(noun.code, noun.heading, f"sentra/{{code}}/{address}/", noun.columns)
    for address, noun in PART_NOUNS.items()
)
