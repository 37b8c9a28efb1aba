"""For every named promise of attachments and region points, a row that breaks it and nothing else
(tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from typing import Any

from tests.factories import make_sentra
from tests.factories.parts import make_legal_act

Row = Mapping[str, Any]
PLACE = {"latitude": "-8.5", "longitude": "115.3", "place_origin": "camera"}
AS_PDF = {"stored_type": "pdf", "width": None, "height": None}


def on_an_act(row: Row) -> int:
    """A legal act of a sentra of its own."""
    return make_legal_act(make_sentra()).pk


LISTED_ATTACHMENTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("attachment", "kind", {}),
    ("attachment", "stored_type", {"kind": "document", "width": None, "height": None}),
)
# (constraint, what breaks it, note)
BROKEN_ATTACHMENTS: tuple[tuple[str, Row, str], ...] = (
    ("attachment_sha256_form", {"sha256": "A" * 64}, ""),
    ("attachment_source_sha256_form", {"source_sha256": "b" * 63}, ""),
    ("attachment_hangs_on_one_thing", {"token": None}, "on nothing"),
    ("attachment_hangs_on_one_thing", {"legal_act_id": on_an_act}, "on both"),
    (
        "attachment_hangs_on_one_thing",
        {
            "token": None,
            "legal_act_id": on_an_act,
            "sentra_id": lambda row: make_sentra().pk,
        },
        "two sentra",
    ),
    ("attachment_kind_fits_content", AS_PDF, "photo as PDF"),
    ("attachment_kind_fits_content", {"kind": "decree"}, "decree as JPEG"),
    ("attachment_size_known", {"byte_count": 0}, ""),
    ("attachment_size_known", {"width": None}, "no width"),
    ("attachment_size_known", {"height": 0}, "no height"),
    ("attachment_size_known", {**AS_PDF, "kind": "decree", "width": 5}, "width of a PDF"),
    ("attachment_place_whole", {"latitude": "-8.5"}, ""),
    ("attachment_place_whole", {**PLACE, "place_origin": ""}, "nobody says so"),
    ("attachment_place_whole", {**PLACE, "place_origin": "hearsay"}, "unknown origin"),
    ("attachment_place_whole", {**PLACE, "latitude": "91"}, "no such latitude"),
    ("attachment_place_whole", {"place_origin": "form"}, "origin of nothing"),
    ("attachment_verdict_has_distance", {"distance_km": 3}, ""),
    ("attachment_verdict_has_distance", {"place_verdict": "near"}, "near nothing"),
    (
        "attachment_verdict_has_distance",
        {**PLACE, "place_verdict": "far", "declared_regency_id": "51.04"},
        "far without distance",
    ),
    ("attachment_verdict_has_distance", {"place_verdict": "banana"}, "unknown verdict"),
    ("attachment_regency_in_province", {"province_id": "32"}, ""),
    ("region_point_in_indonesia", {"latitude": "50"}, ""),
    ("region_point_radius_possible", {"radius_km": "0"}, ""),
    ("region_point_source_said", {"source_words": ""}, ""),
)
# (constraint, the second row, the first one)
TAKEN_ATTACHMENTS: tuple[tuple[str, Row, Row], ...] = (
    ("attachment_once", {}, {}),
    ("attachment_legal_act_once", {}, {"token": None, "legal_act_id": on_an_act}),
    ("region_point_once", {}, {}),
)
