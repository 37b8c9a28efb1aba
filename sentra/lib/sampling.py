"""Drawing a sample that anybody can repeat, and what a sample says about the whole: shares with a
95 % interval. Pure arithmetic; what is sampled, and why, belongs to the applications.

A draw ranks every code by SHA-256 over seed and code and takes the first ones, so that it needs no
random generator to be repeated: the seed and the list of codes are enough. The formulas and their
reasons are in docs/decisions/0013-audit-estimate.md."""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The 97.5 % point of the normal distribution.
Z95 = 1.959963984540054
# Fewer than this in a stratum leave nothing to measure its scatter by.
LEAST_IN_STRATUM = 2


@dataclass(frozen=True)
class Share:
    """An estimated share with the bounds of its 95 % interval, all between 0 and 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Stratum:
    """`n_yes` yes among `n_seen` seen of `size` in the stratum."""

    size: int
    n_seen: int
    n_yes: int


def digest(codes: Iterable[str]) -> str:
    """SHA-256 in hex over the sorted codes, one a line."""
    return hashlib.sha256("\n".join(sorted(codes)).encode()).hexdigest()


def ranked(codes: Iterable[str], seed: str) -> list[str]:
    """The codes in the order of their rank under a seed."""
    return sorted(codes, key=lambda code: (_rank(seed, code), code))


def _rank(seed: str, code: str) -> str:
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def draw_simple(codes: Iterable[str], size: int, seed: str) -> list[str]:
    """A simple random sample without replacement, in the order of the draw."""
    return ranked(codes, seed)[:size]


def draw_stratified(strata: Mapping[str, Iterable[str]], size: int, seed: str) -> list[str]:
    """A random sample in every stratum, strata by name. Raises ValueError when there are more
    strata than places."""
    lists = {name: list(codes) for name, codes in strata.items()}
    places = allocate({name: len(codes) for name, codes in lists.items()}, size)
    return [code for name in sorted(lists) for code in draw_simple(lists[name], places[name], seed)]


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many to draw in each stratum: in proportion, yet two wherever a stratum has two and there
    is room (one otherwise), since one alone says nothing about scatter.

    Raises ValueError when `size` is smaller than the number of strata or larger than the whole."""
    whole = sum(sizes.values())
    if not len(sizes) <= size <= whole:
        raise ValueError(f"{size} places for {len(sizes)} strata of {whole} in all")
    places = {name: min(LEAST_IN_STRATUM, n) for name, n in sizes.items()}
    if sum(places.values()) > size:
        places = dict.fromkeys(sizes, 1)
    for _place in range(size - sum(places.values())):
        wanting = (name for name in sorted(sizes) if places[name] < sizes[name])
        chosen = max(wanting, key=lambda name: size * sizes[name] / whole - places[name])
        places[chosen] += 1
    return places


def wilson(n_yes: int, n_seen: int, population: int | None = None) -> Share:
    """Wilson's score interval. With a finite `population` the number seen counts as
    n·(N−1)/(N−n): the smaller the unseen rest, the narrower; all seen leaves no doubt."""
    if n_seen < 1 or not 0 <= n_yes <= n_seen or (population or n_seen) < n_seen:
        raise ValueError(f"{n_yes} of {n_seen} seen of {population}")
    return _score(n_yes / n_seen, n_seen, population)


def _score(share: float, n_seen: int, population: int | None) -> Share:
    if population == n_seen:
        return Share(share, share, share)
    n = float(n_seen)
    if population is not None:
        n = n_seen * (population - 1) / (population - n_seen)
    z2 = Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    # At 0 and 1 the bound is the share itself; rounding must not push it past.
    low = 0.0 if share == 0 else max(0.0, centre - half)
    high = 1.0 if share == 1 else min(1.0, centre + half)
    return Share(share, low, high)


def stratified(strata: Iterable[Stratum]) -> Share:
    """The share of the whole, each stratum by its size: p = Σ W·p_h, with the variance
    Σ W²·(1 − n_h/N_h)·p_h(1 − p_h)/(n_h − 1).

    A stratum with one seen of several gets the largest variance possible, W²/4. Strata where
    nothing was seen are left out of the weights. Where the sample shows no scatter although
    something is unseen, the interval is Wilson's around p with all that was seen. ValueError when
    nothing was."""
    seen = [one for one in strata if one.n_seen > 0]
    whole = sum(one.size for one in seen)
    if not whole:
        raise ValueError("nothing was seen")
    share = sum((one.size / whole) * (one.n_yes / one.n_seen) for one in seen)
    share = min(1.0, max(0.0, share))
    if not has_scatter(seen):
        return _score(round(share, 12), sum(one.n_seen for one in seen), whole)
    half = Z95 * math.sqrt(sum((one.size / whole) ** 2 * _scatter(one) for one in seen))
    return Share(share, max(0.0, share - half), min(1.0, share + half))


def has_scatter(strata: Iterable[Stratum]) -> bool:
    """Whether the sample gives any variance: some stratum shows both answers, or has one seen of
    several."""
    return any(_scatter(one) > 0 for one in strata if one.n_seen > 0)


def _scatter(one: Stratum) -> float:
    """The variance of a stratum's own share."""
    if one.n_seen >= one.size:
        return 0.0
    if one.n_seen < LEAST_IN_STRATUM:
        return 0.25
    share = one.n_yes / one.n_seen
    return (1 - one.n_seen / one.size) * share * (1 - share) / (one.n_seen - 1)
