"""Rules of mandates: which roles go together, at which office, for how long."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.choices import OfficeLevel, Role
from registry.models import Mandate, Office
from registry.rules.draft import Draft, Facts
from sentra.accounts.models import User
from sentra.lib.problems import Problem, ProblemCode, problem_code

MINISTRY = frozenset({Role.MINISTRY_ADMIN, Role.MINISTRY_STAFF})
DINAS = frozenset({Role.PROVINCE_OFFICER, Role.REGENCY_OPERATOR, Role.OFFICE_HEAD})
# The level of the offices at which a role may be held; an analyst may sit anywhere.
LEVELS: Mapping[str, frozenset[str]] = {
    Role.MINISTRY_ADMIN: frozenset({OfficeLevel.MINISTRY}),
    Role.MINISTRY_STAFF: frozenset({OfficeLevel.MINISTRY}),
    Role.PROVINCE_OFFICER: frozenset({OfficeLevel.PROVINCE}),
    Role.REGENCY_OPERATOR: frozenset({OfficeLevel.REGENCY}),
    Role.OFFICE_HEAD: frozenset({OfficeLevel.PROVINCE, OfficeLevel.REGENCY}),
    Role.ANALYST: frozenset(OfficeLevel.values),
}

ROLE_AT_OFFICE = problem_code(
    "mandate.role_fits_office",
    _("Peran {value} tidak ada di kantor itu. Pilih kantor dengan tingkat yang sesuai."),
)
HEAD_COVERS_OFFICE = problem_code(
    "mandate.head_covers_office",
    _("Mandat kepala dinas meliputi seluruh wilayah kantornya, tidak sebagian."),
)
MINISTRY_AND_DINAS = problem_code(
    "mandate.ministry_and_dinas",
    _(
        "Orang ini memegang {value} pada masa yang sama. Peran kementerian tidak dipegang bersama"
        " peran dinas: yang mengusulkan tidak ikut memutuskan."
    ),
)
ANALYST_AND_WRITER = problem_code(
    "mandate.analyst_and_writer",
    _(
        "Orang ini memegang {value} pada masa yang sama. Analis hanya membaca, jadi tidak memegang"
        " peran yang mengisi atau memutuskan."
    ),
)
OFFICE_ABOVE = problem_code(
    "mandate.office_above",
    _(
        "Orang ini memegang {value} pada masa yang sama. Dinas provinsi memutuskan usulan dinas"
        " kabupaten/kota di bawahnya, jadi satu orang tidak bertugas di keduanya."
    ),
)
ALREADY_HELD = problem_code(
    "mandate.already_held",
    _("Orang ini sudah memegang {value} pada masa yang sama di kantor yang sama."),
)
ENDS_IN_THE_PAST = problem_code(
    "mandate.ends_in_the_past",
    _("Mandat paling cepat berakhir hari ini; hari terakhir yang lalu tidak dapat dipilih."),
)
NOT_EARLIER = problem_code(
    "mandate.ends_earlier",
    _(
        "Mandat ini sudah berakhir sebelum hari itu. Untuk memperpanjang, beri mandat baru yang"
        " mulai sesudahnya."
    ),
)
NOBODY_LEAVES = problem_code(
    "mandate.nobody_leaves",
    _(
        "Jabatan kepala diserahkan bersama berakhirnya mandat kepala sebelumnya di kantor yang"
        " sama."
    ),
)


@dataclass(frozen=True)
class Incompatibility:
    """Two sets of roles one person does not hold in the same days, and why (the sentence of
    `refusal`). `only_above` limits it to an office and one below it."""

    ours: frozenset[Role]
    theirs: frozenset[Role]
    refusal: ProblemCode
    only_above: bool = False


INCOMPATIBLE: tuple[Incompatibility, ...] = (
    Incompatibility(MINISTRY, DINAS, MINISTRY_AND_DINAS),
    Incompatibility(frozenset({Role.ANALYST}), MINISTRY | DINAS, ANALYST_AND_WRITER),
    Incompatibility(DINAS, DINAS, OFFICE_ABOVE, only_above=True),
)


def default_end(day: date) -> date:
    """The first day without the mandate when nobody said: 1 January, MANDATE_YEARS_AHEAD years
    after the turn of the year that follows `day`."""
    return date(day.year + 1 + settings.MANDATE_YEARS_AHEAD, 1, 1)


def give_term(draft: Draft, facts: Facts) -> None:
    """A mandate of a dinas without a last day gets the usual one: 31 December of next year, unless
    the setting MANDATE_YEARS_AHEAD says otherwise; no dinas role is open-ended."""
    if draft.is_new and draft.row.get("role") in DINAS and not draft.row.get("valid_to"):
        start = draft.row.get("valid_from") or facts.today
        draft.row["valid_to"] = default_end(max(start, facts.today))


def role_fits_office(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A role is held at an office of its level, a head's over the whole region of the office."""
    office, role = _offices(facts).get(draft.row["office_id"]), draft.row["role"]
    if office is None or role not in LEVELS:
        return
    if office["level"] not in LEVELS[role]:
        yield ROLE_AT_OFFICE.problem("role", _label(role))
    elif role == Role.OFFICE_HEAD and draft.row["region_code"] != _region(office):
        yield HEAD_COVERS_OFFICE.problem("region_code", draft.row["region_code"])


