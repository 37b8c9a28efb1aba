"""What visitors may and may not see, over the real pages: a stranger's office sees nothing of
another's submissions, and the registry is ready without Redis."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client, override_settings

from registry.changes.change import Change
from sentra.accounts.models import User
from tests.factories import make_sentra
from tests.faults import ground
from tests.registry.proposals import sent, yearly

OWNER, STRANGER = "51.04", "33.09"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
NOBODY_LISTENS = "redis://127.0.0.1:9/0"


@contextmanager
def plain_pages() -> Iterator[None]:
    """Pages without collected static files, in this process; refusals are wanted here and not
    worth a line in the log."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", "No directory at", UserWarning)
    try:
        with override_settings(STORAGES=storages, ALLOWED_HOSTS=["127.0.0.1"]):
            yield
    finally:
        log.setLevel(level)


def browser_of(user: User) -> Client:
    """A signed-in browser."""
    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.force_login(user, backend=MODEL_BACKEND)
    return client


def operator_of(regency: str) -> User:
    """An account of a regency's office, with a mandate in force."""
    office = f"dinas-{regency.replace('.', '')}"
    email = f"{office}@contoh.example"
    user = User.objects.create_user(email=email)
    ground.act(
        Change(
            "office.record",
            {
                "code": office,
                "name": f"Dinas {regency}",
                "level": "regency",
                "province": regency[:2],
                "regency": regency,
            },
        )
    )
    mandate = {"role": "regency_operator", "valid_from": "2020-01-01"}
    ground.act(Change("mandate.record", {**mandate, "user": email, "office": office}))
    return user


def strangers_stay_out() -> Iterator[list[str]]:
    """Another regency's operator asks for a receipt by its number, and for the list."""
    owner, stranger = operator_of(OWNER), operator_of(STRANGER)
    sentra = make_sentra(province=OWNER[:2], regency=OWNER)
    number = sent(owner, yearly(sentra, worker_count=34)).submission.receipt_number
    receipt, listed = f"/tugas/tanda-terima/{number}/", "/tugas/kiriman/"
    wrong = []
    with plain_pages():
        for path in (receipt, listed):
            own, foreign = browser_of(owner).get(path), browser_of(stranger).get(path)
            if own.status_code != 200 or number not in own.content.decode():
                wrong.append(f"the owner cannot see {path}: {own.status_code}")
            if foreign.status_code == 200 and number in foreign.content.decode():
                wrong.append(f"a stranger sees {number} on {path}")
    yield wrong


def ready_without_redis() -> Iterator[list[str]]:
    """The health pages while nobody listens where Redis should be."""
    with plain_pages(), override_settings(REDIS_URL=NOBODY_LISTENS):
        answer = Client(HTTP_HOST="127.0.0.1").get("/readyz")
    yield [] if answer.status_code == 200 else [f"/readyz answers {answer.status_code}"]
