"""Submissions of offices with systems of their own: sent, listed and read back. The verbs about one
are in verbs.py; the shape of a body is in bodies.py."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from registry import policy
from registry.api.base import RegistryDetail, RegistryList
from registry.api.bodies import (
    LineBody,
    SubmissionBody,
    read_json,
    read_submission,
)
from registry.api.permissions import SubmittingCaller
from registry.api.sentra import UNKNOWN_SENTRA
from registry.changes.api_submission import Sending, SentLine, send_from_api
from registry.changes.submission import TOKEN_REUSED
from registry.columns.submission import SUBMISSION
from registry.filters.submission import SubmissionFilterSet
from registry.models import Sentra, Submission
from registry.queries.submission_view import act_rows, acts_of, returned_lines, versions
from sentra.lib.api import AccessRefused, BodyRejected, json_bytes
from sentra.lib.codes import CodeProblem, normalise_public_code
from sentra.lib.listing import noticed
from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem, problem_code

KEY_LENGTH = 200
KEY_MISSING = problem_code(
    "submission.key_missing",
    _("Sertakan Idempotency-Key, teks Anda sendiri yang tetap sama bila permintaan ini diulang."),
)
KEY_UNREADABLE = problem_code(
    "submission.key_unreadable", _("Idempotency-Key paling panjang {limit} karakter yang tampak.")
)
UNKNOWN_RECEIPT = problem_code(
    "submission.unknown_receipt", _("Tidak ada usulan dengan tanda terima {value}.")
)
NOT_AN_OFFICE = problem_code(
    "submission.not_an_office",
    _("Hanya dinas yang mengirim usulan; akun ini tidak bertugas di dinas."),
)


def known_submission(actor: policy.Actor, receipt: str) -> Submission:
    """The submission, as far as the caller may see it; what he may not is as missing as what never
    was."""
    rows = policy.scope(actor, Submission.objects.select_related("office"))
    found: Submission | None = rows.filter(receipt_number=receipt.replace("\x00", "")).first()
    if found is None:
        raise Http404(UNKNOWN_RECEIPT.problem("receipt", receipt[:100].replace("\x00", "")))
    return found


def links(receipt: str) -> dict[str, str]:
    """Where a submission is read, by machines and by people."""
    return {
        "self": reverse("api-submission-detail", args=[receipt]),
        "page": reverse("receipt", args=[receipt]),
    }


class SubmissionList(RegistryList):
    """Usulan kantor Anda (provinsi melihat juga usulan kabupaten/kotanya, kementerian semuanya).
    POST mengirim satu usulan ke antrean yang sama dengan formulir; `Idempotency-Key` wajib, dan
    permintaan yang diulang dengan isi yang sama menjawab tanda terima yang sama. Dari daftar
    (`list`), baris yang basi atau salah kembali sendiri dalam `returned`; yang lain diterima."""

    name, row_name, tag = "submissions", "Submission", "usulan"
    http_method_names = ["get", "post", "head", "options"]
    permission_classes = [SubmittingCaller]
    columns, filterset_class = SUBMISSION, SubmissionFilterSet
    ordering = ("-received_at",)
    body_name, answer_status = "SubmissionBody", "201"

    def queryset(self) -> QuerySet:
        """What the caller's offices may see."""
        return policy.scope(self.viewer.actor, Submission.objects.all())

    def post(self, request: Request) -> HttpResponseBase:
        """One submission; 201 with its receipt, also when it was sent before."""
        key = idempotency_key(request)
        if not self.viewer.actor.is_dinas:
            raise AccessRefused(NOT_AN_OFFICE.problem("Authorization"))
        body = read_submission(read_json(request))
        sent = as_body_problems(lambda: send_from_api(sending(self.viewer.actor, key, body)))
        answer = sent_answer(sent)
        response = HttpResponse(
            json_bytes(noticed(answer)),
            status=HTTPStatus.CREATED,
            content_type="application/json",
            headers={"Location": answer["links"]["self"]},
        )
        return response


