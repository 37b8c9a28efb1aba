"""Submissions as the API tells them to the offices that may see them: every act with its values,
state and decisions; who decided is an office and a role, never a person."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from registry.models import Decision, Submission, SubmissionAct
from registry.queries.deciding import deciding_role, roles_then
from registry.queries.following import decisions_about
from sentra.lib.dates import WIB

# Beside the first act of a list: the lines that came back alone (registry.changes.api_submission).
RETURNED_LINES = "returned_lines"


def returned_lines(submission: Submission) -> list[dict[str, Any]]:
    """The lines of a list that were not taken, as they were answered: number, sentra, problems."""
    shown = submission.acts.order_by("position").values_list("shown", flat=True).first()
    return [
        {
            "line": one["line"],
            "sentra": one["sentra"] or None,
            "problems": [
                {
                    "pointer": f"/{problem['field']}",
                    **{name: problem[name] for name in ("code", "message", "value")},
                }
                for problem in one["problems"]
            ],
        }
        for one in (shown or {}).get(RETURNED_LINES, ())
    ]


def versions(submission: Submission, acts: Iterable[SubmissionAct]) -> str:
    """The versions of all its rows, acts in order: what a decision is bound to."""
    return ".".join(map(str, (submission.version, *(act.version for act in acts))))


def acts_of(submission: Submission) -> list[SubmissionAct]:
    """Every act, in order."""
    return list(submission.acts.select_related("sentra").order_by("position"))


def act_rows(acts: Sequence[SubmissionAct]) -> list[dict[str, Any]]:
    """The acts as they are told; a constant number of statements."""
    said = decisions_about(acts)
    roles = roles_then([one for rows in said.values() for one in rows])
    return [_act(act, said.get(act.pk, []), roles) for act in acts]


def _act(
    act: SubmissionAct, decisions: Sequence[Decision], roles: Mapping[int, frozenset[str]]
) -> dict[str, Any]:
    return {
        "position": act.position,
        "sentra": act.sentra.public_code if act.sentra else None,
        "about": act.matter_code or None,
        "kind": act.kind,
        "answer": act.answer or None,
        "state": act.state,
        "step": act.step or None,
        "arrived_at": _moment(act.arrived_at),
        "due_at": _moment(act.due_at),
        "needs_two": act.needs_two,
        "words": act.shown.get("words") or None,
        "changes": act.changes,
        "refused": act.refused,
        "version": act.version,
        "decisions": [
            {
                "number": one.number,
                "office": one.office.code if one.office else None,
                "role": deciding_role(one, roles[one.pk]),
                "step": one.step,
                "verdict": one.verdict,
                "words": one.words,
                "field_words": one.field_words,
                "refused": one.refused,
                "decided_at": _moment(one.decided_at),
            }
            for one in decisions
        ],
    }


def _moment(when: Any) -> str | None:
    return when.astimezone(WIB).isoformat(timespec="seconds") if when else None
