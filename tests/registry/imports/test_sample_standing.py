"""What the sample's sentra lack and hold, loaded as lines of their own."""

import pytest

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.imports.code_lists import load_code_lists
from registry.imports.commodities import load_commodities
from registry.imports.sample import load_sentra
from registry.imports.sample_standing import load_standing
from registry.models import Certificate, Need
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

pytestmark = pytest.mark.django_db
JOB = policy.system("load_sample")


@pytest.fixture
def loaded() -> None:
    load_sample_map()
    load_commodities(ACTOR)
    load_code_lists(ACTOR)
    load_sentra(JOB)
    load_standing(JOB)


def test_needs_and_certificates_stand_with_the_source_s_words(loaded: None) -> None:
    needs = Need.objects.filter(sentra__name__contains="Celuk")
    certificates = Certificate.objects.filter(sentra__name__contains="Maja Bharama")

    assert {(need.need_kind.code, need.words, need.state) for need in needs} == {
        ("innovation", "inovasi", "open"),
        ("marketing", "pasar", "open"),
        ("training", "pelatihan", "open"),
        ("management", "manajemen", "open"),
    }
    assert {
        (one.certificate_kind.code, one.certificate_count_low, one.source.publisher)
        for one in certificates
    } == {
        ("legality", 30, "Validnews"),
        ("batikmark", 14, "Validnews"),
        ("sni", 1, "Validnews"),
        ("motif_right", 103, "Validnews"),
    }


def test_a_second_run_changes_nothing_whatever_became_of_a_line(loaded: None) -> None:
    need = Need.objects.get(need_kind__code="marketing")
    change = Change("need.withdraw", {}, str(need.pk), need.version)
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")

    assert load_standing(JOB).is_unchanged
    assert (Need.objects.count(), Certificate.objects.count()) == (4, 4)
