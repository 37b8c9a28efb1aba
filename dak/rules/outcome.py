"""Rules of outcome readings: days that have come, a grant of the same sentra, money in whole
rupiah, and a unit where the indicator has none of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.models import Grant, GrantShare, OutcomeIndicator, OutcomeReading
from registry.models.profile import FIGURE_CODES
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

GRANT_ELSEWHERE = problem_code(
    "outcome.grant_elsewhere", _("Hibah {value} bukan hibah untuk sentra ini.")
)
UNIT_MISSING = problem_code(
    "outcome.unit_missing",
    _("Isi satuannya: {value} tidak mempunyai satuan lazim, dan angka tanpa satuan tidak terbaca."),
)
NOT_WHOLE_RUPIAH = problem_code(
    "outcome.not_whole_rupiah", _("Nilai uang ditulis dalam rupiah utuh, tanpa koma: {value}.")
)
NO_SUCH_FIGURE = problem_code(
    "outcome_indicator.no_such_figure",
    _("Tidak ada angka profil bernama {value}. Pakai salah satu dari: {names}."),
)


def of_its_grant(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A reading that names a grant speaks of a sentra of that grant."""
    grant = _grants(facts).get(draft.row["grant_id"] or 0)
    if grant is not None and draft.row["sentra_id"] not in grant["receivers"]:
        yield GRANT_ELSEWHERE.problem("grant", grant["code"])


def unit_is_known(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A figure has the unit of its indicator, or one of its own; money is whole rupiah."""
    indicator = _indicators(facts).get(draft.row["indicator_id"])
    if indicator is None:
        return
    if draft.row["unit_id"] is None and not indicator["unit_words"]:
        yield UNIT_MISSING.problem("unit", indicator["name"])
    bounds = (draft.row["amount_low"], draft.row["amount_high"])
    if indicator["is_money"] and any(one is not None and one != int(one) for one in bounds):
        yield NOT_WHOLE_RUPIAH.problem("amount", next(one for one in bounds if one is not None))


def names_a_figure(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The profile figure of an indicator is one that profiles have."""
    name = draft.row["profile_figure"]
    if name and name not in FIGURE_CODES:
        yield NO_SUCH_FIGURE.problem("profile_figure", name, names=", ".join(FIGURE_CODES))


def _grants(facts: Facts) -> Mapping[int, Mapping[str, Any]]:
    """The grants this act's readings name, each with its receivers; two statements."""
    if "grants of outcomes" not in facts.remembered:
        drafts = [draft for draft in facts.drafts if draft.model is OutcomeReading]
        wanted = {draft.row["grant_id"] for draft in drafts} - {None}
        found: dict[int, dict[str, Any]] = {
            row["id"]: {**row, "receivers": {row["sentra_id"]}}
            for row in Grant.objects.filter(pk__in=wanted).values("id", "code", "sentra_id")
        }
        shares = GrantShare.objects.filter(grant__in=wanted, is_withdrawn=False)
        for grant, sentra in shares.values_list("grant_id", "sentra_id"):
            found[grant]["receivers"].add(sentra)
        facts.remembered["grants of outcomes"] = found
    return facts.remembered["grants of outcomes"]


def _indicators(facts: Facts) -> Mapping[int, Mapping[str, Any]]:
    """The indicators of this act's readings, drafted or stored; one statement an act."""
    if "indicators" not in facts.remembered:
        drafts = facts.drafts
        wanted = {d.row["indicator_id"] for d in drafts if d.model is OutcomeReading}
        rows = OutcomeIndicator.objects.filter(pk__in=wanted).values()
        drafted = {d.row["id"]: d.row for d in drafts if d.model is OutcomeIndicator}
        facts.remembered["indicators"] = {row["id"]: row for row in rows} | drafted
    return facts.remembered["indicators"]
