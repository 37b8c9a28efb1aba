"""The ground the harness stands on: six provinces with real codes, reference data, and synthetic
sentra with parts, profiles and grants, all written through the engine as any surface would."""

from collections.abc import Iterator
from random import Random

from django.conf import settings

from registry import policy
from registry.aggregates.recompute import drain, mark_everything
from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch, load
from registry.choices import ChangeSource
from registry.models import Province, Regency
from tests.factories.regions import load_small_map

ACTOR = policy.system("faults")
REASON = "uji gangguan"
MORE_PROVINCES = (("33", "Jawa Tengah"),)
MORE_REGENCIES = (("33.09", "Boyolali"), ("33.10", "Klaten"), ("52.01", "Lombok Barat"))
# Regencies of today's map, by province: where a sentra may stand and move to.
REGENCIES = ("32.04", "32.73", "33.09", "33.10", "51.04", "51.06", "52.02", "93.01")
# One sentra stands here and no writer moves another to it.
LONELY = "52.01"
PROVINCE_ONLY = "91"
COMMODITIES = ("perak", "tenun", "bambu", "kulit", "gula-aren", "keripik")
SECTORS = ("logam", "sandang", "pangan")
ORIGINS = (1985, 2004, *range(2014, 2026), *range(2014, 2026))
SOURCE = "dinas-uji"
OFFICE = "kantor-uji"


def act(*changes: Change) -> Applied:
    """Apply changes as one act of the harness."""
    return apply_batch(Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, REASON))


def quiet_application() -> None:
    """No wake-ups: the harness decides who drains and when."""
    settings.WAKE_TASK = ""


def load_map() -> None:
    """The small map of the tests and two regencies more, so that moves have somewhere to go."""
    if not Province.objects.exists():
        load_small_map()

    def row(code: str, name: str, **more: str) -> dict[str, str]:
        return {
            "code": code,
            "name": name,
            "short_name": name,
            "name_key": name.lower(),
            "bps_code": "",
            **more,
        }

    load(Province, [row(*pair) for pair in MORE_PROVINCES], actor=ACTOR, reason=REASON)
    load(
        Regency,
        [
            row(code, f"Kabupaten {name}", province_id=code[:2], kind="regency")
            for code, name in MORE_REGENCIES
        ],
        actor=ACTOR,
        reason=REASON,
    )


def load_reference() -> None:
    """One scheme, three sectors, six commodities, one source, one office."""
    act(
        Change(
            "scheme.record",
            {"code": "uji", "name": "Skema uji", "is_exclusive": True},
            ref="scheme",
        ),
        *(
            Change(
                "sector.record", {"code": code, "name": code.title(), "scheme": "@scheme"}, ref=code
            )
            for code in SECTORS
        ),
        *(
            Change(
                "commodity.record",
                {
                    "code": code,
                    "name": code.title(),
                    "sector": f"@{SECTORS[number % len(SECTORS)]}",
                },
            )
            for number, code in enumerate(COMMODITIES)
        ),
        Change("source.record", {"code": SOURCE, "publisher": "Dinas uji"}),
        Change("office.record", {"code": OFFICE, "name": "Kantor uji", "level": "ministry"}),
    )


def place_of(regency: str) -> dict[str, str | None]:
    """A place as `sentra.register` and `sentra.correct` want it."""
    deeper = {"district": None, "village": None}
    if regency == PROVINCE_ONLY:
        return {"province": regency, "regency": None, **deeper}
    return {"province": regency[:2], "regency": regency, **deeper}


def sentra_changes(number: int, random: Random, *, ref: str) -> Iterator[Change]:
    """One synthetic sentra with its parts; every third has gaps, as real ones do. Number 0 stands
    alone in its regency."""
    place = place_of(LONELY if number == 0 else random.choice((*REGENCIES, PROVINCE_ONLY)))
    yield Change(
        "sentra.register",
        {
            "name": f"Sentra uji {number}",
            "kind": random.choice(("cluster",) * 5 + ("craft_group", "service_unit")),
            "recognition": random.choice(("decree", "listed", "reported", "reported", "candidate")),
            **place,
        },
        ref=ref,
    )
    part = {"sentra": f"@{ref}"}
    yield Change(
        "sentra_commodity.record",
        {**part, "commodity": random.choice(COMMODITIES), "is_primary": True},
    )
    if number % 3:
        yield Change(
            "origin.record",
            {**part, "kind": "unspecified", "origin_year": random.choice(ORIGINS)},
        )
        yield Change(
            "status.record",
            {
                **part,
                "status": random.choice(("active", "active", "declining", "dormant", "closed")),
                "status_on": f"{random.randint(2018, 2025)}-0{random.randint(1, 9)}-15",
                "source": SOURCE,
            },
        )
    if number % 4 == 0:
        yield Change(
            "verification.record",
            {
                **part,
                "verified_on": f"202{random.randint(3, 5)}-06-01",
                "valid_to": "2027-06-01",
                "office": OFFICE,
                "method": "visit",
            },
        )
    for year in sorted(random.sample(range(2020, 2026), random.randint(0, 2))):
        yield profile(f"@{ref}", year, random)


def profile(sentra: str, year: int, random: Random) -> Change:
    """A profile with some figures exact, one of a range, others unknown."""
    units = random.randint(5, 90)
    workers = random.randint(units, 4 * units)
    return Change(
        "profile.record",
        {
            "sentra": sentra,
            "year": year,
            "source": SOURCE,
            "unit_count": units,
            "worker_count": workers,
            "production_value_idr": random.choice(
                (
                    None,
                    random.randint(1, 900) * 1_000_000,
                    {"low": 10_000_000, "high": 30_000_000, "qualifier": "range", "text": ""},
                )
            ),
        },
    )


def grant_changes(number: int, random: Random) -> Iterator[Change]:
    """A grant to a regency, with one or two claims."""
    regency = random.choice(REGENCIES)
    yield Change(
        "grant.record",
        {
            "code": f"hibah-{number}",
            "fund": random.choice(("fisik", "fisik", "fisik", "nonfisik")),
            "stage": random.choice(("allocated", "finished", "proposed")),
            "fiscal_year": random.randint(2019, 2025),
            "level": "regency",
            "province": regency[:2],
            "regency": regency,
        },
        ref="g",
    )
    for stage in random.choice((("allocation",), ("allocation", "built"), ("built",))):
        yield Change(
            "claim.record",
            {
                "grant": "@g",
                "source": SOURCE,
                "stage": stage,
                "amount_idr": random.randint(1, 900) * 1_000_000,
            },
        )


def plant(n_sentra: int, random: Random) -> None:
    """Synthetic sentra, and a grant for every fifth; then everything is computed once."""
    for start in range(0, n_sentra, 50):
        numbers = range(start, min(start + 50, n_sentra))
        changes: list[Change] = []
        for number in numbers:
            changes += sentra_changes(number, random, ref=f"s{number}")
        act(*changes)
    for number in range(n_sentra // 5):
        act(*grant_changes(number, random))
    mark_everything()
    drain()


def prepare(n_sentra: int, random: Random) -> None:
    """Map, reference data, sentra and right numbers, in an empty migrated database."""
    quiet_application()
    load_map()
    load_reference()
    plant(n_sentra, random)
