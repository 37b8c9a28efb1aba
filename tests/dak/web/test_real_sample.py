"""Pages over the real sample: what others published stands beside what is registered, with the
difference and its reason, and nothing is made equal. Sources: Kementerian Perindustrian through
Maklumat (5 April 2025), Antara (December 2018), Forum Nusantara (February 2019); Kementerian
Keuangan (December 2019)."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dak.imports.sample import load_grants
from dak.imports.spans import load_spans
from dak.models import Grant
from registry.aggregates.recompute import drain
from registry.imports.commodities import load_commodities
from registry.imports.sample import load_sentra
from registry.imports.statistics import load_statistics
from registry.models import Regency
from tests.factories import ACTOR
from tests.factories.real_map import load_places, load_sample_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample() -> None:
    load_sample_map()
    load_places("13.01")
    load_commodities(ACTOR)
    load_sentra(ACTOR)
    load_grants(ACTOR)
    load_spans(ACTOR)
    for path in settings.STATISTICS_FILES:
        load_statistics(path, ACTOR)
    drain()


def opened(address: str) -> tuple[Any, str]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.context, answer.content.decode()


def test_a11_ntb_has_20_sentra_in_10_regencies_published_beside_what_is_registered(
    sample: None,
) -> None:
    context, html = opened("/dak/wilayah/52/")
    lines = {line.statistic.indicator: line for line in context["page"].published}
    # By hand from the rows: allocated DAK Fisik of a single year.
    counted = Grant.objects.in_force().filter(
        province="52",
        fund="fisik",
        fiscal_year__isnull=False,
        stage__in=["allocated", "contracted", "finished"],
    )
    own = {
        "sentra-count": counted.exclude(sentra=None).values("sentra").distinct().count(),
        "regency-count": counted.exclude(regency=None).values("regency").distinct().count(),
    }

    for indicator, published in (("sentra-count", 20), ("regency-count", 10)):
        line = lines[indicator]
        assert (line.published, line.own) == (str(published), str(own[indicator]))
        assert line.difference == str(published - own[indicator])
        assert "Registri baru memuat" in " ".join(line.comparison.reasons)
    assert own["sentra-count"] < 20 and "Keduanya tidak disamakan" in html


def test_ntb_names_every_regency_for_which_no_grant_is_on_record(sample: None) -> None:
    context, html = opened("/dak/wilayah/52/")
    page = context["page"]
    received = set(Grant.objects.in_force().filter(province="52").values_list("regency", flat=True))
    today = Regency.objects.filter(province="52", valid_to=None)
    missing = set(today.exclude(code__in=received - {None}).values_list("code", flat=True))

    assert {one.code for one in (*page.only_spans, *page.silent)} == missing
    assert len(missing) == 8 and today.count() == 10
    note = html.split("Belum ada hibah yang tercatat, hanya rentang tahunnya")[1].split("</div>")[0]
    for regency in today:
        assert (regency.name in note) is (regency.code in missing), regency.name


def test_2019_stands_with_three_amounts_side_by_side_and_none_is_chosen(sample: None) -> None:
    context, html = opened("/dak/tahun/2019/")

    lines = {line.published: line for line in context["money"]}

    assert list(lines) == ["178,3", "540,0", "489,1"]
    assert [line.statistic.stage for line in lines.values()] == [
        "allocation",
        "allocation",
        "outlook",
    ]
    assert [one.published for one in context["disputed"]] == ["178,3", "540,0", "489,1"]
    assert "semuanya ditulis dan tidak ada yang dipilih" in html
    # Ours is the same lower bound beside each; scope and stage are named where they differ.
    assert len({line.own for line in lines.values()}) == 1
    reasons = [" ".join(line.comparison.reasons) for line in lines.values()]
    assert "Revitalisasi sentra saja" in reasons[0]
    assert "proyeksi realisasi" in reasons[2]
    assert all("Registri baru memuat" in words for words in reasons)
