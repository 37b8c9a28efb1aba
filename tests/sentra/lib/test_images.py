"""Photos from strangers: made harmless, or refused with a sentence and a code."""

import io
import struct
import zipfile
import zlib
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image

from sentra.lib import images
from sentra.lib.images import RefusedFile, point, read_photo, thumbnail
from tests.factories.attachments import PDF, jpeg

HERE = (Decimal("-8.510000"), Decimal("115.260000"))


def gps(latitude: str = "S", degrees: tuple[float, ...] = (8, 30, 36)) -> Image.Exif:
    """Camera notes that say 8°30'36" S, 115°15'36" E, who and when."""
    exif = Image.Exif()
    exif[0x010F] = "Kamera Uji"
    exif[0x8825] = {1: latitude, 2: degrees, 3: "E", 4: (115, 15, 36)}
    return exif


def picture(
    kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 48), **options: Any
) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, kind, **options)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (32, 32), color) for color in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:], duration=100)
    return target.getvalue()


def with_archive() -> bytes:
    """A photo that is also a ZIP archive."""
    target = io.BytesIO(jpeg())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("program.class", "x" * 50)
    return target.getvalue()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "photo.empty"),
    "too many bytes": (b"\xff\xd8\xff" + b"\0" * images.MAX_BYTES, "photo.too_large"),
    "svg": (b'<svg xmlns="x" onload="alert(1)"/>', "photo.not_a_photo"),
    "page": (b"<!doctype html><script>alert(1)</script>", "photo.not_a_photo"),
    "text": (b"bukan foto", "photo.not_a_photo"),
    "document": (PDF, "photo.not_a_photo"),
    "gif": (picture("GIF", "P"), "photo.not_a_photo"),
    "bmp": (picture("BMP"), "photo.not_a_photo"),
    "tiff": (picture("TIFF"), "photo.not_a_photo"),
    "icon": (picture("ICO"), "photo.not_a_photo"),
    "postscript": (picture("EPS"), "photo.not_a_photo"),
    "program": (b"MZ" + b"\0" * 200, "photo.not_a_photo"),
    "archive": (b"PK\x03\x04" + b"\0" * 200, "photo.not_a_photo"),
    "webp in name only": (b"RIFF\x00\x00\x00\x00WAVEfmt ", "photo.not_a_photo"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 100, "photo.heic"),
    "photo and archive": (with_archive(), "photo.active_content"),
    "photo and page": (jpeg() + b"<HTML><body>", "photo.active_content"),
    "script in a comment": (jpeg(comment=b"<script>alert(1)</script>"), "photo.active_content"),
    "shell in a comment": (jpeg(comment=b"<?php system($_GET[0]);"), "photo.active_content"),
    "photo and document": (jpeg() + PDF, "photo.active_content"),
    "photo and drawing": (jpeg() + b"<svg onload=x>", "photo.active_content"),
    "moving png": (animated("PNG"), "photo.animated"),
    "moving webp": (animated("WEBP"), "photo.animated"),
    "bomb": (huge_png(60_000, 60_000), "photo.too_many_pixels"),
    "wide": (huge_png(8_000, 6_000), "photo.too_many_pixels"),
    "a long thread": (huge_png(20_000, 1), "photo.too_many_pixels"),
    "cut jpeg": (jpeg((400, 300))[:1200], "photo.damaged"),
    "cut png": (picture("PNG", size=(300, 300))[:80], "photo.damaged"),
    "cut webp": (picture("WEBP", size=(300, 300))[:40], "photo.damaged"),
    "signature alone": (b"\xff\xd8\xff", "photo.damaged"),
    "png with a wrong checksum": (picture("PNG").replace(b"IDAT", b"IDAX"), "photo.damaged"),
    "said larger than it is": (huge_png(3_000, 3_000), "photo.damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_code_and_a_sentence(name: str) -> None:
    content, code = HOSTILE[name]

    with pytest.raises(RefusedFile) as refused:
        read_photo(content)

    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    assert "{" not in refused.value.sentence


MODES = (
    *(("JPEG", mode) for mode in ("RGB", "L", "CMYK", "1")),
    *(("PNG", mode) for mode in ("RGB", "L", "RGBA", "P", "LA", "I;16", "1")),
    *(("WEBP", mode) for mode in ("RGB", "L", "RGBA", "P", "LA")),
)


@pytest.mark.parametrize(("kind", "mode"), MODES)
def test_a_photo_becomes_a_plain_jpeg_whatever_it_was(kind: str, mode: str) -> None:
    content = picture(kind, mode)

    photo = read_photo(content)

    with opened(photo.content) as stored:
        assert (stored.format, stored.mode, stored.size) == ("JPEG", "RGB", (64, 48))
    assert (photo.width, photo.height, photo.place) == (64, 48, None)


def test_nothing_the_camera_noted_stays_and_the_place_is_handed_back_apart() -> None:
    content = jpeg(exif=gps(), comment=b"catatan rahasia", icc_profile=b"profil" * 20)
    assert b"Kamera Uji" in content and b"catatan rahasia" in content

    photo = read_photo(content)

    assert photo.place == HERE
    with opened(photo.content) as stored:
        assert dict(stored.getexif()) == {}
        assert not {"exif", "comment", "icc_profile", "xmp", "photoshop"} & set(stored.info)
    for trace in (b"Exif", b"Kamera Uji", b"catatan", b"profil"):
        assert trace not in photo.content


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_notes_of_other_formats_are_dropped_too(kind: str) -> None:
    photo = read_photo(picture(kind, exif=gps()))

    assert photo.place == HERE
    assert b"Kamera Uji" not in photo.content


@pytest.mark.parametrize(
    "exif",
    [
        gps(degrees=(8, 30)),
        gps(degrees=(99, 0, 0)),
        gps(degrees=(float("inf"), 0, 0)),
        gps("?", (0, 0, 0)),
        b"Exif\0\0" + b"\xff" * 40,
        b"",
    ],
    ids=["two parts", "no such latitude", "infinite", "odd reference", "garbage", "none"],
)
def test_a_broken_note_is_no_place_and_no_reason_to_refuse(exif: Any) -> None:
    photo = read_photo(jpeg(exif=exif))

    assert photo.place in (None, (Decimal("0.000000"), HERE[1]))


def test_northern_and_southern_latitudes_differ_in_sign() -> None:
    assert read_photo(jpeg(exif=gps("N"))).place == (-HERE[0], HERE[1])


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    photo = read_photo(jpeg((64, 48), exif=exif))

    assert (photo.width, photo.height) == (48, 64)


def test_a_large_photo_is_kept_small_in_points_and_in_bytes() -> None:
    noise = Image.effect_noise((3000, 2000), 90).convert("RGB")
    target = io.BytesIO()
    noise.save(target, "JPEG", quality=90)

    photo = read_photo(target.getvalue())

    assert len(photo.content) <= images.MAX_STORED_BYTES < len(target.getvalue())
    assert max(photo.width, photo.height) <= images.MAX_SIDE
    assert abs(photo.width / photo.height - 1.5) < 0.01


def test_a_clear_photo_keeps_its_longest_side_of_1600() -> None:
    photo = read_photo(jpeg((4000, 3000)))

    assert (photo.width, photo.height) == (1600, 1200)


def test_a_trailer_of_the_camera_is_dropped_and_no_reason_to_refuse() -> None:
    photo = read_photo(jpeg() + b"SEFT" + b"\x01" * 500)

    assert b"SEFT" not in photo.content


def test_the_same_file_gives_the_same_bytes() -> None:
    content = jpeg((200, 100), exif=gps())

    assert read_photo(content) == read_photo(content)


def test_a_thumbnail_is_small() -> None:
    small = opened(thumbnail(read_photo(jpeg((1600, 1200))).content))

    assert (small.format, small.size) == ("JPEG", (320, 240))


@pytest.mark.parametrize(
    "given",
    [
        (None, None),
        ("", ""),
        ("0", "0"),
        ("nan", "1"),
        ("91", "1"),
        ("1", "181"),
        ("x", "1"),
        ("inf", "1"),
    ],
)
def test_what_is_no_point_of_the_globe_is_none(given: tuple[Any, Any]) -> None:
    assert point(*given) is None


def test_a_point_has_six_decimals() -> None:
    assert point("-8.51", "115.2612345") == (Decimal("-8.510000"), Decimal("115.261234"))
