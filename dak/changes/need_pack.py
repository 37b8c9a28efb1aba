"""The verb behind the button "Buat paket kebutuhan": a frozen copy of what a sentra lacks."""

from datetime import date

from dak.choices import RECORD_NEED_PACK
from dak.models import NeedPack
from dak.queries.need_pack import snapshot_of
from registry.changes.change import Change
from registry.models import Sentra


def make_need_pack(sentra: Sentra, day: date, words: str = "") -> Change:
    """The change that records the pack of this sentra as it stands on `day`."""
    return Change(
        RECORD_NEED_PACK,
        {
            "sentra": sentra.public_code,
            "made_on": day.isoformat(),
            "snapshot": snapshot_of(sentra, day),
            "words": words,
        },
    )


def same_pack(sentra: Sentra, change: Change) -> NeedPack | None:
    """The pack of that very day and content, so that a button pressed twice makes one pack."""
    values = change.values
    same = {"made_on": values["made_on"], "snapshot": values["snapshot"], "words": values["words"]}
    return NeedPack.objects.filter(sentra=sentra, is_withdrawn=False, **same).first()
