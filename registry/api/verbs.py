"""What is done about a submission from outside: taken back, approved, returned, rejected. The same
verbs as on the desks; `If-Match` says which version was before the caller."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from registry import policy
from registry.api.base import KnownCaller
from registry.api.bodies import Shape, read_json
from registry.api.permissions import ReviewingCaller, SubmittingCaller
from registry.api.submissions import as_body_problems, known_submission, sent_answer
from registry.changes.drafting import NOT_ALLOWED
from registry.changes.review import Judgement, approve, reject, return_for_correction
from registry.changes.submission import withdraw_submission
from registry.choices import ChangeSource
from registry.models import Submission, SubmissionAct
from registry.policy import Actor
from registry.queries.submission import proposals
from registry.queries.submission_view import versions
from sentra.lib.api import AccessRefused, BodyRejected, json_bytes
from sentra.lib.listing import noticed
from sentra.lib.problems import ChangeConflict, problem_code

IF_MATCH_MISSING = problem_code(
    "submission.if_match_missing",
    _("Sertakan If-Match dengan ETag dari GET usulan ini, supaya yang diputuskan yang Anda lihat."),
)
VERSION_MOVED = problem_code(
    "submission.version_moved",
    _("Usulan ini sudah berubah sejak Anda membacanya. Baca lagi, lalu putuskan."),
)
POSITION_NEEDED = problem_code(
    "submission.position_needed", _("Usulan ini berisi {value} baris; sebutkan position.")
)
POSITION_UNKNOWN = problem_code(
    "submission.position_unknown", _("Baris {value} tidak ada pada usulan ini.")
)
WITHDRAWING = ("position",)
DECIDING = ("position", "words", "field_words", "refused")


class VerbView(KnownCaller):
    """One verb about one act of a submission."""

    http_method_names = ["post", "options"]
    tag = "usulan"
    body_fields: ClassVar[tuple[str, ...]] = DECIDING
    body_name, answer_status = "DecisionBody", "200"
    needs_match = True

    def post(self, request: Request, receipt: str) -> HttpResponseBase:
        """Do it, and answer with where everything stands now."""
        actor = self.viewer.actor
        submission = known_submission(actor, receipt)
        self.may(actor, submission)
        acts = list(proposals().filter(submission=submission).order_by("position"))
        refuse_other_version(request, submission, acts)
        body = read_json(request)
        shape = Shape()
        shape.known(body, self.body_fields)
        position = shape.value(body, "position", "whole")
        said = judgement(shape, body)
        shape.done()
        act = chosen(acts, position)
        try:
            as_body_problems(lambda: self.act(act, actor, said))
        except BodyRejected as refusal:
            if isinstance(refusal.__cause__, ChangeConflict):
                raise moved() from refusal
            raise
        submission.refresh_from_db()
        response = HttpResponse(
            json_bytes(noticed(sent_answer(submission))), content_type="application/json"
        )
        response["ETag"] = f'"{versions(submission, submission.acts.order_by("position"))}"'
        return response

    def may(self, actor: Actor, submission: Submission) -> None:
        """Raises AccessRefused for whoever never decides."""
        if not policy.may_review(actor):
            raise AccessRefused(NOT_ALLOWED.problem("Authorization"))

    def act(self, act: SubmissionAct, actor: Actor, said: Judgement) -> Any:
        """The verb."""
        raise NotImplementedError


class WithdrawView(VerbView):
    """Menarik usulan kantor sendiri sebelum diputuskan."""

    permission_classes = [SubmittingCaller]
    body_fields, body_name = WITHDRAWING, "WithdrawBody"

    def may(self, actor: Actor, submission: Submission) -> None:
        """The sender's own office alone."""
        if not policy.is_of_sender(actor, submission):
            raise AccessRefused(NOT_ALLOWED.problem("Authorization"))

    def act(self, act: SubmissionAct, actor: Actor, said: Judgement) -> Any:
        """Take it back."""
        return withdraw_submission(
            act, actor=actor, version_shown=act.version, source=ChangeSource.API
        )


class DecidingView(VerbView):
    """A decision at the step where the act waits."""

    permission_classes = [ReviewingCaller]
    decide: ClassVar[Callable[..., Any]]

    def act(self, act: SubmissionAct, actor: Actor, said: Judgement) -> Any:
        """Decide it, where it waits for the caller's step."""
        if act.step and not policy.may_decide(actor, act):
            raise AccessRefused(NOT_ALLOWED.problem("Authorization"))
        verb = type(self).decide
        return verb(
            act,
            actor=actor,
            version_shown=act.version,
            judgement=said,
            source=ChangeSource.API,
        )


class ApproveView(DecidingView):
    """Menyetujui satu isi usulan di tahap tempatnya menunggu; isian di `refused` tidak diterapkan,
    masing-masing dengan alasannya di `field_words`."""

    decide = staticmethod(approve)


class ReturnView(DecidingView):
    """Mengembalikan satu isi usulan kepada pengirimnya, dengan kata-kata (`words`,
    `field_words`)."""

    decide = staticmethod(return_for_correction)


class RejectView(DecidingView):
    """Menolak satu isi usulan, dengan alasannya."""

    decide = staticmethod(reject)


def judgement(shape: Shape, body: Mapping[str, Any]) -> Judgement:
    """What the reviewer wrote; only texts."""
    field_words = shape.value(body, "field_words", "object") or {}
    refused = shape.value(body, "refused", "list") or []
    is_words = all(isinstance(text, str) for text in field_words.values())
    if not is_words or not all(isinstance(name, str) for name in refused):
        text = Shape.value
        for name, one in field_words.items():
            text(shape, {name: one}, name, "text", "field_words/")
        for number, one in enumerate(refused):
            text(shape, {str(number): one}, str(number), "text", "refused/")
        return Judgement()
    return Judgement(shape.words(body, "words"), field_words, refused)


def moved() -> BodyRejected:
    """412: decide on what stands there now."""
    return BodyRejected([VERSION_MOVED.problem("If-Match")], HTTPStatus.PRECONDITION_FAILED)


def refuse_other_version(
    request: Request, submission: Submission, acts: Sequence[SubmissionAct]
) -> None:
    """Raises BodyRejected: 428 without a version, 412 with another one. The tag's first part is the
    versions of the rows, the rest the bytes that were read."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        problem = IF_MATCH_MISSING.problem("If-Match")
        raise BodyRejected([problem], HTTPStatus.PRECONDITION_REQUIRED)
    tags = [tag.strip() for tag in given.split(",")]
    seen = {tag.strip('"').split("-")[0] for tag in tags if tag.startswith('"')}
    if versions(submission, acts) not in seen:
        raise moved()


def chosen(acts: Sequence[SubmissionAct], position: int | None) -> SubmissionAct:
    """The act that is meant; a submission of one needs no position."""
    if position is None and len(acts) > 1:
        raise BodyRejected([POSITION_NEEDED.problem("position", len(acts))])
    found = next((act for act in acts if act.position == (position or 0)), None)
    if found is None:
        raise BodyRejected([POSITION_UNKNOWN.problem("position", position)])
    return found
