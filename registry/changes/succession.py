"""Verbs for what becomes of a sentra: merge, split, move, rename. Each gives the changes of ONE
act, in order; whoever calls puts them into an `Act` with actor, source and reason and hands it to
`check_batch` (to show every problem and what would change) or to `desk.apply_or_propose`.

    act = Act(merge(old, new, said=said), actor, ChangeSource.ADMIN, reason, "duplicate")
    apply_or_propose(act)

An act is taken back like any other: its lines are withdrawn or corrected by a new act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.changes.change import Change
from registry.choices import AliasKind, DatePrecision, ExistenceStatus, SentraSuccessionKind
from registry.models import Sentra, SentraAlias, SentraStatus, Source
from sentra.lib.text import fold

LEVELS = ("province", "regency", "district", "village")
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """Which source says that it happened, when, and why in its words. `on` is the first day of a
    month or year where `precision` says that no more is known, None where nothing is."""

    source: Source | str
    on: date | None
    precision: str = DatePrecision.DAY.value
    words: str = ""

    @property
    def source_code(self) -> str:
        """The code of the source; "@ref" where the same act records it."""
        return self.source.code if isinstance(self.source, Source) else self.source

    @property
    def day(self) -> str | None:
        """The day as a change carries it."""
        return self.on.isoformat() if self.on else None


def merge(old: Sentra, new: Sentra, *, said: Said) -> tuple[Change, ...]:
    """`old` goes on in `new`: its existence becomes "merged" on that day, its code leads to `new`
    everywhere (301), and its names find `new`. The record of `old` stays, with its history.

    The day is the day in the world: years before it go on counting both. Two records of one and the
    same sentra are merged as of the earliest fact of `old`, so that no year counts it twice; a
    later statement that `old` exists stands in the way and has to be withdrawn in the same act (put
    the "status.withdraw" changes before these)."""
    return (
        _step(old, SentraSuccessionKind.MERGED, said, successor=new.public_code),
        *_ended(old, ExistenceStatus.MERGED, said),
        *_names_kept(old, new, said),
    )


def split(old: Sentra, parts: Sequence[Sentra | str], *, said: Said) -> tuple[Change, ...]:
    """`old` goes on in several sentra; its existence becomes "split" on that day. Its code keeps
    its own page, which names them, since no single address takes its place; its name finds
    them all.

    A part that the same act registers is given as its "@ref"."""
    changes = [
        _step(old, SentraSuccessionKind.SPLIT, said, successor=_code(part)) for part in parts
    ]
    changes += _ended(old, ExistenceStatus.SPLIT, said)
    for part in parts:
        changes += _names_kept(old, part, said)
    return tuple(changes)


def move(
    sentra: Sentra,
    place: Values,
    *,
    said: Said,
    base_version: int | None = None,
) -> tuple[Change, ...]:
    """The same sentra at another place: `place` holds the new region keys (province, regency,
    district, village) and may hold place_words, hamlet, latitude, longitude and location_precision.
    Levels that are not named become unknown, and so does a point that is not named: the old one
    would be wrong. The code stays; the old region code is kept with the step, and dated facts keep
    the code of their time."""
    given = {name: place.get(name) for name in LEVELS} | dict(place)
    if "latitude" not in given:
        depth = next((name for name in reversed(LEVELS) if given[name]), "regency")
        precision = "regency" if depth == "province" else depth
        given |= {"latitude": None, "longitude": None, "location_precision": precision}
    version = sentra.version if base_version is None else base_version
    return (
        _step(sentra, SentraSuccessionKind.MOVED, said),
        Change("sentra.correct", given, sentra.public_code, version),
    )


def rename(
    sentra: Sentra,
    name: str,
    *,
    said: Said,
    base_version: int | None = None,
) -> tuple[Change, ...]:
    """The same sentra under a new name; the old one becomes an alias of kind "former" until that
    day, so that it still finds the sentra."""
    version = sentra.version if base_version is None else base_version
    changes = [
        _step(sentra, SentraSuccessionKind.RENAMED, said),
        Change("sentra.correct", {"name": name}, sentra.public_code, version),
    ]
    if fold(sentra.name) != fold(name):
        changes += _aliases(sentra.public_code, [sentra.name], _known_names(sentra), said)
    return tuple(changes)


def _step(sentra: Sentra, kind: SentraSuccessionKind, said: Said, **more: str) -> Change:
    values = {
        "sentra": sentra.public_code,
        "kind": kind.value,
        "happened_on": said.day,
        "happened_precision": said.precision,
        "reason_words": said.words,
        "source": said.source_code,
        **more,
    }
    return Change("sentra_succession.record", values)


def _ended(sentra: Sentra, status: ExistenceStatus, said: Said) -> list[Change]:
    """The end of its existence, unless that is on record already: nothing is closed twice."""
    known = SentraStatus.objects.in_force().filter(sentra=sentra, status=status, status_on=said.on)
    if known.exists():
        return []
    values = {
        "sentra": sentra.public_code,
        "status": status.value,
        "status_on": said.day,
        "status_precision": said.precision,
        "evidence": said.words,
        "source": said.source_code,
    }
    return [Change("status.record", values)]


def _names_kept(old: Sentra, new: Sentra | str, said: Said) -> list[Change]:
    """Every name of the old sentra as a former name of the new one."""
    aliases = SentraAlias.objects.in_force().filter(sentra=old).order_by("pk")
    names = [old.name, *aliases.values_list("name", flat=True)]
    known = _known_names(new) | {fold(new.name)} if isinstance(new, Sentra) else set()
    return _aliases(_code(new), names, known, said)


def _aliases(target: str, names: Sequence[str], known: set[str], said: Said) -> list[Change]:
    changes, seen = [], set(known)
    for name in names:
        if fold(name) in seen:
            continue
        seen.add(fold(name))
        values = {
            "sentra": target,
            "name": name,
            "kind": AliasKind.FORMER.value,
            "valid_to": said.day,
            "source": said.source_code,
        }
        changes.append(Change("alias.record", values))
    return changes


def _known_names(sentra: Sentra) -> set[str]:
    names = SentraAlias.objects.in_force().filter(sentra=sentra).values_list("name", flat=True)
    return {fold(name) for name in names}


def _code(sentra: Sentra | str) -> str:
    return sentra.public_code if isinstance(sentra, Sentra) else sentra
