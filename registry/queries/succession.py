"""What became of sentra: where a merged one leads, who came before, and the chain of successors."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from registry.choices import SentraSuccessionKind
from registry.models import Sentra, SentraSuccession

# The two numbers of the advisory lock under which chains are judged.
LOCK = (0x5E47, 20)


def successors_in_force() -> QuerySet[SentraSuccession]:
    """Every step to another sentra that was not withdrawn."""
    return SentraSuccession.objects.in_force().filter(successor__isnull=False)


def merged_into(sentra: int) -> Sentra | None:
    """The sentra in which a merged one goes on today, over any number of mergers; None where it was
    not merged."""
    found, at, seen = None, sentra, {sentra}
    while True:
        step = (
            successors_in_force()
            .filter(kind=SentraSuccessionKind.MERGED, sentra=at)
            .select_related("successor")
            .first()
        )
        if step is None or step.successor is None or step.successor.pk in seen:
            return found
        found, at = step.successor, step.successor.pk
        seen.add(at)


def current_code(public_code: str) -> str:
    """The permanent code under which a sentra goes on: its own, or that of its last successor;
    empty where nobody in force has it."""
    known = Sentra.objects.in_force().filter(public_code=public_code)
    pk = known.values_list("pk", flat=True).first()
    if pk is None:
        return ""
    found = merged_into(pk)
    return public_code if found is None else found.public_code


def steps_of(sentra: Sentra) -> list[SentraSuccession]:
    """What became of a sentra itself: moved, renamed, split; newest first."""
    steps = SentraSuccession.objects.in_force().filter(sentra=sentra)
    return list(steps.select_related("successor", "source"))


def predecessors_of(sentra: Sentra) -> list[SentraSuccession]:
    """The steps by which other sentra became this one or a part of it; newest first."""
    steps = SentraSuccession.objects.in_force().filter(successor=sentra)
    return list(steps.select_related("sentra", "source"))


def merged_code() -> Subquery:
    """The code of the sentra each row was merged into, for lists."""
    steps = successors_in_force().filter(kind=SentraSuccessionKind.MERGED, sentra=OuterRef("pk"))
    return Subquery(steps.values("successor__public_code")[:1])


def earliest_fact(sentra: int) -> date | None:
    """The day of the earliest dated fact of a sentra, of any application; None without one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(dated_on) FROM registry_dated_fact WHERE sentra_id = %s", [sentra]
        )
        return cursor.fetchone()[0]


def hold_successions() -> None:
    """Judge one act on successors at a time: until the end of this transaction nobody else does.
    What the chain is has to be read in a later statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", LOCK)


def steps_from(
    sentra: Iterable[int],
    *,
    without: Iterable[int] = (),
    drafted: Mapping[int, Iterable[int]] | None = None,
) -> set[int]:
    """Every sentra reached by successors from these, themselves left out. Stored steps in `without`
    do not count; `drafted` are steps that are about to be written."""
    reached: set[int] = set()
    frontier, drafted = set(sentra), drafted or {}
    while frontier:
        stored = (
            successors_in_force()
            .filter(sentra__in=frontier)
            .exclude(pk__in=list(without))
            .values_list("successor_id", flat=True)
        )
        following = set(stored).union(*(drafted.get(pk, ()) for pk in frontier))
        frontier = following - reached
        reached |= following
    return reached
