"""Rules of a grant: its code, the region code of its year, and whose sentra it is for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.choices import Fund
from dak.models import Grant
from registry.rules.draft import Draft, Facts
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
    taken = facts.taken_codes.setdefault(Grant, set(Grant.objects.values_list("code", flat=True)))
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}-{number}", number + 1
    taken.add(code)
    row["code"] = code


def keep_region_of_year(draft: Draft, facts: Facts) -> None:
    """The receiver's code at the end of the fiscal year; kept when the region is recoded later."""
    row = draft.row
    if not draft.is_new and row["fiscal_year"] == draft.before["fiscal_year"]:
        return
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
    """A grant goes on from one of an earlier year to the same government."""
    chosen = draft.row["continues_id"]
    if chosen is None:
        return
    earlier = _grants(facts).get(chosen)
    if earlier is None:
        return
    same_place = all(earlier[name] == draft.row[name] for name in ("province_id", "regency_id"))
    before, own = _year(earlier), _year(draft.row)
    if not same_place or (before is not None and own is not None and before >= own):
        yield CONTINUES_LATER.problem("continues", earlier["code"])


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


def _grants(facts: Facts) -> Mapping[int, Mapping[str, Any]]:
    """The grants that others go on from; one statement an act."""
    if "continued" not in facts.remembered:
        wanted = {d.row["continues_id"] for d in facts.drafts if d.model is Grant} - {None}
        stored = {row["id"]: row for row in Grant.objects.filter(pk__in=wanted).values()}
        drafted = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is Grant}
        facts.remembered["continued"] = {**stored, **drafted}
    return facts.remembered["continued"]


def _year(row: Mapping[str, Any]) -> int | None:
    return row["fiscal_year"] or row["year_from"]
