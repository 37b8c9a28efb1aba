"""The kinds of change around submissions: sending, passing on, deciding, taking back, and the chain
itself. All are data; the verbs that build them are in submission.py and review.py."""

from django.utils.translation import gettext_lazy as _

from registry.changes.kinds import Kind, noun_kinds
from registry.choices import ActState, ChangeSource
from registry.rules import naming, review, submission

DOORS = frozenset({ChangeSource.WEB, ChangeSource.API, ChangeSource.ADMIN})
OUTCOME = ("decided_by", "decided_at", "decision_reason")

KINDS: tuple[Kind, ...] = (
    Kind(
        "submission.send",
        "registry.Submission",
        _("Mengirim usulan"),
        (
            "kind",
            "channel",
            "previous",
            "token",
            "body_hash",
            "office",
            "sender",
            "province",
            "regency",
            "received_at",
        ),
        creates=True,
        derive=(submission.give_receipt_number,),
        surfaces=DOORS,
    ),
    Kind(
        "submission_act.send",
        "registry.SubmissionAct",
        _("Mengusulkan perubahan"),
        (
            "submission",
            "position",
            "sentra",
            "matter_code",
            "kind",
            "answer",
            "changes",
            "shown",
            "sender",
            "step",
            "arrived_at",
            "due_at",
            "needs_two",
            "risk",
            "risk_notes",
        ),
        creates=True,
        rules=(submission.changes_are_known,),
        surfaces=DOORS,
    ),
    Kind(
        "decision.record",
        "registry.Decision",
        _("Memutuskan usulan pada satu tahap"),
        (
            "act",
            "number",
            "step",
            "verdict",
            "office",
            "decided_by",
            "proposer",
            "decided_at",
            "words",
            "field_words",
            "refused",
            "version_shown",
            "applied_act",
            "is_same_person",
        ),
        creates=True,
        rules=(review.decider_fits_step, review.second_is_another),
        surfaces=DOORS,
    ),
    Kind(
        "submission.forward",
        "registry.SubmissionAct",
        _("Meneruskan usulan ke tahap berikutnya"),
        ("step", "arrived_at", "due_at", "refused"),
        rules=(submission.still_undecided, submission.made_against_what_stands),
        surfaces=DOORS,
    ),
    Kind(
        "submission.pass_over",
        "registry.SubmissionAct",
        _("Melewati tahap yang tidak memutuskan"),
        ("step", "arrived_at", "due_at"),
        rules=(submission.still_undecided, review.may_be_passed_over),
        surfaces=DOORS,
    ),
    Kind(
        "submission.approve",
        "registry.SubmissionAct",
        _("Menyetujui usulan"),
        (*OUTCOME, "applied_act", "sentra", "refused"),
        fixed={"state": ActState.APPROVED, "step": ""},
        rules=(
            submission.still_undecided,
            submission.made_against_what_stands,
            review.enough_have_agreed,
        ),
        surfaces=DOORS,
    ),
    *(
        Kind(
            f"submission.{verb}",
            "registry.SubmissionAct",
            sentence,
            (*OUTCOME, "refused"),
            fixed={"state": state, "step": ""},
            rules=(submission.still_undecided,),
            surfaces=DOORS,
        )
        for verb, state, sentence in (
            ("return", ActState.RETURNED, _("Mengembalikan usulan")),
            ("reject", ActState.REJECTED, _("Menolak usulan")),
            ("withdraw", ActState.WITHDRAWN, _("Menarik usulan sendiri")),
        )
    ),
    *noun_kinds(
        "review_step",
        "registry.ReviewStep",
        (_("Mencatat tahap pemeriksaan"), _("Memperbaiki tahap pemeriksaan")),
        ("name", "position", "is_active", "days"),
        only_on_creation=("code",),
        rules=(naming.clean_names, review.ministry_stays),
    ),
    *noun_kinds(
        "office_step",
        "registry.OfficeStep",
        (_("Mengatur tahap kantor"), _("Mengubah tahap kantor")),
        ("is_on",),
        only_on_creation=("office", "step"),
        rules=(review.ministry_stays,),
    ),
)
