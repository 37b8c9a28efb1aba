"""The columns of the map: provinces, regencies, districts, villages and what became of them; and of
the place of any record."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision, RegencyKind, SuccessionKind, VillageKind
from sentra.lib.columns import Column, Type

CODE_PARSER = "sentra.lib.codes.normalise_region_code"
DATE_PARSER = "sentra.lib.dates.parse_partial_date"
LEVELS = ("province", "regency", "district", "village")
HEADINGS = {
    "province": (_("Kode provinsi (Kemendagri)"), _("Provinsi"), _("Kode provinsi (BPS)")),
    "regency": (
        _("Kode kabupaten/kota (Kemendagri)"),
        _("Kabupaten/kota"),
        _("Kode kabupaten/kota (BPS)"),
    ),
    "district": (_("Kode kecamatan (Kemendagri)"), _("Kecamatan"), _("Kode kecamatan (BPS)")),
    "village": (
        _("Kode desa/kelurahan (Kemendagri)"),
        _("Desa/kelurahan"),
        _("Kode desa/kelurahan (BPS)"),
    ),
}


def place_columns(
    prefix: str = "", levels: Sequence[str] = LEVELS, *, is_ordered: bool = True
) -> Iterator[Column]:
    """Code, name and BPS code of each level, from the record at `prefix`."""
    for level in levels:
        code, name, bps = HEADINGS[level]
        path = f"{prefix}{level}"
        order = f"{path}_id" if is_ordered else ""
        yield Column(
            f"{level}_code",
            code,
            f"{level} code (Kemendagri)",
            Type.CODE,
            f"{path}_id",
            filter=level,
            order=order,
            parser=CODE_PARSER,
        )
        yield Column(f"{level}_name", name, f"{level} name", Type.TEXT, f"{path}__name")
        yield Column(
            f"bps_{level}_code", bps, f"{level} code (BPS)", Type.CODE, f"{path}__bps_code"
        )


def own_columns(level: str) -> tuple[Column, ...]:
    """A region's own code and names."""
    code, name, bps = HEADINGS[level]
    return (
        Column(
            f"{level}_code",
            code,
            f"{level} code (Kemendagri)",
            Type.CODE,
            "code",
            filter=level,
            order="code",
            parser=CODE_PARSER,
            is_required=True,
        ),
        Column(
            f"{level}_name",
            name,
            "official name",
            Type.TEXT,
            "name",
            order="name_key",
            is_required=True,
        ),
        Column("short_name", _("Nama pendek"), "short name", Type.TEXT, "short_name"),
        Column(f"bps_{level}_code", bps, f"{level} code (BPS)", Type.CODE, "bps_code"),
    )


VALIDITY = (
    Column("valid_from", _("Berlaku sejak"), "valid from", Type.DATE, parser=DATE_PARSER),
    Column(
        "valid_to", _("Berlaku sampai"), "first day no longer valid", Type.DATE, parser=DATE_PARSER
    ),
)
PROVINCE = (
    *own_columns("province"),
    Column("iso_code", _("Singkatan dua huruf"), "ISO 3166-2 letters", Type.CODE),
    Column("time_zone", _("Zona waktu"), "time zone", Type.CODE),
    Column("district_word", _("Sebutan kecamatan"), "local word for district"),
    Column("village_word", _("Sebutan desa"), "local word for village"),
    Column("law", _("Dasar hukum"), "law"),
    *VALIDITY,
)
REGENCY = (
    *own_columns("regency"),
    Column("kind", _("Jenis"), "kind", Type.CHOICE, choices=RegencyKind, filter="kind"),
    *place_columns("", ("province",)),
    *VALIDITY,
)
DISTRICT = (
    *own_columns("district"),
    *place_columns("", ("regency",)),
    *place_columns("regency__", ("province",)),
    *VALIDITY,
)
VILLAGE = (
    *own_columns("village"),
    Column("kind", _("Jenis"), "kind", Type.CHOICE, choices=VillageKind, filter="kind"),
    *place_columns("", ("district",)),
    *place_columns("district__", ("regency",)),
    *place_columns("district__regency__", ("province",)),
    *VALIDITY,
)
SUCCESSION = (
    Column("kind", _("Peristiwa"), "event", Type.CHOICE, choices=SuccessionKind, filter="kind"),
    Column("old_code", _("Kode lama"), "old code", Type.CODE, filter="old_code", order="old_code"),
    Column("new_code", _("Kode baru"), "new code", Type.CODE, filter="new_code", order="new_code"),
    Column("old_name", _("Nama lama"), "old name"),
    Column("new_name", _("Nama baru"), "new name"),
    Column(
        "effective_on",
        _("Berlaku sejak"),
        "effective on",
        Type.DATE,
        filter="effective_on",
        order="effective_on",
        parser=DATE_PARSER,
    ),
    Column(
        "effective_precision",
        _("Ketelitian tanggal"),
        "precision of the date",
        Type.CHOICE,
        choices=DatePrecision,
    ),
    Column("law", _("Undang-undang"), "law"),
    Column("decree", _("Keputusan"), "decree"),
)
