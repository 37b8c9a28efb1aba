"""The verb behind the button "Buat paket kebutuhan": a frozen copy of what a sentra lacks."""

from datetime import date

from dak.queries.need_pack import snapshot_of
from registry.changes.change import Change
from registry.models import Sentra


def make_need_pack(sentra: Sentra, day: date, words: str = "") -> Change:
    """The change that records the pack of this sentra as it stands on `day`."""
    return Change(
        "need_pack.record",
        {
            "sentra": sentra.public_code,
            "made_on": day.isoformat(),
            "snapshot": snapshot_of(sentra, day),
            "words": words,
        },
    )
