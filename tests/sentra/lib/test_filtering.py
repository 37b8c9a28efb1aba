"""Strict filters: what is unknown is refused by name, all at once, and nothing is guessed."""

import pytest
from django.http import QueryDict

from registry.filters.sentra import SentraFilterSet
from registry.models import Sentra
from sentra.lib.filtering import MAX_VALUES, RESERVED, QueryRejected, StrictFilterSet
from sentra.lib.problems import ChangeRejected
from tests.factories import make_sentra

pytestmark = pytest.mark.django_db


def read(query: str, surface: tuple[str, ...] = ()) -> SentraFilterSet:
    return SentraFilterSet(QueryDict(query), Sentra.objects.all(), surface=surface)


def codes(query: str) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in read(query).problems]


def test_the_reserved_names_are_one_list() -> None:
    assert RESERVED == (
        "q",
        "ordering",
        "limit",
        "offset",
        "cursor",
        "format",
        "fields",
        "omit",
        "expand",
        "as_of",
        "map",
        "vintage",
        "count",
        "dialect",
    )


def test_no_noun_takes_a_reserved_name_but_for_words_and_maps() -> None:
    def subclasses(base: type[StrictFilterSet]) -> list[type[StrictFilterSet]]:
        return [s for c in base.__subclasses__() for s in (c, *subclasses(c))]

    taken = {name for s in subclasses(StrictFilterSet) for name in s.base_filters} & set(RESERVED)

    assert taken <= {"q", "map"}


def test_a_misspelt_parameter_names_the_nearest() -> None:
    (problem,) = read("provinsi=51").problems

    assert (problem.field, problem.code) == ("provinsi", "query.unknown_parameter")
    assert "province?" in problem.message


def test_a_parameter_far_from_all_gets_the_list() -> None:
    (problem,) = read("submitted_by__password__startswith=argon2").problems

    assert problem.code == "query.unknown_parameter"
    assert "region" in problem.message and "verification" in problem.message


def test_every_problem_is_told_at_once() -> None:
    assert codes("staus=x&status=aktive&region=5104&province=99&year=1200&is_sample=ya") == [
        ("staus", "query.unknown_parameter"),
        ("status", "query.unknown_value"),
        ("region", "region_code.without_system"),
        ("province", "query.unknown_value"),
        ("year", "query.out_of_range"),
        ("is_sample", "query.not_yes_no"),
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("q=%00", "query.nul_character"),
        ("name__icontains=" + "x" * 101, "query.too_long"),
        ("status__in=" + ",".join(["active"] * (MAX_VALUES + 1)), "query.too_many_values"),
        ("unit_count__gte=1e400", "query.not_whole"),
        ("unit_count__gte=1&unit_count__gte=2", "query.repeated"),
        ("year=9999999999999999999999", "query.not_whole"),
        ("q=---", "query.no_words"),
        ("region=91.01", "query.region_ended"),
        ("province=51.04", "query.region_wrong_level"),
        ("sentra=ST-000000-1", "sentra_code.check_character"),
        ("sentra=ST-000000-0", "query.unknown_value"),
        ("commodity=tidak-ada-sama-sekali", "query.unknown_value"),
        ("status=active,closed", "query.unknown_value"),
    ],
)
def test_a_bad_value_is_refused_by_its_code(query: str, code: str) -> None:
    assert [problem.code for problem in read(query).problems] == [code]


def test_an_ended_region_names_the_code_of_today() -> None:
    (problem,) = read("regency=91.01").problems

    assert problem.params["current"] == "93.01"


def test_a_refused_query_gives_no_rows_at_all() -> None:
    make_sentra()

    with pytest.raises(QueryRejected) as refused:
        assert read("staus=active").qs.count() == 0
    assert isinstance(refused.value, ChangeRejected)


def test_a_blank_value_is_no_filter_so_that_forms_work() -> None:
    sentra = make_sentra()

    assert list(read("province=&q=&status=").qs) == [sentra]


def test_repetition_is_or_within_a_parameter_and_and_across() -> None:
    bali, java = make_sentra(), make_sentra(province="32", regency="32.04")
    make_sentra(province="52", regency="52.02", kind="craft_group")

    assert set(read("province=51&province=32&province=52&kind=cluster").qs) == {bali, java}
    assert set(read("province__in=51,32").qs) == {bali, java}
    assert set(read("province__not=52,32").qs) == {bali}


def test_a_region_of_any_level_means_its_whole_subtree() -> None:
    deep = make_sentra(province="51", regency="51.04", district="51.04.01", village="51.04.01.2005")
    shallow = make_sentra()
    make_sentra(province="51", regency="51.06")

    assert set(read("region=51.04").qs) == {deep, shallow}
    assert set(read("region=51.04.01.2005").qs) == {deep}
    assert set(read("region=51.04.01&region=32").qs) == {deep}
    assert set(read("district__isnull=true&regency=51.04").qs) == {shallow}


def test_the_names_a_surface_reads_itself_are_left_to_it() -> None:
    assert read("page=2", surface=("page",)).problems == ()
    assert [p.code for p in read("page=2").problems] == ["query.unknown_parameter"]


def test_a_page_shows_its_fields_and_carries_the_others_along() -> None:
    form = read("province=51&recognition__in=listed,decree").form

    assert [f.name for f in form.visible_fields()] == list(SentraFilterSet.on_form)
    assert [f.name for f in form.hidden_fields()] == ["recognition__in"]
    assert 'value="51" selected' in str(form["province"])
