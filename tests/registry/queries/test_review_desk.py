"""What stands beside a proposal: the order of the queue, twins, earlier years, the sender's record,
and how long everything waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.risk import STALE_POINTS
from registry.choices import ChangeSource
from registry.models import SubmissionAct
from registry.queries.review_desk import (
    ages_by_step,
    earlier_years,
    office_record,
    queue,
    similar_sentra,
    waiting_about,
    written_by,
)
from registry.queries.review_map import SIDE, small_map
from registry.queries.submission import proposals
from sentra.accounts.models import User
from tests.cast import Cast
from tests.factories import ACTOR, make, make_profile, make_sentra
from tests.registry.proposing import agreed, corrects, in_bandung, proposed, reports

pytestmark = pytest.mark.django_db


def plain(by: User) -> SubmissionAct:
    sentra = in_bandung()
    return proposed(by, sentra, corrects(sentra, note="baru"))


def test_what_was_overtaken_rises_in_the_queue(cast: Cast) -> None:
    first, second, third = (plain(cast.regency_operator) for _ in range(3))

    rows = queue(proposals(), {third.pk}, STALE_POINTS)

    found = [(act.pk, act.points - act.risk, act.is_stale) for act in rows]
    # The first of an office has two points more; what was overtaken has three.
    assert found == [(third.pk, 3, True), (first.pk, 0, False), (second.pk, 0, False)]


def test_what_is_decided_comes_last(cast: Cast) -> None:
    done = agreed(plain(cast.province_officer), cast.ministry_staff)
    waits = plain(cast.province_officer)

    assert [act.pk for act in queue(proposals(), set(), STALE_POINTS)] == [waits.pk, done.pk]


def test_a_proposal_with_one_of_two_approvals_awaits_the_second(cast: Cast) -> None:
    sentra = in_bandung()
    act = proposed(cast.province_officer, sentra, reports(sentra, "closed"), kind="existence")
    before = queue(proposals(), set(), STALE_POINTS).get()

    agreed(act, cast.ministry_staff)

    after = queue(proposals(), set(), STALE_POINTS).get()
    assert (before.is_second, after.is_second, after.state) == (False, True, "received")


def test_sentra_of_nearly_the_same_name_are_found_the_nearest_region_first() -> None:
    far = make_sentra(name="Sentra IKM Rajut Binong", province="51", regency="51.04")
    near = in_bandung(name="Sentra Rajut Binong Jati")
    in_bandung(name="Sentra IKM Olahan Pangan")

    found = similar_sentra("Sentra Industri Rajut Binongjati", "32.04")

    assert found == [near, far]
    assert found[0].likeness >= 80  # type: ignore[attr-defined]


def test_a_common_beginning_alone_makes_no_twins() -> None:
    in_bandung(name="Sentra IKM Kerajinan Perak")

    assert similar_sentra("Sentra IKM Tenun Gringsing", "32.04") == []


def test_another_name_of_a_sentra_counts_unless_withdrawn() -> None:
    sentra = in_bandung(name="Sentra Kampung Perak")
    line = make("alias.record", sentra=sentra.public_code, name="Pancor Dao", kind="local")
    assert similar_sentra("Pancor Dao", "32.04") == [sentra]

    withdrawal = Change("alias.withdraw", {}, str(line.pk), 0)
    apply_batch(Act((withdrawal,), ACTOR, ChangeSource.SYSTEM, reason="keliru"))

    assert similar_sentra("Pancor Dao", "32.04") == []


def test_earlier_years_show_what_was_reported_and_nothing_as_missing() -> None:
    sentra = in_bandung()
    make_profile(sentra, year=2024, worker_count=30)
    make_profile(sentra, year=2025, unit_count=6)

    table = earlier_years(sentra.pk)

    assert table.years == (2025, 2024)
    assert {cells for _label, _unit, cells in table.rows} == {("6", None), (None, "30")}


def test_the_record_of_an_office_counts_what_became_of_everything(cast: Cast) -> None:
    agreed(plain(cast.province_officer), cast.ministry_staff)
    act = plain(cast.province_officer)

    record = office_record(act.submission.office)

    assert (record.n_sent, record.n_approved, record.n_waiting) == (2, 1, 1)


def test_an_approval_tells_which_versions_it_wrote(cast: Cast) -> None:
    act = agreed(plain(cast.province_officer), cast.ministry_staff)

    rows = written_by(act.applied_act, [type(act.sentra)])

    assert [(row.noun, row.line, row.version) for row in rows] == [("Sentra", act.sentra.name, 1)]


def test_proposals_about_a_sentra_are_found_also_in_an_act_over_many(cast: Cast) -> None:
    one, two = in_bandung(), in_bandung()
    act = proposed(cast.regency_operator, one, corrects(one, note="baru"))

    assert waiting_about(one) == [act]
    assert waiting_about(two) == []


def test_ages_are_counted_by_step_also_where_nothing_waits(cast: Cast) -> None:
    plain(cast.regency_operator)
    plain(cast.province_officer)

    now = timezone.now() + timedelta(days=20)
    lines = {line.step: line for line in ages_by_step(now, ["head", "province", "ministry"])}

    assert lines["head"].counts == (0, 0, 0, 0)
    assert (lines["province"].counts, lines["province"].n_overdue) == ((0, 0, 0, 1), 1)
    assert (lines["ministry"].total, lines["ministry"].n_overdue) == (1, 1)


def test_a_map_without_a_point_is_not_drawn() -> None:
    assert not small_map(None, None, [(107.5, -7.0, "lain")]).is_drawn


def test_a_map_shows_stored_and_proposed_and_how_far_apart() -> None:
    place = small_map((107.5, -7.0), (107.6, -7.0), [(107.55, -7.1, "lain")])

    assert [mark.kind for mark in place.marks] == ["other", "stored", "proposed"]
    assert all(0 <= mark.x <= SIDE and 0 <= mark.y <= SIDE for mark in place.marks)
    assert (place.stored, place.apart_km) == ("7,0000° LS, 107,5000° BT", "11,1")
