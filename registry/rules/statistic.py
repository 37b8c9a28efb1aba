"""Rules of published figures: a code, whole things counted whole, nothing seen ahead of its day."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from registry.models.statistic import StatisticStage, StatisticUnit
from registry.rules.draft import Draft, Facts
from registry.rules.naming import free_code
from sentra.lib.problems import Problem, problem_code

IN_THE_FUTURE = problem_code(
    "statistic.in_the_future",
    _("Angka yang sudah terjadi tidak dapat bertanggal sesudah hari ini ({value})."),
)
NOT_WHOLE = problem_code(
    "statistic.not_whole", _("{value} bukan bilangan bulat, padahal satuannya {unit}.")
)
LOOKS_AHEAD = frozenset({StatisticStage.TARGET, StatisticStage.OUTLOOK, StatisticStage.ALLOCATION})
MAY_BE_BROKEN = frozenset({StatisticUnit.PERCENT, StatisticUnit.USD, StatisticUnit.METRE})


def give_code(draft: Draft, facts: Facts) -> None:
    """Indicator, place and year, with a number where taken: "dak-amount-id-2019-2"."""
    row = draft.row
    if row.get("code"):
        return
    place = row.get("district_id") or row.get("regency_id") or row.get("province_id") or "id"
    year = row["reference_on"].year if row.get("reference_on") else "tt"
    stem = slugify(f"{row.get('indicator') or 'angka'}-{place.replace('.', '')}-{year}")[:70]
    row["code"] = free_code(draft, facts, stem)


def not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What was observed lies behind us; a target, an outlook or an allocation may not."""
    day = draft.row.get("reference_on")
    if day and day > facts.today and draft.row.get("stage") not in LOOKS_AHEAD:
        yield IN_THE_FUTURE.problem("reference_on", day)


def whole_things(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Sentra, people and rupiah are counted whole."""
    unit = draft.row.get("unit")
    if not unit or unit in MAY_BE_BROKEN:
        return
    for bound in ("amount_low", "amount_high"):
        number = draft.row.get(bound)
        if number is not None and Decimal(number) != Decimal(number).to_integral_value():
            yield NOT_WHOLE.problem("amount", str(number), unit=StatisticUnit(unit).label)
            return
