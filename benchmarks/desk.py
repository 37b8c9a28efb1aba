"""What the ministry's desk costs at its full size: the queue with five hundred proposals that wait,
and the opening of a campaign over every sentra."""

from django.test import Client

from benchmarks import ground
from benchmarks.reading import ask
from benchmarks.table import Measured, timed
from registry.changes.campaign import open_campaign
from registry.changes.change import Change
from registry.filters.campaign import frame_rows
from registry.models import Campaign, Office, Province, Sentra
from registry.queries.submission import proposals
from sentra.accounts.models import User
from sentra.lib.sampling import digest
from tests.factories import make_mandate, make_office, make_user
from tests.factories.campaigns import make_campaign
from tests.faults.visitors import plain_pages
from tests.registry.proposing import listed

WAITING, LINES = 500, 50
QUEUE = "/admin/registry/submissionact/"
QUEUE_SECONDS = 0.3
OPENING_SECONDS = 5.0
ROUNDS = 20


def pages(waiting: int = WAITING, rounds: int = ROUNDS) -> list[Measured]:
    """The queue, then a campaign."""
    offices = offices_of_provinces()
    fill_queue(offices, waiting)
    shown = f"antrean pemeriksaan dengan {proposals().filter(state='received').count()} usulan"
    queue = Measured(shown, "", most_seconds=QUEUE_SECONDS, is_promise=False)
    client = Client(HTTP_HOST="127.0.0.1")
    staff = make_user(email="meja@contoh.example", is_staff=True)
    make_mandate(staff, make_office(name="Meja pengukuran"), "ministry_staff")
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    with plain_pages():
        queue.alone(rounds, lambda: ask(client, QUEUE))
    return [queue, opening()]


def offices_of_provinces() -> list[tuple[Office, User]]:
    """A provincial office with an officer wherever there are sentra."""
    found = []
    for province in Province.objects.filter(sentra__isnull=False).distinct().order_by("code"):
        office = make_office(name=f"Dinas {province}", level="province", province=province.code)
        officer = make_user()
        make_mandate(officer, office, "province_officer")
        found.append((office, officer))
    return found


def fill_queue(offices: list[tuple[Office, User]], waiting: int) -> None:
    """Lists of corrections, which go straight to the ministry."""
    left = waiting
    for office, officer in offices:
        own = Sentra.objects.filter(province=office.province_id).order_by("pk")
        lines = [
            (one, Change("sentra.correct", {"note": "usul"}, one.public_code, one.version))
            for one in own[: min(LINES, left)]
        ]
        if lines:
            listed(officer, *lines)
        left -= len(lines)


def opening() -> Measured:
    """One act with a row for every sentra, its office beside it."""
    campaign: Campaign = make_campaign()
    seen = digest(row.public_code for row in frame_rows(campaign.frame))
    shown = f"{Sentra.objects.in_force().count():,}".replace(",", ".")
    opened = Measured(
        f"buka kampanye untuk {shown} sentra", "", most_seconds=OPENING_SECONDS, is_promise=False
    )
    opened.ours.append(
        timed(
            lambda: open_campaign(
                campaign,
                actor=ground.ACTOR,
                version_shown=campaign.version,
                digest_shown=seen,
                reason=ground.REASON,
            )
        )
    )
    return opened
