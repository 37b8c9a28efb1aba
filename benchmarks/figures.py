"""From an edit to the stored figure, without a broker in between, and all numbers anew; beside one
bare UPDATE with one GROUP BY. Through Celery it is `./ikm faults latency` that measures."""

from random import Random

from django.db import connection

from benchmarks import ground
from benchmarks.table import Measured, timed
from registry.aggregates.definitions import definitions
from registry.aggregates.recompute import drain, mark_everything
from registry.aggregates.verify import verify
from registry.changes.change import Change
from registry.changes.engine import apply_batch
from registry.models import YearlyProfile
from tests.faults.scratch import bare_connection

EDITS = 30
SEEN_WITHIN_SECONDS = 1.0
BURST = 200
BARE = """
SELECT s.regency_id, y.year, count(*), sum(y.unit_count_low), sum(y.worker_count_low)
FROM registry_sentra s JOIN registry_yearlyprofile y ON y.sentra_id = s.id
WHERE s.province_id = %s GROUP BY GROUPING SETS ((y.year), (s.regency_id, y.year))
"""
BARE_NATIONAL = """
SELECT s.province_id, s.regency_id, y.year, count(*), sum(y.unit_count_low)
FROM registry_sentra s JOIN registry_yearlyprofile y ON y.sentra_id = s.id
GROUP BY GROUPING SETS ((y.year), (s.province_id, y.year), (s.regency_id, y.year))
"""


def profiles(random: Random, count: int) -> list[YearlyProfile]:
    """Newest profiles of that many sentra."""
    rows = YearlyProfile.objects.filter(year=ground.LAST_PROFILE_YEAR).select_related("sentra")
    chosen = list(rows.order_by("pk")[:2000])
    return random.sample(chosen, min(count, len(chosen)))


def edit(profile: YearlyProfile, units: int) -> None:
    """One edit by an act."""
    figures = {"unit_count": units, "worker_count": 5_000}
    apply_batch(ground.act(Change("profile.correct", figures, str(profile.pk))))


def figures(random: Random, edits: int = EDITS, burst: int = BURST) -> list[Measured]:
    """One edit at a time, a burst, and everything anew."""
    drain()
    anew = Measured(
        f"semua angka dihitung ulang ({len(definitions())} angka, 38 provinsi)", "GROUP BY polos"
    )
    one = Measured(
        "satu suntingan → angka provinsi tersimpan",
        "UPDATE + GROUP BY polos",
        most_seconds=SEEN_WITHIN_SECONDS,
        share=0.99,
    )
    chosen = profiles(random, edits)
    with bare_connection() as bare:
        anew.ours.append(timed(everything_anew))
        anew.limit.append(timed(lambda: bare.execute(BARE_NATIONAL).fetchall()))
        tidy()
        for number, profile in enumerate(chosen):
            one.ours.append(timed(lambda p=profile, n=number: edit_and_drain(p, 100 + n)))
            one.limit.append(
                timed(lambda p=profile: bare.execute(BARE, [p.sentra.province_id]).fetchall())
            )
    writing = Measured("satu suntingan saja (kunci, periksa, tulis, riwayat)", "")
    for number, profile in enumerate(chosen):
        writing.ours.append(timed(lambda p=profile, n=number: edit(p, 300 + n)))
    drain()
    many = Measured(f"{burst} suntingan beruntun → semua angka benar", "", most_seconds=None)
    many.ours.append(timed(lambda: edit_many(random, burst)))
    checking = Measured("verifikasi semua angka tersimpan", "")
    checking.ours.append(timed(verify_all))
    return [writing, one, many, anew, checking]


def edit_and_drain(profile: YearlyProfile, units: int) -> None:
    """One edit, and the figures right after it."""
    edit(profile, units)
    drain()


def edit_many(random: Random, count: int) -> None:
    """Many edits, then the figures."""
    for number, profile in enumerate(profiles(random, count)):
        edit(profile, 500 + number)
    drain()


def everything_anew() -> None:
    """Every number of every province and the nation."""
    mark_everything()
    drain()


def verify_all() -> None:
    """Compare them all; a benchmark of wrong numbers would be worth nothing."""
    verdict = verify()
    if not verdict.is_right:
        raise RuntimeError(f"wrong numbers: {verdict.differences[:3]} {verdict.trigger_gaps[:3]}")


def tidy() -> None:
    """What autovacuum does within a minute in earnest."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
