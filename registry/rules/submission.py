"""Rules of submissions, decisions and mandates."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from registry.choices import ActState
from registry.models import Office
from registry.queries.submission import has_moved, next_receipt_number
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

ALREADY_DECIDED = problem_code(
    "submission.already_decided",
    _("Usulan ini sudah diputuskan ({value}). Muat ulang halaman untuk melihat putusannya."),
)
NOTHING_PROPOSED = problem_code(
    "submission.nothing_proposed", _("Usulan ini tidak berisi perubahan apa pun.")
)
STALE_PROPOSAL = problem_code(
    "submission.stale",
    _(
        "Catatan sentra ini berubah setelah usulan dibuat, jadi usulan tidak diterapkan."
        " Bandingkan ketiga nilainya, lalu kembalikan usulan kepada pengirimnya."
    ),
)


def still_undecided(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A decision is taken once."""
    state = draft.before.get("state")
    if state != ActState.RECEIVED:
        yield ALREADY_DECIDED.problem("state", ActState(str(state)).label)


def made_against_what_stands(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What is approved is what was shown: the rows the proposal was made against are still those in
    force. Read after the act has locked the sentra, so that nobody can move them meanwhile."""
    basis = (draft.before.get("shown") or {}).get("basis")
    sentra = draft.row.get("sentra_id")
    if basis and sentra is not None and has_moved(sentra, basis):
        yield STALE_PROPOSAL.problem("shown", None)


def give_receipt_number(draft: Draft, facts: Facts) -> None:
    """SUB-YYYY-PP-NNNNNN: year of receipt (WIB), province of the office (00 for the ministry),
    running number."""
    if draft.is_new and not draft.row.get("receipt_number"):
        number = next_receipt_number()
        province = draft.row["province_id"] or "00"
        draft.row["receipt_number"] = f"SUB-{facts.today.year}-{province}-{number:06d}"


def changes_are_known(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A proposal has at least one change, each with a kind and values."""
    changes = draft.row.get("changes")
    if not isinstance(changes, list) or not changes:
        yield NOTHING_PROPOSED.problem("changes", changes)


def mandate_region_from_office(draft: Draft, facts: Facts) -> None:
    """A dinas mandate covers its office's region unless narrowed."""
    if draft.is_new and not draft.row.get("region_code") and draft.row.get("office_id"):
        office = Office.objects.filter(pk=draft.row["office_id"]).first()
        if office is not None:
            draft.row["region_code"] = office.regency_id or office.province_id or ""
