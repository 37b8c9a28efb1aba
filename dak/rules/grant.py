"""Rules of a grant: its code, the region code of its year, and whose sentra it is for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.choices import Fund
from dak.models import Grant
from registry.rules.draft import Draft, Facts
from registry.rules.naming import free_code
from sentra.lib.number_format import spell_amount
from sentra.lib.numbers import NumberProblem, parse_rupiah
from sentra.lib.problems import Problem, problem_code

SENTRA_ELSEWHERE = problem_code(
    "grant.sentra_elsewhere",
    _("Sentra itu berada di wilayah {place}, bukan di wilayah penerima hibah ({value})."),
)

CONTINUES_LATER = problem_code(
    "grant.continues_later",
    _("Hibah {value} bukan hibah tahun sebelumnya untuk pemerintah daerah yang sama."),
)
CONTINUED_EARLIER = problem_code(
    "grant.continued_earlier",
    _(
        "Hibah {value} tercatat sebagai lanjutan hibah ini. Hibah ini harus lebih dahulu tahunnya"
        " dan untuk pemerintah daerah yang sama; koreksi dulu lanjutannya."
    ),
)
CONTINUES_IN_CIRCLE = problem_code(
    "grant.continues_in_circle",
    _(
        "Hibah {value} sendiri, langsung atau lewat hibah lain, tercatat sebagai lanjutan hibah"
        " ini. Rangkaian hibah tidak boleh berputar."
    ),
)
# What a rule looks at in the grants before and after.
LINE = (
    "id",
    "code",
    "fiscal_year",
    "year_from",
    "province_id",
    "regency_id",
    "continues_id",
    "is_withdrawn",
)
READABLE_AMOUNT = problem_code(
    "claim.readable_amount",
    _("{value} dapat dibaca sebagai {amount}. Tulis pada jumlahnya."),
)


def give_code(draft: Draft, facts: Facts) -> None:
    """Region, year and fund, with a number where taken: "5202-2023-fisik"."""
    row = draft.row
    if row.get("code"):
        return
    place = (row.get("regency_id") or row.get("province_id") or "").replace(".", "")
    fund = Fund(row["fund"]).value if row.get("fund") else "dak"
    stem = f"{place}-{row.get('fiscal_year') or 'tt'}-{fund}"
    row["code"] = free_code(draft, facts, stem)


def keep_region_of_year(draft: Draft, facts: Facts) -> None:
    """The receiver's code at the end of the fiscal year, or of the last year of a span; a recode
    that comes later is undone, so the code of the time stays. Without a year, today's code."""
    row = draft.row
    year = row.get("fiscal_year") or row.get("year_to")
    day = date(year, 12, 31) if year and 1900 <= year <= 2100 else None
    code = row.get("regency_id") or row.get("province_id") or ""
    row["region_code"] = facts.region_code_on(code, day)


def sentra_in_receiver(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A grant of a government is for a sentra on its soil."""
    if not draft.row.get("sentra_id"):
        return
    sentra = facts.sentra(draft.row["sentra_id"])
    regency, province = draft.row.get("regency_id"), draft.row.get("province_id")
    elsewhere = (
        sentra.get("regency_id") not in (None, regency)
        if regency
        else sentra.get("province_id") != province
    )
    if sentra and elsewhere:
        place = sentra.get("regency_id") or sentra.get("province_id")
        yield SENTRA_ELSEWHERE.problem("sentra", regency or province, place=place)


def continues_an_earlier_one(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A grant goes on from one of an earlier year to the same government, whichever of the two is
    corrected, and never in a circle."""
    grants = _line(facts)
    own, chosen = draft.row, draft.row["continues_id"]
    if chosen in grants:
        if not _fits(grants[chosen], own):
            yield CONTINUES_LATER.problem("continues", grants[chosen]["code"])
        elif _comes_back(own["id"], grants):
            yield CONTINUES_IN_CIRCLE.problem("continues", grants[chosen]["code"])
    drafted = {other.row["id"] for other in facts.drafts if other.model is Grant}
    for later in grants.values():
        if later["continues_id"] != own["id"] or later["id"] in drafted:
            continue
        if not later["is_withdrawn"] and not _fits(own, later):
            field = "fiscal_year" if _same_place(own, later) else "regency"
            yield CONTINUED_EARLIER.problem(field, later["code"])


def _fits(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """Whether one grant can go on from the other. What was withdrawn binds no one."""
    if earlier["is_withdrawn"]:
        return True
    before, after = _year(earlier), _year(later)
    in_order = before is None or after is None or before < after
    return in_order and _same_place(earlier, later)


def _same_place(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[name] == other[name] for name in ("province_id", "regency_id"))


def _comes_back(start: int, grants: Mapping[int, Mapping[str, Any]]) -> bool:
    """Whether going back from a grant leads to itself."""
    seen: set[int] = set()
    here: Any = grants[start]["continues_id"]
    while here in grants and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = grants[here]["continues_id"]
    return False


def unreadable_is_unreadable(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Words kept as unreadable cannot be read as rupiah; what can is written as an amount."""
    words = draft.row["unreadable_amount"]
    if not words:
        return
    try:
        amount = parse_rupiah(words)
    except NumberProblem:
        return
    yield READABLE_AMOUNT.problem("unreadable_amount", words, amount=spell_amount(amount))


def _line(facts: Facts) -> Mapping[int, Mapping[str, Any]]:
    """The drafted grants, everything they go on from, and what goes on from them; one statement a
    step back in time for the whole act."""
    if "line" not in facts.remembered:
        drafted = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is Grant}
        found: dict[int, Mapping[str, Any]] = {}
        changed = [draft.row["id"] for draft in facts.drafts if not draft.is_new]
        if changed:
            later = Grant.objects.filter(continues__in=changed)
            found.update({row["id"]: row for row in later.values(*LINE)})
        known = {**found, **drafted}
        while missing := {row["continues_id"] for row in known.values()} - {None, *known}:
            step = {row["id"]: row for row in Grant.objects.filter(pk__in=missing).values(*LINE)}
            known.update(step)
            if not step:
                break
        facts.remembered["line"] = known
    return facts.remembered["line"]


def _year(row: Mapping[str, Any]) -> int | None:
    return row["fiscal_year"] or row["year_from"]
