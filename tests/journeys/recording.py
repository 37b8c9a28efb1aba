"""How the acceptance cases record what sources say, and read the DAK ceiling back."""

from typing import Any

from dak.models import Grant
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Sentra
from tests.factories import ACTOR, make_source

CELUK = {"province": "51", "regency": "51.04", "district": "51.04.01", "village": "51.04.01.2005"}
AIK_DAREK = {
    "province": "52",
    "regency": "52.02",
    "district": "52.02.03",
    "village": "52.02.03.2005",
}


def record(*changes: Change) -> None:
    """One act of a loader, as any surface would apply it."""
    apply_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, reason="laporan sumber publik"))


def registered(name: str, place: dict[str, str], *parts: Change, **values: Any) -> Sentra:
    """A reported sentra with its parts, which name it "@s"."""
    more = {"name": name, "recognition": "reported", **place, **values}
    record(Change("sentra.register", more, ref="s"), *parts)
    return Sentra.objects.get(name=name)


def part(noun: str, **values: Any) -> Change:
    """A part of the sentra that is being registered."""
    return Change(f"{noun}.record", {"sentra": "@s", **values})


def granted(sentra: Sentra, year: int, stage: str, *claims: dict[str, Any], **more: Any) -> Grant:
    """A grant of DAK Fisik to the sentra's regency, with what sources say it was worth; a claim is
    of the stage "allocation" unless it says otherwise."""
    values = {
        "code": f"hibah-{year}",
        "fund": "fisik",
        "stage": stage,
        "fiscal_year": year,
        "level": "regency",
        "province": sentra.province_id,
        "regency": sentra.regency_id,
        "sentra": sentra.public_code,
        **more,
    }
    common = {"grant": "@g", "source": make_source().code, "stage": "allocation"}
    record(
        Change("grant.record", values, ref="g"),
        *(Change("claim.record", {**common, **claim}) for claim in claims),
    )
    return Grant.objects.get(code=values["code"])


def ceiling(province: str, period: str) -> tuple[int | None, int | None]:
    """The published DAK ceiling of a province, (None, None) where nothing is on record."""
    drain()
    found = cells("dak.ceiling", period=period, level="province", province=province)
    return (found[0].low, found[0].high) if found else (None, None)
