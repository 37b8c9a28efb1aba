"""The registry's nouns, as the dictionary lists them."""

from django.utils.translation import gettext_lazy as _

from registry.columns.aggregate import CELL, DEFINITION
from registry.columns.commodity import COMMODITY, SECTOR
from registry.columns.fact_claim import FACT_CLAIM
from registry.columns.history import HISTORY
from registry.columns.part_nouns import DICTIONARY
from registry.columns.profile import PROFILE
from registry.columns.region import DISTRICT, PROVINCE, REGENCY, SUCCESSION, VILLAGE
from registry.columns.sentra import NOTE, sentra_columns
from registry.columns.statistic import STATISTIC
from sentra.lib.dictionary import Noun

NOUNS = (
    Noun("sentra", _("Sentra"), "sentra/", (*sentra_columns(lambda raw, viewer: ("", "")), NOTE)),
    Noun("profile", _("Profil tahunan"), "sentra/{code}/profiles/", PROFILE),
    Noun("fact_claim", _("Klaim fakta"), "sentra/{code}/claims/", FACT_CLAIM),
    *DICTIONARY,
    Noun("history", _("Riwayat"), "sentra/{code}/history/", HISTORY),
    Noun("province", _("Provinsi"), "provinces/", PROVINCE),
    Noun("regency", _("Kabupaten/kota"), "regencies/", REGENCY),
    Noun("district", _("Kecamatan"), "districts/", DISTRICT),
    Noun("village", _("Desa/kelurahan"), "villages/", VILLAGE),
    Noun("succession", _("Riwayat wilayah"), "successions/", SUCCESSION),
    Noun("sector", _("Sektor"), "sectors/", SECTOR),
    Noun("commodity", _("Komoditas"), "commodities/", COMMODITY),
    Noun("aggregate", _("Angka yang diterbitkan"), "aggregates/", CELL),
    Noun("definition", _("Arti angka"), "definitions/", DEFINITION),
    Noun("statistic", _("Angka terbitan pihak lain"), "statistics/", STATISTIC),
)
