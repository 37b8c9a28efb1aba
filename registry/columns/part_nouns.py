"""What hangs on a sentra, by its name in the API: the table, its columns, and its order."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.columns.measure import MEASURE
from registry.columns.parts import (
    CERTIFICATE,
    FACILITY,
    LEGAL_ACT,
    MACHINE,
    MARKET,
    NEED,
    RAW_MATERIAL,
)
from registry.models import (
    Certificate,
    Facility,
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


# By the last step of the address.
PART_NOUNS: Mapping[str, PartNoun] = {
    "facilities": PartNoun("facility", _("Fasilitas"), Facility, FACILITY),
    "machines": PartNoun("machine", _("Mesin"), Machine, MACHINE),
    "certificates": PartNoun("certificate", _("Sertifikat"), Certificate, CERTIFICATE),
    "needs": PartNoun("need", _("Kebutuhan"), Need, NEED),
    "raw-materials": PartNoun("raw_material", _("Bahan baku"), RawMaterial, RAW_MATERIAL),
    "markets": PartNoun("market", _("Pemasaran"), Market, MARKET),
    "measures": PartNoun("measure", _("Produksi dan kapasitas"), Measure, MEASURE),
    "legal-acts": PartNoun("legal_act", _("Dasar hukum"), LegalAct, LEGAL_ACT),
}
DICTIONARY = tuple(
    Noun(noun.code, noun.heading, f"sentra/{{code}}/{address}/", noun.columns)
    for address, noun in PART_NOUNS.items()
)
