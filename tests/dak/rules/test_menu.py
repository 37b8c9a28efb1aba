"""Components and lines name the menus of their own fiscal year, where that year's were found."""

from typing import Any

import pytest
from django.db import connection

from dak.imports.rules import load_rules
from dak.models import Grant, GrantComponent, MenuComponent
from dak.queries.minimum_units import island_of, of_grant, of_proposal
from registry import policy
from registry.changes.change import Change
from registry.changes.engine import check
from tests.dirty_marks import applied
from tests.factories import ACTOR, make_grant, make_profile, make_sentra, make_source
from tests.factories.money import make_component, make_proposal, make_proposal_line
from tests.factories.rules import make_line, make_rule_set

pytestmark = pytest.mark.django_db
PACKING = "ta-2024-build-rumah-kemasan"


def menus(year: int = 2024) -> None:
    """A menu of that year with one component, and a menu of which no component was found."""
    rules = make_rule_set(fiscal_year=year)
    menu = make_line("menu.record", rule_set=rules.code, kind="build")
    make_line("menu.record", rule_set=rules.code, kind="revitalise")
    make_line("menu_component.record", menu=menu.code, name="Rumah kemasan")


def codes(change: Change) -> list[str]:
    return [problem.code for problem in check(change, actor=ACTOR)]


def line(**values: Any) -> Change:
    told = {"proposal": make_proposal().code, "fund": "fisik", "name": "rumah", "amount_idr": 1}
    return Change("proposal_line.record", {**told, **values})


def component(**values: Any) -> Change:
    told = {"grant": make_grant().code, "source": make_source().code, "name": "rumah"}
    return Change("component.record", {**told, "amount_idr": 1, **values})


def test_what_a_menu_pays_for_has_a_code_that_stays_when_its_name_is_corrected() -> None:
    menus()
    row = MenuComponent.objects.get()
    assert row.component_code == PACKING

    applied(Change("menu_component.correct", {"name": "Rumah kemas"}, str(row.pk), row.version))

    assert MenuComponent.objects.get().component_code == PACKING


def test_a_row_older_than_its_code_gets_it_when_the_rules_are_loaded_and_only_once() -> None:
    menus(2098)
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_act('dba:uji', 'baris lama')")
        cursor.execute("UPDATE dak_menucomponent SET component_code = ''")

    for _time in range(2):
        load_rules(policy.system("uji"))

    row = MenuComponent.objects.get(menu__rule_set__fiscal_year=2098)
    assert (row.component_code, row.version) == ("ta-2098-build-rumah-kemasan", 2)


@pytest.mark.parametrize("made", [line, component])
def test_codes_of_the_year_are_taken_and_foreign_ones_refused(made: Any) -> None:
    menus()
    menus(2023)

    assert codes(made(menu_code="ta-2024-build", component_code=PACKING)) == []
    assert codes(made(menu_code="ta-2023-build")) == ["component.menu_of_year"]
    other = PACKING.replace("2024", "2023")
    assert codes(made(component_code=other)) == ["component.listed_by_menu"]
    assert not GrantComponent.objects.exists()


@pytest.mark.parametrize("made", [line, component])
def test_words_stay_free_where_the_menu_or_its_components_were_not_found(made: Any) -> None:
    assert codes(made(menu_code="M1", component_code="K1")) == []
    menus()

    assert codes(made(menu_code="ta-2024-revitalise", component_code="K1")) == []


def test_another_fiscal_year_must_fit_the_codes_on_record() -> None:
    menus()
    menus(2023)
    proposal, grant = make_proposal(), make_grant()
    make_proposal_line(proposal, menu_code="ta-2024-build", component_code=PACKING)
    make_component(grant, menu_code="ta-2024-build", amount_idr=1)

    for noun, row in (("proposal", proposal), ("grant", grant)):
        change = Change(f"{noun}.correct", {"fiscal_year": 2023}, row.code, row.version)
        assert codes(change) == ["component.menu_of_year"]
    assert Grant.objects.get().fiscal_year == 2024


def test_a_code_that_left_the_menu_later_hinders_no_other_correction() -> None:
    proposal = make_proposal()
    row = make_proposal_line(proposal, menu_code="M1")
    menus()

    assert codes(Change("proposal_line.correct", {"name": "lain"}, str(row.pk), row.version)) == []


# --- how many businesses


def too_few(year: int = 2024, units: int | None = 7) -> Any:
    rules = make_rule_set(fiscal_year=year)
    make_line(
        "minimum_units.record", rule_set=rules.code, island_group="bali_nusa", minimum_count=10
    )
    sentra = make_sentra()
    make_profile(sentra, year=year - 1, unit_count=units, worker_count=40)
    return sentra


def test_a_proposal_for_too_few_businesses_is_doubted_and_not_refused() -> None:
    sentra = too_few()

    (doubt,) = of_proposal(make_proposal(sentra=sentra.public_code))

    assert (doubt.code, "7" in doubt.sentence, "10" in doubt.sentence) == (
        "caution.too_few_units",
        True,
        True,
    )


def test_nothing_is_doubted_where_enough_or_no_businesses_were_reported() -> None:
    enough = too_few(units=10)
    silent = make_sentra()

    for sentra in (enough, silent):
        assert of_proposal(make_proposal(sentra=sentra.public_code)) == []
    assert of_proposal(make_proposal(sentra=enough.public_code, fiscal_year=2023)) == []


def test_only_the_first_grant_of_a_sentra_is_doubted() -> None:
    sentra = too_few()
    second = make_grant(sentra=sentra.public_code, fiscal_year=2024)
    assert [doubt.code for doubt in of_grant(second)] == ["caution.too_few_units"]

    make_grant(sentra=sentra.public_code, fiscal_year=2022)

    assert of_grant(second) == []


@pytest.mark.parametrize(
    ("code", "island"),
    [
        ("21", "sumatra"),
        ("36", "java"),
        ("51", "bali_nusa"),
        ("65", "borneo"),
        ("97", "papua_region"),
    ],
)
def test_every_province_lies_in_a_group_of_islands(code: str, island: str) -> None:
    assert island_of(code) == island
    assert island_of("00") is None
