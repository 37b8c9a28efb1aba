"""The columns of commodities and of the sectors that group them."""

from django.utils.translation import gettext_lazy as _

from sentra.lib.columns import Column, Type

SECTOR = (
    Column(
        "sector_code",
        _("Kode sektor"),
        "sector code",
        Type.CODE,
        "code",
        filter="sector",
        order="code",
        is_required=True,
    ),
    Column("sector_name", _("Sektor"), "sector", Type.TEXT, "name", order="name"),
    Column(
        "scheme_code",
        _("Kode skema"),
        "scheme code",
        Type.CODE,
        "scheme__code",
        filter="scheme",
        order="scheme__code",
    ),
    Column("scheme_name", _("Skema"), "scheme", Type.TEXT, "scheme__name"),
    Column(
        "is_exclusive",
        _("Eksklusif"),
        "members belong to one sector only",
        Type.BOOLEAN,
        "scheme__is_exclusive",
        filter="is_exclusive",
    ),
    Column(
        "source_note", _("Sumber skema"), "source of the scheme", Type.TEXT, "scheme__source_note"
    ),
)
COMMODITY = (
    Column(
        "commodity_code",
        _("Kode komoditas"),
        "commodity code",
        Type.CODE,
        "code",
        filter="commodity",
        order="code",
        is_required=True,
    ),
    Column("commodity_name", _("Komoditas"), "commodity", Type.TEXT, "name", order="name"),
    Column(
        "sector_code",
        _("Kode sektor utama"),
        "main sector code",
        Type.CODE,
        "sector__code",
        filter="sector",
        order="sector__code",
    ),
    Column("sector_name", _("Sektor utama"), "main sector", Type.TEXT, "sector__name"),
    Column(
        "is_service",
        _("Layanan, bukan barang"),
        "service, not goods",
        Type.BOOLEAN,
        filter="is_service",
    ),
)
