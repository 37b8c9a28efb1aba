"""Photos from strangers made harmless: told by their first bytes and never by their name, decoded
under limits, turned upright, drawn anew as JPEG with every metadata dropped. Where the photo was
taken is read before that and handed back apart. Nothing is stored here."""

import io
import threading
import zipfile
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from sentra.lib.problems import ProblemCode, UnreadableValue, problem_code

# 10 MB is more than a phone's photo; 40 million points are more than nearly every camera takes.
MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
MAX_SIDE_READ = 12_000
MAX_SIDE = 1600
MAX_STORED_BYTES = 300_000
THUMBNAIL_SIDE = 320
# What is tried in turn until a photo is small enough: longest side, JPEG quality.
STEPS = tuple((side, quality) for side in (1600, 1200, 900, 600) for quality in (82, 70, 55))

EMPTY = problem_code("photo.empty", _("Berkas foto itu kosong (0 byte). Pilih fotonya lagi."))
TOO_LARGE = problem_code(
    "photo.too_large",
    _("Foto itu terlalu besar ({value} MB, paling besar {limit} MB). Kecilkan, lalu kirim lagi."),
)
NOT_A_PHOTO = problem_code(
    "photo.not_a_photo",
    _("Berkas itu bukan foto JPEG, PNG, atau WebP. Yang dilihat isinya, bukan nama berkasnya."),
)
HEIC = problem_code(
    "photo.heic",
    _("Foto HEIC belum terbaca. Atur kamera ke “Paling kompatibel” (JPEG), lalu potret lagi."),
)
ACTIVE = problem_code(
    "photo.active_content",
    _("Di dalam foto itu ada program atau berkas lain, jadi tidak diterima. Potret lagi langsung."),
)
ANIMATED = problem_code(
    "photo.animated", _("Gambar bergerak tidak diterima. Kirim satu foto yang diam.")
)
TOO_MANY_PIXELS = problem_code(
    "photo.too_many_pixels",
    _("Foto itu terlalu luas ({value} titik). Paling luas 40 juta titik, sisi 12.000 titik."),
)
DAMAGED = problem_code(
    "photo.damaged", _("Foto itu rusak atau terpotong di jalan. Pilih fotonya lagi.")
)

SIGNATURES = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"))
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim")
# Marks of what a browser or a shell would run; long enough not to occur in pixels by chance.
ACTIVE_MARKS = (
    b"<script",
    b"<!doctype",
    b"<html",
    b"<?php",
    b"<svg ",
    b"javascript:",
    b"%pdf-1.",
    b"this program cannot be run",
    b"\x7felf\x02\x01\x01",
)
# EXIF: the pointer to the GPS block, and in it reference and degrees of both coordinates.
GPS_BLOCK, LATITUDE, LONGITUDE = 0x8825, (1, 2, "S"), (3, 4, "W")
LIMITS = {"latitude": 90, "longitude": 180}

# One photo is decoded at a time in a process: memory stays bounded whatever arrives at once.
_DECODING = threading.Lock()


@dataclass(frozen=True)
class Photo:
    """A photo drawn anew as JPEG, and the point where it was taken, where its file said so."""

    content: bytes
    width: int
    height: int
    place: tuple[Decimal, Decimal] | None = None


class RefusedFile(UnreadableValue):
    """A file that is not taken; carries code and sentence."""


def read_photo(content: bytes) -> Photo:
    """The photo in `content` as harmless JPEG. Raises `RefusedFile` with the reason."""
    if not content:
        raise RefusedFile(EMPTY, None)
    if len(content) > MAX_BYTES:
        raise too_large(TOO_LARGE, len(content), MAX_BYTES)
    kind = _kind(content)
    if _holds_something_else(content):
        raise RefusedFile(ACTIVE, None)
    with _DECODING:
        return _decoded(content, kind)


