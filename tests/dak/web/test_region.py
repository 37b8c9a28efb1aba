"""The DAK page of a province or regency: numbers that open to their rows, spans, grants without a
registered sentra, what others published, and the regencies of which nothing is on record."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client

from registry.aggregates.recompute import drain
from registry.models import Regency
from tests.factories import make_claim, make_grant, make_sentra, make_source
from tests.factories.money import make_absorption, make_disbursement, make_share, make_span
from tests.factories.rules import make_statistic
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db

MILLIARD = 10**9


def page(code: str) -> Any:
    drain()
    response = Client().get(f"/dak/wilayah/{code}/")
    assert response.status_code == 200
    return response.context["page"]


def granted(amount: int, **values: Any) -> Any:
    grant = make_grant(**values)
    make_claim(grant, amount_idr=amount)
    return grant


def test_every_number_of_a_year_opens_to_exactly_its_rows() -> None:
    granted(3 * MILLIARD)
    granted(4 * MILLIARD)
    granted(9 * MILLIARD, fiscal_year=2022)
    make_grant(fund="nonfisik")

    (newest, _older) = page("51").years
    ceiling, grants = newest.numbers[0], newest.numbers[-1]
    listed = Client().get(f"/dak/?{ceiling.query}").context["page"].rows
    every = Client().get(f"/dak/?{grants.query}").context["page"].rows

    assert (newest.year, ceiling.words, grants.words) == ("2024", "7,0", "3")
    assert (len(listed), len(every)) == (2, 3)


def test_both_percentages_stand_beside_each_other_with_what_they_mean() -> None:
    for ceiling, spent in ((9 * MILLIARD, 8 * MILLIARD), (MILLIARD, MILLIARD)):
        grant = make_grant()
        make_claim(grant, amount_idr=ceiling, is_official=True)
        make_disbursement(grant, amount_idr=spent, paid_on="2024-06-01")
        make_absorption(grant, amount_idr=spent)

    numbers = {number.label: number for number in page("51.04").numbers}

    weighted = numbers["Penyerapan, tertimbang"]
    mean = numbers["Penyerapan, rata-rata per hibah"]
    assert (weighted.value, weighted.unit, weighted.note) == (
        "90,00",
        "%",
        "9 miliar rupiah dari 10 miliar rupiah",
    )
    assert (mean.value, mean.note) == ("94,44", "")
    assert "tidak dapat dipertukarkan" in weighted.definition


def test_a_disputed_ceiling_makes_the_total_a_range() -> None:
    grant = granted(5 * MILLIARD)
    make_claim(grant, amount_idr=8 * MILLIARD)
    granted(MILLIARD)

    assert page("51").years[0].numbers[0].words == "6,0–9,0"


def test_spans_stand_apart_and_are_no_grants() -> None:
    source = make_source(publisher="Media Contoh")
    make_span(source=source.code, words="pernah menerima")

    shown = page("51")
    html = Client().get("/dak/wilayah/51/").content.decode()

    assert [span.year_to for span in shown.spans] == [2024]
    assert shown.years == ()
    assert "2016–2024" in html and "Media Contoh" in html
    assert Regency.objects.get(code="51.04") not in shown.silent


def test_a_regency_without_grant_or_span_is_named() -> None:
    granted(MILLIARD)

    silent = page("51").silent

    assert [regency.code for regency in silent] == ["51.06"]
    assert silent[0].name in Client().get("/dak/wilayah/51/").content.decode()
    assert page("51.04").regencies == ()


def test_grants_without_a_registered_sentra_are_listed_and_shared_ones_are_not() -> None:
    lost = granted(MILLIARD, sentra_words="Sentra ketak")
    granted(MILLIARD, sentra=make_sentra().public_code)
    make_share(granted(MILLIARD), make_sentra())

    assert [row.grant for row in page("51").unmatched] == [lost]


def test_published_counts_stand_beside_ours_with_the_difference() -> None:
    common = {"scheme": "dak", "unit": "count", "stage": "observed", "reference_on": "2024-01-01"}
    for indicator, amount in (("sentra-count", 20), ("regency-count", 10)):
        make_statistic(indicator=indicator, amount=amount, province="52", since_year=2016, **common)
    place = {"province": "52", "regency": "52.02"}
    granted(MILLIARD, **place, sentra=make_sentra(**place).public_code)

    lines = {line.statistic.indicator: line for line in page("52").published}

    assert (lines["sentra-count"].published, lines["sentra-count"].own) == ("20", "1")
    assert lines["sentra-count"].difference == "19"
    assert (lines["regency-count"].published, lines["regency-count"].own) == ("10", "1")


def test_groups_count_every_grant_once_and_open_to_it() -> None:
    granted(MILLIARD, menu="Revitalisasi sentra")
    make_grant(fund="nonfisik", stage="promised")

    groups = {group.title: dict(group.lines) for group in page("51").groups}

    assert {label: one.words for label, one in groups["Jenis dana"].items()} == {
        "DAK Fisik": "1",
        "DAK Nonfisik": "1",
    }
    assert set(groups["Menu"]) == {"Revitalisasi sentra", "Menu tidak disebut"}
    for group in groups.values():
        for one in group.values():
            assert len(Client().get(f"/dak/?{one.query}").context["page"].rows) == int(one.words)
    assert parse_qs(groups["Menu"]["Menu tidak disebut"].query)["menu_kind__isnull"] == ["true"]


@pytest.mark.parametrize("code", ["99", "51.99", "abc", "5104", "51.04.01", "ID"])
def test_what_is_no_region_is_not_found(code: str) -> None:
    assert Client().get(f"/dak/wilayah/{code}/").status_code == 404


def test_the_page_is_reached_from_the_region_and_from_the_list() -> None:
    granted(MILLIARD)

    for address in ("/wilayah/51/", "/dak/"):
        assert 'href="/dak/wilayah/51/"' in Client().get(address).content.decode()


def test_number_of_queries_does_not_grow_with_the_grants() -> None:
    granted(MILLIARD, sentra=make_sentra().public_code)
    make_span()
    drain()
    once = page_queries("/dak/wilayah/51/")
    for year in (2021, 2022):
        granted(MILLIARD, fiscal_year=year, sentra=make_sentra().public_code)
        make_span(year_from=year)
    drain()

    assert page_queries("/dak/wilayah/51/") == once
