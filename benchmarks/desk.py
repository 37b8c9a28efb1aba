"""What the ministry's desk costs at its full size: the queue with five hundred proposals that wait,
the same with one about every sentra, as a campaign brings them, and the opening of a campaign."""

from django.test import Client

from benchmarks import ground
from benchmarks.reading import ask
from benchmarks.table import Measured, timed
from registry.changes.campaign import open_campaign
from registry.changes.change import Change
from registry.changes.engine import load
from registry.filters.campaign import frame_rows
from registry.models import (
    Campaign,
    Office,
    Province,
    Sentra,
    SentraStatus,
    SubmissionAct,
    YearlyProfile,
)
from registry.queries.submission import proposals
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from sentra.lib.sampling import digest
from tests.factories import make_mandate, make_office, make_user
from tests.factories.campaigns import make_campaign
from tests.faults.visitors import plain_pages
from tests.registry.proposing import listed

WAITING, LINES = 500, 50
# One proposal about every sentra of the ministry's count.
FLOOD = 10_514
QUEUE = "/admin/registry/submissionact/"
QUEUE_SECONDS, FLOOD_SECONDS = 0.3, 1.0
OPENING_SECONDS = 5.0
ROUNDS = 20
YEAR = today_wib().year


def pages(waiting: int = WAITING, rounds: int = ROUNDS, flood: int = FLOOD) -> list[Measured]:
    """The queue, the queue of a campaign, then the opening of one."""
    offices = offices_of_provinces()
    fill_queue(offices, waiting)
    client = Client(HTTP_HOST="127.0.0.1")
    staff = make_user(email="meja@contoh.example", is_staff=True)
    make_mandate(staff, make_office(name="Meja pengukuran"), "ministry_staff")
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    queue = asked(client, rounds, QUEUE_SECONDS)
    flood_queue(flood)
    return [queue, asked(client, rounds, FLOOD_SECONDS), opening()]


def asked(client: Client, rounds: int, most_seconds: float) -> Measured:
    """The queue as it stands now."""
    n = f"{proposals().filter(state='received').count():,}".replace(",", ".")
    queue = Measured(
        f"antrean pemeriksaan dengan {n} usulan", "", most_seconds=most_seconds, is_promise=False
    )
    with plain_pages():
        queue.alone(rounds, lambda: ask(client, QUEUE))
    return queue


def flood_queue(most: int) -> None:
    """A yearly update of so many sentra beside what waits, made against what stands: copies of one
    that was sent, through the door for generated data."""
    act = SubmissionAct.objects.filter(state="received").order_by("-pk")[:1].values().get()
    statuses = {
        row.sentra_id: [row.pk, row.version] for row in SentraStatus.objects.in_force().reverse()
    }
    profiles = {
        row.sentra_id: [row.pk, row.version]
        for row in YearlyProfile.objects.in_force().filter(year=YEAR)
    }
    del act["id"]
    sentra = Sentra.objects.in_force().order_by("pk").values_list("pk", "public_code", "version")
    load(
        SubmissionAct,
        [
            {
                **act,
                "position": LINES + number,
                "sentra_id": pk,
                "changes": [
                    {**change, "target": code, "base_version": version} for change in act["changes"]
                ],
                "shown": {
                    "basis": {
                        "year": YEAR,
                        "status": statuses.get(pk),
                        "profile": profiles.get(pk),
                    }
                },
            }
            for number, (pk, code, version) in enumerate(sentra[:most])
        ],
        actor=ground.ACTOR,
        reason=ground.REASON,
    )


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
