"""What a component of a grant is for: a sentra of the grant, a need of that sentra, and the day it
operates, which closes the need in the same act."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.rules.act_ledgers import ledger_after
from registry.choices import NeedState
from registry.models import Need
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

SENTRA_NOT_IN_GRANT = problem_code(
    "component.sentra_not_in_grant",
    _("Sentra itu bukan penerima hibah ini. Pilih sentra hibah, atau bagi hibahnya dahulu."),
)
NEED_ELSEWHERE = problem_code(
    "component.need_elsewhere",
    _("Kebutuhan {value} bukan kebutuhan sentra yang menerima komponen ini."),
)
NEED_LEFT_OPEN = problem_code(
    "component.need_left_open",
    _("Komponen ini beroperasi, jadi kebutuhan yang dijawabnya ditutup dalam tindakan yang sama."),
)
SHARE_ELSEWHERE = problem_code(
    "share.sentra_elsewhere",
    _("Sentra itu berada di wilayah {place}, bukan di wilayah penerima hibah ({value})."),
)


def sentra_of_grant(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A component is for a sentra of its grant, and answers a need of that sentra."""
    own = _receivers(draft, facts)
    chosen, need = draft.row["sentra_id"], draft.row["need_id"]
    if chosen is not None and own and chosen not in own:
        yield SENTRA_NOT_IN_GRANT.problem("sentra", chosen)
    if need is None:
        return
    allowed = {chosen} if chosen is not None else own
    row = needs_of_act(facts).get(need)
    if row is not None and row["sentra_id"] not in allowed:
        yield NEED_ELSEWHERE.problem("need", need)


def need_is_closed(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What operates has answered its need, with the date."""
    need = needs_of_act(facts).get(draft.row["need_id"] or 0)
    if draft.row["operates_on"] is None or need is None:
        return
    if need["state"] != NeedState.ANSWERED:
        yield NEED_LEFT_OPEN.problem("operates_on", draft.row["operates_on"])


def on_receivers_soil(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A share goes to a sentra on the receiver's soil."""
    ledger = ledger_after(facts, draft.row["grant_id"])
    sentra = facts.sentra(draft.row["sentra_id"])
    if ledger is None or not sentra:
        return
    wanted = ledger.grant["regency_id"] or ledger.grant["province_id"]
    level = "regency_id" if ledger.grant["regency_id"] else "province_id"
    if sentra.get(level) not in (None, wanted):
        place = sentra.get("regency_id") or sentra.get("province_id")
        yield SHARE_ELSEWHERE.problem("sentra", wanted, place=place)


def _receivers(draft: Draft, facts: Facts) -> set[int]:
    ledger = ledger_after(facts, draft.row["grant_id"])
    if ledger is None:
        return set()
    named = {row["sentra_id"] for row in ledger.of("share")} | {ledger.grant["sentra_id"]}
    return {pk for pk in named if pk is not None}


def needs_of_act(facts: Facts) -> Mapping[int, Mapping[str, Any]]:
    """The needs that rows of this act name, as they stand after it; one statement an act."""
    if "needs" not in facts.remembered:
        named = [draft.row.get("need_id") for draft in facts.drafts]
        wanted = {need for need in named if need is not None}
        stored = {row["id"]: row for row in Need.objects.filter(pk__in=wanted).values()}
        drafted = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is Need}
        facts.remembered["needs"] = {**stored, **drafted}
    return facts.remembered["needs"]
