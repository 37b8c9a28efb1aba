"""Reads around attachments: those of a form, of a submission and of a legal act, with what their
place says in words; and the content itself, out of the vault. Nothing is written here; who may see
what is policy's."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext as _

from registry.choices import ActState
from registry.models import Attachment, Decision, Draft, Sentra, Submission, SubmissionAct
from registry.models.attachment import AttachmentKind, PlaceVerdict
from sentra.lib.images import thumbnail
from sentra.lib.number_format import format_number
from sentra.lib.vault import Vault

CONTENT_TYPES = {"jpeg": "image/jpeg", "pdf": "application/pdf"}
ENDINGS = {"jpeg": "jpg", "pdf": "pdf"}
# How many earlier tries of a mended submission are followed for their files.
MOST_TRIES = 10
# What was sent and neither refused nor taken back.
STANDING = (ActState.RECEIVED, ActState.APPROVED, ActState.RETURNED)


@dataclass(frozen=True)
class ShownAttachment:
    """One attachment as lists and pages show it; no coordinates."""

    attachment: Attachment
    place_words: str
    size_words: str

    @property
    def is_far(self) -> bool:
        """Whether a reviewer should look twice."""
        return self.attachment.place_verdict == PlaceVerdict.FAR


def vault() -> Vault:
    """The folder of attached files."""
    return Vault(Path(settings.PRIVATE_ROOT) / "attachments")


def attachments() -> models.QuerySet[Attachment]:
    """Every attachment with what a list names; still to be narrowed by policy."""
    return Attachment.objects.select_related(
        "office", "declared_regency", "uploaded_by", "sentra", "legal_act__sentra"
    )


def shown(attachment: Attachment) -> ShownAttachment:
    """With its place and size in words."""
    return ShownAttachment(attachment, place_words(attachment), size_words(attachment))


def for_form(office_id: int, token: UUID | str) -> list[ShownAttachment]:
    """What hangs on a form, sent or not yet, oldest first; withdrawn ones left out."""
    rows = Attachment.objects.of_form(office_id, token).in_force()
    rows = rows.select_related("declared_regency").order_by("uploaded_at", "pk")
    return [shown(row) for row in rows]


def for_submission(submission: Submission) -> list[ShownAttachment]:
    """What hangs on a submission, whether it came before the text or after it; oldest first. A
    mended one carries what hung on those it mends: nobody is asked for the same photo twice."""
    tries = [submission, *_mended_by(submission)]
    return [file for one in reversed(tries) for file in for_form(one.office_id, one.token)]


def sent_photos(sentra: Sentra) -> list[tuple[Attachment, Submission]]:
    """The photos in force that were sent about a sentra, newest first, each with the submission it
    came with; of what was refused or taken back, none. Two statements."""
    rows = Attachment.objects.in_force().filter(sentra=sentra, kind=AttachmentKind.PHOTO)
    photos = list(rows.filter(token__isnull=False).order_by("-uploaded_at", "-pk"))
    standing = SubmissionAct.objects.filter(sentra=sentra, state__in=STANDING)
    sent = Submission.objects.filter(
        token__in=[photo.token for photo in photos], pk__in=standing.values("submission")
    )
    by_form = {(one.office_id, one.token): one for one in sent}
    keys = [(photo.office_id, photo.token) for photo in photos]
    return [(p, by_form[key]) for p, key in zip(photos, keys, strict=True) if key in by_form]


def _mended_by(submission: Submission) -> list[Submission]:
    """The office's own earlier tries, newest first."""
    found: list[Submission] = []
    before = submission.previous
    while before is not None and len(found) < MOST_TRIES:
        found.append(before)
        before = before.previous
    return found


def for_legal_act(legal_act_id: int) -> list[ShownAttachment]:
    """The files of a decree, oldest first."""
    rows = Attachment.objects.in_force().filter(legal_act_id=legal_act_id)
    rows = rows.select_related("declared_regency").order_by("uploaded_at", "pk")
    return [shown(row) for row in rows]


def missing_kinds(files: Iterable[ShownAttachment], asked: Sequence[str]) -> list[AttachmentKind]:
    """Which of the kinds that are asked for none of the files is."""
    there = {file.attachment.kind for file in files}
    return [AttachmentKind(kind) for kind in asked if kind not in there]


def missing_words(missing: Iterable[AttachmentKind]) -> list[str]:
    """One sentence for each document that is not there."""
    return [_("%(what)s belum dilampirkan.") % {"what": kind.label} for kind in missing]


def kind_of_form(office_id: int, token: UUID | str) -> str:
    """Which kind of submission a form is, sent or still a draft; empty for one nobody kept."""
    of_form = {"office": office_id, "token": token}
    sent = Submission.objects.filter(**of_form).values_list("kind", flat=True).first()
    return str(sent or Draft.objects.filter(**of_form).values_list("kind", flat=True).first() or "")


