"""Commodities into the registry: schemes, sectors, commodities with their synonyms, their place
in each scheme and their KBLI class where that is sure, from registry/data/commodities, in one act.

What is missing is recorded. What staff changed since is theirs: it is counted and left, unless the
caller asks to bring it back to the files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes, data_rows, differing
from registry.models import (
    Commodity,
    CommodityKbli,
    CommoditySector,
    CommoditySynonym,
    Kbli,
    Scheme,
    Sector,
)
from registry.policy import Actor
from sentra.lib.text import fold

Row = dict[str, Any]
Key = tuple[str, ...]

REASON = "Skema golongan dan komoditas dari berkas registri"


@dataclass(frozen=True)
class Shelf:
    """One noun of the reference: its wanted rows by natural key, and what is stored under it.

    `parents` names the fields that point to a row of another shelf, which may be new too."""

    noun: str
    wanted: Mapping[Key, Row]
    stored: Mapping[Key, Row]
    parents: Mapping[str, str]

    def missing(self) -> list[Key]:
        """Wanted and not stored, in the order of the file."""
        return [key for key in self.wanted if key not in self.stored]

    def differences(self) -> dict[Key, Row]:
        """By key, the wanted values that the stored row says otherwise."""
        found = {
            key: differing(self.stored[key], row)
            for key, row in self.wanted.items()
            if key in self.stored
        }
        return {key: values for key, values in found.items() if values}


def load_commodities(actor: Actor, *, correct: bool = False) -> list[LoadCount]:
    """Bring the reference in; with `correct`, bring differing rows back to the files as well.

    Raises `ChangeRejected`, nothing half-written, when a file contradicts the registry."""
    shelves = read_shelves()
    is_new = {(shelf.noun, *key) for shelf in shelves for key in shelf.missing()}
    changes = [change for shelf in shelves for change in _records(shelf, is_new)]
    if correct:
        changes += (change for shelf in shelves for change in _corrections(shelf, is_new))
    apply_changes(changes, actor=actor, reason=REASON)
    return [_count(shelf, correct=correct) for shelf in shelves]


def read_shelves() -> list[Shelf]:
    """The seven nouns, parents first."""
    schemes = data_rows("commodities/schemes.csv")
    exclusive = {row["code"] for row in schemes if row["exclusive"] == "true"}
    memberships = data_rows("commodities/commodity_sectors.csv")
    scheme_of = {row["code"]: row["scheme"] for row in data_rows("commodities/sectors.csv")}

    def place(commodity: str, sector: str, scheme: str) -> Key:
        """An exclusive scheme holds a commodity once; an overlapping one once per sector."""
        return (commodity, scheme, "" if scheme in exclusive else sector)

    return [
        Shelf("scheme", _by_code(_scheme(row) for row in schemes), _stored_schemes(), {}),
        Shelf("sector", _sectors(), _stored_sectors(), {"scheme": "scheme"}),
        Shelf("commodity", _commodities(), _stored_commodities(), {"sector": "sector"}),
        Shelf("synonym", _synonyms(), _stored_synonyms(), {"commodity": "commodity"}),
        Shelf(
            "commodity_sector",
            {
                place(row["commodity"], row["sector"], scheme_of[row["sector"]]): {
                    "commodity": row["commodity"],
                    "sector": row["sector"],
                }
                for row in memberships
            },
            _stored_memberships(place),
            {"commodity": "commodity", "sector": "sector"},
        ),
        Shelf("kbli", _kbli(), _stored_kbli(), {}),
        Shelf(
            "commodity_kbli",
            _commodity_kbli(),
            _stored_commodity_kbli(),
            {"commodity": "commodity", "kbli": "kbli"},
        ),
    ]


# --- changes -----------------------------------------------------------------------------------


def _records(shelf: Shelf, is_new: set[Key]) -> Iterator[Change]:
    for key in shelf.missing():
        values = _pointing(shelf, shelf.wanted[key], is_new)
        yield Change(f"{shelf.noun}.record", values, ref=_ref(shelf.noun, key))


def _corrections(shelf: Shelf, is_new: set[Key]) -> Iterator[Change]:
    for key, values in shelf.differences().items():
        row = shelf.stored[key]
        yield Change(
            f"{shelf.noun}.correct",
            _pointing(shelf, values, is_new),
            str(row["target"]),
            row["version"],
        )


def _pointing(shelf: Shelf, values: Row, is_new: set[Key]) -> Row:
    """Values whose parents are named by code, or by reference where this act creates them."""
    return {
        name: f"@{_ref(shelf.parents[name], (value,))}"
        if name in shelf.parents and (shelf.parents[name], value) in is_new
        else value
        for name, value in values.items()
    }


def _ref(noun: str, key: Key) -> str:
    return f"{noun}:{'/'.join(key)}"


def _count(shelf: Shelf, *, correct: bool) -> LoadCount:
    n_differing = len(shelf.differences())
    return LoadCount(
        noun=shelf.noun,
        total=len(shelf.wanted),
        created=len(shelf.missing()),
        corrected=n_differing if correct else 0,
        differing=0 if correct else n_differing,
        unnamed=len(shelf.stored.keys() - shelf.wanted.keys()),
    )


# --- the files ---------------------------------------------------------------------------------


def _by_code(rows: Iterable[Row]) -> dict[Key, Row]:
    return {(row["code"],): row for row in rows}


def _scheme(row: Mapping[str, str]) -> Row:
    return {
        "code": row["code"],
        "name": row["name"],
        "is_exclusive": row["exclusive"] == "true",
        "source_note": f"{row['source'][:1].upper()}{row['source'][1:]}. {row['note']}",
    }


def _sectors() -> dict[Key, Row]:
    return _by_code(
        {"code": row["code"], "scheme": row["scheme"], "name": row["name"]}
        for row in data_rows("commodities/sectors.csv")
    )


def _commodities() -> dict[Key, Row]:
    return _by_code(
        {
            "code": row["code"],
            "name": row["name"],
            "sector": row["sector"],
            "is_service": row["is_service"] == "true",
        }
        for row in data_rows("commodities/commodities.csv")
    )


def _synonyms() -> dict[Key, Row]:
    return {
        (row["commodity"], fold(row["text"])): {"commodity": row["commodity"], "name": row["text"]}
        for row in data_rows("commodities/synonyms.csv")
    }


def _kbli() -> dict[Key, Row]:
    """The classes that commodities point to; all others come by `manage load_kbli`."""
    return {
        (_class_key(row),): {
            "class_code": row["class_code"],
            "edition": int(row["edition"]),
            "title": row["title"],
        }
        for row in data_rows("commodities/commodity_kbli.csv")
    }


def _commodity_kbli() -> dict[Key, Row]:
    return {
        (row["commodity"], _class_key(row)): {
            "commodity": row["commodity"],
            "kbli": _class_key(row),
            "source_note": ". ".join(
                part
                for part in (f"{row['publisher']} ({row['published_on']})", row["note"])
                if part
            ),
        }
        for row in data_rows("commodities/commodity_kbli.csv")
    }


def _class_key(row: Mapping[str, str]) -> str:
    """The registry's own code of a class: edition and digits."""
    return f"{row['edition']}-{row['class_code']}"


