"""Factories of attachments and region points, and the small files they need."""

import hashlib
import io
from itertools import count
from typing import Any
from uuid import uuid4

from PIL import Image

from registry.models import Attachment, LegalAct, Office, RegionPoint
from registry.queries.attachments import vault
from sentra.accounts.models import User
from tests.factories.people import make_office, make_user
from tests.factories.records import make

_numbers = count(1)
PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"xref\n0 3\ntrailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n0\n%%EOF\n"
)


def jpeg(size: tuple[int, int] = (64, 48), color: Any = "teal", **options: Any) -> bytes:
    """A small photo; options are Pillow's (exif, comment …)."""
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, "JPEG", **options)
    return target.getvalue()


def kept(content: bytes, stored_type: str = "jpeg") -> dict[str, Any]:
    """The columns of a file that lies in the vault."""
    pixels = {"width": 64, "height": 48} if stored_type == "jpeg" else {}
    return {
        "stored_type": stored_type,
        "byte_count": len(content),
        "sha256": vault().put(content),
        "source_sha256": hashlib.sha256(content).hexdigest(),
        "uploaded_at": "2026-11-21T10:00:00+07:00",
        **pixels,
    }


def make_attachment(
    office: Office | None = None, sender: User | None = None, **values: Any
) -> Attachment:
    """A photo of its own content on a form of its own, of a regency office in Gianyar."""
    office = office or make_office(level="regency", province="51", regency="51.04")
    number = next(_numbers)
    common = {
        "office": office.code,
        "province": office.province_id,
        "regency": office.regency_id,
        "token": str(uuid4()),
        "kind": "photo",
        "uploaded_by": (sender or make_user()).email,
        # Neighbouring colours may be one and the same JPEG; the comment tells them apart.
        **kept(jpeg(comment=str(number).encode())),
    }
    return make("attachment.send", **{**common, **values})


def make_legal_act_file(legal_act: LegalAct, **values: Any) -> Attachment:
    """The text of a decree as PDF."""
    content = PDF + b"%" + str(next(_numbers)).encode()
    common = {
        "office": make_office().code,
        "legal_act": str(legal_act.pk),
        "kind": "decree",
        "uploaded_by": make_user().email,
        **kept(content, "pdf"),
    }
    return make("attachment.file", **{**common, **values})


def make_region_point(**values: Any) -> RegionPoint:
    """An invented point for Gianyar: nobody lives there, and it is round."""
    common = {
        "regency": "51.04",
        "latitude": "-8.5",
        "longitude": "115.3",
        "radius_km": "20",
        "source_words": "titik karangan untuk uji",
    }
    return make("region_point.record", **{**common, **values})
