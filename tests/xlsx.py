"""Reading an XLSX workbook in tests, without a library of its own: every cell with its kind."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class SheetCell:
    """One cell: "text", "number" or "boolean", and what it holds; `is_formula` when it computes."""

    kind: str
    value: str
    is_formula: bool


def sheet(content: bytes, number: int = 1) -> list[dict[str, SheetCell]]:
    """The rows of a sheet by column letter."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    return [
        {
            re.sub(r"\d", "", cell.attrib["r"]): _cell(cell)
            for cell in row.findall("m:c", SPACE)
            if len(cell)
        }
        for row in root.findall(".//m:row", SPACE)
    ]


def _cell(cell: ElementTree.Element) -> SheetCell:
    kinds = {"inlineStr": "text", "b": "boolean", "str": "text"}
    kind = kinds.get(cell.attrib.get("t", ""), "number")
    text = "".join(part.text or "" for part in cell.iter() if part.tag.endswith(("}t", "}v")))
    return SheetCell(kind, text, cell.find("m:f", SPACE) is not None)


def table(content: bytes) -> list[dict[str, SheetCell]]:
    """The rows of the first sheet under the names in its first row; empty cells are absent."""
    head, *rows = sheet(content)
    names = {letter: cell.value for letter, cell in head.items()}
    return [{names[letter]: cell for letter, cell in row.items()} for row in rows]