def roles_go_together(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """One person's mandates of the same days are compatible (`INCOMPATIBLE`), and none is twice the
    same. Two roles of one office are allowed, and marked beside every decision."""
    if not draft.is_new and "valid_to" not in draft.changed:
        return  # a region was recoded; the periods are those that were judged before
    offices, told = _offices(facts), set()
    for other in _others(draft, facts):
        if not _overlap(draft.row, other):
            continue
        for refusal in _refusals(draft.row, other, offices):
            if refusal.code not in told:
                told.add(refusal.code)
                yield refusal.problem("role", _held(other, offices))


def never_prolongs_nor_reaches_back(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Ending never prolongs a mandate, and reaches back no further than today."""
    end, before = draft.row["valid_to"], draft.before["valid_to"]
    if end is None or (before is not None and end > before):
        yield NOT_EARLIER.problem("valid_to", end)
    elif end < facts.today:
        yield ENDS_IN_THE_PAST.problem("valid_to", end)


def follows_the_head_who_leaves(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A head is succeeded in the very act that ends the mandate before, with no day between."""
    leaving = (
        other
        for other in facts.drafts
        if other.kind_code == "mandate.end"
        and other.row["office_id"] == draft.row["office_id"]
        and other.row["role"] == Role.OFFICE_HEAD
        and other.row["valid_to"] == draft.row["valid_from"]
    )
    if next(leaving, None) is None:
        yield NOBODY_LEAVES.problem("valid_from", draft.row["valid_from"])


def _offices(facts: Facts) -> Mapping[int, Mapping[str, Any]]:
    """The offices of every mandate the act speaks of, stored or made in the same act; read once."""
    if "mandate_offices" not in facts.remembered:
        ids = {d.row["office_id"] for d in facts.drafts if d.model is Mandate}
        ids |= {row["office_id"] for row in _stored(facts)}
        found: dict[int, Mapping[str, Any]] = {
            row["id"]: row for row in Office.objects.filter(pk__in=ids).values()
        }
        found |= {d.row["id"]: d.row for d in facts.drafts if d.model is Office}
        facts.remembered["mandate_offices"] = found
    return facts.remembered["mandate_offices"]


def _stored(facts: Facts) -> list[dict[str, Any]]:
    """Every mandate of the people the act speaks of; read once. Their accounts are held meanwhile,
    so that two acts at the same moment cannot give what does not go together."""
    if "mandates" not in facts.remembered:
        people = sorted({d.row["user_id"] for d in facts.drafts if d.model is Mandate} - {None})
        held = User.objects.filter(pk__in=people).order_by("pk").select_for_update(no_key=True)
        facts.remembered["accounts_held"] = list(held.values_list("pk", flat=True))
        facts.remembered["mandates"] = list(Mandate.objects.filter(user_id__in=people).values())
    return facts.remembered["mandates"]


def _others(draft: Draft, facts: Facts) -> Iterable[Mapping[str, Any]]:
    """The same person's other mandates as they will stand after the act."""
    drafted = {d.row["id"]: d.row for d in facts.drafts if d.model is Mandate}
    rows = {row["id"]: row for row in _stored(facts)} | drafted
    person, own = draft.row["user_id"], draft.row["id"]
    return [row for pk, row in rows.items() if pk != own and row["user_id"] == person]


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two periods share a day; a missing end is no end, and an empty period shares none."""
    if any(row["valid_from"] in (None, row["valid_to"]) for row in (one, other)):
        return False
    return all(
        first["valid_to"] is None or second["valid_from"] < first["valid_to"]
        for first, second in ((one, other), (other, one))
    )


def _refusals(
    one: Mapping[str, Any], other: Mapping[str, Any], offices: Mapping[int, Mapping[str, Any]]
) -> Iterator[ProblemCode]:
    if (one["role"], one["office_id"]) == (other["role"], other["office_id"]):
        yield ALREADY_HELD
    above = _decides_on(offices.get(one["office_id"]), offices.get(other["office_id"]))
    for rule in INCOMPATIBLE:
        fits = (one["role"] in rule.ours and other["role"] in rule.theirs) or (
            other["role"] in rule.ours and one["role"] in rule.theirs
        )
        if fits and (above or not rule.only_above):
            yield rule.refusal


def _decides_on(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Whether one of two offices is the province's and the other a regency's of that province."""
    if one is None or other is None:
        return False
    levels = {one["level"], other["level"]}
    is_pair = levels == {OfficeLevel.PROVINCE, OfficeLevel.REGENCY}
    return is_pair and one["province_id"] == other["province_id"]


def _region(office: Mapping[str, Any]) -> str:
    return office["regency_id"] or office["province_id"] or ""


def _label(role: str) -> str | Promise:
    return Role(role).label


def _held(row: Mapping[str, Any], offices: Mapping[int, Mapping[str, Any]]) -> str:
    office = offices.get(row["office_id"])
    return f"{_label(row['role'])} ({office['name']})" if office else str(_label(row["role"]))


__all__ = [
    "INCOMPATIBLE",
    "default_end",
    "follows_the_head_who_leaves",
    "give_term",
    "never_prolongs_nor_reaches_back",
    "role_fits_office",
    "roles_go_together",
]