def thumbnail(content: bytes, side: int = THUMBNAIL_SIDE) -> bytes:
    """A small JPEG of a photo this module has made."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        image.draft("RGB", (side, side))
        return _jpeg(_plain(image), side, 75)


def too_large(code: ProblemCode, size: int, limit: int) -> RefusedFile:
    """The refusal of a file over its limit, both in MB."""
    return RefusedFile(code, _megabytes(size), limit=_megabytes(limit))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".", ",").removesuffix(",0")


def _kind(content: bytes) -> str:
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise RefusedFile(HEIC, None)
    raise RefusedFile(NOT_A_PHOTO, None)


def _holds_something_else(content: bytes) -> bool:
    """Whether the file is a second kind of file too: a page, a program, a document, an archive."""
    lowered = content.lower()
    return any(mark in lowered for mark in ACTIVE_MARKS) or zipfile.is_zipfile(io.BytesIO(content))


def _decoded(content: bytes, kind: str) -> Photo:
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as image:
            _refuse_too_wide(image)
            # A JPEG may carry a preview as a second picture; the first is the photo.
            if kind != "JPEG" and getattr(image, "is_animated", False):
                raise RefusedFile(ANIMATED, None)
            place = _place(image)
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            image.load()
            plain = _plain(_upright(image))
    except RefusedFile:
        raise
    except Image.DecompressionBombError as error:
        raise RefusedFile(TOO_MANY_PIXELS, ">40.000.000") from error
    except Exception as error:  # a decoder may stumble over a hostile file in any way it likes
        raise RefusedFile(DAMAGED, None) from error
    return _fitted(plain, place)


def _refuse_too_wide(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE_READ:
        raise RefusedFile(TOO_MANY_PIXELS, f"{width} × {height}")


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera was held; a broken note about that is no reason to refuse."""
    try:
        return ImageOps.exif_transpose(image) or image
    except Exception:  # as above
        return image


def _plain(image: Image.Image) -> Image.Image:
    """Nothing but points: a new picture on white ground, with no note of the old one."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        drawn = image.convert("RGBA")
        clean = Image.new("RGB", drawn.size, "white")
        clean.paste(drawn, mask=drawn.getchannel("A"))
        return clean
    drawn = image.convert("RGB")
    clean = Image.new("RGB", drawn.size)
    clean.paste(drawn)
    return clean


def _fitted(plain: Image.Image, place: tuple[Decimal, Decimal] | None) -> Photo:
    content = b""
    for side, quality in STEPS:
        content = _jpeg(plain, side, quality)
        if len(content) <= MAX_STORED_BYTES:
            break
    with Image.open(io.BytesIO(content)) as stored:
        return Photo(content, stored.width, stored.height, place)


def _jpeg(plain: Image.Image, side: int, quality: int) -> bytes:
    small = plain.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def _place(image: Image.Image) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude out of the camera's own notes; None when they are absent or odd."""
    try:
        block = image.getexif().get_ifd(GPS_BLOCK)
        latitude, longitude = _degrees(block, *LATITUDE), _degrees(block, *LONGITUDE)
    except Exception:  # notes are a stranger's bytes; without them there is no place
        return None
    return point(latitude, longitude)


def _degrees(block: dict[int, Any], reference: int, value: int, negative: str) -> Decimal:
    degrees, minutes, seconds = (Decimal(str(float(part))) for part in block[value])
    total = degrees + minutes / 60 + seconds / 3600
    return -total if str(block[reference]).strip("\0 ").upper() == negative else total


def point(latitude: Any, longitude: Any) -> tuple[Decimal, Decimal] | None:
    """Both as degrees with six decimals; None when they are no point of the globe, or 0, 0 (what a
    camera without a fix writes)."""
    try:
        found = tuple(Decimal(part).quantize(Decimal("0.000001")) for part in (latitude, longitude))
    except (InvalidOperation, TypeError, ValueError):
        return None
    if not any(found) or any(not part.is_finite() for part in found):
        return None
    inside = all(abs(part) <= limit for part, limit in zip(found, LIMITS.values(), strict=True))
    return (found[0], found[1]) if inside else None