class SubmissionDetail(RegistryDetail):
    """Satu usulan menurut tanda terimanya, dengan setiap isinya, keadaannya, dan putusannya menurut
    kantor dan peran; nama orang tidak disebut. `ETag` memuat versi barisnya: bawalah sebagai
    `If-Match` bila menarik atau memutuskan."""

    row_name, tag = "SubmissionDetail", "usulan"
    permission_classes = [SubmittingCaller]
    columns = SUBMISSION
    always = ("acts", "returned", "links")

    def row(self, paths: Sequence[str], **kwargs: Any) -> Mapping[str, Any]:
        """The raw row."""
        self.submission = known_submission(self.viewer.actor, kwargs["receipt"])
        found = Submission.objects.filter(pk=self.submission.pk).values("pk", *paths).get()
        self.acts = acts_of(self.submission)
        return {**found, "version": versions(self.submission, self.acts)}

    def part(self, name: str, raw: Mapping[str, Any]) -> Any:
        """Acts, the lines that were not taken, or the addresses."""
        receipt = self.submission.receipt_number
        if name == "returned":
            return returned_lines(self.submission)
        return act_rows(self.acts) if name == "acts" else links(receipt)


def sent_answer(sent: Submission) -> dict[str, Any]:
    """What a sender keeps: the receipt, where each act waits, and the lines that came back."""
    return {
        "receipt": sent.receipt_number,
        "received_at": sent.received_at.isoformat(timespec="seconds"),
        "body_hash": sent.body_hash,
        "acts": [
            {name: row[name] for name in ("position", "sentra", "state", "step", "due_at")}
            for row in act_rows(acts_of(sent))
        ],
        "returned": returned_lines(sent),
        "links": links(sent.receipt_number),
    }


def idempotency_key(request: Request) -> str:
    """The caller's own key. Raises BodyRejected."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        raise BodyRejected([KEY_MISSING.problem("Idempotency-Key")])
    if len(key) > KEY_LENGTH or not key.isprintable():
        raise BodyRejected([KEY_UNREADABLE.problem("Idempotency-Key", key, limit=KEY_LENGTH)])
    return key


def sending(actor: policy.Actor, key: str, body: SubmissionBody) -> Sending:
    """The body with its sentra looked up; an unknown one is a problem of its line."""
    codes: dict[str, str] = {}
    unreadable: dict[str, CodeProblem] = {}
    for line in body.lines:
        try:
            codes[line.sentra] = normalise_public_code(line.sentra) if line.sentra else ""
        except CodeProblem as error:
            unreadable[line.sentra] = error
    rows = Sentra.objects.in_force().filter(public_code__in=[c for c in codes.values() if c])
    known = {row.public_code: row for row in rows}
    lines = []
    for line in body.lines:
        code, at = codes.get(line.sentra, line.sentra), f"{line.pointer}sentra"
        problems = []
        if line.sentra in unreadable:
            problems = [unreadable[line.sentra].problem(at)]
        elif code and code not in known:
            problems = [UNKNOWN_SENTRA.problem(at, code)]
        lines.append(_line(line, code, known.get(code), problems))
    return Sending(actor, key, body.kind, body.region, lines, body.canonical)


def _line(
    line: LineBody, code: str, sentra: Sentra | None, problems: Sequence[Problem]
) -> SentLine:
    return SentLine(
        sentra=sentra,
        changes=line.changes,
        answer=line.answer,
        year=line.year,
        words=line.words,
        pointer=line.pointer,
        code=code,
        problems=problems,
    )


def as_body_problems(write: Any) -> Any:
    """Whatever the write gives; its refusals as problems of the body. A key that was used for
    another body is 422, a record that moved meanwhile 409."""
    try:
        return write()
    except ChangeConflict as refusal:
        raise BodyRejected(refusal.problems, status=HTTPStatus.CONFLICT) from refusal
    except ChangeRejected as refusal:
        if any(one.code == TOKEN_REUSED.code for one in refusal.problems):
            problems = [replace(one, field="Idempotency-Key") for one in refusal.problems]
            raise BodyRejected(problems, HTTPStatus.UNPROCESSABLE_ENTITY) from refusal
        raise BodyRejected(refusal.problems) from refusal
