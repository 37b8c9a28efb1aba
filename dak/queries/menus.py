"""What the menus of a fiscal year list, by code: what components of grants and lines of proposals
may name. A year of which no menu was found lists nothing, and words stay free there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dak.models import Menu, MenuComponent

# What a component or a line names a menu and what it lists by.
CODES = ("menu_code", "component_code")


@dataclass(frozen=True)
class YearMenus:
    """The menus of one year, each with the components it lists; labels in words beside both."""

    menus: Mapping[str, str] = field(default_factory=dict)
    components: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether any menu of the year was found."""
        return bool(self.menus)

    def listed(self, menu: str = "") -> Mapping[str, str]:
        """The components of one menu, or of all of them; empty where none was found."""
        if menu:
            return self.components.get(menu, {})
        return {code: name for one in self.components.values() for code, name in one.items()}


NOTHING = YearMenus()


def menus_by_year(years: Iterable[int]) -> dict[int, YearMenus]:
    """The menus of these years; two statements."""
    wanted = {year for year in years if year}
    menus = Menu.objects.filter(rule_set__fiscal_year__in=wanted, is_withdrawn=False)
    found: dict[int, dict[str, str]] = {}
    years_of: dict[str, int] = {}
    for menu in menus.select_related("rule_set").order_by("kind", "pk"):
        found.setdefault(menu.rule_set.fiscal_year, {})[menu.code] = str(menu.get_kind_display())
        years_of[menu.code] = menu.rule_set.fiscal_year
    parts: dict[int, dict[str, dict[str, str]]] = {}
    rows = MenuComponent.objects.filter(menu__code__in=years_of, is_withdrawn=False)
    for row in rows.exclude(component_code="").select_related("menu").order_by("menu", "pk"):
        year = parts.setdefault(years_of[row.menu.code], {})
        year.setdefault(row.menu.code, {})[row.component_code] = row.name
    return {year: YearMenus(known, parts.get(year, {})) for year, known in found.items()}


def menus_of_year(year: int | None) -> YearMenus:
    """The menus of one year; nothing where none was found."""
    return menus_by_year([year]).get(year, NOTHING) if year else NOTHING
