"""A campaign opens once with its whole frame, its sample is drawn once and by the seed alone, and a
finding is corrected and never overwritten."""

from typing import Any

import pytest

from registry.changes.campaign import (
    close_campaign,
    draw_sample,
    open_campaign,
    record_finding,
)
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check
from registry.choices import ChangeSource
from registry.models import Campaign, CampaignDraw, CampaignSample, CampaignSentra
from registry.queries.audit import is_repeatable
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.factories import ACTOR, make_office, make_sentra
from tests.factories.campaigns import drawn, make_campaign, opened

pytestmark = pytest.mark.django_db
FOUND = {"result": "exists", "found_on": "2026-11-10", "method": "visit", "words": "ada kegiatan"}


@pytest.fixture(autouse=True)
def late_november(time_machine: Any) -> None:
    time_machine.move_to("2026-11-21T12:00:00+07:00")


def codes(refusal: Any) -> set[str]:
    return {problem.code for problem in refusal.value.problems}


def refused_opening(campaign: Campaign, digest: str = "") -> set[str]:
    with pytest.raises(ChangeRejected) as refusal:
        open_campaign(
            campaign,
            actor=ACTOR,
            version_shown=campaign.version,
            digest_shown=digest,
            reason="uji",
        )
    return codes(refusal)


def test_opening_writes_every_sentra_with_the_office_of_that_day() -> None:
    regency = make_office(name="Dinas Gianyar", level="regency", province="51", regency="51.04")
    province = make_office(name="Dinas Bali", level="province", province="51")
    here, above = make_sentra(), make_sentra(province="51", regency="51.06")
    nobody = make_sentra(province="32", regency="32.04")

    campaign = opened(make_campaign())

    offices = dict(campaign.entries.values_list("sentra_id", "office_id"))
    assert offices == {here.pk: regency.pk, above.pk: province.pk, nobody.pk: None}
    assert (campaign.state, campaign.n_frame) == ("open", 3)


def test_a_frame_selects_as_the_list_of_sentra_does() -> None:
    make_sentra(province="32", regency="32.04")
    here = make_sentra()

    campaign = opened(make_campaign(frame="province=51"))

    assert list(campaign.entries.values_list("sentra_id", flat=True)) == [here.pk]


@pytest.mark.parametrize("frame", ["provinsi=51", "province=99", "limit=5", "status=banana"])
def test_a_frame_that_cannot_be_read_is_refused_at_its_field(frame: str) -> None:
    values = {"name": "Uji", "frame": frame, "year": 2026}
    days = {"opens_on": "2026-11-01", "deadline_on": "2026-12-01"}
    problems = check(Change("campaign.record", {**values, **days}), ACTOR)

    assert [problem.field for problem in problems] == ["frame"]
    assert problems[0].code.startswith("query.")


def test_a_deadline_before_the_opening_is_refused() -> None:
    with pytest.raises(ChangeRejected) as refusal:
        make_campaign(deadline_on="2026-10-01")

    assert codes(refusal) == {"campaign.deadline_after_opening"}
    assert not Campaign.objects.exists()


def test_a_frame_that_selects_nothing_opens_nothing() -> None:
    campaign = make_campaign(frame="province=51")

    assert refused_opening(campaign) == {"campaign.frame_empty"}
    assert Campaign.objects.get().state == "draft"


def test_a_list_that_changed_since_it_was_shown_is_not_opened() -> None:
    make_sentra()

    assert refused_opening(make_campaign(), "a" * 64) == {"campaign.frame_differs"}
    assert not CampaignSentra.objects.exists()


def test_a_campaign_opens_once() -> None:
    make_sentra()
    campaign = opened(make_campaign())

    with pytest.raises(ChangeRejected) as refusal:
        opened(campaign)

    assert "campaign.opened_already" in codes(refusal)
    assert CampaignSentra.objects.count() == 1


def test_nobody_enters_a_campaign_after_it_opened() -> None:
    make_sentra()
    campaign = opened(make_campaign())
    values = {"campaign": campaign.code, "sentra": make_sentra().public_code}
    place = {"province": "51"}

    problems = check(Change("campaign_sentra.assign", {**values, **place}), ACTOR)

    assert [problem.code for problem in problems] == ["campaign_sentra.only_by_opening"]


def test_opening_freezes_the_frame_and_not_the_last_day() -> None:
    make_sentra()
    campaign = opened(make_campaign())

    def corrected(**values: Any) -> list[str]:
        change = Change("campaign.correct", values, campaign.code, campaign.version)
        return [problem.code for problem in check(change, ACTOR)]

    assert corrected(frame="province=51") == ["campaign.opened_already"]
    assert corrected(opens_on="2026-11-02") == ["campaign.opened_already"]
    assert corrected(deadline_on="2026-12-31") == []


def test_only_a_running_campaign_is_closed() -> None:
    make_sentra()
    draft, running = make_campaign(), opened(make_campaign())

    with pytest.raises(ChangeRejected) as refusal:
        close_campaign(draft, actor=ACTOR, version_shown=draft.version, reason="uji")
    close_campaign(running, actor=ACTOR, version_shown=running.version, reason="uji")

    assert "campaign.not_open" in codes(refusal)
    assert set(Campaign.objects.values_list("state", flat=True)) == {"draft", "closed"}


@pytest.mark.parametrize("design", ["simple", "stratified"])
def test_a_sample_is_what_seed_and_list_draw(design: str) -> None:
    for _one in range(4):
        make_sentra()
        make_sentra(province="32", regency="32.04")
    samples = drawn(opened(make_campaign()), 4, design)

    draw = CampaignDraw.objects.get()
    assert (len(samples), draw.size, draw.n_frame, len(draw.seed)) == (4, 4, 8, 32)
    assert draw.frame_digest == draw.campaign.frame_digest
    assert is_repeatable(draw)


