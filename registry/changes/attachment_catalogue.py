"""Kinds of change, continued: files that are attached, withdrawn, compared, and the points of
regencies they are compared with."""

from django.utils.translation import gettext_lazy as _

from registry.changes.kinds import Kind, closing_kinds, noun_kinds
from registry.choices import ChangeSource
from registry.rules import attachment

ADMIN = frozenset({ChangeSource.ADMIN})
CONTENT = (
    "office",
    "kind",
    "caption",
    "original_type",
    "stored_type",
    "byte_count",
    "width",
    "height",
    "sha256",
    "source_sha256",
    "uploaded_by",
    "uploaded_at",
)
PLACE = ("latitude", "longitude", "place_origin", "declared_regency")

KINDS: tuple[Kind, ...] = (
    Kind(
        "attachment.send",
        "registry.Attachment",
        _("Melampirkan berkas"),
        ("province", "regency", "token", "sentra", *CONTENT, *PLACE),
        creates=True,
        derive=(attachment.compare_place,),
        rules=(attachment.not_too_many,),
        surfaces=frozenset({ChangeSource.WEB}),
    ),
    Kind(
        "attachment.file",
        "registry.Attachment",
        _("Melampirkan naskah dasar hukum"),
        ("legal_act", *CONTENT),
        creates=True,
        surfaces=ADMIN,
    ),
    Kind(
        "attachment.take_back",
        "registry.Attachment",
        _("Menarik berkas sendiri yang keliru"),
        (),
        fixed={"is_withdrawn": True},
        rules=(attachment.still_undecided,),
        surfaces=frozenset({ChangeSource.WEB}),
    ),
    *closing_kinds("attachment", "registry.Attachment", (), ADMIN),
    Kind(
        "attachment.compare",
        "registry.Attachment",
        _("Membandingkan letak foto dengan titik wilayah"),
        (),
        derive=(attachment.compare_place,),
        surfaces=frozenset({ChangeSource.IMPORT, ChangeSource.SYSTEM}),
    ),
    *noun_kinds(
        "region_point",
        "registry.RegionPoint",
        (_("Mencatat titik wilayah"), _("Memperbaiki titik wilayah")),
        ("latitude", "longitude", "radius_km", "source_words"),
        only_on_creation=("regency",),
        surfaces=frozenset({ChangeSource.IMPORT, ChangeSource.SYSTEM}),
    ),
)
