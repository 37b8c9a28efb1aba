"""What a component of a grant or a line of a proposal may name: the menus of its fiscal year and
what they list. Where the year's menus, or a menu's components, were not found, words stay free."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.models import Grant, GrantComponent, Proposal, ProposalLine
from dak.queries.menus import CODES, NOTHING, YearMenus, menus_by_year
from dak.rules.act_ledgers import ledger_after
from dak.rules.proposal import lines_of_act, proposals_of_act
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

MENU_OF_YEAR = problem_code(
    "component.menu_of_year",
    _("Menu {value} tidak ada pada aturan TA {year}. Menu tahun itu: {known}."),
)
LISTED_BY_MENU = problem_code(
    "component.listed_by_menu",
    _("Komponen {value} tidak ada pada menu TA {year}. Yang tercantum: {known}."),
)


def menu_of_year(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Codes newly given are of the fiscal year of the grant or proposal."""
    row = draft.row
    said = {name: row.get(name) or "" for name in CODES}
    was_said = not draft.is_new and all(draft.before.get(n) == said[n] for n in CODES)
    if row["is_withdrawn"] or (was_said and not draft.before.get("is_withdrawn")):
        return
    year = _year_of(draft, facts)
    yield from _foreign(said, year, _menus(facts).get(year or 0, NOTHING))


def menus_of_new_year(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Another fiscal year fits the codes that components or lines in force name."""
    year = draft.row["fiscal_year"]
    if draft.is_new or draft.before.get("fiscal_year") == year:
        return
    menus = _menus(facts).get(year or 0, NOTHING)
    for row in _parts(draft, facts):
        said = {name: row.get(name) or "" for name in CODES}
        for problem in _foreign(said, year, menus):
            yield MENU_OF_YEAR.problem(
                "fiscal_year", problem.value, year=year, known=_known(menus.menus)
            )
            return


def _foreign(said: Mapping[str, str], year: int | None, menus: YearMenus) -> Iterator[Problem]:
    """What the year does not list; nothing about a year of which no menu was found."""
    menu, component = said["menu_code"], said["component_code"]
    if not menus.is_known:
        return
    if menu and menu not in menus.menus:
        yield MENU_OF_YEAR.problem("menu_code", menu, year=year, known=_known(menus.menus))
        return
    listed = menus.listed(menu)
    if component and listed and component not in listed:
        yield LISTED_BY_MENU.problem("component_code", component, year=year, known=_known(listed))


def _known(codes: Mapping[str, str]) -> str:
    return ", ".join(codes)


def _year_of(draft: Draft, facts: Facts) -> int | None:
    if draft.model is ProposalLine:
        proposal = proposals_of_act(facts).get(draft.row["proposal_id"])
        return None if proposal is None else proposal["fiscal_year"]
    ledger = ledger_after(facts, draft.row["grant_id"])
    return None if ledger is None else ledger.grant["fiscal_year"]


def _parts(draft: Draft, facts: Facts) -> list[Mapping[str, Any]]:
    if draft.model is Proposal:
        return lines_of_act(facts).get(draft.row["id"], [])
    ledger = ledger_after(facts, draft.row["id"])
    return [] if ledger is None else list(ledger.of("component"))


def _menus(facts: Facts) -> Mapping[int, YearMenus]:
    """The menus of every year this act speaks of; two statements an act."""
    if "menus by year" not in facts.remembered:
        parts = [d for d in facts.drafts if d.model in (GrantComponent, ProposalLine)]
        heads = [d for d in facts.drafts if d.model in (Grant, Proposal)]
        years = {_year_of(d, facts) for d in parts} | {d.row.get("fiscal_year") for d in heads}
        facts.remembered["menus by year"] = menus_by_year(year for year in years if year)
    found: Mapping[int, YearMenus] = facts.remembered["menus by year"]
    return found
