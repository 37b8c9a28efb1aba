"""The column dictionary: whole, consistent, and the same everywhere."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from registry.api import aggregates, commodities, regions, sentra
from registry.api.base import RegistryList
from sentra.lib.columns import Audience, Column, Type
from sentra.lib.dictionary import dictionary_page, nouns
from sentra.lib.filtering import RESERVED

LISTS: tuple[type[RegistryList], ...] = (
    regions.ProvinceList,
    regions.RegencyList,
    regions.DistrictList,
    regions.VillageList,
    regions.SuccessionList,
    commodities.SectorList,
    commodities.CommodityList,
    sentra.SentraList,
    sentra.ProfileList,
    sentra.HistoryList,
    aggregates.CellList,
    aggregates.DefinitionList,
)
COLUMNS = [(noun.code, column) for noun in nouns() for column in noun.columns]


def test_the_committed_dictionary_is_fresh() -> None:
    written = Path(settings.BASE_DIR, "docs", "dictionary.md").read_text(encoding="utf-8")

    assert written == dictionary_page(), "./ikm manage write_dictionary"


@pytest.mark.parametrize("noun", list(nouns()), ids=lambda noun: noun.code)
def test_a_noun_has_no_column_twice_and_none_with_a_reserved_name(noun: object) -> None:
    codes = [column.code for column in noun.columns]  # type: ignore[attr-defined]

    assert len(codes) == len(set(codes))
    assert not set(codes) & set(RESERVED)


@pytest.mark.parametrize(("noun", "column"), COLUMNS, ids=lambda part: getattr(part, "code", part))
def test_a_column_says_what_it_is(noun: str, column: Column) -> None:
    assert str(column.heading) and column.label
    assert column.type in vars(Type).values()
    assert column.made is None or column.needs
    assert column.code == column.code.lower()


def test_every_import_parser_exists() -> None:
    for path in {column.parser for _noun, column in COLUMNS if column.parser}:
        assert callable(import_string(path)), path


@pytest.mark.parametrize("view", LISTS, ids=lambda view: view.__name__)
def test_every_column_marked_filterable_has_its_filter(view: type[RegistryList]) -> None:
    names = set(view.filterset_class.base_filters)

    missing = {c.filter for c in view.columns if c.filter} - names
    # A part of a sentra is reached through its address, not through a filter.
    assert missing == set(), missing


@pytest.mark.parametrize("view", LISTS, ids=lambda view: view.__name__)
def test_nothing_guarded_or_hidden_can_be_filtered_or_ordered_by(view: type[RegistryList]) -> None:
    for column in view.columns:
        if column.guard is not None or column.audience is not Audience.PUBLIC:
            assert (column.filter, column.order) == ("", ""), column.code
    money = [name for name in view.filterset_class.base_filters if "_idr" in name]
    assert money == []
