"""A file of sentra into changes: rows with a public code correct what is registered, rows without
one register anew. Only what differs becomes a change; an unchanged file asks for nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.changes.drafting import VERSION_MISSING
from registry.imports.plan import Plan, Planned
from registry.imports.reader import SheetRow, read_rows, refuse_unknown_columns
from registry.imports.sentra_columns import (
    COLUMNS,
    FIGURE_COLUMNS,
    REQUIRED_COLUMNS,
    Column,
    columns_of,
)
from registry.models import Sentra, SentraCommodity, SentraStatus, YearlyProfile
from sentra.lib.dates import PartialDate
from sentra.lib.problems import UnreadableValue, problem_code
from sentra.lib.text import fold

Values = dict[str, Any]

NOT_REGISTERED = problem_code(
    "import.not_registered", _("Sentra berkode {value} tidak tercatat. Periksa kodenya.")
)
WITHDRAWN = problem_code(
    "import.withdrawn",
    _("Sentra berkode {value} sudah ditarik sebagai catatan keliru; kodenya tidak dipakai lagi."),
)
ROW_TWICE = problem_code(
    "import.row_twice", _("Sentra {value} tertulis pada lebih dari satu baris. Sisakan satu.")
)
ALREADY_THERE = problem_code(
    "import.already_there",
    _(
        "Sentra bernama “{value}” sudah tercatat di kabupaten/kota itu dengan kode {known}. Isi"
        " public_code dan version untuk memperbaikinya, atau beri nama yang membedakan."
    ),
)
SAME_DAY = problem_code(
    "import.status_same_day",
    _("Sudah ada keadaan lain ({known}) pada tanggal itu. Perbaiki lewat halaman sentranya."),
)
YEAR_MISSING = problem_code(
    "import.year_missing", _("Isi figure_year: angka tanpa tahun tidak dapat dijumlahkan.")
)
STATUS_MISSING = problem_code(
    "import.status_missing", _("Isi kolom status bila tanggal atau dasarnya diisi.")
)


@dataclass
class Stored:
    """What the registry holds about the sentra a file names, by public code: few statements,
    whatever the number of rows."""

    sentra: dict[str, Values] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    commodities: dict[str, Values] = field(default_factory=dict)
    statuses: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    profiles: dict[tuple[str, int], Values] = field(default_factory=dict)


def plan_file(path: Path) -> Plan:
    """Read a file and plan its changes; what cannot be read is in the plan's problems.

    Raises `TabularProblem` or `OSError` for a file that cannot be read at all."""
    return plan_rows(read_rows(path, required=REQUIRED_COLUMNS))


def plan_rows(rows: list[SheetRow]) -> Plan:
    """Plan the changes of rows already read."""
    plan = Plan(n_rows=len(rows))
    refuse_unknown_columns(plan, rows, COLUMNS)
    readable = [(row, _read(plan, row)) for row in rows]
    stored = read_stored(
        [v["public_code"] for _row, v in readable if "public_code" in v],
        [fold(row["name"]) for row, v in readable if "public_code" not in v],
    )
    seen: set[str] = set()
    for row, values in readable:
        code = values.get("public_code")
        if code is None and not row["public_code"]:
            RowPlan(plan, row, values, stored).register()
        elif code is not None and code in seen:
            plan.refuse(row.number, "public_code", ROW_TWICE.problem("public_code", code))
        elif code is not None and code in stored.withdrawn:
            plan.refuse(row.number, "public_code", WITHDRAWN.problem("public_code", code))
        elif code is not None and code not in stored.sentra:
            plan.refuse(row.number, "public_code", NOT_REGISTERED.problem("public_code", code))
        elif code is not None:
            seen.add(code)
            RowPlan(plan, row, values, stored).correct(code)
    return plan


def read_stored(codes: list[str], name_keys: Iterable[str]) -> Stored:
    """Everything the rows will be compared with."""
    stored = Stored()
    known = Sentra.objects.filter(public_code__in=codes)
    for row in known.values():
        stored.sentra[row["public_code"]] = dict(row)
        if row["is_withdrawn"]:
            stored.withdrawn.add(row["public_code"])
    same_name = Sentra.objects.in_force().filter(name_key__in=set(name_keys))
    for key, regency, code in same_name.values_list("name_key", "regency_id", "public_code"):
        stored.names[(key, regency or "")] = code
    for use in SentraCommodity.objects.filter(
        sentra__in=known, is_primary=True, is_withdrawn=False, valid_to__isnull=True
    ).values("id", "version", "sentra__public_code", "commodity__code"):
        stored.commodities[use["sentra__public_code"]] = dict(use)
    for status in SentraStatus.objects.filter(sentra__in=known, is_withdrawn=False).values(
        "sentra__public_code", "status", "status_on"
    ):
        stored.statuses[status["sentra__public_code"]].append(dict(status))
    for profile in YearlyProfile.objects.filter(sentra__in=known, is_withdrawn=False).values(
        "sentra__public_code", *(f.attname for f in YearlyProfile._meta.concrete_fields)
    ):
        stored.profiles[(profile["sentra__public_code"], profile["year"])] = dict(profile)
    return stored


def _read(plan: Plan, row: SheetRow) -> Values:
    """The readable cells of a row by heading; the others become problems."""
    values: Values = {}
    for heading, text in row.cells.items():
        column: Column | None = COLUMNS.get(heading)
        if column is None or text == "":
            continue
        try:
            values[heading] = column.read(text)
        except UnreadableValue as refusal:
            plan.refuse(row.number, heading, refusal.problem(column.field))
    return values


class RowPlan:
    """The changes one row asks for."""

    def __init__(self, plan: Plan, row: SheetRow, values: Values, stored: Stored) -> None:
        self.plan, self.row, self.values, self.stored = plan, row, values, stored

    def register(self) -> None:
        """A sentra nobody has registered yet, with the parts the row speaks of."""
        values = self._of("sentra")
        regency = values.get("regency", "")
        namesake = self.stored.names.get((fold(values.get("name", "")), regency))
        if namesake:
            self._refuse("name", ALREADY_THERE, values["name"], known=namesake)
            return
        self.plan.n_new += 1
        ref = f"r{self.row.number}"
        self._plan("sentra.register", values, ref=ref)
        self._parts(f"@{ref}", "")

    def correct(self, code: str) -> None:
        """What differs from the registered sentra, against the version the file was made of."""
        before = self.stored.sentra[code]
        values = {
            name: value
            for name, value in self._of("sentra").items()
            if value != (before.get(name, before.get(f"{name}_id")) or "")
        }
        if values:
            self._correct("sentra.correct", values, code, "version")
        self._parts(code, code)

    def _parts(self, sentra: str, code: str) -> None:
        self._commodity(sentra, code)
        self._status(sentra, code)
        self._profile(sentra, code)

    def _commodity(self, sentra: str, code: str) -> None:
        wanted = self.values.get("commodity_code")
        known = self.stored.commodities.get(code)
        if wanted is None or (known and known["commodity__code"] == wanted):
            return
        values = {"commodity": wanted}
        if known:
            self._correct("sentra_commodity.correct", values, str(known["id"]), "commodity_version")
        else:
            values |= {"sentra": sentra, "is_primary": True}
            self._plan("sentra_commodity.record", values)

    def _status(self, sentra: str, code: str) -> None:
        """Existence is a dated fact: another day is another fact, the same day must agree."""
        status, on = self.values.get("status"), self.values.get("status_on")
        if status is None:
            if on is not None or "evidence" in self.values:
                self._refuse("status", STATUS_MISSING, None)
            return
        day = on or PartialDate.unknown()
        known = [s["status"] for s in self.stored.statuses[code] if s["status_on"] == day.on]
        if status in known:
            return
        if known:
            self._refuse("status", SAME_DAY, status, known=known[0])
            return
        self._plan(
            "status.record",
            {
                "sentra": sentra,
                "status": status,
                "status_on": day.on.isoformat() if day.on else None,
                "status_precision": day.precision,
                "evidence": self.values.get("evidence", ""),
                **self._source(),
            },
        )

    def _profile(self, sentra: str, code: str) -> None:
        figures = {name: self.values[name] for name in FIGURE_COLUMNS if name in self.values}
        note = {"note": self.values["profile_note"]} if "profile_note" in self.values else {}
        year = self.values.get("figure_year")
        if not figures and not note:
            return
        if year is None:
            if not self.row["figure_year"]:
                self._refuse("figure_year", YEAR_MISSING, None)
            return
        known = self.stored.profiles.get((code, year))
        if known is None:
            values = {"sentra": sentra, "year": year, **figures, **note, **self._source()}
            self._plan("profile.record", values)
            return
        values = {n: f for n, f in figures.items() if not _is_same_figure(f, known, n)}
        values |= {name: text for name, text in note.items() if known[name] != text}
        if values:
            self._correct("profile.correct", values, str(known["id"]), "profile_version")

    def _of(self, noun: str) -> Values:
        """The row's values of one noun by field, without its key and version."""
        return {
            column.field: self.values[heading]
            for heading, column in COLUMNS.items()
            if column.noun == noun
            and heading in self.values
            and heading not in ("public_code", "version")
        }

    def _source(self) -> Values:
        return {"source": self.values["source_code"]} if "source_code" in self.values else {}

    def _correct(self, kind: str, values: Values, target: str, version_column: str) -> None:
        """A correction needs the version its writer saw; an unreadable one is a problem already."""
        version = self.values.get(version_column)
        if version is None:
            if not self.row[version_column]:
                self._refuse(version_column, VERSION_MISSING, None)
            return
        self._plan(kind, values, target=target, base_version=version)

    def _plan(self, kind: str, values: Mapping[str, Any], **more: Any) -> None:
        noun = kind.split(".")[0]
        change = Change(kind, values, **more)
        self.plan.planned.append(Planned(self.row.number, change, columns_of(noun)))

    def _refuse(self, column: str, code: Any, value: Any, **params: Any) -> None:
        self.plan.refuse(self.row.number, column, code.problem(column, value, **params))


def _is_same_figure(figure: Values, known: Values, name: str) -> bool:
    return all(figure[part] == (known[f"{name}_{part}"]) for part in ("low", "high", "qualifier"))
