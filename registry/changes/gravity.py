"""Which changes need more than one pair of eyes, judged by their values and by what they change on
record. Each kind names its judges in the catalogue; what follows from it is decided in
submission.py and desk.py."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from registry.changes.change import Change
from registry.changes.fields import look_up_keys
from registry.changes.kinds import Gravity, Touched, WeighStored, all_kinds
from registry.choices import ExistenceStatus, SentraSuccessionKind
from registry.models import SentraStatus, YearlyProfile
from registry.models.profile import FIGURE_CODES, FIGURES

ENDED = frozenset({ExistenceStatus.CLOSED, ExistenceStatus.MERGED, ExistenceStatus.SPLIT})


def gravity_of(changes: Iterable[Change]) -> Gravity:
    """The gravest of the changes; two statements a noun whose rows on record are judged."""
    found = Gravity.PLAIN
    stored: dict[tuple[type[models.Model], WeighStored], list[Change]] = defaultdict(list)
    for change in changes:
        kind = all_kinds()[change.kind]
        found = max(found, kind.gravity(change.values))
        if kind.weigh_stored is not None:
            stored[kind.model, kind.weigh_stored].append(change)
    for (model, weigh), group in stored.items():
        pks = look_up_keys({model: {change.target for change in group}})[model]
        rows = model._default_manager.in_bulk(pks.values())
        found = max(found, weigh(list(_touched(group, pks, rows))))
    return found


def _touched(
    changes: Iterable[Change], pks: Mapping[str, Any], rows: Mapping[Any, Any]
) -> Iterable[Touched]:
    for change in changes:
        row = rows.get(pks.get(change.target))
        if row is not None:
            yield Touched(row, all_kinds()[change.kind].touched(change.values))


def ends_a_sentra(values: Mapping[str, Any]) -> Gravity:
    """A state of existence after which the sentra is counted no more."""
    return Gravity.GRAVE if values.get("status") in ENDED else Gravity.PLAIN


def moves_a_sentra(values: Mapping[str, Any]) -> Gravity:
    """Another regency or province: two offices and two sets of numbers are concerned."""
    return Gravity.GRAVE if {"province", "regency"} & values.keys() else Gravity.PLAIN


def becomes_another(values: Mapping[str, Any]) -> Gravity:
    """Merged, split or moved; a new name alone is an ordinary correction."""
    is_rename = values.get("kind") == SentraSuccessionKind.RENAMED
    return Gravity.PLAIN if is_rename else Gravity.GRAVE


def touches_figures(values: Mapping[str, Any]) -> Gravity:
    """A figure that was approved becomes another."""
    return Gravity.FIGURE if set(FIGURE_CODES) & values.keys() else Gravity.PLAIN


def ends_or_revives(touched: Sequence[Touched]) -> Gravity:
    """A state on record is changed or leaves force: the sentra ends by it, or ended before it and
    stands up again."""
    told = [one.row for one in touched if "status" in one.names]
    if any(row.status in ENDED for row in told):
        return Gravity.GRAVE
    beside = SentraStatus.objects.in_force().filter(sentra_id__in={row.sentra_id for row in told})
    is_grave = bool(told) and beside.filter(status__in=ENDED).exists()
    return Gravity.GRAVE if is_grave else Gravity.PLAIN


def became_another(touched: Sequence[Touched]) -> Gravity:
    """A merger, split or move on record is changed or leaves force."""
    return max((becomes_another({"kind": one.row.kind}) for one in touched), default=Gravity.PLAIN)


def money_on_record(touched: Sequence[Touched]) -> Gravity:
    """An amount in rupiah that was approved becomes another, or is reported no more."""
    is_money = any(_reported(one, name) for one in touched for name in one.names if _money(name))
    return Gravity.GRAVE if is_money else Gravity.PLAIN


def figures_on_record(touched: Sequence[Touched]) -> Gravity:
    """The same for every figure of a year; those that are no money need no second member of staff
    in the admin."""
    if any(_reported(one, code) for one in touched for code in one.names & set(FIGURE_CODES)):
        return max(Gravity.FIGURE, money_on_record(touched))
    return Gravity.PLAIN


def money_goes_along(touched: Sequence[Touched]) -> Gravity:
    """A whole sentra leaves force or comes back, with approved amounts of its years."""
    withdrawn = [one.row.pk for one in touched if "is_withdrawn" in one.names]
    amounts = models.Q()
    for spec in FIGURES:
        if spec.is_money:
            amounts |= ~models.Q(**{f"{spec.code}_qualifier": ""})
    years = YearlyProfile.objects.filter(amounts, sentra__in=withdrawn, is_withdrawn=False)
    return Gravity.GRAVE if withdrawn and years.exists() else Gravity.PLAIN


def _money(name: str) -> bool:
    return name.endswith("_idr")


def _reported(one: Touched, code: str) -> bool:
    return bool(getattr(one.row, f"{code}_qualifier", ""))
