"""Every list as XLSX: the rows and cells of its JSON, the question on a sheet of its own, and a
refusal where a sheet is too small."""

import io
import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from registry.aggregates.recompute import drain
from sentra.lib import listing
from sentra.lib.workbook import MEDIA_TYPE
from tests.cast import Cast
from tests.factories import make_claim, make_grant, make_sentra
from tests.registry.api.read import errors, get, results
from tests.registry.api.scene import make_scene
from tests.registry.api.test_lists import LISTS
from tests.xlsx import SheetCell, sheet, table

pytestmark = pytest.mark.django_db


def content(path: str) -> bytes:
    response = get(path)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == MEDIA_TYPE
    return io.BytesIO(b"".join(response.streaming_content)).getvalue()


def as_json(cell: SheetCell | None, expected: Any) -> Any:
    """A cell as JSON has it; the number of a day or moment as the text JSON writes."""
    if cell is None:
        return None
    if cell.kind == "boolean":
        return cell.value == "1"
    if cell.kind == "text":
        return cell.value
    if not isinstance(expected, str):
        return float(cell.value)
    # A spreadsheet counts days from the end of 1899, and knows no time zone.
    clock = timezone(timedelta(hours=7))
    days = timedelta(seconds=round(float(cell.value) * 86_400))
    moment = datetime(1899, 12, 30, tzinfo=clock) + days
    return f"{moment:%Y-%m-%d}" if len(expected) == 10 else moment.isoformat()


@pytest.mark.parametrize("path", LISTS)
def test_a_workbook_has_the_rows_and_cells_of_the_json(path: str, cast: Cast) -> None:
    scene = make_scene(cast)
    drain()
    address = path.format(code=scene.open.public_code)

    pages, rows = results(f"{address}/?limit=1000"), table(content(f"{address}.xlsx"))

    assert pages and len(rows) == len(pages)
    for page, row in zip(pages, rows, strict=True):
        for name, value in page.items():
            assert as_json(row.get(name), value) == value, name


def test_a_grant_s_words_are_no_formula_and_its_ceiling_is_a_number() -> None:
    grant = make_grant(menu="=HYPERLINK(1)")
    make_claim(grant, amount_idr=5_345_000_000)

    (row,) = table(content("dak/grants/?format=xlsx"))

    assert row["menu"] == SheetCell("text", "=HYPERLINK(1)", False)
    assert row["ceiling_idr"] == SheetCell("number", "5345000000", False)
    assert row["fiscal_year"].kind == "number" and row["province_code"].kind == "text"


def test_the_second_sheet_names_the_source_the_day_and_the_question() -> None:
    make_sentra()

    told = dict(
        [cell.value for cell in row.values()][:2]
        for row in sheet(content("sentra.xlsx?province=51&fields=sentra_code"), 2)
        if len(row) >= 2
    )

    assert told["Sumber"] == "Registri Sentra IKM"
    assert told["Saringan"] == "province=51&fields=sentra_code"
    assert told["Alamat"].endswith("/api/v1/sentra.xlsx") and told["Diambil pada"].endswith("WIB")
    assert told["Banyaknya baris"] == "1"


def test_a_workbook_is_whole_and_has_no_dialect() -> None:
    assert errors("sentra.xlsx?limit=5") == [("limit", "query.whole_set")]
    assert errors("sentra.xlsx?dialect=excel-id") == [("dialect", "query.only_csv")]
    code = make_grant().code
    assert errors(f"dak/grants/{code}/?format=xlsx") == [("format", "query.unknown_value")]


def test_more_rows_than_a_sheet_holds_are_refused_with_the_other_format(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "MAX_ROWS", 1)
    make_sentra(), make_sentra()

    answer = get("sentra.xlsx")

    (problem,) = json.loads(answer.content)["errors"]
    assert (answer.status_code, problem["code"]) == (413, "query.too_many_rows")
    assert "CSV" in problem["message"]
