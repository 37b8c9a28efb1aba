"""Proposals that came back: which one a form mends, and what was written at which question."""

from registry.choices import ActState, Verdict
from registry.models import Decision, Office, Sentra, Submission, SubmissionAct


def returned_act(
    office: Office, sentra: Sentra | None, kind: str, receipt: str = "", matter_code: str = ""
) -> SubmissionAct | None:
    """The office's newest proposal of this kind about a sentra, when it came back; a new sentra,
    or a report about another matter, is found by its receipt."""
    rows = SubmissionAct.objects.filter(
        submission__office=office, kind=kind, sentra=sentra, matter_code=matter_code
    )
    if sentra is None:
        rows = rows.filter(submission__receipt_number=receipt) if receipt else rows.none()
    newest = (
        rows.select_related("submission__office", "sentra")
        .order_by("-submission__received_at", "-pk")
        .first()
    )
    return newest if newest is not None and newest.state == ActState.RETURNED else None


def returned_submission(office: Office, receipt: str) -> Submission | None:
    """One's own submission of which something came back."""
    rows = Submission.objects.filter(office=office, receipt_number=receipt)
    return rows.filter(acts__state=ActState.RETURNED).distinct().first()


def field_words(act: SubmissionAct) -> tuple[dict[str, str], dict[str, str]]:
    """What was written at single fields when it came back: by the question of the form, and by the
    id of the value where no question is known."""
    decision = (
        Decision.objects.filter(act=act, verdict=Verdict.RETURNED).order_by("-number").first()
    )
    asked = (act.shown or {}).get("questions", {})
    at_questions: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    for key, words in (decision.field_words if decision else {}).items():
        if not words:
            continue
        if key in asked:
            at_questions[asked[key]] = words
        else:
            elsewhere[key] = words
    return at_questions, elsewhere
