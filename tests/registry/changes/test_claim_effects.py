"""Publishing a claim brings the profile, the origin, the name or the place along in one act."""

from typing import Any

import pytest

from registry.changes.change import Act, Change
from registry.changes.claim_effects import completed
from registry.changes.engine import apply_batch
from registry.changes.fact_claim import publish, unpublish
from registry.changes.undo import undo
from registry.choices import ChangeSource
from registry.models import FactClaim, Sentra, SentraAlias, SentraOrigin, YearlyProfile
from registry.models.profile import YearlyProfileEvent
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make, make_fact_claim, make_profile, make_sentra, make_source
from tests.footprint import footprint

pytestmark = pytest.mark.django_db

ABOUT_400 = {"low": 400, "high": 400, "qualifier": "~", "text": "sekitar 400"}


def applied(changes: tuple[Change, ...]) -> Any:
    return apply_batch(Act(changes, ACTOR, ChangeSource.ADMIN, "uji"))


def figures() -> list[tuple[Any, ...]]:
    rows = YearlyProfile.objects.in_force().order_by("year")
    return list(rows.values_list("year", "unit_count_low", "unit_count_qualifier"))


def test_the_profile_of_that_year_gets_the_published_value_with_its_doubt() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2018, unit_count=293, worker_count=2143)
    make_profile(sentra, year=2019, unit_count=7)
    claim = make_fact_claim(sentra, claimed=ABOUT_400)

    applied(publish(claim, "pendataan dinas"))

    assert figures() == [(2018, 400, "~"), (2019, 7, "=")]
    profile = YearlyProfile.objects.get(year=2018)
    assert (profile.unit_count_text, profile.worker_count) == ("sekitar 400", 2143)
    assert claim.source.publisher in profile.note


def test_both_are_one_act_and_one_undo_takes_both_back() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2018, unit_count=293, worker_count=5000)
    claim = make_fact_claim(sentra, claimed=400)

    act = applied(publish(claim, "uji")).act

    assert YearlyProfileEvent.objects.get(version=1).pgh_context_id == act
    undo(act, ACTOR, "keliru")
    assert figures() == [(2018, 293, "=")]
    assert not FactClaim.objects.filter(is_published=True).exists()


def test_a_year_without_a_profile_gets_one_from_the_claim_s_source() -> None:
    claim = make_fact_claim(make_sentra(), claimed=12)

    applied(publish(claim, "uji"))

    profile = YearlyProfile.objects.get()
    assert (profile.year, profile.unit_count, profile.source) == (2018, 12, claim.source)


def test_a_profile_with_nothing_else_takes_the_source_of_the_claim() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2018, unit_count=293)
    claim = make_fact_claim(sentra, claimed=400)

    applied(publish(claim, "uji"))

    assert YearlyProfile.objects.get().source == claim.source


def test_a_claim_that_agrees_or_has_no_year_moves_no_profile() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2018, unit_count=293)
    before = footprint(YearlyProfile)["YearlyProfile"]

    applied(publish(make_fact_claim(sentra), "uji"))
    applied(publish(make_fact_claim(sentra, year=None, claimed=9), "uji"))

    assert footprint(YearlyProfile)["YearlyProfile"] == before


def test_unpublishing_and_a_corrected_quotation_leave_the_profile_alone() -> None:
    sentra = make_sentra()
    claim = make_fact_claim(sentra, claimed=400, is_published=True, published_reason="uji")
    make_profile(sentra, year=2018, unit_count=500)

    applied(completed((Change("fact_claim.correct", {"source_words": "x"}, str(claim.pk), 0),)))
    claim.refresh_from_db()
    applied(unpublish(claim))

    assert figures() == [(2018, 500, "=")]


def test_the_corrected_value_of_a_published_claim_is_followed() -> None:
    sentra = make_sentra()
    claim = make_fact_claim(sentra, is_published=True, published_reason="uji")
    make_profile(sentra, year=2018, unit_count=293)

    applied(completed((Change("fact_claim.correct", {"claimed": 300}, str(claim.pk), 0),)))

    assert figures() == [(2018, 300, "=")]


def test_what_the_same_act_says_of_the_figure_stands() -> None:
    sentra = make_sentra()
    profile = make_profile(sentra, year=2018, unit_count=293)
    claim = make_fact_claim(sentra, claimed=400)
    typed = Change("profile.correct", {"unit_count": 410}, str(profile.pk), profile.version)
    beside = Change("profile.correct", {"worker_count": 900}, str(profile.pk), profile.version)
    published = publish(claim, "uji")[:1]

    assert completed((typed, *published))[0].values["unit_count"] == 410
    applied(completed((beside, *published)))

    assert figures() == [(2018, 400, "=")]
    assert YearlyProfile.objects.get().worker_count == 900


def test_a_figure_the_profile_cannot_hold_refuses_the_publication_whole() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2018, unit_count=293, unit_with_nib_count=290)
    claim = make_fact_claim(sentra, claimed=5)
    before = footprint(YearlyProfile, FactClaim)

    with pytest.raises(ChangeRejected) as refused:
        applied(publish(claim, "uji"))

    assert [problem.code for problem in refused.value.problems] == ["profile.nib_above_units"]
    assert footprint(YearlyProfile, FactClaim) == before


def test_a_published_name_is_the_sentra_s_and_the_old_one_still_finds_it() -> None:
    sentra = make_sentra(name="Sentra Lama")
    claim = make_fact_claim(sentra, fact="name", year=None, stated="Sentra Baru")

    applied(publish(claim, "surat keputusan"))

    assert Sentra.objects.get(pk=sentra.pk).name == "Sentra Baru"
    assert SentraAlias.objects.get().name == "Sentra Lama"


def test_a_published_place_is_the_place_in_the_words_of_its_source() -> None:
    sentra = make_sentra(place_words="Desa Aik Berik")
    claim = make_fact_claim(sentra, fact="place", year=None, stated="Desa Aik Darek")

    applied(publish(claim, "cocok dengan kecamatannya"))

    assert Sentra.objects.get(pk=sentra.pk).place_words == "Desa Aik Darek"
    assert not SentraAlias.objects.exists()


def test_a_published_origin_corrects_the_year_another_source_gave() -> None:
    sentra, source = make_sentra(), make_source().code
    common = {"fact": "origin_year", "year": None}
    make_fact_claim(sentra, **common, claimed=1983)
    right = make_fact_claim(sentra, **common, claimed=1982)
    for kind, year in (("opening", 1983), ("programme", 1990)):
        make(
            "origin.record",
            sentra=sentra.public_code,
            kind=kind,
            origin_year=year,
            precision="exact",
            source=source,
        )

    applied(publish(right, "uji"))

    rows = SentraOrigin.objects.in_force().order_by("origin_year")
    assert list(rows.values_list("kind", "origin_year")) == [("opening", 1982), ("programme", 1990)]
    assert rows[0].source == right.source


def test_an_origin_nobody_had_recorded_says_not_what_began() -> None:
    claim = make_fact_claim(
        make_sentra(),
        fact="origin_year",
        year=None,
        claimed={"low": 1982, "high": 1982, "qualifier": "~", "text": ""},
    )

    applied(publish(claim, "uji"))

    origin = SentraOrigin.objects.get()
    assert (origin.kind, origin.origin_year, origin.precision) == ("unspecified", 1982, "circa")
