"""A recode moves what stands on the map and leaves dated facts with the code of their time."""

import pytest

from registry.changes.recode import recode_regency
from registry.models.sentra import SentraEvent
from sentra.lib.problems import ChangeRejected
from tests.dirty_marks import changed
from tests.factories import (
    ACTOR,
    make,
    make_grant,
    make_mandate,
    make_office,
    make_profile,
    make_sentra,
    make_status,
    make_user,
)
from tests.factories.money import make_span

pytestmark = pytest.mark.django_db


def recode_bangli_to_gianyar() -> None:
    """Nothing of the kind happened; the small map has no two living regencies of one recode."""
    make(
        "succession.record",
        kind="recode",
        old_code="51.06",
        new_code="51.04",
        old_name="Bangli",
        new_name="Gianyar",
        effective_on="2026-01-01",
    )


def test_a_recode_moves_sentra_grant_office_and_mandate_in_one_act() -> None:
    sentra = make_sentra(province="51", regency="51.06", district="51.06.01", place_words="Susut")
    grant = make_grant(province="51", regency="51.06", fiscal_year=2024)
    office = make_office(level="regency", province="51", regency="51.06")
    mandate = make_mandate(make_user(), office, "regency_operator")
    recode_bangli_to_gianyar()

    applied = recode_regency("51.06", actor=ACTOR, reason="uji")

    assert applied is not None and applied.n_changed == 4
    for row in (sentra, grant, office, mandate):
        row.refresh_from_db()
    assert (sentra.regency_id, sentra.district_id) == ("51.04", "51.04.01")
    assert sentra.place_words == "Susut"
    assert grant.regency_id == office.regency_id == mandate.region_code == "51.04"
    event = SentraEvent.objects.filter(pgh_obj=sentra).latest("version")
    assert event.pgh_context["act"] == str(applied.act)


def test_dated_facts_keep_the_code_of_their_time() -> None:
    sentra = make_sentra(province="51", regency="51.06")
    profile, status = make_profile(sentra, year=2024), make_status(sentra, status_on="2024-05-01")
    grant = make_grant(province="51", regency="51.06", fiscal_year=2024)
    recode_bangli_to_gianyar()

    recode_regency("51.06", actor=ACTOR, reason="uji")

    for fact in (profile, status, grant):
        fact.refresh_from_db()
        assert fact.region_code == "51.06"
    assert make_profile(sentra, year=2023).region_code == "51.06"


def test_what_was_withdrawn_stays_where_it_was_and_hinders_nothing() -> None:
    place = {"province": "51", "regency": "51.06"}
    grant, mistaken, span = make_grant(**place), make_grant(**place), make_span(**place)
    sentra, wrong = make_sentra(**place), make_sentra(**place)
    changed("grant.withdraw", mistaken.code, mistaken.version)()
    changed("grant_span.withdraw", str(span.pk), span.version)()
    changed("sentra.withdraw", wrong.public_code, wrong.version)()
    recode_bangli_to_gianyar()

    applied = recode_regency("51.06", actor=ACTOR, reason="uji")

    assert applied is not None and applied.n_changed == 2
    for row in (grant, mistaken, span, sentra, wrong):
        row.refresh_from_db()
    assert grant.regency_id == sentra.regency_id == "51.04"
    assert mistaken.regency_id == span.regency_id == wrong.regency_id == "51.06"


def test_a_code_without_successor_is_refused_and_nothing_moves() -> None:
    sentra = make_sentra(province="51", regency="51.06")

    with pytest.raises(ChangeRejected) as refused:
        recode_regency("51.06", actor=ACTOR, reason="uji")

    assert [problem.code for problem in refused.value.problems] == ["region.no_successor"]
    sentra.refresh_from_db()
    assert sentra.regency_id == "51.06"
