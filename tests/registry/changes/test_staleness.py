"""Which proposals were overtaken, found for many at once and in as many statements as for one."""

import json
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.proposal import has_moved_rows
from registry.changes.review import reject
from registry.changes.staleness import stale_among, stale_now
from registry.choices import ChangeSource
from registry.models import SubmissionAct
from tests.cast import Cast
from tests.factories import ACTOR, make_profile, make_status
from tests.footprint import execute
from tests.registry.proposing import corrects, in_bandung, proposed
from tests.registry.web.forms import filled, post

pytestmark = pytest.mark.django_db


def somebody_else(change: Change) -> None:
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason="lebih cepat"))


def test_a_proposal_whose_row_moved_is_stale_and_its_neighbour_is_not(cast: Cast) -> None:
    one, two = in_bandung(), in_bandung()
    first = proposed(cast.regency_operator, one, corrects(one, note="baru"))
    proposed(cast.regency_operator, two, corrects(two, note="baru"))

    somebody_else(corrects(one, hamlet="Satu"))

    assert stale_now() == {first.pk}
    assert has_moved_rows([Change.from_json(change) for change in first.changes])


@pytest.mark.parametrize("what", ["status", "profile"])
def test_a_yearly_update_is_stale_when_its_status_or_profile_moved(
    signed_in: Any, what: str
) -> None:
    sentra, client = in_bandung(), signed_in("regency_operator")
    post(client, sentra, filled(client, sentra, existence="changed", worker_count="34"))
    act = SubmissionAct.objects.get()
    assert stale_now() == set()

    if what == "status":
        make_status(sentra, status="dormant")
    else:
        make_profile(sentra, year=act.shown["basis"]["year"])

    assert stale_now() == {act.pk}


def test_a_row_of_another_year_does_not_make_an_update_stale(signed_in: Any) -> None:
    sentra, client = in_bandung(), signed_in("regency_operator")
    post(client, sentra, filled(client, sentra, existence="changed", worker_count="34"))

    make_profile(sentra, year=2019)

    assert stale_now() == set()


@pytest.mark.parametrize("target", ["999999999", "1" * 30, "x'; --"])
def test_a_row_that_is_not_there_makes_a_proposal_stale(cast: Cast, target: str) -> None:
    sentra = in_bandung()
    act = proposed(cast.regency_operator, sentra, corrects(sentra, note="baru"))
    gone = {**act.changes[0], "kind": "alias.correct", "target": target}
    with transaction.atomic():
        execute("SELECT registry_act('dba:uji', 'baris hilang')")
        execute(
            "UPDATE registry_submissionact SET changes = %s::jsonb WHERE id = %s",
            [json.dumps([gone]), act.pk],
        )

    assert stale_now() == {act.pk}


def test_a_decided_proposal_is_stale_no_more(cast: Cast) -> None:
    sentra = in_bandung()
    act = proposed(cast.regency_operator, sentra, corrects(sentra, note="baru"))
    somebody_else(corrects(sentra, hamlet="Satu"))
    assert stale_among([act]) == {act.pk}

    officer = policy.actor_for(cast.province_officer)
    reject(act, actor=officer, version_shown=act.version, words="Kembar")
    act.refresh_from_db()

    assert (stale_among([act]), stale_now()) == (set(), set())


def test_many_proposals_take_no_more_statements_than_one(cast: Cast) -> None:
    counts = []
    for _number in range(3):
        sentra = in_bandung()
        proposed(cast.regency_operator, sentra, corrects(sentra, note="baru"))
        acts = list(SubmissionAct.objects.all())
        with CaptureQueriesContext(connection) as queries:
            stale_among(acts)
        counts.append(len(queries))

    assert counts[0] == counts[2]
