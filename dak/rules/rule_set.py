"""Derivations and rules of the yearly rules: codes of the lines others point at, and the deadline
that follows from date, calendar and publication."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from dak.models import (
    DeadlineOverride,
    DisasterException,
    DisbursementMode,
    Holiday,
    Menu,
    RuleSet,
    Tranche,
)
from dak.queries.year_rules import holidays
from dak.rules.deadline import effective_deadline
from registry.rules.draft import Draft, Facts
from registry.rules.naming import free_code
from sentra.lib.problems import Problem, problem_code

OTHER_YEAR = problem_code(
    "tranche.other_year",
    _("Batas {value} tidak jatuh pada tahun anggaran {year}. Periksa kembali tahunnya."),
)
OTHER_RULE_SET = problem_code(
    "tranche.other_rule_set",
    _("Pengecualian bencana {value} berlaku pada tahun anggaran lain."),
)

NO_RECOMMENDATION = problem_code(
    "recommended_region.mode_needs_none",
    _("Cara penyaluran {value} tidak memerlukan rekomendasi kementerian."),
)


def give_code(draft: Draft, facts: Facts) -> None:
    """The year and what the line is: "ta-2019", "ta-2019-staged-1"."""
    row = draft.row
    if row.get("code"):
        return
    stem = slugify(_stem(draft, facts))[:50] or draft.noun
    row["code"] = free_code(draft, facts, stem, beside="-lain")


def give_component_code(draft: Draft, facts: Facts) -> None:
    """The menu and the name: "ta-2023-build-rumah-kemasan"; it stays when the name changes."""
    row = draft.row
    if row.get("component_code"):
        return
    menu = parent_of(facts, Menu, row.get("menu_id")).get("code", "")
    stem = f"{menu}-{slugify(row.get('name') or '')}"[:56].rstrip("-")
    row["component_code"] = free_code(draft, facts, stem, "component_code")


def _stem(draft: Draft, facts: Facts) -> str:
    row = draft.row
    if draft.model is RuleSet:
        return f"ta-{row.get('fiscal_year')}"
    if draft.model is Tranche:
        middle = parent_of(facts, DisbursementMode, row.get("mode_id")).get("code", "")
        other = parent_of(facts, DisasterException, row.get("exception_id")).get("code", "")
        last = other.rpartition("-")[2]
        return "-".join(str(part) for part in (middle, last, row.get("number")) if part)
    year = parent_of(facts, RuleSet, row.get("rule_set_id")).get("code", "")
    return f"{year}-{row.get('mode') or row.get('kind') or row.get('name')}"


def parent_of(facts: Facts, model: type[models.Model], key: Any) -> Mapping[str, Any]:
    """The columns of a row another points at, drafted in this act or stored; empty for none."""
    if key is None:
        return {}
    for draft in facts.drafts:
        if draft.model is model and draft.row["id"] == key:
            return draft.row
    remembered = ("row", model, key)
    if remembered not in facts.remembered:
        rows = model._default_manager.filter(pk=key).values()
        facts.remembered[remembered] = rows.first() or {}
    found: Mapping[str, Any] = facts.remembered[remembered]
    return found


def give_deadline(draft: Draft, facts: Facts) -> None:
    """The moment papers are late, from the date of the rule, the holidays and the published date,
    those of the same act included."""
    row = draft.row
    nominal = row.get("nominal_on")
    row["deadline_at"] = (
        effective_deadline(nominal, _holidays(facts), _published(facts).get(row["id"]))
        if nominal
        else None
    )


def _holidays(facts: Facts) -> frozenset[date]:
    if "holidays" not in facts.remembered:
        drafted = [draft for draft in facts.drafts if draft.model is Holiday]
        days = set(holidays())
        days -= {draft.before["day"] for draft in drafted if draft.before}
        days |= {draft.row["day"] for draft in drafted if not draft.row["is_withdrawn"]}
        facts.remembered["holidays"] = frozenset(days)
    found: frozenset[date] = facts.remembered["holidays"]
    return found


def _published(facts: Facts) -> dict[int, date]:
    """Published dates by tranche; one statement per act."""
    if "overrides" not in facts.remembered:
        stored = DeadlineOverride.objects.filter(is_withdrawn=False)
        dates = dict(stored.values_list("tranche_id", "effective_on"))
        for draft in facts.drafts:
            if draft.model is DeadlineOverride:
                dates.pop(draft.row["tranche_id"], None)
                if not draft.row["is_withdrawn"]:
                    dates[draft.row["tranche_id"]] = draft.row["effective_on"]
        facts.remembered["overrides"] = dates
    found: dict[int, date] = facts.remembered["overrides"]
    return found


def deadline_in_its_year(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A deadline falls into the fiscal year of its rules."""
    mode = parent_of(facts, DisbursementMode, draft.row.get("mode_id"))
    year = parent_of(facts, RuleSet, mode.get("rule_set_id")).get("fiscal_year")
    nominal = draft.row.get("nominal_on")
    if nominal and year and nominal.year != year:
        yield OTHER_YEAR.problem("nominal_on", nominal, year=year)


def exception_of_its_year(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A tranche of an exception belongs to the same year as the exception."""
    exception = parent_of(facts, DisasterException, draft.row.get("exception_id"))
    mode = parent_of(facts, DisbursementMode, draft.row.get("mode_id"))
    if exception and mode and exception["rule_set_id"] != mode["rule_set_id"]:
        yield OTHER_RULE_SET.problem("exception", exception["code"])


def mode_takes_recommendations(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Only a mode that is paid by recommendation can be recommended for somebody."""
    mode = parent_of(facts, DisbursementMode, draft.row.get("mode_id"))
    if mode and not mode["is_by_recommendation"]:
        yield NO_RECOMMENDATION.problem("mode", mode["code"])
