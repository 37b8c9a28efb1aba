"""The leak test: every address and format, for every member of the cast, with data that could
leak."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from registry.aggregates.recompute import drain
from tests.cast import ROLES, Cast, cast_as_stored, make_cast
from tests.factories import make_user
from tests.registry.api.read import get, results, text_of
from tests.registry.api.scene import (
    PUBLIC_MONEY,
    SECRET_HAMLET,
    SECRET_MONEY,
    SECRET_NOTE,
    SECRET_PROFILE_NOTE,
    Scene,
    make_scene,
)
from tests.registry.api.test_lists import LISTS
from tests.standing import standing

pytestmark = pytest.mark.django_db

# Who answers for Kab. Bandung, where the figures were never published; an analyst does not.
OWN = ("regency_operator", "province_officer", "office_head", "ministry_staff", "ministry_admin")


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Something in every list, once for all tests of this module."""
    yield from standing(django_db_blocker, lambda: make_scene(make_cast()))


@pytest.fixture
def cast(ground: Scene, db: None) -> Cast:
    """The people who stand on the ground already."""
    return cast_as_stored()


@pytest.fixture
def scene(ground: Scene, db: None) -> Scene:
    return ground.as_stored


def addresses(scene: Scene) -> list[str]:
    found = []
    for path in LISTS:
        for sentra in (scene.open, scene.closed):
            here = path.format(code=sentra.public_code)
            found += [f"{here}/?limit=1000", f"{here}.csv", f"{here}.csv?dialect=excel-id"]
    for sentra in (scene.open, scene.closed):
        parts = "aliases,commodities,origins,institutions,statuses,verifications,sources,profiles"
        found += [
            f"sentra/{sentra.public_code}/",
            f"sentra/{sentra.public_code}/?expand={parts}",
            f"sentra/{sentra.public_code}/history.csv",
        ]
    return [*dict.fromkeys(found), "schema/", "docs/"]


def everything(scene: Scene, client: Any) -> str:
    drain()
    texts = []
    for path in addresses(scene):
        response = get(path, client)
        assert response.status_code == 200, path
        texts.append(text_of(response))
    return "\n".join(texts)


@pytest.mark.parametrize("role", ROLES)
def test_money_nobody_published_reaches_its_own_office_and_the_ministry_alone(
    role: str, scene: Scene, signed_in: Any
) -> None:
    text = everything(scene, signed_in(role))

    assert (str(SECRET_MONEY) in text) is (role in OWN)
    assert ("RAHASIA" in text) is (role in OWN)
    assert (SECRET_PROFILE_NOTE in text) is (role in OWN)
    assert str(PUBLIC_MONEY) in text


@pytest.mark.parametrize("role", ROLES)
def test_what_lies_below_the_village_and_notes_need_a_mandate(
    role: str, scene: Scene, signed_in: Any
) -> None:
    text = everything(scene, signed_in(role))

    assert (SECRET_HAMLET in text) is (role != "public")
    assert (SECRET_NOTE in text) is (role != "public")


def test_a_withheld_figure_says_that_it_is_withheld(scene: Scene, signed_in: Any) -> None:
    path = f"sentra/?sentra={scene.closed.public_code}"

    (public,), (own,) = results(path), results(path, signed_in("regency_operator"))

    assert (public["is_money_withheld"], own["is_money_withheld"]) == (True, False)
    assert (public["production_value_idr"], public["production_value_idr_qualifier"]) == (
        None,
        None,
    )
    assert own["production_value_idr"] == SECRET_MONEY
    assert (public["unit_count"], public["worker_count_low"]) == (3, 5)


def test_an_account_without_a_mandate_reads_as_the_public(scene: Scene, cast: Cast) -> None:
    client = Client()
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")

    assert str(SECRET_MONEY) not in everything(scene, client)
    assert set(results("sentra/", client)[0]) == set(results("sentra/")[0])


def test_the_order_of_rows_does_not_move_with_hidden_columns(scene: Scene) -> None:
    """The ordering oracle: no order may be asked for that only hidden values decide."""
    for name in ("production_value_idr", "turnover_idr_low", "hamlet", "note", "reason"):
        assert get(f"sentra/?ordering={name}").status_code == 400
        assert get(f"sentra/?{name}__gte=1").status_code == 400
        assert get(f"sentra/?{name}__icontains=a").status_code == 400


@pytest.mark.parametrize("role", ROLES)
def test_only_the_ministry_reads_the_words_of_a_reason(
    role: str, scene: Scene, signed_in: Any
) -> None:
    step = results(f"sentra/{scene.open.public_code}/history/", signed_in(role))[0]

    assert ("reason" in step) is (role in ("ministry_staff", "ministry_admin"))
