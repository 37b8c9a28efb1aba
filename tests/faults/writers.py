"""What the writer processes do: acts through the engine and statements by hand, planned by the
parent so that two writers meet at the same sentra at the same moment."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Barrier
from random import Random

from django.db import DatabaseError, connection, transaction

from dak.models import Grant, GrantClaim
from registry.changes.change import Change
from registry.models import Sentra, SentraStatus, YearlyProfile
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.faults import ground

# How often each kind of step is planned; a race is two steps at once on one sentra.
STEPS = (
    ("race", 6),
    ("move", 4),
    ("profile", 2),
    ("correct", 1),
    ("status", 1),
    ("withdraw", 1),
    ("register", 1),
    ("grant", 2),
    ("by_hand", 1),
)
RACERS = ("profile", "profile", "by_hand", "status", "move")
STEPS_IN_A_ROUND = 8
MEETING_SECONDS = 20.0


@dataclass(frozen=True)
class Step:
    """One write: what, on which sentra, with which seed, and whether the other writer is there at
    the same moment."""

    name: str
    sentra: str
    seed: int
    is_race: bool = False


@dataclass
class Report:
    """What a writer did: steps done and refused by name, and when its races ran."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    spans: dict[int, tuple[float, float]] = field(default_factory=dict)


def plan(sentra: Sequence[str], random: Random) -> tuple[list[Step], list[Step]]:
    """The steps of two writers for one round; races stand at the same place in both."""
    names = [name for name, weight in STEPS for _ in range(weight)]
    first: list[Step] = []
    second: list[Step] = []
    for _ in range(STEPS_IN_A_ROUND):
        name = random.choice(names)
        if name == "race":
            target = random.choice(sentra)
            pair = [
                Step(random.choice(RACERS), target, random.getrandbits(32), True),
                Step("move", target, random.getrandbits(32), True),
            ]
            random.shuffle(pair)
            first.append(pair[0])
            second.append(pair[1])
        else:
            first.append(Step(name, random.choice(sentra), random.getrandbits(32)))
            other = random.choice([name for name in names if name != "race"])
            second.append(Step(other, random.choice(sentra), random.getrandbits(32)))
    # A move of a sector's commodity concerns every province; one in a round is plenty.
    if random.random() < 0.2:
        first.append(Step("sector", "", random.getrandbits(32)))
    return first, second


def write(steps: Sequence[Step], meeting: Barrier) -> Report:
    """Do the steps in order; a refusal is counted, anything else ends the writer."""
    report = Report()
    for position, step in enumerate(steps):
        if step.is_race:
            meeting.wait(MEETING_SECONDS)
        started = time.monotonic()
        try:
            happened = WRITES[step.name](step.sentra, Random(step.seed))
        except (ChangeRejected, ChangeConflict, DatabaseError):
            report.refused[step.name] += 1
            continue
        report.done[step.name] += happened
        if step.is_race and happened:
            report.spans[position] = (started, time.monotonic())
    return report


def overlaps(
    one: Mapping[int, tuple[float, float]], other: Mapping[int, tuple[float, float]]
) -> int:
    """Races whose two writes really ran at the same time and were both accepted."""
    return sum(
        one[position][0] < other[position][1] and other[position][0] < one[position][1]
        for position in one.keys() & other.keys()
    )


def move(code: str, random: Random) -> bool:
    """To a regency of another province."""
    here = Sentra.objects.get(public_code=code).province_id
    places = [place for place in (*ground.REGENCIES, ground.PROVINCE_ONLY) if place[:2] != here]
    ground.act(Change("sentra.correct", ground.place_of(random.choice(places)), code))
    return True


def correct(code: str, random: Random) -> bool:
    """Another kind or recognition: in or out of the headline."""
    values = {
        "kind": random.choice(("cluster", "cluster", "craft_group")),
        "recognition": random.choice(("decree", "listed", "reported", "candidate")),
    }
    ground.act(Change("sentra.correct", values, code))
    return True


