"""Whether sample data is in the registry: asked by every page, remembered for five seconds."""

from typing import Any

import pytest

from registry.queries.sample import forget_sample_answer, sample_loaded, sample_sentra
from tests.factories import make_sentra

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget() -> Any:
    forget_sample_answer()
    yield
    forget_sample_answer()


def test_it_is_asked_once_in_five_seconds(django_assert_num_queries: Any) -> None:
    make_sentra(is_sample=True)

    with django_assert_num_queries(1):
        assert [sample_loaded() for _page in range(3)] == [True, True, True]


def test_a_registry_of_real_records_has_no_sample() -> None:
    make_sentra()

    assert sample_loaded() is False


def test_sample_sentra_are_known_by_the_name_they_came_with() -> None:
    sentra = make_sentra(name="Contoh", is_sample=True)
    make_sentra(name="Bukan contoh")

    assert sample_sentra() == {"Contoh": sentra.public_code}
