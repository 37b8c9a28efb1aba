"""The Celery application and the beat schedule. Tasks carry no data, only "look now": what is
to be done stands in the database, and the sweeper does it without the broker too."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.settings.prod")

app = Celery("sentra")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["registry", "dak"])

app.conf.beat_schedule = {
    "recompute what is dirty (registry)": {
        "task": "registry.tasks.recompute_provincial_aggregates",
        "schedule": 30.0,
    },
    "recompute what is dirty (DAK)": {
        "task": "dak.tasks.recompute_provincial_aggregates",
        "schedule": 30.0,
    },
    "tell people what happened, send their letters": {
        "task": "registry.tasks.tell",
        "schedule": 60.0,
    },
    "remind of deadlines": {
        "task": "registry.tasks.remind",
        "schedule": crontab(minute="5"),
    },
    "the weekly digest, Monday morning (WIB)": {
        "task": "registry.tasks.send_digests",
        "schedule": crontab(hour="7", minute="0", day_of_week="mon"),
    },
    "verify every stored aggregate, after the first sweep of the day": {
        "task": "registry.tasks.verify_aggregates",
        "schedule": crontab(hour="1", minute="30"),
    },
}
