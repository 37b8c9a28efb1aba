"""Measured times and the one table they are shown in."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


def timed(action: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def quantile(seconds: Sequence[float], share: float) -> float:
    """The value below which that share of the times lies."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class Measured:
    """One job: our times, and those of the limit — the bare driver doing the same — taken in turn,
    since absolute times drift with the machine."""

    job: str
    limit_is: str
    ours: list[float] = field(default_factory=list)
    limit: list[float] = field(default_factory=list)
    most_ratio: float | None = None
    most_seconds: float | None = None
    share: float = 0.5
    # A promise that is missed fails the run; an aim that is missed is shown.
    is_promise: bool = True

    def in_turn(
        self, rounds: int, ours: Callable[[], object], limit: Callable[[], object]
    ) -> "Measured":
        """Both sides, interleaved; one round before that does not count."""
        if rounds > 1:
            ours()
            limit()
        for _ in range(rounds):
            self.ours.append(timed(ours))
            self.limit.append(timed(limit))
        return self

    def alone(self, rounds: int, ours: Callable[[], object]) -> "Measured":
        """Ours only, where no limit can be stated."""
        if rounds > 1:
            ours()
        self.ours += [timed(ours) for _ in range(rounds)]
        return self

    @property
    def ratio(self) -> float | None:
        """Ours over the limit, medians."""
        if not self.limit:
            return None
        return quantile(self.ours, 0.5) / max(quantile(self.limit, 0.5), 1e-9)

    @property
    def is_kept(self) -> bool:
        """Whether every goal of this job was reached in this run."""
        too_slow = (
            self.most_seconds is not None and quantile(self.ours, self.share) > self.most_seconds
        )
        ratio = self.ratio
        too_dear = self.most_ratio is not None and ratio is not None and ratio > self.most_ratio
        return not too_slow and not too_dear

    @property
    def goal(self) -> str:
        """The goals in words."""
        said = []
        if self.most_seconds is not None:
            name = "p99 " if self.share > 0.9 else ""
            said.append(f"{name}≤ {shown(self.most_seconds)}")
        if self.most_ratio is not None:
            said.append(f"rasio ≤ {self.most_ratio:g}".replace(".", ","))
        words = ", ".join(said)
        if not words:
            return "–"
        return words if self.is_promise else f"tujuan: {words}"

    @property
    def verdict(self) -> str:
        """Whether it was reached, in a word."""
        if self.goal == "–":
            return "–"
        if self.is_kept:
            return "ya"
        return "TIDAK" if self.is_promise else "belum"

    def cells(self) -> list[str]:
        """The row as text."""
        limit = f"{shown(quantile(self.limit, 0.5))} ({self.limit_is})" if self.limit else "–"
        ratio = f"{self.ratio:.1f}".replace(".", ",") if self.ratio is not None else "–"
        return [
            self.job,
            shown(quantile(self.ours, 0.5)),
            shown(quantile(self.ours, 0.99)) if len(self.ours) > 1 else "–",
            limit,
            ratio,
            self.goal,
            self.verdict,
        ]


HEADINGS = ("pekerjaan", "kita, p50", "kita, p99", "batas, p50", "rasio", "janji", "tercapai")


def shown(seconds: float) -> str:
    """Seconds or milliseconds, in Indonesian."""
    if seconds >= 1:
        return f"{seconds:.2f} dtk".replace(".", ",")
    return f"{seconds * 1000:.1f} md".replace(".", ",")


def as_markdown(rows: Sequence[Measured]) -> str:
    """The table, with its headings."""
    lines = [HEADINGS, ["---"] * len(HEADINGS), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