def profile(code: str, random: Random) -> bool:
    """Another figure in the newest profile, or a first profile."""
    newest = _profile_of(code)
    if newest is None:
        ground.act(ground.profile(code, random.randint(2020, 2025), random))
    else:
        figures = {"unit_count": random.randint(1, 90), "worker_count": random.randint(90, 400)}
        ground.act(Change("profile.correct", figures, str(newest.pk)))
    return True


def status(code: str, random: Random) -> bool:
    """A dated status; closed ones leave the headline."""
    values = {
        "sentra": code,
        "status": random.choice(("active", "declining", "dormant", "closed")),
        "status_on": f"{random.randint(2019, 2025)}-05-{random.randint(1, 28):02}",
        "source": ground.SOURCE,
    }
    ground.act(Change("status.record", values))
    return True


def withdraw(code: str, random: Random) -> bool:
    """Take back a profile or a status as a mistake."""
    newest = _profile_of(code)
    if newest is not None and random.random() < 0.5:
        ground.act(Change("profile.withdraw", {}, str(newest.pk)))
        return True
    said = SentraStatus.objects.filter(sentra__public_code=code, is_withdrawn=False).first()
    if said is None:
        return False
    ground.act(Change("status.withdraw", {}, str(said.pk)))
    return True


def register(code: str, random: Random) -> bool:
    """A new sentra with its parts."""
    ground.act(*ground.sentra_changes(random.randint(1000, 9999), random, ref="new"))
    return True


def grant(code: str, random: Random) -> bool:
    """A grant that moves, changes its year, or gets or loses a claim."""
    row = random.choice(list(Grant.objects.order_by("id")[:80]))
    claims = list(GrantClaim.objects.filter(grant=row, is_withdrawn=False).order_by("id"))
    what = random.random()
    if what < 0.3:
        place = random.choice(ground.REGENCIES)
        values = {"province": place[:2], "regency": place, "sentra": None}
        ground.act(Change("grant.correct", values, row.code))
    elif what < 0.5:
        values = {"fiscal_year": random.choice((None, 2021, 2024)), "stage": "finished"}
        ground.act(Change("grant.correct", values, row.code))
    elif what < 0.7 and claims:
        ground.act(Change("claim.withdraw", {}, str(random.choice(claims).pk)))
    else:
        amount = random.randint(1, 900) * 1_000_000
        values = {"grant": row.code, "source": ground.SOURCE, "stage": "allocation"}
        ground.act(Change("claim.record", {**values, "amount_idr": amount}))
    return True


def by_hand(code: str, random: Random) -> bool:
    """A statement in psql's manner, with actor and reason; it takes no lock on the sentra first."""
    units = random.randint(1, 90)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT registry_act('dba:uji', 'tiket uji')")
        cursor.execute(
            "UPDATE registry_yearlyprofile SET unit_count = %s, unit_count_low = %s,"
            " unit_count_high = %s, unit_count_qualifier = '='"
            " WHERE NOT is_withdrawn"
            " AND sentra_id = (SELECT id FROM registry_sentra WHERE public_code = %s)",
            [units, units, units, code],
        )
        changed = cursor.rowcount
        # A statement by hand is rarely committed at once.
        cursor.execute("SELECT pg_sleep(%s)", [random.uniform(0, 0.02)])
    return changed > 0


def sector(code: str, random: Random) -> bool:
    """A commodity changes its sector: every province is concerned."""
    values = {"sector": random.choice(ground.SECTORS)}
    ground.act(Change("commodity.correct", values, random.choice(ground.COMMODITIES)))
    return True


def _profile_of(code: str) -> YearlyProfile | None:
    rows = YearlyProfile.objects.filter(sentra__public_code=code, is_withdrawn=False)
    return rows.order_by("-year").first()


WRITES: Mapping[str, Callable[[str, Random], bool]] = {
    "move": move,
    "correct": correct,
    "profile": profile,
    "status": status,
    "withdraw": withdraw,
    "register": register,
    "grant": grant,
    "by_hand": by_hand,
    "sector": sector,
}
