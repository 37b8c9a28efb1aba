"""Sentra on record that may be the one somebody is about to propose as new: the same folded name,
another name, or most of its three-letter pieces. Candidates to look at, never proof."""

from dataclasses import dataclass

from django.db.models import Q

from registry.models import Sentra, SentraAlias
from sentra.lib.text import SEARCH_STOP_WORDS, fold_words

# From this share of common pieces on two names look alike to a reader ("Rajut Binong Jati" and
# "Sentra Rajut Binongjati" share 0.6; "Rajut" and "Tenun" none).
ALIKE = 0.34
SHOWN = 5


@dataclass(frozen=True)
class Lookalike:
    """A sentra on record and how much of the name it shares, 0 to 1."""

    sentra: Sentra
    share: float
    name: str


def lookalikes(name: str, province: str, *, but: int | None = None) -> list[Lookalike]:
    """The likest sentra of one province, best first; two statements."""
    wanted = pieces(name)
    if not wanted or not province:
        return []
    rows = Sentra.objects.filter(province_id=province).exclude(Q(pk=but) if but else Q(pk__in=[]))
    best: dict[int, tuple[float, str]] = {}
    aliases = SentraAlias.objects.in_force().filter(sentra__in=rows)
    for pk, known in (
        *rows.values_list("pk", "name"),
        *aliases.values_list("sentra_id", "name"),
    ):
        share = likeness(wanted, pieces(known))
        if share >= ALIKE and share > best.get(pk, (0.0, ""))[0]:
            best[pk] = (share, known)
    nearest = sorted(best, key=lambda pk: (-best[pk][0], pk))[:SHOWN]
    found = rows.with_places().in_bulk(nearest)
    return [Lookalike(found[pk], *best[pk]) for pk in nearest]


def pieces(name: str) -> frozenset[str]:
    """The three-letter pieces of the telling words of a name, written together."""
    words = fold_words(name).split()
    telling = [word for word in words if word not in SEARCH_STOP_WORDS] or words
    key = f" {''.join(telling)} "
    return frozenset(key[i : i + 3] for i in range(len(key) - 2)) if telling else frozenset()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Common pieces by all pieces."""
    return len(one & other) / len(one | other) if one and other else 0.0
