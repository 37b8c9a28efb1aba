"""Whole records that were withdrawn as mistakes: what their address answers, and the list from
which staff may put one back. Who withdrew it stands in the history for staff, never here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from registry.models import Record
from registry.queries.history import row_history
from sentra.lib.dates import WIB, format_date
from sentra.lib.problems import RecordGone, problem_code

GONE = problem_code(
    "record.gone", _("{noun} {value} ditarik pada {day} sebagai catatan keliru. Alasan: {reason}.")
)


@dataclass(frozen=True)
class Withdrawal:
    """One withdrawn record with the day and the words of the act that withdrew it."""

    row: Any
    noun: str
    code: str
    when: datetime
    reason: str

    @property
    def day(self) -> str:
        """The day on the registry's clock, in words."""
        return format_date(self.when.astimezone(WIB).date())


def withdrawal_of(row: Any) -> Withdrawal:
    """How a withdrawn record was withdrawn; it cannot have been changed since."""
    act = row_history(type(row), row.pk)[0]
    words = [word for word in (act.reason_label, act.note) if word]
    return Withdrawal(
        row=row,
        noun=capfirst(str(row._meta.verbose_name)),
        code=getattr(row, "public_code", None) or row.code,
        when=act.when,
        reason=": ".join(words).rstrip("."),
    )


def refuse_withdrawn(row: Any) -> None:
    """Raise `RecordGone` with the sentence of its address where the record was withdrawn."""
    if row is not None and row.is_withdrawn:
        found = withdrawal_of(row)
        raise RecordGone(
            GONE.problem("code", found.code, noun=found.noun, day=found.day, reason=found.reason)
        )


def withdrawn_nouns() -> list[type[models.Model]]:
    """Every noun whose records can be withdrawn whole, of any application."""
    return [
        model for model in apps.get_models() if issubclass(model, Record) and model.withdrawn_whole
    ]


def withdrawals(most: int) -> list[Withdrawal]:
    """The records out of force, the newest withdrawal first; at most so many of each noun."""
    found = []
    for model in withdrawn_nouns():
        rows = model._default_manager.filter(is_withdrawn=True).order_by("-pk")[:most]
        found += [withdrawal_of(row) for row in rows]
    return sorted(found, key=lambda one: one.when, reverse=True)
