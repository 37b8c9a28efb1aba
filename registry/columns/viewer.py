"""Who looks at a row: which audience a caller belongs to, and whether a row is his own office's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from registry.policy import Actor
from sentra.lib.columns import Audience, Raw


@dataclass(frozen=True)
class Viewer:
    """A caller as the columns see him."""

    actor: Actor
    # The day the rows are looked at: today, or the last day of the year that was asked for.
    day: date

    @property
    def audience(self) -> Audience:
        """The ministry reads as every office; a mandate makes a caller known; everybody else is the
        public, signed in or not."""
        if self.actor.is_ministry:
            return Audience.OWN_OFFICE
        return Audience.SIGNED_IN if self.actor.roles else Audience.PUBLIC

    def is_own(self, region_code: str) -> bool:
        """Whether a region lies within the mandate of the caller's dinas; an analyst answers for no
        region."""
        return self.actor.is_ministry or self.actor.reach_over(region_code) is not None


def published_or_own(source: str, sentra: str = "") -> Callable[[Raw, Viewer], bool]:
    """The guard of money: shown to everybody where a source that is no office published it, else to
    the ministry and the office of the place. `source` and `sentra` are the paths to both."""
    office, regency, province = money_paths(source, sentra)

    def guard(raw: Raw, viewer: Viewer) -> bool:
        if raw[office] is None:
            return True
        return viewer.is_own(raw[regency] or raw[province] or "")

    return guard


def money_paths(source: str, sentra: str = "") -> tuple[str, str, str]:
    """What the guard reads."""
    return f"{source}__office_id", f"{sentra}regency_id", f"{sentra}province_id"
