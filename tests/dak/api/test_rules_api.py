"""The yearly rules in the API: one row per tranche, empty where nothing was found."""

import pytest

from dak.imports.rules import load_rules
from dak.models import DisasterException, MenuComponent
from tests.dirty_marks import changed
from tests.factories import ACTOR, make
from tests.factories.rules import make_line
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


def test_menus_stand_with_each_component_and_a_menu_without_any_stands_once() -> None:
    rows = results("dak/rules/menus/?fiscal_year=2024&limit=1000")
    bare = results("dak/rules/menus/?fiscal_year=2020&kind=build")

    assert len(rows) == len({row["component_name"] for row in rows}) == 9
    assert [row["component_name"] for row in rows if row["is_supporting"]] == [
        "Kegiatan penunjang: rencana usaha dan perekrutan pengelola",
        "Kegiatan penunjang: perencanaan dan pengawasan",
    ]
    assert [(row["menu_code"], row["component_name"]) for row in bare] == [("ta-2020-build", None)]
    assert results("dak/rules/menus/?limit=1")[0]["fiscal_year"] == 2024


def test_a_withdrawn_component_leaves_its_menu_on_the_list() -> None:
    component = MenuComponent.objects.get(menu__code="ta-2017-revitalise")
    changed("menu_component.withdraw", str(component.pk), component.version)()

    (row,) = results("dak/rules/menus/?fiscal_year=2017")

    assert (row["menu_code"], row["component_name"]) == ("ta-2017-revitalise", None)


def test_least_numbers_of_businesses_are_listed_only_where_they_were_found() -> None:
    rows = results("dak/rules/minimum-units/")

    assert [(row["fiscal_year"], row["island_group"], row["minimum_count"]) for row in rows] == [
        (2021, "sumatra", 10),
        (2021, "borneo", 10),
    ]
    assert results("dak/rules/minimum-units/?island_group=java") == []


def test_an_exception_stands_once_without_regions_and_once_for_each() -> None:
    (bare,) = results("dak/rules/exceptions/?fiscal_year=2019")
    found = DisasterException.objects.get()
    for place in ({"province": "52", "regency": "52.02"}, {"province": "51"}):
        source = found.source.code
        make("disaster_region.record", exception=found.code, source=source, **place)

    rows = results("dak/rules/exceptions/")

    assert (bare["exception_code"], bare["province_code"]) == ("ta-2019-gempa", None)
    assert [(row["province_code"], row["regency_code"]) for row in rows] == [
        ("52", "52.02"),
        ("51", None),
    ]


def test_recommended_regions_are_listed_with_their_mode_and_year() -> None:
    assert results("dak/rules/recommended-regions/") == []
    regency = {"province": "51", "regency": "51.04", "words": "sebagian kegiatan sekaligus"}
    for place in (regency, {"province": "32"}):
        make_line("recommended_region.record", mode="ta-2023-mixed", **place)
    gone = make_line("recommended_region.record", mode="ta-2023-mixed", province="52")
    changed("recommended_region.withdraw", str(gone.pk), gone.version)()

    rows = results("dak/rules/recommended-regions/?fiscal_year=2023&mode=mixed")

    assert [(row["mode_code"], row["province_code"], row["regency_code"]) for row in rows] == [
        ("ta-2023-mixed", "51", "51.04"),
        ("ta-2023-mixed", "32", None),
    ]
    assert rows[0]["words"] == "sebagian kegiatan sekaligus"
    assert rows == results("dak/rules/recommended-regions/")
    (own,) = results("dak/rules/recommended-regions/?regency__isnull=true")
    assert own["province_code"] == "32"
    assert results("dak/rules/recommended-regions/?regency=32.04") == []
    assert len(table("dak/rules/recommended-regions.csv")) == 2
    assert errors("dak/rules/recommended-regions/?tahun=2023")[0][0] == "tahun"


def test_holidays_are_filtered_by_day_and_read_the_same_as_a_file() -> None:
    rows = results("dak/rules/holidays/?day__gte=2019-01-01&day__lte=2019-12-31")

    assert [row["day"] for row in rows][:2] == ["2019-01-01", "2019-05-01"]
    assert len(rows) == 5 and {row["kind"] for row in rows} == {"national"}
    assert len(table("dak/rules/holidays.csv")) == 59
