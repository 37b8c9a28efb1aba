"""The kinds of change of what hangs on a sentra — acts, facilities, machines, certificates, needs,
materials, markets, measures — and of the code lists behind them, as data."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.changes.gravity import money_on_record
from registry.changes.kinds import PROPOSED, Kind, Rule, WeighStored, noun_kinds
from registry.rules import code_list, kbli, naming, parts


def _part(
    noun: str,
    model: str,
    words: tuple[str | Promise, str | Promise],
    fields: Sequence[str],
    *,
    figures: Sequence[str] = (),
    rules: Sequence[Rule] = (),
    weigh_stored: WeighStored | None = None,
) -> Iterator[Kind]:
    """The kinds of a part: a new row names its sentra, and no row changes it."""
    yield from noun_kinds(
        noun,
        f"registry.{model}",
        words,
        fields,
        is_part=True,
        only_on_creation=("sentra",),
        figures=figures,
        rules=(parts.not_in_the_future, *rules),
        surfaces=PROPOSED,
        weigh_stored=weigh_stored,
    )


def _code_list(
    noun: str, model: str, words: tuple[str | Promise, str | Promise], *more: str
) -> Iterator[Kind]:
    """The kinds of a list of codes; an entry keeps its code for good."""
    yield from noun_kinds(
        noun,
        f"registry.{model}",
        words,
        ("name", "position", "is_active", *more),
        only_on_creation=("code",),
        derive=(naming.give_code,),
        rules=(naming.clean_names,),
    )


PARTS: tuple[Kind, ...] = (
    *_part(
        "legal_act",
        "LegalAct",
        (_("Mencatat dasar hukum"), _("Memperbaiki dasar hukum")),
        (
            "kind",
            "number",
            "signed_on",
            "signed_precision",
            "signed_by",
            "subject",
            "file_reference",
            "source",
        ),
    ),
    *_part(
        "facility",
        "Facility",
        (_("Mencatat fasilitas"), _("Memperbaiki fasilitas")),
        (
            "facility_kind",
            "name",
            "built_year",
            "built_precision",
            "state",
            "state_on",
            "state_precision",
            "state_words",
            "owner",
            "area_m2",
            "users_words",
            "funding_words",
            "source",
        ),
        figures=("user_count",),
        rules=(naming.clean_names, parts.built_when_it_stands, code_list.still_used),
    ),
    *noun_kinds(
        "facility_state",
        "registry.FacilityState",
        (_("Mencatat keadaan fasilitas"), _("Memperbaiki keadaan fasilitas")),
        ("state", "state_on", "state_precision", "state_words", "source"),
        is_part=True,
        only_on_creation=("sentra", "facility"),
        rules=(
            parts.not_in_the_future,
            parts.facility_of_same_sentra,
            parts.not_before_it_was_built,
        ),
    ),
    *_part(
        "machine",
        "Machine",
        (_("Mencatat mesin"), _("Memperbaiki mesin")),
        (
            "name",
            "capacity_words",
            "acquired_year",
            "funding_words",
            "condition",
            "facility",
            "source",
        ),
        figures=("machine_count", "value_idr"),
        rules=(naming.clean_names, parts.facility_of_same_sentra),
        weigh_stored=money_on_record,
    ),
    *_part(
        "certificate",
        "Certificate",
        (_("Mencatat sertifikat"), _("Memperbaiki sertifikat")),
        ("certificate_kind", "as_of_on", "as_of_precision", "note", "source"),
        figures=("certificate_count",),
        rules=(code_list.still_used, parts.certificates_within_units),
    ),
    *_part(
        "need",
        "Need",
        (_("Mencatat kebutuhan"), _("Memperbaiki kebutuhan")),
        (
            "need_kind",
            "words",
            "severity",
            "since_on",
            "since_precision",
            "state",
            "state_on",
            "state_precision",
            "answered_by",
            "source",
        ),
        rules=(code_list.still_used,),
    ),
    *_part(
        "raw_material",
        "RawMaterial",
        (_("Mencatat bahan baku"), _("Memperbaiki bahan baku")),
        (
            "name",
            "origin",
            "origin_code",
            "origin_words",
            "as_of_on",
            "as_of_precision",
            "source",
        ),
        rules=(naming.clean_names,),
    ),
    *_part(
        "market",
        "Market",
        (_("Mencatat pemasaran"), _("Memperbaiki pemasaran")),
        ("reach", "countries", "words", "as_of_on", "as_of_precision", "source"),
    ),
    *_part(
        "measure",
        "Measure",
        (_("Mencatat produksi atau kapasitas"), _("Memperbaiki produksi atau kapasitas")),
        (
            "measure_kind",
            "product_words",
            "commodity",
            "unit",
            "period",
            "year",
            "year_precision",
            "scope",
            "source",
        ),
        figures=("amount",),
        rules=(code_list.still_used,),
    ),
)

LISTS: tuple[Kind, ...] = (
    *_code_list(
        "facility_kind",
        "FacilityKind",
        (_("Mencatat jenis fasilitas"), _("Memperbaiki jenis fasilitas")),
        "is_workplace",
    ),
    *_code_list(
        "certificate_kind",
        "CertificateKind",
        (_("Mencatat jenis sertifikat"), _("Memperbaiki jenis sertifikat")),
        "is_count_of_units",
    ),
    *_code_list(
        "need_kind",
        "NeedKind",
        (_("Mencatat jenis kebutuhan"), _("Memperbaiki jenis kebutuhan")),
    ),
    *_code_list(
        "measure_unit",
        "MeasureUnit",
        (_("Mencatat satuan"), _("Memperbaiki satuan")),
    ),
    *noun_kinds(
        "kbli",
        "registry.Kbli",
        (_("Mencatat KBLI"), _("Memperbaiki judul KBLI")),
        ("title",),
        only_on_creation=("class_code", "edition"),
        derive=(kbli.give_edition_code,),
    ),
    *noun_kinds(
        "commodity_kbli",
        "registry.CommodityKbli",
        (_("Mencatat KBLI komoditas"), _("Memperbaiki dasar KBLI komoditas")),
        ("source_note",),
        only_on_creation=("commodity", "kbli"),
    ),
)

KINDS: tuple[Kind, ...] = (*PARTS, *LISTS)
