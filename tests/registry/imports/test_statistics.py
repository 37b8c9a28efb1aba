"""Published figures load once with their sources; a file with a mistake changes nothing and says in
which line; what no source names is not zero."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dak.models import Grant
from registry.changes.change import Change
from registry.imports.statistics import REQUIRED_COLUMNS, load_statistics
from registry.models import DirtyEvent, Source, Statistic
from sentra.lib.problems import ChangeRejected
from tests.dirty_marks import applied
from tests.factories import ACTOR
from tests.factories.real_map import load_places
from tests.footprint import footprint

pytestmark = pytest.mark.django_db

HEAD = (*REQUIRED_COLUMNS, "high", "stated", "since_year", "url")
USUAL = {
    "code": "a-1",
    "scheme": "dak",
    "indicator": "dak-amount",
    "label": "Pagu",
    "amount": "5",
    "qualifier": "=",
    "unit": "idr",
    "reference_on": "2019",
    "stage": "allocation",
    "source_code": "koran-uji",
    "publisher": "Koran Uji",
    "published_on": "2019-02",
}
NTB = ("52.01", "52.03", "52.04", "52.05", "52.06", "52.07", "52.08", "52.71", "52.72")


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "angka.csv"
    lines = [",".join(HEAD)]
    lines += [",".join({**USUAL, **row}.get(name, "") for name in HEAD) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def dak_figures() -> Iterator[None]:
    """The figures of `./ikm up`, on the places they name."""
    load_places("13.01", *NTB)
    call_command("load_statistics", stdout=StringIO())
    yield


def test_all_44_figures_of_dak_load_and_none_becomes_a_grant(dak_figures: None) -> None:
    assert Statistic.objects.filter(scheme="dak").count() == 44
    assert Statistic.objects.filter(source__publisher="").count() == 0
    assert not Grant.objects.exists()
    assert not DirtyEvent.objects.filter(noun="grant").exists()


def test_three_amounts_of_2019_keep_their_scope_and_stage(dak_figures: None) -> None:
    rows = Statistic.objects.filter(
        indicator="dak-amount", reference_on__year=2019, province__isnull=True
    ).order_by("amount")

    assert [(int(row.amount) // 10**8, row.stage) for row in rows] == [
        (1783, "allocation"),
        (4891, "outlook"),
        (5400, "allocation"),
    ]
    assert len({(row.scope_note, row.stage) for row in rows}) == 3


def test_two_absorptions_of_2023_say_how_they_were_reckoned(dak_figures: None) -> None:
    rows = Statistic.objects.filter(unit="percent", reference_on__year=2023).order_by("amount")

    assert [str(row.amount.normalize()) for row in rows] == ["88.46", "93.23"]
    assert "Tertimbang" in rows[0].note and "sederhana" in rows[1].note


def test_rounded_figures_are_about_and_cumulative_ones_say_since_when(dak_figures: None) -> None:
    chain = Statistic.objects.filter(reference_on__year=2021, unit="idr")

    assert {row.amount_qualifier for row in chain} == {"~"}
    assert Statistic.objects.get(code="sentra-count-52-2024").since_year == 2016
    assert Statistic.objects.filter(indicator="dak-recipient", since_year=2016).count() == 10


def test_a_second_run_writes_nothing_and_keeps_what_staff_changed(tmp_path: Path) -> None:
    path = written(tmp_path, {})
    load_statistics(path, ACTOR)
    applied(Change("statistic.correct", {"amount": 6}, "a-1", 0))

    counts = load_statistics(path, ACTOR)

    assert all(count.is_unchanged for count in counts)
    assert Statistic.objects.get().amount == 6


def test_a_figure_no_source_names_is_words_and_not_zero(tmp_path: Path) -> None:
    load_statistics(written(tmp_path, {"amount": "", "stated": "belasan miliar"}), ACTOR)

    row = Statistic.objects.get()
    assert (row.amount, row.amount_low, row.amount_qualifier) == (None, None, "")
    assert row.stated == "belasan miliar"


def test_bounds_and_ranges_keep_their_shape(tmp_path: Path) -> None:
    rows = (
        {"code": "a-1", "qualifier": ">="},
        {"code": "a-2", "qualifier": "<="},
        {"code": "a-3", "qualifier": "range", "high": "9"},
    )

    load_statistics(written(tmp_path, *rows), ACTOR)

    found = Statistic.objects.order_by("code").values_list("amount_low", "amount_high")
    assert list(found) == [(5, None), (None, 5), (5, 9)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"amount": "3.508.972.00"}, "statistic.not_an_amount"),
        ({"amount": "1e9"}, "statistic.not_an_amount"),
        ({"amount": "NaN"}, "statistic.not_an_amount"),
        ({"amount": "0.5"}, "statistic.not_whole"),
        ({"amount": "-1"}, "figure.negative"),
        ({"amount": ""}, "statistic.says_something"),
        ({"qualifier": "kira"}, "figure.qualifier"),
        ({"qualifier": "range", "high": "4"}, "figure.bounds"),
        ({"scheme": "kita"}, "value.not_a_choice"),
        ({"stage": ""}, "value.not_a_choice"),
        ({"label": ""}, "value.required"),
        ({"province_code": "99"}, "value.unknown_key"),
        ({"regency_code": "51.04"}, "statistic.place_from_the_top"),
        ({"reference_on": "2099", "stage": "observed"}, "statistic.in_the_future"),
        ({"reference_on": "kemarin"}, "date.iso_malformed"),
        ({"published_on": "kemarin"}, "date.iso_malformed"),
        ({"since_year": "2020"}, "statistic.since_possible"),
        ({"source_code": ""}, "value.required"),
        ({"publisher": "Koran Lain"}, "statistic.source_contradicts"),
        ({"source_code": "lain", "publisher": ""}, "value.required"),
        ({"code": ""}, "statistic.code_missing"),
        ({"code": "a-0"}, "statistic.code_twice"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_changes_nothing(
    row: dict[str, str], code: str, tmp_path: Path
) -> None:
    before = footprint(Statistic, Source)

    with pytest.raises(ChangeRejected) as refused:
        load_statistics(written(tmp_path, {"code": "a-0"}, row), ACTOR)

    assert (code, 3) in {(p.code, p.position) for p in refused.value.problems}
    assert footprint(Statistic, Source) == before


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    rows = ({"code": "a-1", "amount": "x"}, {"code": "a-2"}, {"code": "a-2", "amount": "y"})

    with pytest.raises(ChangeRejected) as refused:
        load_statistics(written(tmp_path, *rows), ACTOR)

    assert [(p.code, p.position) for p in refused.value.problems] == [
        ("statistic.not_an_amount", 2),
        ("statistic.code_twice", 4),
        ("statistic.not_an_amount", 4),
    ]


def test_the_command_names_the_line_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Baris 2: x bukan angka"):
        call_command("load_statistics", str(written(tmp_path, {"amount": "x"})))
    with pytest.raises(CommandError):
        call_command("load_statistics", str(tmp_path / "tidak-ada.csv"))
    (tmp_path / "lain.csv").write_text("nama,jumlah\na,1\n", encoding="utf-8")
    with pytest.raises(CommandError, match="code"):
        call_command("load_statistics", str(tmp_path / "lain.csv"))
    assert not Statistic.objects.exists()
