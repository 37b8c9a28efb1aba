"""The yearly rules in the API: one row per tranche, empty where nothing was found."""

import pytest

from dak.imports.rules import load_rules
from tests.factories import ACTOR
from tests.registry.api.read import errors, results, table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load_rules(ACTOR)


def test_2019_has_a_row_for_each_tranche_with_its_gates_in_utc() -> None:
    rows = results("dak/rules/?fiscal_year=2019&mode=staged")

    usual = [row for row in rows if not row["exception"]]
    assert [row["tranche"] for row in usual] == [1, 2, 3]
    assert [row["share_percent"] for row in usual] == [25, 45, None]
    assert usual[2]["is_remaining_need"] is True
    assert (usual[2]["absorption_percent_min"], usual[2]["output_percent_min"]) == (90, 70)
    assert usual[0]["deadline_at"].startswith("2019-07-22T")
    assert len(rows) == 6


def test_a_year_of_which_nothing_was_found_is_one_empty_row() -> None:
    (row,) = results("dak/rules/?fiscal_year=2026")

    assert (row["state"], row["tranche"], row["deadline_at"]) == ("not_found", None, None)


def test_the_newest_year_comes_first_and_the_order_can_be_turned() -> None:
    years = [row["fiscal_year"] for row in table("dak/rules.csv")]

    assert years == sorted(years, reverse=True)
    assert results("dak/rules/?ordering=fiscal_year&limit=1")[0]["fiscal_year"] == 2016


def test_the_state_and_the_mode_narrow_the_rows() -> None:
    found = results("dak/rules/?state=documented&limit=1000")

    assert {row["fiscal_year"] for row in found} == {2019, 2023}
    assert {row["mode"] for row in results("dak/rules/?mode=quarterly")} == {"quarterly"}
    assert errors("dak/rules/?mode=bertahap") == [("mode", "query.unknown_value")]
