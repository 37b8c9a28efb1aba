"""The numbers of the DAK grants counted once more, one grant after the other, in plain Python over
plain rows: no view, no definition and no statement of the aggregates is read. Slow on purpose."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import connection

from dak.queries.asset_limits import idle_after

Key = tuple[str, str, str, str]
Bounds = tuple[int | None, int | None]
Cell = tuple[int | None, int | None, int, int, int, int | None, int | None]
Row = Mapping[str, Any]

ALLOCATED = ("allocated", "contracted", "finished")
WITHOUT_FUND = ("stage", "menu_kind", "commodity")


def read(table: str) -> list[dict[str, Any]]:
    """Every row of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def today() -> Any:
    """Today by the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_today()")
        return cursor.fetchone()[0]


class World:
    """Every table, read once."""

    def __init__(self) -> None:
        names = (
            "grant",
            "grantclaim",
            "grantshare",
            "grantcomponent",
            "contract",
            "contractaddendum",
            "disbursement",
            "absorption",
            "menu",
            "ruleset",
            "asset",
            "assetstate",
        )
        self.rows = {name: read(f"dak_{name}") for name in names}
        self.sentra = {row["id"]: row for row in read("registry_sentra")}
        self.makes = read("registry_sentracommodity")
        self.commodity = {row["id"]: row["code"] for row in read("registry_commodity")}
        self.today = today()

    def of(self, name: str, grant: Row) -> list[dict[str, Any]]:
        """The rows of a grant that stand: neither withdrawn nor corrected by one that stands."""
        standing = [
            row
            for row in self.rows[name]
            if row["grant_id"] == grant["id"] and not row["is_withdrawn"]
        ]
        corrected = {row.get("corrects_id") for row in standing}
        return [row for row in standing if row["id"] not in corrected]


class Worth:
    """What one grant is worth at every step."""

    def __init__(self, world: World, grant: Row) -> None:
        self.world, self.grant = world, grant
        self.claims = world.of("grantclaim", grant)

    def said(self, *stages: str) -> list[Bounds]:
        """What claims with an amount say at these stages; the official ones alone where there are
        any."""
        told = [c for c in self.claims if c["amount_idr_qualifier"] and c["stage"] in stages]
        official = [claim for claim in told if claim["is_official"]]
        return [(c["amount_idr_low"], c["amount_idr_high"]) for c in official or told]

    @property
    def official(self) -> list[Bounds]:
        """What the official claim says of the ceiling."""
        return [
            (claim["amount_idr_low"], claim["amount_idr_high"])
            for claim in self.claims
            if claim["is_official"] and claim["stage"] in ("allocation", "built", "unknown")
        ]

    @property
    def ceiling(self) -> Bounds | None:
        """The official claim, else the allocations, else what was built."""
        for said in (
            self.official,
            self.said("allocation"),
            self.said("built", "unknown"),
        ):
            if said:
                return spread(said, max)
        return None

    @property
    def contracted(self) -> Bounds | None:
        """Contracts as addenda leave them, else from the smallest claim to all together."""
        contracts = self.world.of("contract", self.grant)
        if contracts:
            total = sum(self._value(contract) for contract in contracts)
            return total, total
        said = self.said("contract")
        return spread(said, sum) if said else None

    def _value(self, contract: Row) -> int:
        every = {row["id"]: row for row in self.world.rows["contract"]}
        line, last = {contract["id"]}, contract
        while last["corrects_id"] is not None:
            last = every[last["corrects_id"]]
            line.add(last["id"])
        told = [
            addendum
            for addendum in self.world.of("contractaddendum", self.grant)
            if addendum["contract_id"] in line and addendum["amount_idr"] is not None
        ]
        if not told:
            return int(contract["amount_idr"])
        return int(max(told, key=lambda a: (a["signed_on"], a["id"]))["amount_idr"])

    @property
    def disbursed(self) -> Bounds | None:
        """Tranches paid, else the range of claims."""
        paid = [
            row["amount_idr"]
            for row in self.world.of("disbursement", self.grant)
            if row["paid_on"] or not row["requested_on"]
        ]
        if paid:
            return sum(paid), sum(paid)
        said = self.said("disbursed")
        return spread(said, max) if said else None

    @property
    def absorbed(self) -> Bounds | None:
        """The newest cumulative figure, else the range of claims."""
        rows = self.world.of("absorption", self.grant)
        if rows:
            newest = max(rows, key=lambda row: (row["as_of_on"], row["id"]))["amount_idr"]
            return newest, newest
        said = self.said("absorbed")
        is_settled = any(c["is_official"] and c["stage"] == "absorbed" for c in self.claims)
        spent = [c["realised_idr"] for c in self.claims if c["realised_idr"] is not None]
        said += [] if is_settled else [(amount, amount) for amount in spent]
        return spread(said, max) if said else None

    @property
    def both(self) -> tuple[Bounds, Bounds] | None:
        """Absorption and ceiling where both are known and the ceiling is above nothing."""
        absorbed, ceiling = self.absorbed, self.ceiling
        if absorbed is None or ceiling is None:
            return None
        top = ceiling[1] if ceiling[1] is not None else ceiling[0]
        return (absorbed, ceiling) if top else None

    @property
    def share(self) -> Bounds | None:
        """Absorption in the ceiling, in millionths."""
        if self.both is None:
            return None
        (low, high), (least, most) = self.both
        return millionths(low, most), millionths(high, least)

    @property
    def members(self) -> dict[str, str]:
        """Its place in every dimension."""
        grant = self.grant
        return {
            "fund": grant["fund"],
            "stage": grant["stage"],
            "menu_kind": self._menu(),
            "commodity": self._commodity(),
        }

    def _menu(self) -> str:
        named = {part["menu_code"] for part in self.world.of("grantcomponent", self.grant)}
        kinds = {
            menu["kind"]
            for menu in self.world.rows["menu"]
            if menu["code"] in named and not menu["is_withdrawn"]
        }
        if not kinds:
            kinds = self._menu_by_words()
        return kinds.pop() if len(kinds) == 1 else ""

    def _menu_by_words(self) -> set[str]:
        """Only words that begin with the name of a menu name it."""
        names = {"build": r"\s*pembangunan\s+sentra\b", "revitalise": r"\s*revitalisasi\b"}
        return {kind for kind, name in names.items() if re.match(name, self.grant["menu"], re.I)}

    def _commodity(self) -> str:
        shares = {row["sentra_id"] for row in self.world.of("grantshare", self.grant)}
        receivers = [
            key
            for key in shares | {self.grant["sentra_id"]}
            if key is not None
            and not self.world.sentra[key]["is_withdrawn"]
            and self.world.sentra[key]["province_id"] == self.grant["province_id"]
        ]
        made = {self._main(key) for key in receivers}
        return made.pop() if len(made) == 1 else ""

    def _main(self, sentra: int) -> str:
        now = self.world.today
        rows = [
            row
            for row in self.world.makes
            if row["sentra_id"] == sentra and row["is_primary"] and not row["is_withdrawn"]
            and (row["valid_from"] is None or row["valid_from"] <= now)
            and (row["valid_to"] is None or row["valid_to"] > now)
        ]  # fmt: skip
        if not rows:
            return ""
        newest = max(rows, key=lambda row: (str(row["valid_from"] or ""), row["id"]))
        return str(self.world.commodity[newest["commodity_id"]])


def spread(said: list[Bounds], top: Callable[[Iterable[int]], int]) -> Bounds:
    """From the smallest lower end to the largest upper end, or their sum; an open end stays."""
    lows, highs = [low for low, _ in said], [high for _, high in said]
    return (
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else top(high for high in highs if high is not None),
    )


def millionths(part: int | None, whole: int | None) -> int | None:
    """Rounded half away from zero, in whole numbers only."""
    if part is None or not whole:
        return None
    return (2 * part * 1_000_000 + whole) // (2 * whole)


MEASURES: Mapping[str, Callable[[Worth], Bounds | None]] = {
    "dak.ceiling": lambda worth: worth.ceiling,
    "dak.contracted": lambda worth: worth.contracted,
    "dak.disbursed": lambda worth: worth.disbursed,
    "dak.absorbed": lambda worth: worth.absorbed,
    "dak.absorbed_of_ceiling": lambda worth: worth.both[0] if worth.both else None,
    "dak.ceiling_of_absorbed": lambda worth: worth.both[1] if worth.both else None,
    "dak.absorption_share_sum": lambda worth: worth.share,
    "dak.grants": lambda worth: (1, 1),
}
RECOUNTS = (*MEASURES, "dak.assets", "dak.idle_assets")
IN_USE = ("operating", "underused")


def recount(definition: str) -> dict[Key, Cell]:
    """Every cell of a number of the grants."""
    world = World()
    groups: dict[Key, list[tuple[Bounds | None, int | None]]] = defaultdict(list)
    if definition in ("dak.assets", "dak.idle_assets"):
        return recount_assets(world, only_idle=definition == "dak.idle_assets")
    for grant in world.rows["grant"]:
        if grant["is_withdrawn"]:
            continue
        is_counted = (
            grant["fund"] == "fisik" and grant["stage"] in ALLOCATED and grant["fiscal_year"]
        )
        if definition != "dak.grants" and not is_counted:
            continue
        worth = Worth(world, grant)
        told = MEASURES[definition](worth), grant["fiscal_year"]
        for key in _keys(worth, (*WITHOUT_FUND, *(["fund"] if definition == "dak.grants" else []))):
            groups[key].append(told)
    return {key: _cell(rows) for key, rows in groups.items()}


def _keys(worth: Worth, dimensions: Iterable[str]) -> Iterable[Key]:
    grant, members = worth.grant, worth.members
    regions = {"ID", grant["province_id"], grant["regency_id"]} - {None}
    periods = {"latest", str(grant["fiscal_year"])} - {"None"}
    for region in regions:
        for period in periods:
            yield region, period, "", ""
            for name in dimensions:
                yield region, period, name, members[name]


def _cell(rows: list[tuple[Bounds | None, int | None]]) -> Cell:
    told = [(bounds, year) for bounds, year in rows if bounds is not None]
    years = [year for _, year in told if year is not None]
    low = sum(bounds[0] or 0 for bounds, _ in told) if told else None
    is_open = any(bounds[1] is None for bounds, _ in told)
    high = sum(bounds[1] or 0 for bounds, _ in told) if told and not is_open else None
    return (
        low,
        high,
        len(rows),
        len(told),
        0,
        min(years, default=None),
        max(years, default=None),
    )


# --- assets: every day on which a year ends is looked at by itself


def recount_assets(world: World, *, only_idle: bool) -> dict[Key, Cell]:
    """Assets on record by the end of each year, or those of them that lie idle."""
    groups: dict[Key, list[tuple[int | None, bool]]] = defaultdict(list)
    for asset in world.rows["asset"]:
        if asset["is_withdrawn"]:
            continue
        steps = asset_steps(world, asset)
        facts = [asset[f"{name}_on"] for name in ("completed", "handed_over", "inaugurated")]
        facts += [asset["operates_on"]]
        facts += [row["state_on"] for row in standing_states(world, asset)]
        known = [day.year for day in facts if day is not None]
        years = range(min(known), world.today.year + 1) if known else ()
        ends = [(str(y), y, min(date(y, 12, 31), world.today)) for y in years]
        for period, year, day in [*ends, ("latest", None, world.today)]:
            state, is_confirmed, is_idle = asset_on(asset, steps, day)
            if only_idle and not is_idle:
                continue
            for region in {"ID", asset["province_id"], asset["regency_id"]} - {None}:
                for cut in (("", ""), ("confirmed_state", state)):
                    groups[(region, period, *cut)].append((year, is_confirmed))
    return {key: _counted(rows) for key, rows in groups.items()}


def standing_states(world: World, asset: Row) -> list[dict[str, Any]]:
    """The states of an asset that were not withdrawn."""
    rows = world.rows["assetstate"]
    return [r for r in rows if r["asset_id"] == asset["id"] and not r["is_withdrawn"]]


def asset_steps(world: World, asset: Row) -> list[tuple[date, int, str]]:
    """(begins, rank, state) of what offices confirmed, and of the recorded start of operation."""
    steps = []
    for row in standing_states(world, asset):
        if row["basis"] != "office":
            continue
        begins = row["state_on"]
        if row["state"] not in IN_USE:
            seen = row["confirmed_on"] or world.today
            begins = max(begins, min(last_of(begins, row["state_precision"]), seen))
        steps.append((begins, row["id"], row["state"]))
    if asset["operates_on"] is not None:
        steps.append((asset["operates_on"], 0, "operating"))
    return sorted(steps)


def asset_on(asset: Row, steps: list[tuple[date, int, str]], day: date) -> tuple[str, bool, bool]:
    """State, whether an office confirmed it, and whether the asset lies idle on a day."""
    past = [step for step in steps if step[0] <= day]
    if not past:
        return "", False, False
    _, rank, state = past[-1]
    if rank == 0 or state in IN_USE or asset["handed_over_on"] is None or asset["is_sample"]:
        return state, rank != 0, False
    free = last_of(asset["handed_over_on"], asset["handed_over_precision"])
    since = free + timedelta(days=idle_after().days)
    # A use that ended on the day it began was none.
    used = [
        (begins, rank)
        for begins, rank, kind in past
        if kind in IN_USE and not any(b == begins and r > rank for b, r, _ in steps)
    ]
    if used:
        since = max(since, min(b for b, r, k in steps if k not in IN_USE and (b, r) > max(used)))
    return state, True, since < day


def last_of(day: date, precision: str) -> date:
    """The last day of the month or year, where no more is known."""
    if precision == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    return date(day.year, 12, 31) if precision == "year" else day


def _counted(rows: list[tuple[int | None, bool]]) -> Cell:
    years = [year for year, _ in rows if year is not None]
    n = len(rows)
    confirmed = sum(is_confirmed for _, is_confirmed in rows)
    return (n, n, n, n, confirmed, min(years, default=None), max(years, default=None))
