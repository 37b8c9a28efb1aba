"""The public pages of the yearly rules: the list of years, and one year with its menus, tranches,
gates and legal basis. What was not found says so."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dak.choices import GateKind, IslandGroup
from dak.models import Holiday, Menu, MenuComponent, MinimumUnits, RuleSet
from dak.queries.year_rules import ExceptionRule, ModeRule, TrancheRule, YearRules, year_rules
from dak.rules.deadline import clock_words, countdown
from registry.models import Source
from sentra.lib.dates import MONTHS
from sentra.lib.number_format import format_exact, format_number


@dataclass(frozen=True)
class TrancheLine:
    """One tranche in words."""

    tranche: TrancheRule
    share: str
    earliest: str
    deadline: str
    is_moved: bool
    left: str
    gates: tuple[str, ...]


@dataclass(frozen=True)
class ModeSection:
    """One way of paying, or what an exception changes of it."""

    title: str
    condition: str
    words: str
    lines: tuple[TrancheLine, ...]
    source: Source | None
    exception: ExceptionRule | None = None
    # Of a mode by recommendation, the governments it was given for.
    recommended: tuple[str, ...] | None = None


@require_safe
def rule_years(request: HttpRequest) -> HttpResponse:
    """Every fiscal year with how much of its rules was found."""
    listed = list(RuleSet.objects.select_related("source").order_by("-fiscal_year"))
    rows = [
        {"rule_set": rule_set, "modes": [mode.label for mode in rules.modes]}
        for rule_set, rules in zip(listed, year_rules(listed), strict=True)
    ]
    sources = {row.source_id: row.source for row in listed if row.source}
    return render(request, "dak/rule_years.html", {"rows": rows, "sources": sources.values()})


@require_safe
def rule_year(request: HttpRequest, year: int) -> HttpResponse:
    """One fiscal year."""
    rule_set = RuleSet.objects.select_related("source").filter(fiscal_year=year).first()
    if rule_set is None:
        raise Http404(_("Aturan DAK tahun %(year)s belum tercatat.") % {"year": year})
    rules = year_rules([rule_set])[0]
    sections = sections_of(rules, timezone.now())
    menus = menus_of(rule_set)
    minimum = minimum_of(rule_set)
    context = {
        "rule_set": rule_set,
        "menus": menus,
        "minimum": minimum,
        "sections": sections,
        "holidays": list(Holiday.objects.filter(day__year=year, is_withdrawn=False)),
        "sources": _sources(rule_set, rules, menus, minimum),
    }
    return render(request, "dak/rule_year.html", context)


def sections_of(rules: YearRules, now: datetime) -> list[ModeSection]:
    """Every way of paying, each followed by what exceptions change of it."""
    sections = []
    for mode in rules.modes:
        usual = tuple(line_of(one, now) for one in mode.tranches if not one.exception)
        sections.append(
            ModeSection(
                mode.label,
                condition_of(mode),
                mode.condition_words,
                usual,
                mode.source,
                recommended=mode.recommended if mode.is_by_recommendation else None,
            )
        )
        for exception in rules.exceptions:
            lines = [line_of(one, now) for one in mode.tranches if one.exception == exception.code]
            if lines:
                title = f"{mode.label}: {exception.name}"
                sections.append(
                    ModeSection(title, "", "", tuple(lines), exception.source, exception)
                )
    return sections


def condition_of(mode: ModeRule) -> str:
    """For which ceilings a mode is meant, in words; empty where the source does not say."""
    above, up_to = mode.ceiling_above_idr, mode.ceiling_up_to_idr
    if above is not None and up_to is not None:
        return _("pagu di atas Rp%(above)s sampai dengan Rp%(up_to)s") % {
            "above": format_exact(above),
            "up_to": format_exact(up_to),
        }
    if up_to is not None:
        return _("pagu sampai dengan Rp%(up_to)s") % {"up_to": format_exact(up_to)}
    if above is not None:
        return _("pagu di atas Rp%(above)s") % {"above": format_exact(above)}
    return ""


def line_of(tranche: TrancheRule, now: datetime) -> TrancheLine:
    """A tranche with its deadline on three clocks, and how far it is while it lies ahead."""
    deadline = tranche.deadline_at
    left = countdown(deadline, now) if deadline else None
    is_moved = bool(
        deadline and tranche.nominal_on and timezone.localdate(deadline) != tranche.nominal_on
    )
    return TrancheLine(
        tranche=tranche,
        share=_share(tranche),
        earliest=str(MONTHS[tranche.earliest_month - 1]) if tranche.earliest_month else "",
        deadline=clock_words(deadline) if deadline else "",
        is_moved=is_moved,
        left=left.sentence if left and not left.is_over else "",
        gates=tuple(_gate(gate.kind, gate.minimum_percent) for gate in tranche.gates),
    )


def _share(tranche: TrancheRule) -> str:
    if tranche.is_remaining_need:
        return _("sisa kebutuhan sampai selesai")
    if tranche.share_percent is not None:
        places = max(-int(tranche.share_percent.normalize().as_tuple().exponent), 0)
        return f"{format_number(tranche.share_percent, places)}%"
    return tranche.share_words


def _gate(kind: str, minimum: object) -> str:
    label = str(GateKind(kind).label)
    if minimum is None:
        return _("%(label)s: batasnya belum ditemukan") % {"label": label}
    return f"{label} ≥ {format_number(minimum)}%"  # type: ignore[arg-type]


def menus_of(rule_set: RuleSet) -> list[dict[str, object]]:
    """Menus with their components; two statements."""
    menus = Menu.objects.filter(rule_set=rule_set, is_withdrawn=False).select_related("source")
    components = MenuComponent.objects.filter(
        menu__rule_set=rule_set, is_withdrawn=False
    ).select_related("source")
    listed = list(components.order_by("is_supporting", "id"))
    return [
        {"menu": menu, "components": [one for one in listed if one.menu_id == menu.pk]}
        for menu in menus
    ]


def minimum_of(rule_set: RuleSet) -> list[dict[str, object]]:
    """Every group of islands; `row` None where the figure was not found."""
    rows = MinimumUnits.objects.filter(rule_set=rule_set, is_withdrawn=False)
    known = {row.island_group: row for row in rows.select_related("source")}
    return [{"label": group.label, "row": known.get(group.value)} for group in IslandGroup]


def _sources(
    rule_set: RuleSet,
    rules: YearRules,
    menus: list[dict[str, object]],
    minimum: list[dict[str, object]],
) -> list[Source]:
    """Everything the page rests on, each once, in order of appearance."""
    found = [rule_set.source]
    for entry in menus:
        found.append(entry["menu"].source)  # type: ignore[attr-defined]
        found += [one.source for one in entry["components"]]  # type: ignore[attr-defined]
    found += [entry["row"].source for entry in minimum if entry["row"]]  # type: ignore[attr-defined]
    for mode in rules.modes:
        found.append(mode.source)
        for tranche in mode.tranches:
            found += [tranche.source, tranche.published_source]
    found += [exception.source for exception in rules.exceptions]
    return list({source.pk: source for source in found if source is not None}.values())
