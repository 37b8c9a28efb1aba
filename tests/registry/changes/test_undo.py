"""An act is taken back as a new act, whole or not at all; a row returns to an earlier version."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from dak.models import Grant
from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.undo import revert, taking_back, undo
from registry.choices import ChangeSource
from registry.models import (
    DirtyEvent,
    Sentra,
    SentraAlias,
    SentraCommodity,
    SentraStatus,
    Source,
    YearlyProfile,
)
from registry.models.identity import SentraAliasEvent
from registry.models.sentra import SentraEvent
from registry.queries.facts import facts_digest, facts_digests
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.cast import Cast
from tests.factories import (
    ACTOR,
    make,
    make_commodity,
    make_grant,
    make_profile,
    make_sentra,
    make_source,
)

pytestmark = pytest.mark.django_db


def done(*changes: Change) -> UUID:
    return apply_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji")).act


def codes(refused: Any) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def a_story(sentra: Sentra) -> tuple[Change, ...]:
    """A correction, a new source and new parts that cite it, and a withdrawn line."""
    code = sentra.public_code
    alias = make("alias.record", sentra=code, name="Lama", kind="former")
    profile = make_profile(sentra, year=2024, unit_count=6, worker_count=20)
    return (
        Change("sentra.correct", {"name": "Baru", "recognition": "listed"}, code, sentra.version),
        Change("source.record", {"publisher": "Dinas uji"}, ref="sumber"),
        Change("origin.record", {"sentra": code, "kind": "opening", "origin_year": 1990}),
        Change(
            "status.record",
            {"sentra": code, "status": "active", "status_on": "2025-02-01", "source": "@sumber"},
        ),
        Change(
            "profile.correct",
            {"worker_count": {"low": 18, "high": None, "qualifier": ">=", "text": "> 18"}},
            str(profile.pk),
            0,
        ),
        Change("alias.withdraw", {}, str(alias.pk), 0),
    )


def test_undoing_an_act_brings_back_the_facts_in_force() -> None:
    sentra = make_sentra(
        name="Awal", latitude="-8.65", longitude="115.2", location_precision="exact"
    )
    story = a_story(sentra)
    before = facts_digest()
    act = done(*story)
    assert facts_digest() != before

    undo(act, ACTOR, "salah sentra")

    assert facts_digest() == before
    sentra.refresh_from_db()
    assert (sentra.name, sentra.version) == ("Awal", 2)
    assert (SentraStatus.objects.get().is_withdrawn, SentraAlias.objects.get().is_withdrawn) == (
        True,
        False,
    )
    event = SentraEvent.objects.get(pgh_obj=sentra, version=2)
    assert event.pgh_context["reason"] == f"salah sentra (membatalkan tindakan {act})"


def test_undoing_the_undo_brings_back_what_the_act_did() -> None:
    act = done(*a_story(make_sentra()))
    after = facts_digest()
    undone = undo(act, ACTOR, "keliru").act
    assert facts_digest() != after

    undo(undone, ACTOR, "ternyata benar")

    assert facts_digest() == after


def test_an_act_whose_row_has_moved_since_is_refused_and_nothing_is_half_undone() -> None:
    sentra = make_sentra()
    act = done(*a_story(sentra))
    done(Change("sentra.correct", {"note": "lebih baru"}, sentra.public_code, 1))
    before, events = facts_digest(), SentraAliasEvent.objects.count()
    DirtyEvent.objects.all().delete()

    with pytest.raises(ChangeRejected) as refused:
        undo(act, ACTOR, "keliru")

    assert codes(refused) == ["undo.moved"]
    assert facts_digest() == before
    assert SentraAliasEvent.objects.count() == events
    assert not DirtyEvent.objects.exists()


def test_an_undo_is_refused_the_second_time() -> None:
    act = done(*a_story(make_sentra()))
    undo(act, ACTOR, "keliru")

    with pytest.raises(ChangeRejected) as refused:
        undo(act, ACTOR, "keliru")

    assert set(codes(refused)) == {"undo.moved"}


def a_registration() -> tuple[Change, ...]:
    """A sentra with parts, and the source that speaks of it."""
    return (
        Change("source.record", {"publisher": "Dinas uji"}, ref="dinas"),
        Change(
            "sentra.register",
            {"name": "Celuk", "recognition": "reported", "province": "51"},
            ref="celuk",
        ),
        Change("alias.record", {"sentra": "@celuk", "name": "Perak", "kind": "local"}),
        Change(
            "status.record",
            {"sentra": "@celuk", "status": "active", "status_on": "2024-05-01", "source": "@dinas"},
        ),
        Change(
            "profile.record",
            {"sentra": "@celuk", "year": 2024, "source": "@dinas", "worker_count": 30},
        ),
    )


def test_undoing_a_registration_with_its_parts_leaves_the_facts_as_they_were() -> None:
    make_sentra(name="Yang lain")
    before = facts_digest()
    act = done(*a_registration())
    registered = facts_digest()
    assert registered != before

    undone = undo(act, ACTOR, "salah sentra").act
    assert facts_digest() == before
    assert not Sentra.objects.in_force().filter(name="Celuk").exists()

    undo(undone, ACTOR, "ternyata benar")
    assert facts_digest() == registered


def test_undoing_a_grant_s_registration_takes_its_claims_along() -> None:
    before = facts_digest()
    grant = {"fund": "fisik", "stage": "allocated", "level": "province", "province": "51"}
    claim = {"grant": "@hibah", "source": make_source().code, "stage": "allocation"}
    act = done(
        Change("grant.record", {**grant, "fiscal_year": 2023}, ref="hibah"),
        Change("claim.record", claim),
    )

    undo(act, ACTOR, "salah")

    assert facts_digest() == before
    assert not Grant.objects.in_force().exists()


def test_what_knows_no_withdrawal_has_no_way_back() -> None:
    act = done(Change("institution.record", {"name": "Koperasi Celuk", "kind": "cooperative"}))

    with pytest.raises(ChangeRejected) as refused:
        undo(act, ACTOR, "keliru")

    assert codes(refused) == ["undo.no_way_back"]
    assert "Koperasi Celuk" in refused.value.problems[0].message


def test_a_grant_s_correction_comes_back_with_its_keys() -> None:
    sentra = make_sentra()
    grant = make_grant(sentra=sentra.public_code)
    before = facts_digest()
    act = done(
        Change("grant.correct", {"sentra": None, "sentra_words": "Celuk"}, grant.code, 0),
        Change(
            "claim.record",
            {"grant": grant.code, "source": make_source().code, "stage": "allocation"},
        ),
    )

    undo(act, ACTOR, "keliru")

    grant.refresh_from_db()
    assert grant.sentra_id == sentra.pk
    # The source that only the withdrawn claim cites is no fact in force.
    assert facts_digest() == before


def test_a_source_stays_on_its_shelf_and_says_so() -> None:
    act = done(*a_story(make_sentra()))

    found = taking_back(act)
    undo(act, ACTOR, "keliru")

    assert [words.partition(" ")[0] for words in found.stays] == ["Sumber"]
    assert Source.objects.filter(publisher="Dinas uji").exists()


def test_an_act_nobody_did_cannot_be_undone() -> None:
    with pytest.raises(ChangeRejected) as refused:
        undo(UUID(int=1), ACTOR, "keliru")

    assert codes(refused) == ["undo.nothing"]


def test_a_load_is_too_much_for_one_undo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.changes.undo.MOST_ROWS", 2)
    code = make_sentra().public_code
    aliases = [
        Change("alias.record", {"sentra": code, "name": f"Nama {number}", "kind": "local"})
        for number in range(3)
    ]
    act = done(*aliases)

    with pytest.raises(ChangeRejected) as refused:
        undo(act, ACTOR, "keliru")

    assert codes(refused) == ["undo.too_many"]
    assert SentraAlias.objects.in_force().count() == 3


def test_an_undo_without_a_reason_is_refused() -> None:
    act = done(*a_story(make_sentra()))
    before = facts_digest()

    with pytest.raises(ChangeRejected) as refused:
        undo(act, ACTOR, "  ")

    assert codes(refused) == ["act.no_reason"]
    assert facts_digest() == before


def test_policy_asks_everybody_who_undoes(cast: Cast) -> None:
    act = done(*a_story(make_sentra()))
    before = facts_digest()

    with pytest.raises(ChangeRejected) as refused:
        undo(act, policy.actor_for(cast.province_officer), "keliru")

    assert set(codes(refused)) == {"policy.not_allowed"}
    assert facts_digest() == before


def test_rules_of_today_apply_to_an_undo() -> None:
    sentra, commodity = make_sentra(), make_commodity()
    first = make("sentra_commodity.record", sentra=sentra.public_code, commodity=commodity.code)
    act = done(Change("sentra_commodity.withdraw", {}, str(first.pk), 0))
    make("sentra_commodity.record", sentra=sentra.public_code, commodity=commodity.code)

    with pytest.raises(ChangeRejected) as refused:
        undo(act, ACTOR, "keliru")

    assert codes(refused) == ["sentra_commodity.once"]
    assert SentraCommodity.objects.in_force().count() == 1


def test_the_place_of_the_primary_is_freed_before_it_is_taken_again() -> None:
    sentra, old, new = make_sentra(), make_commodity(), make_commodity()
    code = sentra.public_code
    line = make("sentra_commodity.record", sentra=code, commodity=old.code, is_primary=True)
    before = facts_digests()
    act = done(
        Change("sentra_commodity.correct", {"is_primary": False}, str(line.pk), 0),
        Change(
            "sentra_commodity.record",
            {"sentra": code, "commodity": new.code, "is_primary": True},
        ),
    )

    undo(act, ACTOR, "keliru")

    assert facts_digests() == before


def test_a_row_returns_to_an_earlier_version_on_top_of_today_s() -> None:
    sentra = make_sentra()
    profile = make_profile(sentra, unit_count=6, worker_count=20)
    done(Change("profile.correct", {"unit_count": 7, "note": "x"}, str(profile.pk), 0))
    done(Change("profile.correct", {"worker_count": 30}, str(profile.pk), 1))

    revert(YearlyProfile, profile.pk, 0, version_shown=2, actor=ACTOR, reason="kembali")

    profile.refresh_from_db()
    assert (profile.unit_count, profile.worker_count, profile.note, profile.version) == (
        6,
        20,
        "",
        3,
    )


def test_a_return_on_top_of_a_version_nobody_sees_any_more_is_a_conflict() -> None:
    sentra = make_sentra(name="Awal")
    done(Change("sentra.correct", {"name": "Kedua"}, sentra.public_code, 0))

    with pytest.raises(ChangeConflict):
        revert(Sentra, sentra.pk, 0, version_shown=0, actor=ACTOR, reason="kembali")

    sentra.refresh_from_db()
    assert (sentra.name, sentra.version) == ("Kedua", 1)


def test_a_return_that_rules_forbid_is_refused() -> None:
    sentra = make_sentra()
    profile = make_profile(sentra, unit_count=6)
    done(Change("profile.correct", {"unit_count": 2, "worker_count": 4}, str(profile.pk), 0))
    done(Change("profile.correct", {"unit_count": 3}, str(profile.pk), 1))
    done(Change("profile.withdraw", {}, str(profile.pk), 2))
    make_profile(sentra, unit_count=9)

    with pytest.raises(ChangeRejected):
        revert(YearlyProfile, profile.pk, 2, version_shown=3, actor=ACTOR, reason="kembali")

    profile.refresh_from_db()
    assert (profile.is_withdrawn, profile.version) == (True, 3)


def test_a_return_to_what_already_stands_is_said_to_change_nothing() -> None:
    sentra = make_sentra()

    with pytest.raises(ChangeRejected) as refused:
        revert(Sentra, sentra.pk, 0, version_shown=0, actor=ACTOR, reason="kembali")

    assert codes(refused) == ["undo.same"]


def test_an_act_that_moved_what_no_kind_moves_is_not_taken_back_by_half() -> None:
    sentra = make_sentra(name="Awal")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT registry_act('dba:test', 'tiket 7')")
        act_id = cursor.fetchone()[0]
        cursor.execute("UPDATE registry_sentra SET name = 'Lain', is_sample = true")

    with pytest.raises(ChangeRejected) as refused:
        undo(act_id, actor=ACTOR, reason="uji")

    assert "undo.incomplete" in codes(refused)
    sentra.refresh_from_db()
    assert (sentra.name, sentra.is_sample, sentra.version) == ("Lain", True, 1)
