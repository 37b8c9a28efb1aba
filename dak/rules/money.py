"""The money chain of a grant, as it would stand after the act: ceiling, components, work plan,
contracts, disbursement, absorption. What breaks a sum is refused with the figures; what is merely
doubtful is a caution (dak.queries.cautions). The checks are those of the dossier's money rules
(3.5): contracts above the work plan are no error, since regions add money of their own."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dak.choices import GrantStage
from dak.models import Grant
from dak.queries.ledger import Ledger
from dak.rules.act_ledgers import ledger_after, touched_drafts
from dak.rules.breach import Breach
from dak.rules.progress import progress_fits
from registry.rules.draft import Draft, Facts
from sentra.lib.number_format import format_rupiah, spell_amount
from sentra.lib.problems import Problem, problem_code

WHOLE = Decimal(100)

COMPONENT_OVER = problem_code(
    "component.over_ceiling",
    _("Komponen {value} ({words}) melebihi pagu hibah {ceiling}. Periksa jumlah nolnya."),
)
PARTS_OVER = problem_code(
    "component.sum_over_ceiling",
    _(
        "Jumlah komponen dan yang belum dirinci ({value}) melebihi pagu {ceiling} sebesar"
        " {difference}. Periksa kembali angkanya."
    ),
)
PARTS_BELOW = problem_code(
    "component.sum_below_ceiling",
    _(
        "Jumlah komponen dan yang belum dirinci ({value}) kurang {difference} dari pagu {ceiling}."
        " Bila sisanya memang belum dirinci, tulis pada “belum dirinci”."
    ),
)
PLAN_OVER = problem_code(
    "work_plan.over_ceiling", _("Nilai RK {value} melebihi pagu hibah {ceiling}.")
)
PAID_OVER_CONTRACTS = problem_code(
    "disbursement.over_contracts",
    _("Jumlah penyaluran {value} melebihi nilai seluruh kontrak {contracts}."),
)
PAID_OVER_CEILING = problem_code(
    "disbursement.over_ceiling", _("Jumlah penyaluran {value} melebihi pagu hibah {ceiling}.")
)
SPENT_OVER_PAID = problem_code(
    "absorption.over_disbursed",
    _("Penyerapan {value} sampai {day} melebihi penyaluran sampai tanggal itu ({paid})."),
)
SPENT_OVER_CEILING = problem_code(
    "absorption.over_ceiling", _("Penyerapan {value} melebihi pagu hibah {ceiling}.")
)
SPENT_FALLS = problem_code(
    "absorption.falls",
    _(
        "Penyerapan kumulatif turun dari {earlier} menjadi {value} pada {day}. Angka kumulatif"
        " hanya turun dengan koreksi atas baris yang lama."
    ),
)
SHARES_NOT_WHOLE = problem_code(
    "share.not_whole", _("Bagian semua sentra berjumlah {value} persen; harus tepat 100 persen.")
)
SENTRA_WITHOUT_SHARE = problem_code(
    "share.sentra_without_share",
    _("Sentra pada hibah ini tidak mempunyai bagian, padahal hibahnya dibagi."),
)
MONEY_WITHOUT_ALLOCATION = problem_code(
    "grant.zero_allocation_has_money",
    _("Hibah tanpa alokasi tidak dapat memuat uang; tercatat {value}."),
)


def chain_holds(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Every step of the grant's money fits the step before it; each breach is told once, at the row
    of this act that fits it best."""
    grant = draft.row["id"] if draft.model is Grant else draft.row["grant_id"]
    for breach in _breaches(facts, grant):
        if _teller(breach, touched_drafts(facts, grant)) is draft:
            yield breach.problem


def _breaches(facts: Facts, grant: int) -> list[Breach]:
    key = ("money breaches", grant)
    if key not in facts.remembered:
        ledger = ledger_after(facts, grant)
        found = [] if ledger is None else [b for check in CHECKS for b in check(ledger)]
        facts.remembered[key] = found
    return facts.remembered[key]


def _teller(breach: Breach, drafts: list[Draft]) -> Draft | None:
    """The row itself, else the last of its noun, else the last of the act."""
    same = [draft for draft in drafts if draft.noun == breach.noun]
    own = [draft for draft in same if draft.row["id"] == breach.row]
    return next(iter([*own, *reversed(same), *reversed(drafts)]), None)


def _rupiah(amount: int) -> str:
    return format_rupiah(amount)


