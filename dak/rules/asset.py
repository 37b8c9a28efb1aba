"""Rules of assets: their code, where they stand, which grants paid for them, days that have come
and follow one another, and that a use closes the need its component answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.choices import IN_USE, AssetCondition, DisputeState
from dak.models import Asset, AssetFunding, AssetState, Grant, GrantComponent, GrantShare
from dak.models.asset import DATES
from dak.queries.idle import last_day
from registry.models import Facility, Office
from registry.rules.draft import Draft, Facts
from registry.rules.parts import DAY_IN_FUTURE
from sentra.lib.problems import Problem, problem_code

Row = Mapping[str, Any]

SENTRA_ELSEWHERE = problem_code(
    "asset.sentra_elsewhere",
    _("Sentra itu berada di wilayah {place}, bukan di wilayah aset ini ({value})."),
)
FACILITY_ELSEWHERE = problem_code(
    "asset.facility_elsewhere",
    _("Fasilitas {value} bukan milik sentra aset ini. Pilih fasilitas dari sentra yang sama."),
)
HANDED_OVER_TOO_EARLY = problem_code(
    "asset.handed_over_too_early",
    _("Serah terima ({value}) mendahului selesainya pembangunan ({completed})."),
)
GRANT_ELSEWHERE = problem_code(
    "asset_funding.grant_elsewhere",
    _("Hibah {value} diterima wilayah atau sentra lain, bukan tempat aset ini."),
)
COMPONENT_LEFT = problem_code(
    "asset_state.component_left",
    _(
        "Aset ini beroperasi, jadi komponen {value} dinyatakan beroperasi dan kebutuhannya ditutup"
        " dalam tindakan yang sama. Pakai tindakan “Nyatakan beroperasi”."
    ),
)
NOT_THEIR_PLACE = problem_code(
    "asset_state.not_their_place",
    _("Kantor {value} tidak bertugas di wilayah aset ini, jadi tidak dapat memastikannya."),
)
DISPUTER_ELSEWHERE = problem_code(
    "asset_dispute.office_elsewhere",
    _("Kantor {value} tidak bertugas di wilayah aset ini, jadi tidak dapat menyanggah."),
)
OTHER_ASSET = problem_code(
    "asset_dispute.other_asset", _("Keadaan {value} bukan keadaan aset yang disanggah.")
)
ANSWERED_STAYS = problem_code(
    "asset_dispute.answered_stays", _("Sanggahan ini sudah dijawab; catat sanggahan baru.")
)


def give_code(draft: Draft, facts: Facts) -> None:
    """Region and "aset" with a number: "3526-aset-1"."""
    row = draft.row
    if row.get("code"):
        return
    place = (row.get("regency_id") or row.get("province_id") or "").replace(".", "")
    taken = facts.taken_codes.setdefault(Asset, set(Asset.objects.values_list("code", flat=True)))
    number = 1
    while (code := f"{place}-aset-{number}") in taken:
        number += 1
    taken.add(code)
    row["code"] = code


def stands_at_sentra(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """An asset of a sentra stands on its soil, and is a facility of no other sentra."""
    row = draft.row
    sentra = facts.sentra(row["sentra_id"]) if row["sentra_id"] else {}
    level = "regency_id" if row["regency_id"] else "province_id"
    if sentra and sentra.get(level) not in (None, row[level]):
        place = sentra.get("regency_id") or sentra.get("province_id")
        yield SENTRA_ELSEWHERE.problem("sentra", row[level], place=place)
    if row["facility_id"] is not None:
        owner = _stored(facts, Facility).get(row["facility_id"], {}).get("sentra_id")
        if owner != row["sentra_id"]:
            yield FACILITY_ELSEWHERE.problem("facility", row["facility_id"])


def days_have_come(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Every date of the beginning has come; the day by day order is a promise of the table, and
    what is told by month or year is compared as far as it goes."""
    row = draft.row
    for name in (f"{one}_on" for one in DATES):
        if row[name] is not None and row[name] > facts.today:
            yield DAY_IN_FUTURE.problem(name, row[name])
    done, given = row["completed_on"], row["handed_over_on"]
    if done is None or given is None or _both_exact(row):
        return
    if last_day(given, row["handed_over_precision"]) < done:
        yield HANDED_OVER_TOO_EARLY.problem("handed_over_on", given, completed=done)


def _both_exact(row: Row) -> bool:
    return row["completed_precision"] == row["handed_over_precision"] == "day"


