"""Codes a list may be filtered by: regions of the map of today, commodities, sectors, sentra."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registry.models import (
    Commodity,
    District,
    Province,
    Regency,
    RegionSuccession,
    Sector,
    Sentra,
    Village,
)
from sentra.lib.codes import normalise_public_code, normalise_region_code, region_level
from sentra.lib.problems import Problem, UnreadableValue, problem_code
from sentra.lib.readers import UNKNOWN_VALUE, Codes, Hint

LEVELS = {"province": Province, "regency": Regency, "district": District, "village": Village}
PATTERNS = {
    "province": r"^\d{2}$",
    "regency": r"^\d{2}\.\d{2}$",
    "district": r"^\d{2}\.\d{2}\.\d{2}$",
    "village": r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$",
    "region": r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$",
}
EXAMPLES = {
    "province": "51",
    "regency": "51.04",
    "district": "51.04.01",
    "village": "51.04.01.2005",
    "region": "51.04",
}

REGION_ENDED = problem_code(
    "query.region_ended",
    _("Kode wilayah {value} tidak berlaku lagi. Pakai kode sekarang: {current}."),
)
WRONG_LEVEL = problem_code(
    "query.region_wrong_level", _("{value} bukan kode {level}. Tulis misalnya {example}.")
)
LEVEL_WORDS = {
    "province": _("provinsi"),
    "regency": _("kabupaten/kota"),
    "district": _("kecamatan"),
    "village": _("desa/kelurahan"),
}


@dataclass(frozen=True)
class RegionCodes(Codes):
    """Codes of one level, or of any level ("region")."""

    level: str = "region"

    def one(self, text: str) -> str:
        """A dotted code of the level."""
        code = normalise_region_code(text)
        if self.level != "region" and region_level(code) != self.level:
            raise UnreadableValue(
                WRONG_LEVEL, text, level=LEVEL_WORDS[self.level], example=EXAMPLES[self.level]
            )
        return code

    def read(self, texts: Any, name: str) -> tuple[list[Any], list[Problem]]:
        """Codes on the map of today; one statement for each level that is named."""
        codes, problems = super(Codes, self).read(texts, name)
        known: dict[str, bool] = {}
        for level, model in LEVELS.items():
            wanted = [code for code in codes if region_level(code) == level]
            if wanted:
                rows = model._default_manager.filter(code__in=wanted)
                known |= {code: end is None for code, end in rows.values_list("code", "valid_to")}
        for code in dict.fromkeys(codes):
            if not known.get(code, False):
                problems.append(self.refusal(name, code, has_ended=code in known))
        return [code for code in codes if known.get(code)], problems

    def refusal(self, name: str, code: str, *, has_ended: bool) -> Problem:
        """Unknown, or no longer on the map: then the code of today is named."""
        if has_ended:
            steps = RegionSuccession.objects.filter(old_code=code).order_by("-effective_on")
            current = steps.values_list("new_code", flat=True).first() or "-"
            return REGION_ENDED.problem(name, code, current=current)
        return UNKNOWN_VALUE.problem(name, code, hint=Hint(code, self.candidates(code)))

    def candidates(self, code: str) -> Iterable[str]:
        """Brothers and sisters: codes under the same parent, as far as it exists."""
        rows = LEVELS[region_level(code)]._default_manager.filter(valid_to__isnull=True)
        parent = code.rpartition(".")[0]
        if parent:
            rows = rows.filter(code__startswith=f"{parent}.")
        return list(rows.order_by("code").values_list("code", flat=True)[:1000])


def region_codes(level: str = "region") -> RegionCodes:
    """The reader of one level's codes."""

    def rows() -> QuerySet:
        return LEVELS[level]._default_manager.filter(valid_to__isnull=True)

    return RegionCodes(rows, pattern=PATTERNS[level], example=EXAMPLES[level], level=level)


def commodities() -> QuerySet:
    """Commodities that may be named."""
    return Commodity.objects.all()


def sectors() -> QuerySet:
    """Sectors that are the main sector of some commodity: those of the registry's own scheme."""
    return Sector.objects.filter(commodities__isnull=False).distinct()


def sentra() -> QuerySet:
    """Sentra that may be named."""
    return Sentra.objects.in_force()


@dataclass(frozen=True)
class SentraCodes(Codes):
    """Permanent codes in any spelling."""

    def candidates(self, code: str) -> Iterable[str]:
        """A code has a check character: what differs is not nearly the same."""
        return []


COMMODITY_CODES = Codes(commodities, example="kerajinan-perak")
SECTOR_CODES = Codes(sectors, example="kerajinan")
SENTRA_CODES = SentraCodes(
    sentra,
    key="public_code",
    check=normalise_public_code,
    example="ST-000000-0",
)


def in_subtree(codes: Iterable[str], prefix: str = "") -> Q:
    """Rows whose place lies in one of these regions of any level, by the map of today."""
    rows = Q(pk__in=[])
    for code in codes:
        rows |= Q(**{f"{prefix}{region_level(code)}_id": code})
    return rows
