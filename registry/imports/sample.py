"""The sample into the registry: 151 rows from public sources (registry/data/README.md), through the
engine like anything else. A row that was loaded once is never loaded again, whatever became of it;
what staff changed since is theirs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from registry.changes.change import Change
from registry.choices import OriginKind, Recognition, SentraKind
from registry.imports import sample_notes, sample_parts
from registry.imports.code_lists import load_code_lists
from registry.imports.places import PlaceWords, common_part, place_values, resolve_places
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.models import Commodity, Institution, Source
from registry.policy import Actor
from registry.queries.sample import forget_sample_answer, sample_sentra
from sentra.lib.dates import format_date, parse_partial_date

Row = Mapping[str, str]
Values = dict[str, Any]

REASON = "Data contoh dari sumber publik"

DEPTHS = ("", "province", "regency", "district", "village")
_KINDS = {
    "sentra": (SentraKind.CLUSTER, Recognition.REPORTED),
    "potential": (SentraKind.CLUSTER, Recognition.CANDIDATE),
    "planned": (SentraKind.CLUSTER, Recognition.PLANNED),
    "craft_group": (SentraKind.CRAFT_GROUP, Recognition.REPORTED),
    "service_unit": (SentraKind.SERVICE_UNIT, Recognition.REPORTED),
}
_DECREE_WORDS = "Ditetapkan dengan SK"


@dataclass
class SampleReport:
    """What became of a part of the sample: counts by noun, how deep places were found (`depths` by
    level), and the places that are shallower than the source's words (`shallow`)."""

    counts: list[LoadCount] = field(default_factory=list)
    depths: Counter[str] = field(default_factory=Counter)
    shallow: list[str] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing had to be written."""
        return all(count.is_unchanged for count in self.counts)


class SampleFiles:
    """The files of registry/data/sample, each read when first asked for."""

    @cached_property
    def sentra(self) -> list[dict[str, str]]:
        """One row for each sentra, craft group, service unit, plan or candidate."""
        return data_rows("sample/sentra.csv")

    @cached_property
    def sources(self) -> list[dict[str, str]]:
        """Publishers and dates."""
        return data_rows("sample/sources.csv")

    @cached_property
    def source_of(self) -> dict[str, str]:
        """Source code by the words of the `source` column."""
        return {row["source_text"]: row["key"] for row in self.sources}

    @cached_property
    def commodities(self) -> dict[tuple[str, str], dict[str, str]]:
        """Commodity codes by the source's words and sector."""
        return {
            (row["commodity_text"], row["sector"]): row
            for row in data_rows("sample/commodity_map.csv")
        }

    @cached_property
    def institutions(self) -> list[dict[str, str]]:
        """Managers and owners."""
        return data_rows("sample/institutions.csv")

    @cached_property
    def existence_sources(self) -> dict[str, str]:
        """Source of the existence where it is not the row's own, by name of the sentra."""
        return {row["sentra"]: row["source"] for row in data_rows("sample/existence_sources.csv")}

    def by_sentra(self, name: str) -> Mapping[str, list[dict[str, str]]]:
        """Rows of a file of parts, by name of the sentra."""
        grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in data_rows(f"sample/{name}.csv"):
            grouped[row["sentra"]].append(row)
        return grouped


def load_sentra(actor: Actor) -> SampleReport:
    """Record the sources, institutions and sentra of the sample that are not there yet.

    Two acts with one reason, after the code lists their parts name; a second run writes nothing."""
    load_code_lists(actor)
    files = SampleFiles()
    known = sample_sentra()
    new_rows = [row for row in files.sentra if row["name"] not in known]
    report = SampleReport()
    reference = [*_new_sources(files), *_new_institutions(files)]
    apply_changes(reference, actor=actor, reason=REASON)
    made = Counter(change.kind for change in reference)
    if new_rows:
        plan = SentraPlan(files)
        apply_changes(plan.changes(new_rows, report), actor=actor, reason=REASON)
        forget_sample_answer()
    report.counts = [
        LoadCount("source", len(files.sources), made["source.record"]),
        LoadCount("institution", len(files.institutions), made["institution.record"]),
        LoadCount("sentra", len(files.sentra), len(new_rows)),
    ]
    return report