def test_a_sample_is_not_drawn_twice() -> None:
    make_sentra()
    campaign = opened(make_campaign())
    drawn(campaign, 1)

    with pytest.raises(ChangeRejected) as refusal:
        draw_sample(campaign, design="simple", size=1, actor=ACTOR)

    assert codes(refusal) == {"campaign_draw.once"}
    assert CampaignSample.objects.count() == 1


def test_no_sentra_joins_a_sample_afterwards() -> None:
    make_sentra()
    make_sentra()
    campaign = opened(make_campaign())
    (chosen,) = drawn(campaign, 1)
    other = campaign.entries.exclude(pk=chosen.entry_id).get()
    values = {"draw": str(chosen.draw_id), "entry": str(other.pk), "position": 2}

    problems = check(Change("campaign_sample.draw", values), ACTOR)

    assert "campaign_sample.only_with_draw" in {problem.code for problem in problems}
    assert CampaignSample.objects.count() == 1


@pytest.mark.parametrize("size", [0, 3])
def test_a_sample_is_neither_empty_nor_larger_than_the_campaign(size: int) -> None:
    make_sentra()
    make_sentra()
    campaign = opened(make_campaign())

    with pytest.raises(ChangeRejected) as refusal:
        draw_sample(campaign, design="simple", size=size, actor=ACTOR)

    assert "campaign_draw.size_fits" in codes(refusal)
    assert not CampaignDraw.objects.exists()


def test_a_stratified_sample_needs_a_place_for_every_province() -> None:
    make_sentra()
    make_sentra(province="32", regency="32.04")
    campaign = opened(make_campaign())

    with pytest.raises(ChangeRejected) as refusal:
        draw_sample(campaign, design="stratified", size=1, actor=ACTOR)

    assert codes(refusal) == {"campaign_draw.few_for_strata"}


def test_a_sample_of_one_s_own_choice_is_refused() -> None:
    for _one in range(3):
        make_sentra()
    campaign = opened(make_campaign())
    entries = list(campaign.entries.order_by("pk"))
    draw = Change(
        "campaign_draw.record",
        {
            "campaign": campaign.code,
            "design": "simple",
            "size": 3,
            "n_frame": 3,
            "frame_digest": campaign.frame_digest,
            "seed": "benih",
            "drawn_at": "2026-11-21T10:00:00+07:00",
        },
        ref="draw",
    )

    def picked(rows: list[CampaignSentra]) -> Act:
        samples = (
            Change("campaign_sample.draw", {"draw": "@draw", "entry": str(e.pk), "position": n})
            for n, e in enumerate(rows, start=1)
        )
        return Act((draw, *samples), ACTOR, ChangeSource.SYSTEM, "uji")

    for rows in (entries[:2], [entries[0], entries[0], entries[1]]):
        with pytest.raises(ChangeRejected) as refusal:
            apply_batch(picked(rows))
        assert "campaign_draw.not_repeatable" in codes(refusal)
    assert not CampaignDraw.objects.exists()


def test_a_prepared_campaign_has_no_sample() -> None:
    make_sentra()
    campaign = make_campaign()

    with pytest.raises(ChangeRejected) as refusal:
        draw_sample(campaign, design="simple", size=1, actor=ACTOR)

    assert "campaign.not_started" in codes(refusal)


def test_a_finding_is_corrected_with_a_reason_and_never_overwritten() -> None:
    make_sentra()
    (sample,) = drawn(opened(make_campaign()), 1)
    record_finding(sample, FOUND, actor=ACTOR, version_shown=sample.version)
    sample.refresh_from_db()
    again = Change(
        "campaign_sample.find", {**FOUND, "result": "gone"}, str(sample.pk), sample.version
    )

    assert [p.code for p in check(again, ACTOR)] == ["campaign_sample.found_already"]
    with pytest.raises(ChangeRejected) as refusal:
        record_finding(
            sample, {**FOUND, "result": "gone"}, actor=ACTOR, version_shown=sample.version
        )
    assert codes(refusal) == {"act.no_reason"}
    record_finding(
        sample,
        {**FOUND, "result": "gone"},
        actor=ACTOR,
        version_shown=sample.version,
        reason="salah tempat",
    )
    sample.refresh_from_db()
    assert sample.result == "gone"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"found_on": "2026-11-22"}, "campaign_sample.found_ahead"),
        ({"found_on": "2026-10-31"}, "campaign_sample.found_early"),
        ({"result": ""}, "campaign_sample.result_missing"),
        ({"words": ""}, "campaign_sample.finding_whole"),
        ({"method": "banana"}, "value.not_a_choice"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(wrong: dict[str, str], code: str) -> None:
    make_sentra()
    (sample,) = drawn(opened(make_campaign()), 1)

    with pytest.raises(ChangeRejected) as refusal:
        record_finding(sample, {**FOUND, **wrong}, actor=ACTOR, version_shown=sample.version)

    assert code in codes(refusal)
    assert CampaignSample.objects.get().result == ""


def test_nothing_is_corrected_where_nothing_was_found() -> None:
    make_sentra()
    (sample,) = drawn(opened(make_campaign()), 1)
    change = Change("campaign_sample.correct", FOUND, str(sample.pk), sample.version)

    assert [p.code for p in check(change, ACTOR)] == ["campaign_sample.not_found_yet"]


def test_a_stale_page_opens_nothing() -> None:
    make_sentra()
    campaign = make_campaign()
    campaign.version += 7

    with pytest.raises(ChangeConflict):
        opened(campaign)

    assert not CampaignSentra.objects.exists()
