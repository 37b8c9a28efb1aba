"""The sample's spans of years load once and count nowhere; every grant is matched or marked."""

from io import StringIO

import pytest
from django.core.management import call_command

from dak.imports.sample import load_grants
from dak.imports.spans import load_spans
from dak.models import CountedGrant, GrantSpan
from dak.queries.matches import grant_matches
from registry.imports.commodities import load_commodities
from registry.imports.sample import load_sentra
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample() -> None:
    load_sample_map()
    load_commodities(ACTOR)
    load_sentra(ACTOR)


def test_the_ten_governments_of_ntb_are_spans_and_no_grants(sample: None) -> None:
    load_spans(ACTOR)

    spans = GrantSpan.objects.filter(is_sample=True)
    assert spans.count() == 10
    assert {(s.province_id, s.year_from, s.year_to) for s in spans} == {("52", 2016, 2024)}
    assert len({span.regency_id for span in spans}) == 10
    assert not CountedGrant.objects.exists()
    assert load_spans(ACTOR).is_unchanged


def test_every_sample_grant_is_matched_or_marked_unregistered_and_the_list_is_printed(
    sample: None,
) -> None:
    load_grants(ACTOR)
    printed = StringIO()

    call_command("list_grant_matches", stdout=printed)

    matches = grant_matches()
    assert len(matches) == 31
    assert [m.locus_code for m in matches if not m.is_matched] == ["XXXX"] * 9
    assert all(match.locus_code.startswith("ST-") for match in matches if match.is_matched)
    assert "31 hibah: 22 cocok dengan sentra terdaftar, 9 tidak." in printed.getvalue()
