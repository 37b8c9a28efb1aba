"""Points of regencies from a file: loaded, corrected, refused whole with every line. All points are
invented: round numbers on the small map of the tests."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from registry.models import RegionPoint
from registry.queries.as_of import event_model
from tests.factories import make_attachment

pytestmark = pytest.mark.django_db
HEADER = "code,name,lon,lat,method,radius_km"
GIANYAR = "51.04,Karangan,115.3,-8.5,karangan,20"


def written(path: Path, *rows: str, header: str = HEADER) -> Path:
    file = path / "titik.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def load(file: Path, *options: str) -> str:
    lines = StringIO()
    call_command("load_region_points", str(file), *options, stdout=lines)
    return lines.getvalue().strip()


def refused(file: Path) -> list[str]:
    with pytest.raises(CommandError) as error:
        load(file)
    return str(error.value).splitlines()


def test_a_file_is_loaded_and_its_source_kept(tmp_path: Path) -> None:
    file = written(
        tmp_path, "51,Provinsi,115,-8.4,karangan,90", GIANYAR, "", "51.06,B,115.3,-8.3,x,9"
    )

    said = load(file, "--source", "titik karangan")

    assert "2 kabupaten/kota, 2 baru, 0 diperbaiki; 1 baris provinsi" in said
    assert list(
        RegionPoint.objects.values_list("regency_id", "latitude", "longitude", "radius_km")
    ) == [
        ("51.04", Decimal("-8.5"), Decimal("115.3"), 20),
        ("51.06", Decimal("-8.3"), Decimal("115.3"), 9),
    ]
    assert set(RegionPoint.objects.values_list("source_words", flat=True)) == {"titik karangan"}


def test_a_second_run_writes_nothing_and_a_moved_point_is_corrected(tmp_path: Path) -> None:
    load(written(tmp_path, GIANYAR))
    assert "0 baru, 0 diperbaiki" in load(written(tmp_path, GIANYAR))
    assert event_model(RegionPoint).objects.count() == 1

    assert "0 baru, 1 diperbaiki" in load(written(tmp_path, GIANYAR.replace("20", "25")))

    assert RegionPoint.objects.get().radius_km == 25
    assert event_model(RegionPoint).objects.count() == 2


def test_every_bad_row_is_told_at_once_with_its_line_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    file = written(
        tmp_path,
        GIANYAR,
        "51.99,Tidak ada,115,-8,x,9",
        "51.06,Jauh,200,-8,x,9",
        "52.02,Huruf,seratus,-8,x,banyak",
        GIANYAR,
        "32.04,Kurang",
        "32.73,Nol,107,-6,x,0",
        "93.01,Bukan angka,nan,-8,x,9",
    )

    lines = refused(file)

    def found(line: int, code: str) -> bool:
        return any(f"baris {line}" in said and f"({code})" in said for said in lines)

    assert found(3, "region_point.unknown_regency")
    assert found(5, "region_point.not_a_number")
    assert found(6, "region_point.twice_in_file")
    assert found(7, "region_point.wrong_width")
    assert sum("baris 5" in said for said in lines) == 2
    assert not RegionPoint.objects.exists()


def test_what_the_engine_refuses_is_told_with_its_line_too(tmp_path: Path) -> None:
    lines = refused(written(tmp_path, GIANYAR, "51.06,Jauh,100,50,x,9", "32.73,Nol,107,-6,x,0"))

    assert [line.split(":")[0].split(",")[0] for line in lines] == ["baris 3", "baris 4"]
    assert "region_point.in_indonesia" in lines[0]
    assert "region_point.radius_possible" in lines[1]
    assert not RegionPoint.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"code,lat,lon\n51.04,-8.5,115.3\n", "region_point.missing_column"),
        (b"", "region_point.missing_column"),
        (HEADER.encode() + b"\n\xff\xfe", "region_point.not_readable"),
        (HEADER.encode() + b'\n"51.04,', "region_point.not_readable"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "x.csv").write_bytes(content)

    assert any(code in line for line in refused(tmp_path / "x.csv"))
    assert not RegionPoint.objects.exists()


def test_long_headings_are_understood(tmp_path: Path) -> None:
    load(written(tmp_path, "51.04,-8.5,115.3,20", header="regency,latitude,longitude,radius_km"))

    assert RegionPoint.objects.get().longitude == Decimal("115.3")


def test_photos_that_waited_are_compared_when_the_points_come(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PRIVATE_ROOT = tmp_path
    place = {"latitude": "-8.51", "longitude": "115.26", "place_origin": "camera"}
    waiting = make_attachment(declared_regency="51.04", **place)
    silent = make_attachment(declared_regency="51.04")
    assert waiting.place_verdict == "not_compared"

    assert "1 foto dibandingkan" in load(written(tmp_path, GIANYAR))
    assert "0 foto dibandingkan" in load(written(tmp_path, GIANYAR))

    waiting.refresh_from_db()
    silent.refresh_from_db()
    assert (waiting.place_verdict, waiting.version) == ("near", 1)
    assert (silent.place_verdict, silent.version) == ("not_compared", 0)
