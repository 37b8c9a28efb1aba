"""The queue: registered names, a schedule that can be read, and two names for one drain."""

import pytest
from celery.schedules import crontab

from registry.models import DirtyEvent, JobRun
from sentra.celery import app
from tests.factories import make_claim, make_grant, make_sentra
from tests.registry.aggregates.truth import drift

NAMES = {
    "registry.tasks.recompute_provincial_aggregates",
    "registry.tasks.verify_aggregates",
    "registry.tasks.tell",
    "registry.tasks.remind",
    "registry.tasks.send_digests",
    "registry.tasks.sweep_files",
    "dak.tasks.recompute_provincial_aggregates",
}


def test_every_task_is_registered_under_its_name() -> None:
    app.loader.import_default_modules()
    assert {name for name in app.tasks if not name.startswith("celery.")} == NAMES


def test_the_schedule_names_only_registered_tasks_and_no_data() -> None:
    entries = app.conf.beat_schedule.values()
    assert {entry["task"] for entry in entries} == NAMES
    assert not [entry for entry in entries if entry.get("args") or entry.get("kwargs")]


def test_the_schedule_can_be_read() -> None:
    when = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    assert when["registry.tasks.recompute_provincial_aggregates"] == 30.0
    assert when["dak.tasks.recompute_provincial_aggregates"] == 30.0
    assert when["registry.tasks.verify_aggregates"] == crontab(hour="1", minute="30")
    assert all(len(name) > 10 for name in app.conf.beat_schedule)


def test_the_queue_keeps_waiting_for_its_broker_and_carries_json_alone() -> None:
    assert app.conf.broker_connection_max_retries is None
    assert app.conf.broker_connection_retry_on_startup is True
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_ignore_result is True
    assert app.conf.task_acks_late is True
    assert app.conf.timezone == "Asia/Jakarta"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name in NAMES if "recompute" in name))
def test_either_name_drains_the_events_of_both_applications(name: str) -> None:
    app.loader.import_default_modules()
    make_sentra()
    make_claim(make_grant(), amount_idr=1_000)

    result = app.tasks[name].apply()

    assert result.successful()
    assert result.result >= 1
    assert not DirtyEvent.objects.exists()
    assert drift() == []
    assert JobRun.objects.get().detail["failed"] == []