def grant_reaches(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A grant pays for what stands in the receiver's place; one that names other sentra alone pays
    for nothing here."""
    asset, grant = _asset(draft, facts), _stored(facts, Grant).get(draft.row["grant_id"], {})
    if not asset or not grant:
        return
    level = "regency_id" if grant["regency_id"] else "province_id"
    named = {grant["sentra_id"], *_shares(facts).get(grant["id"], ())} - {None}
    is_elsewhere = asset[level] != grant[level]
    if is_elsewhere or (asset["sentra_id"] and named and asset["sentra_id"] not in named):
        yield GRANT_ELSEWHERE.problem("grant", grant["code"])


def state_has_come(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A state and its confirmation have happened; only what is planned may lie ahead."""
    row = draft.row
    if row["state_on"] > facts.today and row["state"] != AssetCondition.PLANNED:
        yield DAY_IN_FUTURE.problem("state_on", row["state_on"])
    if row["confirmed_on"] is not None and row["confirmed_on"] > facts.today:
        yield DAY_IN_FUTURE.problem("confirmed_on", row["confirmed_on"])


def confirmed_on_the_spot(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Only an office that answers for the place confirms a state: its own dinas, that of the
    province, or the ministry."""
    office = _stored(facts, Office).get(draft.row["confirmed_by_id"], {})
    if office and not _answers_for(office, _asset(draft, facts)):
        yield NOT_THEIR_PLACE.problem("confirmed_by", office["name"])


def use_closes_the_need(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """When an asset is in use on an office's word, its components operate, which closes their
    needs; in the same act at the latest."""
    row = draft.row
    if row["is_withdrawn"] or row["state"] not in IN_USE or row["basis"] == "report":
        return
    paid = _fundings(facts).get(row["asset_id"], ())
    for component in (_stored(facts, GrantComponent).get(pk, {}) for pk in paid):
        if component and component["need_id"] and component["operates_on"] is None:
            yield COMPONENT_LEFT.problem("state", component["name"])


def dispute_of_place(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """An office objects to a judgement about an asset in its own place, on a day that has come."""
    row, asset = draft.row, _asset(draft, facts)
    office = _stored(facts, Office).get(row["office_id"], {})
    if asset and office and not _answers_for(office, asset):
        yield DISPUTER_ELSEWHERE.problem("office", office["name"])
    state = _stored(facts, AssetState).get(row["state_id"], {})
    if state and state["asset_id"] != row["asset_id"]:
        yield OTHER_ASSET.problem("state", row["state_id"])
    for name in ("disputed_on", "answered_on"):
        if row[name] is not None and row[name] > facts.today:
            yield DAY_IN_FUTURE.problem(name, row[name])


def answered_once(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """An answer stands; who still objects records a new objection."""
    if draft.before.get("verdict", DisputeState.OPEN) != DisputeState.OPEN:
        yield ANSWERED_STAYS.problem("verdict", draft.row["verdict"])


def _answers_for(office: Row, asset: Row) -> bool:
    if office["regency_id"]:
        return bool(office["regency_id"] == asset.get("regency_id"))
    return office["province_id"] in (None, asset.get("province_id"))


def _asset(draft: Draft, facts: Facts) -> Row:
    return _stored(facts, Asset).get(draft.row["asset_id"], {})


def _stored(facts: Facts, model: Any) -> Mapping[int, Row]:
    """The rows of a noun that this act names, as they will stand after it; one statement a noun."""
    key = ("of assets", model)
    if key not in facts.remembered:
        wanted = {
            draft.row.get(field.attname)
            for draft in facts.drafts
            for field in draft.model._meta.concrete_fields
            if field.related_model is model
        }
        if model is GrantComponent:
            wanted |= {pk for paid in _fundings(facts).values() for pk in paid}
        rows = model._default_manager.filter(pk__in=wanted - {None}).values()
        drafted = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is model}
        facts.remembered[key] = {row["id"]: row for row in rows} | drafted
    return facts.remembered[key]


def _fundings(facts: Facts) -> Mapping[int, set[int]]:
    """The components that paid for the assets of this act, as they will stand after it."""
    if "components of assets" not in facts.remembered:
        assets = {draft.row.get("asset_id") for draft in facts.drafts} - {None}
        rows = AssetFunding.objects.filter(asset__in=assets).values()
        drafted = {d.row["id"]: d.row for d in facts.drafts if d.model is AssetFunding}
        found: dict[int, set[int]] = {}
        for row in ({row["id"]: row for row in rows} | drafted).values():
            if not row["is_withdrawn"] and row["component_id"] is not None:
                found.setdefault(row["asset_id"], set()).add(row["component_id"])
        facts.remembered["components of assets"] = found
    return facts.remembered["components of assets"]


def _shares(facts: Facts) -> Mapping[int, set[int]]:
    """The sentra that share the grants of this act."""
    if "shares of assets" not in facts.remembered:
        found: dict[int, set[int]] = {}
        rows = GrantShare.objects.filter(grant__in=_stored(facts, Grant), is_withdrawn=False)
        for grant, sentra in rows.values_list("grant_id", "sentra_id"):
            found.setdefault(grant, set()).add(sentra)
        facts.remembered["shares of assets"] = found
    return facts.remembered["shares of assets"]
