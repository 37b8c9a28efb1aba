"""PDF documents from strangers: whole, of bearable size, and without anything that acts by itself.
They are kept unchanged and handed out as a download only; nothing here draws them."""

import re
import zlib

from django.utils.translation import gettext_lazy as _

from sentra.lib.images import RefusedFile, too_large
from sentra.lib.problems import problem_code

MAX_BYTES = 10_000_000
# The end mark stands in the last kilobyte (ISO 32000-1, annex H).
TAIL = 1024
# How much packed structure is unpacked to look into it, in all.
MAX_UNPACKED = 32_000_000
# How far before its stream the description of an object is looked for.
LOOK_BACK = 8192
# How much of a packed stream is fed to the unpacker first.
FIRST_PIECE = 1024

EMPTY = problem_code("pdf.empty", _("Berkas PDF itu kosong (0 byte). Pilih berkasnya lagi."))
TOO_LARGE = problem_code(
    "pdf.too_large",
    _("PDF itu terlalu besar ({value} MB, paling besar {limit} MB). Pindai lebih kecil."),
)
NOT_A_PDF = problem_code(
    "pdf.not_a_pdf", _("Berkas itu bukan PDF. Yang dilihat isinya, bukan nama berkasnya.")
)
CUT_OFF = problem_code("pdf.cut_off", _("PDF itu terpotong: penutupnya tidak ada. Kirim lagi."))
ACTS = problem_code(
    "pdf.active_content",
    _("PDF itu berisi {value}, jadi tidak diterima. Cetak ulang ke PDF, lalu kirim hasilnya."),
)
LOCKED = problem_code(
    "pdf.locked", _("PDF itu terkunci sandi, jadi tidak dapat diperiksa. Simpan ulang tanpa sandi.")
)
HIDDEN = problem_code(
    "pdf.hidden",
    _("Susunan PDF itu tidak dapat diperiksa. Cetak ulang ke PDF, lalu kirim hasilnya."),
)
# Names of what acts by itself; long enough not to occur in packed bytes by chance.
ACTING = {
    b"/JavaScript": _("program (JavaScript)"),
    b"/Launch": _("perintah menjalankan program"),
    b"/EmbeddedFile": _("berkas lain di dalamnya"),
    b"/RichMedia": _("media yang berjalan sendiri"),
    b"/SubmitForm": _("formulir yang mengirim diri"),
    b"/ImportData": _("perintah mengambil data"),
}
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n")


def check_pdf(content: bytes) -> None:
    """Nothing, when the document may be kept; else `RefusedFile` with the reason."""
    if not content:
        raise RefusedFile(EMPTY, None)
    if len(content) > MAX_BYTES:
        raise too_large(TOO_LARGE, len(content), MAX_BYTES)
    if not re.match(rb"%PDF-[12]\.\d", content):
        raise RefusedFile(NOT_A_PDF, None)
    if b"%%EOF" not in content[-TAIL:]:
        raise RefusedFile(CUT_OFF, None)
    plain = _unescaped(content)
    if b"/Encrypt" in plain:
        raise RefusedFile(LOCKED, None)
    for part in (plain, _packed_structure(content)):
        for name, words in ACTING.items():
            if name in part:
                raise RefusedFile(ACTS, words)


def _unescaped(content: bytes) -> bytes:
    """Names as a reader of PDF understands them: /Java#53cript is /JavaScript."""
    return ESCAPED.sub(lambda match: bytes([int(match.group(1), 16)]), content)


def _packed_structure(content: bytes) -> bytes:
    """What the object streams hold, unpacked: names can hide in them. Every byte is looked at a
    bounded number of times, however many streams there are."""
    found: list[bytes] = []
    left, looked_at = MAX_UNPACKED, 0
    for match in STREAM.finditer(content):
        before = content[max(looked_at, match.start() - LOOK_BACK) : match.start()]
        looked_at = match.end()
        said = _unescaped(before[before.rfind(b" obj") + 1 :])
        if b"/ObjStm" not in said:
            continue
        if not _is_simply_packed(said):
            raise RefusedFile(HIDDEN, None)
        part = _unpacked(memoryview(content)[match.end() :], left)
        left -= len(part)
        found.append(_unescaped(part))
    return b"\n".join(found)


def _unpacked(packed: memoryview, most: int) -> bytes:
    """What the stream at the head of `packed` holds, fewer than `most` bytes; else `RefusedFile`.
    It is fed in growing pieces, since what follows its end would be copied every time."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    start, size = 0, FIRST_PIECE
    while not unpacker.eof:
        piece = packed[start : start + size]
        try:
            parts.append(unpacker.decompress(piece, most))
        except zlib.error as error:
            raise RefusedFile(HIDDEN, None) from error
        most -= len(parts[-1])
        if most <= 0 or not piece:
            raise RefusedFile(HIDDEN, None)
        start, size = start + size, size * 2
    return b"".join(parts)


def _is_simply_packed(said: bytes) -> bool:
    """One filter, and none that rewrites what it packs."""
    filters = said.count(b"Decode") - said.count(b"/DecodeParms")
    return b"/FlateDecode" in said and filters == 1 and b"/Predictor" not in said