def _new_sources(files: SampleFiles) -> Iterator[Change]:
    known = set(Source.objects.values_list("code", flat=True))
    for row in files.sources:
        if row["key"] not in known:
            published = parse_partial_date(row["published_on"])
            yield Change(
                "source.record",
                {
                    "code": row["key"],
                    "publisher": row["publisher"],
                    "title": row["title"],
                    "url": row["url"],
                    "published_on": published.on.isoformat() if published.on else None,
                    "published_precision": published.precision,
                },
            )


def _new_institutions(files: SampleFiles) -> Iterator[Change]:
    known = set(Institution.objects.values_list("code", flat=True))
    for row in files.institutions:
        if row["code"] not in known:
            values = {name: row[name] for name in ("code", "name", "kind")}
            place = {"province": row["province_code"], "regency": row["regency_code"]}
            yield Change("institution.record", values | place)


class SentraPlan:
    """From rows of the sample to the changes that register each sentra with its parts."""

    def __init__(self, files: SampleFiles) -> None:
        self.files = files
        self.aliases = files.by_sentra("aliases")
        self.managers = files.by_sentra("managers")
        self.second_origins = files.by_sentra("second_origins")
        self.institutions = {row["code"]: row for row in files.institutions}
        self.commodity_names = dict(Commodity.objects.values_list("code", "name"))

    def changes(self, rows: list[dict[str, str]], report: SampleReport) -> list[Change]:
        """Every sentra first, then every part; `report` learns how deep the places go."""
        words = [place_words(row) for row in rows]
        registered: list[Change] = []
        parts: list[Change] = []
        for number, (row, place) in enumerate(zip(rows, resolve_places(words), strict=True)):
            code = agreed_place(place, _deepest_code(row))
            note_depth(report, row, words[number], code)
            registered.append(self._register(row, code, words[number], ref=f"s{number}"))
            parts += self._parts(row, f"@s{number}")
        return [*registered, *parts]

    def _register(self, row: Row, code: str, words: PlaceWords, *, ref: str) -> Change:
        kind, recognition = kind_of(row)
        values: Values = {
            "name": row["name"],
            "kind": kind.value,
            "recognition": recognition.value,
            **place_values(code),
            "place_words": words.as_text,
            "note": self._note(row),
            "is_sample": True,
        }
        depth = DEPTHS[len(code.split("."))]
        if depth in ("village", "district", "regency"):
            values["location_precision"] = depth
        return Change("sentra.register", values, ref=ref)

    def _parts(self, row: Row, sentra: str) -> Iterator[Change]:
        source = self.files.source_of[row["source"]]
        for noun, values in (
            *self._sources(row, source),
            *self._commodities(row),
            *self._origins(row, source),
            ("status", self._status(row, source)),
            *self._profile(row, source),
            *self._aliases(row),
            *self._managers(row),
            *sample_parts.part_lines(row, source),
        ):
            yield Change(f"{noun}.record", {"sentra": sentra, **values})

    def _sources(self, row: Row, source: str) -> Iterator[tuple[str, Values]]:
        other = self.files.existence_sources.get(row["name"], source)
        for code in dict.fromkeys((source, other)):
            yield "sentra_source", {"source": code}

    def _commodities(self, row: Row) -> Iterator[tuple[str, Values]]:
        codes = self.files.commodities[(row["commodity_text"], row["sector"])]
        yield "sentra_commodity", {"commodity": codes["primary"], "is_primary": True}
        for code in filter(None, codes["others"].split(";")):
            yield "sentra_commodity", {"commodity": code}

    def _origins(self, row: Row, source: str) -> Iterator[tuple[str, Values]]:
        if row["established_year"]:
            yield "origin", _origin(row["year_kind"], row["established_year"], source)
        for more in self.second_origins[row["name"]]:
            yield "origin", _origin(more["kind"], more["origin_on"][:4], more["source"])

    def _status(self, row: Row, source: str) -> Values:
        reported = parse_partial_date(row["reported_on"])
        return {
            "status": sample_notes.status(row),
            "status_on": reported.on.isoformat() if reported.on else None,
            "status_precision": reported.precision,
            "evidence": sample_notes.evidence(row),
            "source": self.files.existence_sources.get(row["name"], source),
        }

    def _profile(self, row: Row, source: str) -> Iterator[tuple[str, Values]]:
        if sample_notes.has_profile(row):
            figures = {stem: f.to_json() for stem, f in sample_notes.figures(row).items()}
            yield "profile", {"year": row["figure_year"], "source": source} | figures

    def _aliases(self, row: Row) -> Iterator[tuple[str, Values]]:
        for alias in self.aliases[row["name"]]:
            values = {"name": alias["alias"], "kind": alias["kind"], "source": alias["source"]}
            yield "alias", values

    def _managers(self, row: Row) -> Iterator[tuple[str, Values]]:
        for manager in self.managers[row["name"]]:
            if manager["state"] == "current":
                yield (
                    "sentra_institution",
                    {name: manager[name] for name in ("institution", "role", "source")},
                )

    def _note(self, row: Row) -> str:
        codes = self.files.commodities[(row["commodity_text"], row["sector"])]
        return sample_notes.sentra_note(
            row,
            commodity_name=self.commodity_names.get(codes["primary"], ""),
            extra=[*self._manager_words(row), *self._origin_words(row)],
        )

    def _manager_words(self, row: Row) -> Iterator[str]:
        """What the relation cannot hold: a plan, a name that is none, a founding date."""
        words = [
            manager["source_words"]
            for manager in self.managers[row["name"]]
            if manager["state"] != "current"
            or manager["note"]
            or self.institutions[manager["institution"]]["founded_on"]
        ]
        for said in dict.fromkeys(filter(None, words)):
            yield f"Pengelola menurut sumber: {said}."

    def _origin_words(self, row: Row) -> Iterator[str]:
        """A second origin known to the day or month; the year alone is in its own row."""
        for more in self.second_origins[row["name"]]:
            began = parse_partial_date(more["origin_on"])
            if began.precision in ("day", "month"):
                label = str(OriginKind(more["kind"]).label)
                when = format_date(began.on, began.precision)
                yield f"{label[0].upper()}{label[1:]}: {when}."