def components_fit(ledger: Ledger) -> Iterator[Breach]:
    """Components and the unspecified remainder make the ceiling: exactly where it is official,
    within its range where sources differ."""
    ceiling = ledger.ceiling
    over = [
        row
        for row in ledger.of("component")
        if ceiling.high is not None and row["amount_idr"] > ceiling.high
    ]
    for row in over:
        problem = COMPONENT_OVER.problem(
            "amount_idr",
            _rupiah(row["amount_idr"]),
            words=spell_amount(row["amount_idr"]),
            ceiling=_rupiah(ceiling.high or 0),
        )
        yield Breach("component", problem, row["id"])
    total = ledger.itemised
    if total is None or over:
        return
    for limit, code, is_broken in (
        (ceiling.high, PARTS_OVER, ceiling.high is not None and total > ceiling.high),
        (ceiling.low, PARTS_BELOW, ceiling.low is not None and total < ceiling.low),
    ):
        if is_broken and limit is not None:
            problem = code.problem(
                "amount_idr",
                _rupiah(total),
                ceiling=_rupiah(limit),
                difference=_rupiah(abs(total - limit)),
            )
            yield Breach("component", problem)


def work_plan_fits(ledger: Ledger) -> Iterator[Breach]:
    """RK ≤ pagu."""
    high = ledger.ceiling.high
    for row in ledger.of("work_plan"):
        if high is not None and row["amount_idr"] > high:
            problem = PLAN_OVER.problem(
                "amount_idr", _rupiah(row["amount_idr"]), ceiling=_rupiah(high)
            )
            yield Breach("work_plan", problem, row["id"])


def disbursement_fits(ledger: Ledger) -> Iterator[Breach]:
    """Penyaluran ≤ kontrak, as far as contracts are on record, and ≤ pagu; what is asked for fits,
    too."""
    paid, contracted, high = ledger.asked, ledger.contracted, ledger.ceiling.high
    if paid is None:
        return
    if contracted is not None and paid > contracted:
        problem = PAID_OVER_CONTRACTS.problem(
            "amount_idr", _rupiah(paid), contracts=_rupiah(contracted)
        )
        yield Breach("disbursement", problem)
    if high is not None and paid > high:
        problem = PAID_OVER_CEILING.problem("amount_idr", _rupiah(paid), ceiling=_rupiah(high))
        yield Breach("disbursement", problem)


def absorption_fits(ledger: Ledger) -> Iterator[Breach]:
    """Penyerapan ≤ what was paid by the same day, ≤ pagu, and never falling."""
    high, has_paid = ledger.ceiling.high, bool(ledger.of("disbursement"))
    earlier = 0
    for row in ledger.absorptions:
        amount, day = row["amount_idr"], f"{row['as_of_on']:%d/%m/%Y}"
        shown = _rupiah(amount)
        paid = ledger.disbursed_by(row["as_of_on"])
        if has_paid and amount > paid:
            problem = SPENT_OVER_PAID.problem("amount_idr", shown, day=day, paid=_rupiah(paid))
            yield Breach("absorption", problem, row["id"])
        if high is not None and amount > high:
            problem = SPENT_OVER_CEILING.problem("amount_idr", shown, ceiling=_rupiah(high))
            yield Breach("absorption", problem, row["id"])
        if amount < earlier:
            problem = SPENT_FALLS.problem("amount_idr", shown, earlier=_rupiah(earlier), day=day)
            yield Breach("absorption", problem, row["id"])
        earlier = amount


def shares_are_whole(ledger: Ledger) -> Iterator[Breach]:
    """Shares sum to 100 %, and a sentra the grant names has one."""
    shares = ledger.of("share")
    if not shares:
        return
    total = sum((row["share_percent"] for row in shares), Decimal(0))
    if total != WHOLE:
        words = f"{total.normalize():f}".replace(".", ",")
        yield Breach("share", SHARES_NOT_WHOLE.problem("share_percent", words))
    named = ledger.grant["sentra_id"]
    if named is not None and named not in {row["sentra_id"] for row in shares}:
        yield Breach("share", SENTRA_WITHOUT_SHARE.problem("sentra"))


def nothing_is_nothing(ledger: Ledger) -> Iterator[Breach]:
    """A grant without allocation holds no rupiah."""
    if ledger.grant["stage"] != GrantStage.ZERO_ALLOCATION:
        return
    steps = (
        ledger.ceiling.low,
        ledger.itemised,
        ledger.work_plan,
        ledger.contracted,
        ledger.asked,
        ledger.absorbed,
        ledger.reported,
    )
    most = max((amount for amount in steps if amount is not None), default=0)
    if most > 0:
        yield Breach("grant", MONEY_WITHOUT_ALLOCATION.problem("stage", _rupiah(most)))


CHECKS: tuple[Callable[[Ledger], Iterator[Breach]], ...] = (
    components_fit,
    work_plan_fits,
    disbursement_fits,
    absorption_fits,
    progress_fits,
    shares_are_whole,
    nothing_is_nothing,
)