# --- what is stored ----------------------------------------------------------------------------


def _stored_schemes() -> dict[Key, Row]:
    rows = Scheme.objects.order_by().values(
        "code", "name", "is_exclusive", "source_note", "version"
    )
    return {(row["code"],): {**row, "target": row["code"]} for row in rows}


def _stored_sectors() -> dict[Key, Row]:
    rows = Sector.objects.order_by().values("code", "name", "scheme__code", "version")
    return {
        (row["code"],): {**row, "scheme": row["scheme__code"], "target": row["code"]}
        for row in rows
    }


def _stored_commodities() -> dict[Key, Row]:
    rows = Commodity.objects.order_by().values(
        "code", "name", "sector__code", "is_service", "version"
    )
    return {
        (row["code"],): {**row, "sector": row["sector__code"], "target": row["code"]}
        for row in rows
    }


def _stored_synonyms() -> dict[Key, Row]:
    rows = CommoditySynonym.objects.order_by().values("id", "name", "commodity__code", "version")
    return {
        (row["commodity__code"], fold(row["name"])): {
            **row,
            "commodity": row["commodity__code"],
            "target": row["id"],
        }
        for row in rows
    }


def _stored_memberships(place: Callable[[str, str, str], Key]) -> dict[Key, Row]:
    rows = CommoditySector.objects.order_by().values(
        "id", "commodity__code", "sector__code", "sector__scheme__code", "version"
    )
    return {
        place(row["commodity__code"], row["sector__code"], row["sector__scheme__code"]): {
            "commodity": row["commodity__code"],
            "sector": row["sector__code"],
            "version": row["version"],
            "target": row["id"],
        }
        for row in rows
    }


def _stored_kbli() -> dict[Key, Row]:
    rows = Kbli.objects.order_by().values("code", "class_code", "edition", "title", "version")
    return {(row["code"],): {**row, "target": row["code"]} for row in rows}


def _stored_commodity_kbli() -> dict[Key, Row]:
    rows = CommodityKbli.objects.order_by().values(
        "id", "commodity__code", "kbli__code", "source_note", "version"
    )
    return {
        (row["commodity__code"], row["kbli__code"]): {
            "commodity": row["commodity__code"],
            "kbli": row["kbli__code"],
            "source_note": row["source_note"],
            "version": row["version"],
            "target": row["id"],
        }
        for row in rows
    }
