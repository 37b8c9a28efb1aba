"""What a sample row says beyond the columns of the registry, as Indonesian sentences, so that
nothing of the source is lost and no figure enters a sum it has no place in.

The sentences are stored data, the same in every language of the screen; therefore no gettext."""

from collections.abc import Iterable, Mapping

from registry.choices import ExistenceStatus
from sentra.lib.figures import EXACT, RUPIAH_UNIT, Figure, format_figure
from sentra.lib.number_format import format_rupiah
from sentra.lib.numbers import parse_whole_number
from sentra.lib.text import fold

Row = Mapping[str, str]

# Column of the sample, column of its qualifier, figure of the profile, unit and word for people.
FIGURES = (
    ("units", "units_qualifier", "unit_count", "unit usaha", ""),
    ("workers", "workers_qualifier", "worker_count", "orang", "tenaga kerja"),
    ("investment_idr", "", "investment_idr", RUPIAH_UNIT, "nilai investasi"),
    ("turnover_idr", "", "turnover_idr", RUPIAH_UNIT, "omzet"),
    (
        "production_value_idr",
        "production_qualifier",
        "production_value_idr",
        RUPIAH_UNIT,
        "nilai produksi",
    ),
)
_MEASURES = {"production": "produksi", "capacity": "kapasitas"}
_PERIODS = {"day": "hari", "month": "bulan", "season": "musim", "year": "tahun"}
_WITHOUT_YEAR = "Angka tanpa tahun"
_SCOPES = {
    "regency": "Angka seluruh kabupaten/kota, bukan angka sentra",
    "unknown": "Angka dengan cakupan yang tidak jelas",
}


def figure(number: str, qualifier: str) -> Figure | None:
    """A figure of the sample; None where the source names none."""
    if not number:
        return None
    amount = parse_whole_number(number)
    low = None if qualifier == "<=" else amount
    high = None if qualifier == ">=" else amount
    return Figure(low, high, qualifier or EXACT)


def figures(row: Row) -> dict[str, Figure]:
    """The figures of a row by the profile's own names."""
    found = {
        stem: figure(row[column], row[sign] if sign else "")
        for column, sign, stem, _unit, _word in FIGURES
    }
    return {stem: value for stem, value in found.items() if value is not None}


def has_profile(row: Row) -> bool:
    """Whether the figures are the sentra's own, of a known year; any others stay words."""
    return bool(row["figure_year"]) and row["figure_scope"] == "sentra" and bool(figures(row))


def has_measure(row: Row) -> bool:
    """Whether a volume or capacity is the sentra's own; any other stays words."""
    return bool(row["production_volume"]) and row["figure_scope"] == "sentra"


def is_export(words: str) -> bool:
    """Whether the words speak of exports; a chance of exports is none and stays words."""
    return bool(words) and not words.startswith("Peluang")


def measure_words(row: Row) -> str:
    """Volume or capacity in words, `produksi ≥ 18 ton per tahun`."""
    volume = figure(row["production_volume"], row["production_qualifier"])
    if volume is None:
        return ""
    period = f" per {_PERIODS[row['measure_period']]}" if row["measure_period"] else ""
    return (
        f"{_MEASURES[row['measure_kind']]} {format_figure(volume, row['production_unit'])}{period}"
    )


def sentra_note(row: Row, *, commodity_name: str, extra: Iterable[str] = ()) -> str:
    """Everything else, one sentence a line; `extra` are the words of the sample's other files."""
    lines = [
        row["notes"],
        _commodity(row, commodity_name),
        _labelled(
            "Ekspor menurut sumber", "" if is_export(row["export_note"]) else row["export_note"]
        ),
        *extra,
        _figures_without_profile(row),
        _before(row),
        _dak(row),
        _data_year(row),
    ]
    return "\n".join(line for line in lines if line)


def evidence(row: Row) -> str:
    """Who reported the existence; a condition that the status cannot carry stands beside it."""
    words = f"Dilaporkan oleh {row['reported_by']}."
    if row["condition"] == ExistenceStatus.DECLINING and status(row) != ExistenceStatus.DECLINING:
        words += " Keadaan menurut sumber: menurun."
    return words


def status(row: Row) -> str:
    """The existence reported: active in a declining condition is declining."""
    if row["existence"] == ExistenceStatus.ACTIVE and row["condition"] == ExistenceStatus.DECLINING:
        return ExistenceStatus.DECLINING.value
    return ExistenceStatus(row["existence"]).value


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}." if words else ""


def _commodity(row: Row, name: str) -> str:
    """The source's word for the commodity, where it says more than the list."""
    words = row["commodity_text"]
    return "" if fold(words) == fold(name) else f"Komoditas menurut sumber: {words}."


def _figures_without_profile(row: Row) -> str:
    if has_profile(row):
        return ""
    words = [
        f"{word} {format_figure(value, unit)}".strip()
        for _column, _sign, stem, unit, word in FIGURES
        if (value := figures(row).get(stem)) is not None
    ]
    words += filter(None, ["" if has_measure(row) else measure_words(row)])
    if not words:
        return ""
    label = _SCOPES.get(row["figure_scope"], _WITHOUT_YEAR)
    if row["figure_year"]:
        label += f" ({row['figure_year']})"
    return f"{label}: {'; '.join(words)}."


def _before(row: Row) -> str:
    if not row["workers_before"]:
        return ""
    return f"Tenaga kerja sebelum pengembangan: {row['workers_before']} orang."


def _dak(row: Row) -> str:
    words = []
    if row["dak_years"]:
        words.append(f"tahun anggaran {', '.join(row['dak_years'].split(';'))}")
    if row["dak_amount_idr"]:
        words.append(format_rupiah(parse_whole_number(row["dak_amount_idr"])))
    return f"DAK menurut sumber: {'; '.join(words)}." if words else ""


def _data_year(row: Row) -> str:
    """The year of the information, where neither a profile nor the report's date says it."""
    year = row["figure_year"]
    is_said = has_profile(row) or row["reported_on"].startswith(year) or bool(figures(row))
    return "" if not year or is_said else f"Tahun data: {year}."
