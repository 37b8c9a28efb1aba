"""Lists: the FilterSets of the registry, an unknown parameter is an error, constant statements."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.filters.sentra import SentraFilterSet
from registry.models import Sentra
from registry.queries.sample import forget_sample_answer
from tests.factories import make, make_commodity, make_profile, make_sentra, make_status

pytestmark = pytest.mark.django_db

LIST = "/admin/registry/sentra/"


def ids(response: Any) -> set[int]:
    return {row.pk for row in response.context["cl"].result_list}


def a_whole_sentra(**values: Any) -> Sentra:
    sentra = make_sentra(**values)
    make(
        "sentra_commodity.record",
        sentra=sentra.public_code,
        commodity=make_commodity().code,
        is_primary=True,
    )
    make_status(sentra)
    make_profile(sentra, worker_count=20)
    return sentra


def test_an_unknown_parameter_is_refused_with_the_nearest_one(signed_in: Any) -> None:
    make_sentra()

    response = signed_in("ministry_staff").get(LIST, {"statu": "active"})

    assert response.status_code == 400
    problem = response.context["problems"][0]
    assert (problem.code, problem.field) == ("query.unknown_parameter", "statu")
    assert "status" in problem.message


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"status": "aktif"}, "query.unknown_value"),
        ({"e": "1"}, "query.unknown_parameter"),
        ({"name__startswith": "S"}, "query.unknown_parameter"),
        ({"province__regencies__name": "x"}, "query.unknown_parameter"),
        ({"o": "99"}, "list.unknown_order"),
        ({"o": "name; drop"}, "list.unknown_order"),
        ({"p": "-1"}, "list.unknown_page"),
        ({"p": "9" * 30}, "list.unknown_page"),
    ],
)
def test_what_the_list_does_not_understand_is_refused(
    signed_in: Any, query: dict[str, str], code: str
) -> None:
    response = signed_in("ministry_staff").get(LIST, query)

    assert response.status_code == 400
    assert [problem.code for problem in response.context["problems"]] == [code]


@pytest.mark.parametrize(
    "query",
    [
        {"status": "active"},
        {"status__not": "active", "kind": "cluster"},
        {"province": "51", "recognition__in": "decree,reported"},
        {"verification": "never", "year": "2025"},
        {"q": "celuk"},
    ],
)
def test_the_list_gives_the_rows_of_the_filterset(signed_in: Any, query: dict[str, str]) -> None:
    make_status(make_sentra(name="Sentra Perak Celuk"))
    make_sentra(name="Sentra Kayu", kind="craft_group", province="52", regency="52.02")
    make_status(make_sentra(recognition="decree"), status="closed")

    response = signed_in("ministry_staff").get(LIST, query)

    expected = SentraFilterSet(query, Sentra.objects.all()).qs.values_list("pk", flat=True)
    assert ids(response) == set(expected)


def test_every_list_of_the_desk_refuses_an_unknown_parameter(signed_in: Any) -> None:
    client = signed_in("ministry_admin")

    answers = {
        model._meta.label: client.get(
            reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"),
            {"tidak_ada": "1"},
        ).status_code
        for model in admin.site._registry
    }

    assert set(answers.values()) == {400}, answers


def test_filters_are_shown_as_links_that_the_list_understands(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    a_whole_sentra()
    change_list = client.get(LIST).context["cl"]

    links = [
        choice["query_string"]
        for spec in change_list.filter_specs
        for choice in spec.choices(change_list)
    ]

    assert len(change_list.filter_specs) == 6
    assert {client.get(LIST + link).status_code for link in links} == {200}


def test_the_list_takes_the_same_statements_at_one_and_three_rows(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    a_whole_sentra()
    client.get(LIST)
    forget_sample_answer()  # it is remembered for five seconds, whatever the speed of the machine
    with CaptureQueriesContext(connection) as one:
        assert len(ids(client.get(LIST))) == 1
    a_whole_sentra(province="52", regency="52.02")
    a_whole_sentra(province="32", regency="32.04")

    forget_sample_answer()
    with CaptureQueriesContext(connection) as three:
        assert len(ids(client.get(LIST))) == 3

    assert len(three) == len(one)


def test_a_list_has_at_most_eight_columns_and_no_bulk_deletion(signed_in: Any) -> None:
    make_sentra()

    response = signed_in("ministry_staff").get(LIST)

    change_list = response.context["cl"]
    shown = [name for name in change_list.list_display if name != "action_checkbox"]
    actions = change_list.model_admin.get_actions(response.wsgi_request)
    assert len(shown) <= 8
    assert set(actions) == {
        "recognition",
        "primary_commodity",
        "status",
        "verification",
        "need_pack",
    }


def test_every_list_of_the_desk_has_at_most_eight_columns(signed_in: Any) -> None:
    client = signed_in("ministry_admin")
    columns = {}
    for model in admin.site._registry:
        stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        shown = client.get(reverse(f"{stem}_changelist")).context["cl"].list_display
        columns[model.__name__] = [name for name in shown if name != "action_checkbox"]

    assert len(columns) > 30
    assert {name: len(shown) for name, shown in columns.items() if len(shown) > 8} == {}
    assert [name for name, shown in columns.items() if shown == ["__str__"]] == []


def test_a_forged_bulk_action_changes_nothing(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_admin"), make_sentra()

    client.post(
        LIST,
        {"action": "delete_selected", "_selected_action": [sentra.pk], "index": "0", "post": "yes"},
    )
    client.post(LIST, {"action": "delete_selected", "select_across": "1", "post": "yes"})

    sentra.refresh_from_db()
    assert sentra.version == 0


def test_type_ahead_answers_with_natural_keys(signed_in: Any) -> None:
    response = signed_in("ministry_staff").get(
        reverse("admin:autocomplete"),
        {"app_label": "registry", "model_name": "sentra", "field_name": "village", "term": "Celuk"},
    )

    assert [row["id"] for row in response.json()["results"]] == ["51.04.01.2005"]


@pytest.mark.parametrize(
    "asked",
    [
        {"model_name": "user", "app_label": "accounts", "field_name": "password"},
        {"model_name": "sentra", "app_label": "registry", "field_name": "name"},
        {"model_name": "nothing", "app_label": "registry", "field_name": "x"},
        {"model_name": "mandate", "app_label": "registry", "field_name": "user"},
    ],
)
def test_type_ahead_refuses_what_staff_may_not_see(signed_in: Any, asked: dict[str, str]) -> None:
    response = signed_in("ministry_staff").get(reverse("admin:autocomplete"), {**asked, "term": ""})

    assert response.status_code == 403
