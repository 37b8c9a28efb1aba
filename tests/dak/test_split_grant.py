"""A grant that is split is a grant of each registered sentra that has a share, on every surface;
one that names only its region is called that, and neither is called unregistered."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from dak.aggregates.reconcile import compare
from dak.models import Grant
from dak.queries.matches import grant_matches
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Sentra
from sentra.lib.figures import Figure
from tests.dirty_marks import changed
from tests.factories import ACTOR, make_grant, make_sentra, make_source
from tests.factories.money import make_grant_worth
from tests.factories.rules import make_statistic
from tests.registry.api.read import get, results

pytestmark = pytest.mark.django_db

PLACE = {"province": "51", "regency": "51.04", "district": "51.04.01"}
MILLIARD = 10**9


def split(grant: Grant, *percents: tuple[Sentra, str]) -> Grant:
    from_one_act = [
        Change(
            "share.record",
            {
                "grant": grant.code,
                "sentra": sentra.public_code,
                "share_percent": percent,
                "source": make_source().code,
            },
        )
        for sentra, percent in percents
    ]
    apply_batch(Act(tuple(from_one_act), ACTOR, ChangeSource.ADMIN, "uji"))
    return grant


@pytest.fixture
def two() -> tuple[Sentra, Sentra]:
    return make_sentra(name="Atsiri Lunang", **PLACE), make_sentra(name="Ikan Tarusan", **PLACE)


@pytest.fixture
def shared(two: tuple[Sentra, Sentra]) -> Grant:
    return split(make_grant_worth(2 * MILLIARD), (two[0], "70"), (two[1], "30"))


def page(url: str) -> str:
    return " ".join(Client().get(url).content.decode().split())


def codes(query: str) -> list[str]:
    return [row["grant_code"] for row in results(query)]


def test_both_sentra_list_it_in_the_api_and_the_filter_finds_it_by_either(
    two: tuple[Sentra, Sentra], shared: Grant
) -> None:
    loose = make_grant(sentra_words="Sentra gula")

    for sentra in two:
        assert codes(f"sentra/{sentra.public_code}/grants/") == [shared.code]
        assert codes(f"dak/grants/?sentra={sentra.public_code}") == [shared.code]
    assert codes("dak/grants/?sentra__isnull=true") == [loose.code]
    assert codes("dak/grants/?sentra__isnull=false") == [shared.code]
    assert codes("dak/grants/?q=tarusan") == codes("dak/grants/?region=51.04.01") == [shared.code]


def test_its_place_in_the_api_is_registered_with_the_codes_of_both(
    two: tuple[Sentra, Sentra], shared: Grant
) -> None:
    (row,) = results("dak/grants/")
    detail = json.loads(get(f"dak/grants/{shared.code}/").content)

    assert row["locus"] == detail["locus"] == "registered"
    assert row["locus_code"] == " ".join(sentra.public_code for sentra in two)
    assert row["sentra_code"] is None


def test_a_withdrawn_share_makes_it_nobody_s(two: tuple[Sentra, Sentra], shared: Grant) -> None:
    shares = [
        Change("share.withdraw", {}, str(share.pk), share.version) for share in shared.shares.all()
    ]
    apply_batch(Act(tuple(shares), ACTOR, ChangeSource.ADMIN, "uji"))

    assert codes(f"sentra/{two[0].public_code}/grants/") == []
    assert results("dak/grants/")[0]["locus"] == "region_only"


def test_the_list_names_both_and_calls_a_grant_of_a_region_what_it_is(
    two: tuple[Sentra, Sentra], shared: Grant
) -> None:
    assert "Atsiri Lunang, Ikan Tarusan" in page("/dak/")
    assert "dibagi menurut bagian" in page("/dak/")
    assert "belum terdaftar" not in page("/dak/")

    make_grant()
    assert "sumber hanya menyebut daerahnya" in page("/dak/")
    make_grant(sentra_words="Sentra gula")
    assert page("/dak/").count("sentranya belum terdaftar") == 1


def test_the_pages_of_the_grants_say_whose_they_are(shared: Grant) -> None:
    alone, lost = make_grant(), make_grant(sentra_words="Sentra gula")
    placed = make_grant(village_words="Desa Hulu")

    assert "belum terdaftar" not in page(shared.get_absolute_url())
    assert "sentranya tidak disebut" in page(alone.get_absolute_url())
    assert "belum terdaftar" not in page(alone.get_absolute_url())
    assert "Sumber menyebut “Sentra gula”." in page(lost.get_absolute_url())
    assert "hanya tempatnya: Desa Hulu." in page(placed.get_absolute_url())


def test_the_page_of_the_region_parts_unregistered_from_region_only(shared: Grant) -> None:
    alone, lost = make_grant(), make_grant(sentra_words="Sentra gula")

    shown = Client().get("/dak/wilayah/51/").context["page"]

    assert [row.grant for row in shown.unmatched] == [lost]
    assert [row.grant for row in shown.region_only] == [alone]


def test_the_printed_list_matches_it_with_both_and_leaves_out_what_was_withdrawn(
    two: tuple[Sentra, Sentra], shared: Grant
) -> None:
    gone = make_grant(sentra_words="Sentra gula")
    changed("grant.withdraw", gone.code, gone.version)()

    (match,) = grant_matches()
    out = StringIO()
    call_command("list_grant_matches", stdout=out)

    assert match.is_matched
    assert match.locus_code.split() == [sentra.public_code for sentra in two]
    assert gone.code not in out.getvalue()
    assert "1 hibah: 1 cocok dengan sentra terdaftar, 0 tidak." in out.getvalue()


@pytest.mark.parametrize("with_a_loose_one", [False, True])
def test_beside_a_published_count_both_are_counted_and_the_reason_is_true(
    shared: Grant, with_a_loose_one: bool
) -> None:
    if with_a_loose_one:
        make_grant(sentra_words="Sentra gula")
    stated: dict[str, Any] = {"unit": "count", "stage": "observed", "reference_on": "2024-01-01"}
    make_statistic(scheme="dak", indicator="sentra-count", amount=20, province="51", **stated)

    (comparison,) = compare(2024)

    assert comparison.own is not None and comparison.own.figure == Figure.exact(2)
    told = [reason for reason in comparison.reasons if "belum dicocokkan" in reason]
    assert told == (
        ["1 hibah di registri belum dicocokkan dengan sentra terdaftar."]
        if with_a_loose_one
        else []
    )