def carried_by_form(office_id: int, token: UUID | str) -> list[ShownAttachment]:
    """What a form carries, sent or not yet, with what hung on the tries it mends."""
    sent = Submission.objects.filter(office_id=office_id, token=token).first()
    if sent is not None:
        return for_submission(sent)
    draft = Draft.objects.filter(office_id=office_id, token=token).first()
    receipt = str(draft.typed.get("previous") or "") if draft is not None else ""
    mended = Submission.objects.filter(office_id=office_id, receipt_number=receipt).first()
    before = for_submission(mended) if receipt and mended is not None else []
    return [*before, *for_form(office_id, token)]


def same_in_form(office_id: int, token: UUID | str, source_sha256: str) -> Attachment | None:
    """The attachment this very file has become on this form."""
    rows = Attachment.objects.of_form(office_id, token).in_force()
    return rows.filter(source_sha256=source_sha256).first()


def same_on_legal_act(legal_act_id: int, source_sha256: str) -> Attachment | None:
    """The attachment this very file has become on this legal act."""
    rows = Attachment.objects.in_force().filter(legal_act_id=legal_act_id)
    return rows.filter(source_sha256=source_sha256).first()


def offices_with_token(token: UUID | str) -> set[int]:
    """Offices whose form of this token was sent or has files already."""
    sent = Submission.objects.filter(token=token).values_list("office_id", flat=True)
    attached = Attachment.objects.filter(token=token).values_list("office_id", flat=True)
    return {*sent, *attached}


def n_of_form_locked(office_id: int, token: UUID | str) -> int:
    """How many files a form carries; until the transaction ends nobody else adds one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"attachment {office_id} {token}"],
        )
    return Attachment.objects.of_form(office_id, token).in_force().count()


def has_borne_out(office_id: int, token: UUID | str) -> bool:
    """Whether anything was decided on what hangs on this form: a step agreed or refused, on its own
    submission or on one that mends it. A return decides nothing; it gives the form back."""
    tries = set(
        Submission.objects.filter(office=office_id, token=token).values_list("pk", flat=True)
    )
    newest = tries
    while newest:
        mended = Submission.objects.filter(previous__in=newest).exclude(pk__in=tries)
        newest = set(mended.values_list("pk", flat=True))
        tries |= newest
    decided = Decision.objects.filter(act__submission__in=tries)
    # An act that came back carries the agreement of earlier steps, which begin anew.
    return decided.exclude(act__state=ActState.RETURNED).exists()


def has_borne_out_locked(office_id: int, token: UUID | str) -> bool:
    """The same, while nobody decides: whoever decides holds the proposal's row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT act.id FROM registry_submissionact act"
            " JOIN registry_submission sent ON sent.id = act.submission_id"
            " WHERE sent.office_id = %s AND sent.token = %s ORDER BY act.id FOR SHARE OF act",
            [office_id, str(token)],
        )
    return has_borne_out(office_id, token)


def recorded(names: Collection[str]) -> set[str]:
    """Which of these files are recorded, withdrawn ones included."""
    return set(Attachment.objects.filter(sha256__in=names).values_list("sha256", flat=True))


def missing_files() -> list[str]:
    """Files that are recorded and do not lie in the vault."""
    files = set(vault().names())
    return sorted(set(Attachment.objects.values_list("sha256", flat=True)) - files)


def content_of(attachment: Attachment) -> bytes:
    """The file itself; `VaultProblem` when it is gone or damaged."""
    return vault().read(attachment.sha256)


def small_picture(attachment: Attachment) -> bytes:
    """A thumbnail of a photo."""
    return thumbnail(content_of(attachment))


def size_words(attachment: Attachment) -> str:
    """`foto JPEG, 212 kB`."""
    size = format_number(max(1, round(attachment.byte_count / 1000)))
    return f"{attachment.get_stored_type_display()}, {size} kB"


def place_words(attachment: Attachment) -> str:
    """What the place of a photo says; empty for a document."""
    if attachment.kind != "photo" and attachment.latitude is None:
        return ""
    if attachment.place_verdict == PlaceVerdict.NOT_COMPARED:
        return _why_not_compared(attachment)
    words = {
        "distance": format_number(round(attachment.distance_km or 0)),
        "regency": attachment.declared_regency,
        "origin": attachment.get_place_origin_display(),
    }
    if attachment.place_verdict == PlaceVerdict.NEAR:
        return _("di sekitar %(regency)s (%(distance)s km dari titiknya; %(origin)s)") % words
    return _("jauh dari %(regency)s: %(distance)s km dari titiknya (%(origin)s)") % words


def _why_not_compared(attachment: Attachment) -> str:
    if attachment.latitude is None:
        return _("letak belum dibandingkan: foto ini tidak menyebut di mana ia dipotret")
    if attachment.declared_regency_id is None:
        return _("letak belum dibandingkan: kabupaten/kotanya belum disebut")
    return _("letak belum dibandingkan: titik wilayah belum dimuat")