def kind_of(row: Row) -> tuple[SentraKind, Recognition]:
    """What is registered and on what ground; a decree the source names counts as one."""
    kind, recognition = _KINDS[row["record_kind"]]
    has_decree = row["year_kind"] == OriginKind.DECREE or _DECREE_WORDS in row["notes"]
    if has_decree and row["record_kind"] == "sentra":
        recognition = Recognition.DECREE
    return kind, recognition


def place_words(row: Row) -> PlaceWords:
    """The place in the source's words."""
    return PlaceWords(row["province"], row["regency"], row["kecamatan"], row["desa"])


def agreed_place(found: str, coded: str) -> str:
    """The place found by name, as far as the code written in the file does not contradict it."""
    is_within = f"{found}.".startswith(f"{coded}.")
    return found if is_within else common_part(found, coded)


def note_depth(report: SampleReport, row: Row, words: PlaceWords, code: str) -> None:
    """Count how deep a place was found, and remember one that stops above its words."""
    depth = len(code.split(".")) if code else 0
    report.depths[DEPTHS[depth]] += 1
    if depth < words.depth:
        report.shallow.append(f"{row['name']}: {words.as_text}")


def _deepest_code(row: Row) -> str:
    columns = ("village_code", "district_code", "regency_code", "province_code")
    return next((row[name] for name in columns if row[name]), "")


def _origin(kind: str, year: str, source: str) -> Values:
    return {"kind": kind, "origin_year": year, "source": source}
