"""What came back in a campaign: within its days, the newest answer, by province and office, the
rows behind every number; what the audit sample says."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry import policy
from registry.changes.campaign import record_finding
from registry.models import Campaign, Sentra
from registry.queries.audit import audit_of, draw_of
from registry.queries.campaign import TESTS, chosen, lines, open_campaigns, progress, unanswered
from tests.cast import Cast
from tests.factories import (
    ACTOR,
    make_office,
    make_sentra,
    make_submission,
    make_submission_act,
    make_verification,
)
from tests.factories.campaigns import drawn, make_campaign, opened

pytestmark = pytest.mark.django_db
FOUND = {"found_on": "2026-11-10", "method": "visit", "words": "diperiksa"}


@pytest.fixture(autouse=True)
def late_november(time_machine: Any) -> None:
    time_machine.move_to("2026-11-21T12:00:00+07:00")


def answer(sentra: Sentra, said: str, at: str = "2026-11-10T10:00:00+07:00", **more: Any) -> Any:
    submission = make_submission(received_at=at)
    values = {"sentra": sentra.public_code, "kind": "existence", "answer": said, **more}
    return make_submission_act(submission=submission, **values)


def asked(n: int = 1, **values: Any) -> tuple[Campaign, list[Sentra]]:
    found = [make_sentra(province="32", regency="32.04") for _one in range(n)]
    return opened(make_campaign(**values)), found


def test_the_newest_answer_within_the_days_counts() -> None:
    campaign, (one, two, three, four) = asked(4)
    answer(one, "unchanged")
    answer(one, "closed", at="2026-12-15T23:59:00+07:00")
    answer(two, "unknown", at="2026-10-31T23:59:00+07:00")
    answer(three, "dormant", at="2026-12-16T00:00:00+07:00")

    found = {line.sentra_id: line for line in lines(campaign, ACTOR)}

    assert found[one.pk].answer == "closed"
    assert not found[two.pk].is_answered and not found[two.pk].is_late
    assert not found[three.pk].is_answered and found[three.pk].is_late
    assert not found[four.pk].is_answered


def test_the_list_form_answers_and_a_correction_of_data_does_not() -> None:
    campaign, (one, two) = asked(2)
    answer(one, "unchanged", kind="list")
    answer(two, "", kind="correct")

    assert unanswered(campaign.code, ACTOR) == [two.pk]


def test_progress_counts_as_plain_sql_does() -> None:
    campaign, found = asked(3)
    make_sentra()
    answer(found[0], "unchanged")
    answer(found[1], "unknown")
    make_verification(found[0], verified_on="2026-11-12", method="photo", valid_to="2027-11-12")

    whole, provinces, offices = progress(lines(campaign, ACTOR))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(a.sentra_id), count(*) FILTER (WHERE a.answer = 'unknown')"
            " FROM registry_campaignsentra c LEFT JOIN (SELECT DISTINCT ON (sentra_id) *"
            " FROM registry_submissionact ORDER BY sentra_id, id DESC) a USING (sentra_id)"
            " WHERE c.campaign_id = %s",
            [campaign.pk],
        )
        truth = cursor.fetchone()
    counts = whole.counts
    assert (counts["due"], counts["answered"], counts["unknown"]) == truth == (3, 2, 1)
    assert [(row.key, row.counts["silent"]) for row in provinces] == [("32", 1)]
    assert [(key, n) for key, _label, n in whole.answers] == [("unchanged", 1), ("unknown", 1)]
    assert [(key, n) for key, _label, n in whole.methods] == [("photo", 1), ("", 1)]
    assert [row.name for row in offices] == ["belum ada kantor yang tercatat"]


def test_every_number_opens_as_many_rows() -> None:
    campaign, found = asked(3)
    answer(found[0], "unchanged")
    rows = lines(campaign, ACTOR)
    _whole, provinces, offices = progress(rows)

    for part in TESTS:
        assert all(len(chosen(rows, part, province=p.key)) == p.counts[part] for p in provinces)
        assert all(len(chosen(rows, part, office=o.key)) == o.counts[part] for o in offices)


def test_progress_takes_the_same_number_of_statements_for_many() -> None:
    def spent(campaign: Campaign) -> int:
        with CaptureQueriesContext(connection) as queries:
            progress(lines(campaign, ACTOR))
        return len(queries)

    make_office(name="Dinas", level="regency", province="32", regency="32.04")
    few, _found = asked(1)
    n_few = spent(few)
    many, _found = asked(20)

    assert spent(many) == n_few == 3


def test_a_dinas_sees_its_own_and_is_reminded_while_the_days_last(
    cast: Cast, time_machine: Any
) -> None:
    make_sentra()
    campaign, (one, _two) = asked(2)
    operator = policy.actor_for(cast.regency_operator)
    stranger = policy.actor_for(cast.stranger)
    answer(one, "unchanged")

    (open_one,) = open_campaigns(operator)

    assert (open_one.n_due, open_one.n_sentra) == (1, 2)
    assert open_one.deadline_on == campaign.deadline_on
    assert [len(lines(campaign, who)) for who in (operator, stranger, ACTOR)] == [2, 1, 3]
    time_machine.move_to("2026-12-16T00:00:00+07:00")
    assert open_campaigns(operator) == []


def judged(campaign: Campaign, results: list[str], design: str = "simple") -> Any:
    samples = drawn(campaign, len(results), design)
    for sample, result in zip(samples, results, strict=True):
        if result:
            values = {"result": result, **FOUND}
            record_finding(sample, values, actor=ACTOR, version_shown=sample.version)
    draw = draw_of(campaign)
    assert draw is not None
    return audit_of(draw)


def test_a_simple_sample_gives_wilson_with_bounds_for_the_unreached() -> None:
    campaign, _found = asked(20)
    audit = judged(campaign, ["exists"] * 6 + ["gone"] * 2 + ["unreached"] * 2)

    # By hand, n = 8·19/12 = 12.667: centre (0.75 + 0.15164) / 1.30327 = 0.69183,
    # half 1.95996 / 1.30327 · √(0.0148026 + 0.0059857) = 0.21683.
    assert audit.share.value == 0.75
    assert (round(audit.share.low, 4), round(audit.share.high, 4)) == (0.475, 0.9087)
    assert (audit.none_exist.value, audit.all_exist.value) == (0.6, 0.8)
    assert "Wilson" in audit.method
    assert "2 sentra tidak terjangkau" in audit.notes[0]


def test_a_stratified_sample_weighs_the_provinces() -> None:
    for _one in range(3):
        make_sentra()
    campaign, _found = asked(9)
    # Four places: two in each province, the rest in proportion; provinces in order of their code.
    audit = judged(
        campaign, ["exists", "gone", "exists", "gone", "exists", "unreached"], "stratified"
    )

    assert [(one.key, one.size, one.n_drawn) for one in audit.strata] == [
        ("32", 9, 4),
        ("51", 3, 2),
    ]
    assert audit.share.value == pytest.approx(0.75 * 0.5 + 0.25 * 1)
    assert "berlapis" in audit.method
    assert any("W²/4" in note for note in audit.notes)


def test_before_the_first_finding_there_is_no_estimate_but_bounds() -> None:
    campaign, _found = asked(4)
    audit = judged(campaign, ["", ""])

    assert audit.share is None
    assert (audit.none_exist.value, audit.all_exist.value) == (0, 1)
    assert audit.notes == ("Sementara: 2 sentra sampel belum diperiksa.",)
