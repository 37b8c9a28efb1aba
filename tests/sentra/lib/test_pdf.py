"""PDF from strangers: whole and without anything that acts by itself, or refused."""

import zlib
from typing import Any

import pytest

from sentra.lib import pdf
from sentra.lib.images import RefusedFile
from sentra.lib.pdf import check_pdf
from tests.factories.attachments import PDF


def holding(part: bytes) -> bytes:
    """The small document with one more object."""
    return PDF.replace(b"xref", b"3 0 obj\n" + part + b"\nendobj\nxref", 1)


def packed(part: bytes, words: bytes = b"/Filter /FlateDecode") -> bytes:
    """An object stream: structure, packed."""
    body = zlib.compress(part)
    return holding(b"<< /Type /ObjStm " + words + b" >>\nstream\n" + body + b"\nendstream")


BOMB = packed(b"\0" * (pdf.MAX_UNPACKED + 10))
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "pdf.empty"),
    "too large": (PDF + b"\0" * pdf.MAX_BYTES, "pdf.too_large"),
    "a page": (b"<html>%PDF-1.4 %%EOF</html>", "pdf.not_a_pdf"),
    "a photo": (b"\xff\xd8\xff\xe0" + b"\0" * 99, "pdf.not_a_pdf"),
    "no version": (b"%PDF-x.y\n%%EOF", "pdf.not_a_pdf"),
    "cut off": (PDF[:-8], "pdf.cut_off"),
    "followed by something": (PDF + b"MZ" + b"\0" * 2000, "pdf.cut_off"),
    "program": (holding(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "pdf.active_content"),
    "program, spelt oddly": (holding(b"<< /S /J#61vaScr#69pt >>"), "pdf.active_content"),
    "program, packed": (packed(b"<< /S /JavaScript >>"), "pdf.active_content"),
    "program, packed and odd": (packed(b"<< /S /Java#53cript >>"), "pdf.active_content"),
    "launch": (holding(b"<< /S /Launch /F (cmd.exe) >>"), "pdf.active_content"),
    "a file inside": (holding(b"<< /Type /EmbeddedFile >>"), "pdf.active_content"),
    "files inside": (holding(b"<< /EmbeddedFiles 9 0 R >>"), "pdf.active_content"),
    "media": (holding(b"<< /Subtype /RichMedia >>"), "pdf.active_content"),
    "a form that sends": (holding(b"<< /S /SubmitForm >>"), "pdf.active_content"),
    "a password": (holding(b"<< /Encrypt 5 0 R >>"), "pdf.locked"),
    "packed another way": (packed(b"x", b"/Filter /LZWDecode"), "pdf.hidden"),
    "packed twice": (packed(b"x", b"/Filter [/ASCIIHexDecode /FlateDecode]"), "pdf.hidden"),
    "rewritten": (
        packed(b"x", b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>"),
        "pdf.hidden",
    ),
    "packed badly": (packed(b"x").replace(b"stream\nx", b"stream\nq"), "pdf.hidden"),
    "a bomb": (BOMB, "pdf.hidden"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_document_is_refused_with_a_code_and_a_sentence(name: str) -> None:
    content, code = REFUSED[name]

    with pytest.raises(RefusedFile) as refused:
        check_pdf(content)

    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    assert "{" not in refused.value.sentence


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        PDF + b"\r\n",
        packed(b"<< /Type /Page >> << /Font 5 0 R >>"),
        holding(b"<< /Length 9 /Filter /DCTDecode >>\nstream\n\xff\xd8\xff\0/JS\0\nendstream"),
    ],
    ids=["plain", "with a line end", "packed structure", "a picture in it"],
)
def test_an_honest_document_passes(content: bytes) -> None:
    assert check_pdf(content) is None


@pytest.mark.parametrize(
    "filling",
    [b"1 0 obj << /Length 9 >>\nstream\n", b"stream\n"],
    ids=["descriptions", "words"],
)
def test_a_document_of_many_streams_is_read_about_once(
    filling: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = holding(filling * 20_000)
    read: list[int] = []
    plain = pdf._unescaped

    def counted(content: bytes) -> bytes:
        read.append(len(content))
        return plain(content)

    monkeypatch.setattr(pdf, "_unescaped", counted)
    check_pdf(document)

    assert len(document) <= sum(read) < 3 * len(document)


def test_what_follows_a_packed_stream_is_not_fed_to_it_again_and_again() -> None:
    fed: list[int] = []
    body = zlib.compress(b"x" * 50)

    class Counted(bytes):
        def __getitem__(self, part: Any) -> Any:
            found = bytes(self)[part]
            fed.append(len(found))
            return found

    assert pdf._unpacked(Counted(body + b" " * 1_000_000), 1000) == b"x" * 50  # type: ignore[arg-type]
    assert sum(fed) == pdf.FIRST_PIECE


def test_a_long_packed_stream_is_unpacked_whole() -> None:
    noise = bytes(number * number % 251 for number in range(100_000))

    assert pdf._unpacked(memoryview(zlib.compress(noise, 0) + b"rest"), 200_000) == noise
