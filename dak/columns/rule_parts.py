"""The columns of what a year's rules hold beside their tranches: menus with their components, the
least number of businesses, disaster exceptions with their regions, recommended modes of payment,
and holidays."""

from django.utils.translation import gettext_lazy as _

from dak.choices import HolidayKind, IslandGroup, MenuKind, PaymentMode
from sentra.lib.columns import Column, Type


def _year(path: str = "rule_set") -> Column:
    """The year of the rules it belongs to."""
    return Column(
        "fiscal_year",
        _("Tahun anggaran"),
        "fiscal year",
        Type.YEAR,
        f"{path}__fiscal_year",
        filter="fiscal_year",
        order=f"{path}__fiscal_year",
        is_required=True,
    )


def _cited(path: str = "source") -> tuple[Column, ...]:
    """Where it was found."""
    return (
        Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, f"{path}__publisher"),
        Column(
            "source_published_on",
            _("Tanggal terbit"),
            "published on",
            Type.DATE,
            f"{path}__published_on",
        ),
        Column("source_url", _("Alamat web"), "web address", Type.TEXT, f"{path}__url"),
    )


# One row per component, or one for a menu of which no component was seen.
MENU = (
    _year(),
    Column("menu_code", _("Kode menu"), "menu code", Type.CODE, "code", is_required=True),
    Column("kind", _("Menu"), "menu", Type.CHOICE, choices=MenuKind, filter="kind"),
    Column("note", _("Keterangan menu"), "about the menu"),
    Column(
        "component_code", _("Kode komponen"), "component code", Type.CODE, "part__component_code"
    ),
    Column("component_name", _("Komponen"), "component", Type.TEXT, "part__name"),
    Column(
        "is_supporting",
        _("Kegiatan penunjang"),
        "supporting activity",
        Type.BOOLEAN,
        "part__is_supporting",
    ),
    Column("seen_words", _("Terlihat pada"), "where it was seen", Type.TEXT, "part__seen_words"),
    Column(
        "component_publisher",
        _("Penerbit tentang komponen"),
        "publisher about the component",
        Type.TEXT,
        "part__source__publisher",
    ),
    *_cited(),
)
MINIMUM = (
    _year(),
    Column(
        "island_group",
        _("Kelompok pulau"),
        "group of islands",
        Type.CHOICE,
        choices=IslandGroup,
        filter="island_group",
    ),
    Column(
        "minimum_count",
        _("Paling sedikit unit usaha"),
        "least number of businesses",
        Type.INTEGER,
        order="minimum_count",
    ),
    *_cited(),
)
# One row per region, or one for an exception whose regions were not found.
EXCEPTION = (
    _year(),
    Column(
        "exception_code", _("Kode pengecualian"), "exception", Type.CODE, "code", is_required=True
    ),
    Column("name", _("Sebutan"), "name"),
    Column("legal_basis", _("Dasar hukum"), "legal basis"),
    Column("note", _("Keterangan"), "note"),
    Column("province_code", _("Kode provinsi"), "province code", Type.CODE, "region__province_id"),
    Column(
        "regency_code",
        _("Kode kabupaten/kota; kosong berarti seluruh provinsi"),
        "regency code; empty means the whole province",
        Type.CODE,
        "region__regency_id",
    ),
    *_cited(),
)
# One row per government; of a province, its own grants and not those of its regencies.
RECOMMENDED = (
    _year("mode__rule_set"),
    Column(
        "mode_code",
        _("Kode cara penyaluran"),
        "code of the mode of payment",
        Type.CODE,
        "mode__code",
        is_required=True,
    ),
    Column(
        "mode",
        _("Cara penyaluran"),
        "mode of payment",
        Type.CHOICE,
        "mode__mode",
        choices=PaymentMode,
        filter="mode",
    ),
    Column(
        "province_code",
        _("Kode provinsi"),
        "province code",
        Type.CODE,
        "province_id",
        filter="province",
        is_required=True,
    ),
    Column(
        "regency_code",
        _("Kode kabupaten/kota; kosong berarti hibah provinsi sendiri"),
        "regency code; empty means the province's own grants",
        Type.CODE,
        "regency_id",
        filter="regency",
    ),
    Column("words", _("Isi rekomendasi"), "what was recommended"),
    *_cited(),
)
HOLIDAY = (
    Column("day", _("Tanggal"), "day", Type.DATE, filter="day", order="day", is_required=True),
    Column("kind", _("Jenis libur"), "kind", Type.CHOICE, choices=HolidayKind, filter="kind"),
    Column("name", _("Hari libur"), "holiday"),
    Column("legal_basis", _("Dasar"), "legal basis"),
)
