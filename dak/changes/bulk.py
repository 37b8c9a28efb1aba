"""Verbs on many rows of lists: for each selected row the changes it needs, none applied here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dak.changes.allocation import allocate_as_asked
from dak.changes.asset import starts_operating
from dak.changes.component import operates
from dak.changes.need_pack import make_need_pack
from dak.models import Asset, GrantComponent, Proposal
from registry.changes.change import Change
from registry.models import Sentra
from sentra.lib.dates import today_wib

Values = Mapping[str, Any]


def begin_operating(rows: Sequence[GrantComponent], values: Values) -> list[list[Change]]:
    """Every component operates since the day, and its need is closed; nothing without a day."""
    day = values.get("operates_on")
    if not day:
        return [[] for _row in rows]
    return [list(operates(row, date.fromisoformat(day))) for row in rows]


def make_packs(rows: Sequence[Sentra], values: Values) -> list[list[Change]]:
    """The need pack of every sentra as it stands today."""
    today = today_wib()
    return [[make_need_pack(row, today, str(values.get("words", "")))] for row in rows]


def allocate_proposals(rows: Sequence[Proposal], values: Values) -> list[list[Change]]:
    """Every proposal is granted what it asks for, fund by fund; nothing without a day."""
    day = values.get("happened_on")
    if not day:
        return [[] for _row in rows]
    reason = str(values.get("words") or _("Penetapan alokasi sesuai usulan"))
    told = {"office": str(values.get("office_words", "")), "source": str(values.get("source", ""))}
    return [
        list(allocate_as_asked(row, day=date.fromisoformat(day), reason=reason, **told))
        for row in rows
    ]


def start_operating(rows: Sequence[Asset], values: Values) -> list[list[Change]]:
    """Every asset is in use since the day on the word of an office, its components operate, and
    their needs are closed; nothing without a day."""
    day = values.get("state_on")
    if not day:
        return [[] for _row in rows]
    said = {
        "basis": "office",
        "confirmed_by": values.get("confirmed_by"),
        "confirmed_on": values.get("confirmed_on"),
        "source": values.get("source"),
    }
    return [list(starts_operating(row, date.fromisoformat(day), said)) for row in rows]
