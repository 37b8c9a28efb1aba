"""Verbs of attachments: attach a file to a form or to a legal act, take it back, withdraw it, sweep
what nobody recorded. A file is made harmless and lies in the vault before its row is written."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.submission import office_for
from registry.choices import ChangeSource, ReasonCode
from registry.models import Attachment, LegalAct, Office, Sentra
from registry.models.attachment import EITHER_TYPE, AttachmentKind, PlaceOrigin, StoredType
from registry.policy import DINAS, MINISTRY, Actor
from registry.queries.attachments import (
    offices_with_token,
    recorded,
    same_in_form,
    same_on_legal_act,
    vault,
)
from sentra.accounts.models import User
from sentra.lib.images import read_photo
from sentra.lib.pdf import check_pdf
from sentra.lib.problems import ChangeRejected, UnreadableValue, problem_code

FOREIGN_REGENCY = problem_code(
    "attachment.foreign_regency",
    gettext_lazy(
        "Kabupaten/kota “{value}” di luar wilayah kantor Anda, jadi berkas tidak disimpan."
    ),
)
NO_OFFICE = problem_code(
    "attachment.no_office",
    gettext_lazy("Akun ini tidak bermandat di kantor kementerian, jadi berkas tidak disimpan."),
)


@dataclass(frozen=True)
class Upload:
    """One file as it came: its bytes, what the sender says it is, and where it was taken, where
    the sender says so."""

    content: bytes
    kind: str
    caption: str = ""
    claimed_type: str = ""
    place: tuple[Decimal, Decimal] | None = None

    @property
    def source_sha256(self) -> str:
        """By which a file sent twice is known again."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class FormTarget:
    """The form a file hangs on, and the regency its photos should have been taken in."""

    office: Office
    token: UUID
    sentra: Sentra | None = None
    regency_code: str = ""

    @property
    def declared_regency(self) -> str | None:
        """The sentra's, else the one that was named, else the office's."""
        own = self.sentra.regency_id if self.sentra is not None else ""
        return own or self.regency_code or self.office.regency_id


@dataclass(frozen=True)
class Prepared:
    """A harmless file with its columns, not yet kept."""

    content: bytes
    values: Mapping[str, Any]
    place: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Writing:
    """Who writes through which door and why."""

    kind: str
    actor: Actor
    source: ChangeSource
    reason: str

    def act(self, values: Mapping[str, Any]) -> Act:
        """The act that records one file."""
        change = Change(self.kind, values)
        code = ReasonCode.NEW_REPORT.value
        return Act((change,), self.actor, self.source, self.reason, code)


def office_of_form(actor: Actor, token: UUID, sentra: Sentra | None) -> Office | None:
    """The office whose form this is: the one that used the token already, else the one that would
    send about the sentra, else the actor's narrowest. None for somebody else's token."""
    own = {reach.office_id: reach for reach in actor.reaches if reach.role in DINAS}
    using = offices_with_token(token)
    if using and not using & set(own):
        return None
    mine = using & set(own)
    if mine:
        return Office.objects.get(pk=min(mine))
    if sentra is not None:
        return office_for(actor, sentra)
    narrowest = max(own.values(), key=lambda reach: len(reach.region_code), default=None)
    return Office.objects.get(pk=narrowest.office_id) if narrowest else None


def attach(upload: Upload, target: FormTarget, *, actor: Actor) -> Attachment:
    """Keep a file and hang it on a form, exactly once: the same file on the same form is the
    attachment that is there. Raises `ChangeRejected`; then nothing is recorded."""
    if target.regency_code and actor.reach_over(target.regency_code) is None:
        raise ChangeRejected([FOREIGN_REGENCY.problem("regency", target.regency_code)])

    def there() -> Attachment | None:
        return same_in_form(target.office.pk, target.token, upload.source_sha256)

    def values(prepared: Prepared) -> dict[str, Any]:
        return {
            "office": target.office.code,
            "province": target.office.province_id,
            "regency": target.office.regency_id,
            "token": str(target.token),
            "sentra": target.sentra.public_code if target.sentra is not None else None,
            "declared_regency": target.declared_regency,
            **_place_values(prepared, upload),
        }

    writing = Writing("attachment.send", actor, ChangeSource.WEB, _("Lampiran formulir dinas"))
    return _keep(upload, writing, values, there)


def file_legal_act(upload: Upload, legal_act: LegalAct, *, actor: Actor, reason: str) -> Attachment:
    """Keep the text of a decree or regulation, once. Raises `ChangeRejected`."""
    office = next((reach.office_code for reach in actor.reaches if reach.role in MINISTRY), None)
    if office is None:
        raise ChangeRejected([NO_OFFICE.problem("file")])

    def there() -> Attachment | None:
        return same_on_legal_act(legal_act.pk, upload.source_sha256)

    def values(prepared: Prepared) -> dict[str, Any]:
        return {"office": office, "legal_act": str(legal_act.pk)}

    writing = Writing("attachment.file", actor, ChangeSource.ADMIN, reason)
    return _keep(upload, writing, values, there)


def take_back(attachment: Attachment, *, actor: Actor, version_shown: int) -> None:
    """The office that sent a mistaken file takes it back before anything was decided on it; it
    stays, for the ministry's eyes only. `ChangeRejected` or `ChangeConflict`."""
    change = Change("attachment.take_back", {}, str(attachment.pk), version_shown)
    reason = _("Menarik berkas sendiri")
    code = ReasonCode.CORRECTION.value
    apply_batch(Act((change,), actor, ChangeSource.WEB, reason, code))


def withdraw(attachment: Attachment, *, actor: Actor, version_shown: int, reason: str) -> None:
    """Take a file out of force; it stays, for the ministry's eyes only. `ChangeRejected` or
    `ChangeConflict`."""
    _close("attachment.withdraw", attachment, actor, version_shown, reason)


def restore(attachment: Attachment, *, actor: Actor, version_shown: int, reason: str) -> None:
    """Put a withdrawn file back into force."""
    _close("attachment.restore", attachment, actor, version_shown, reason)


def sweep_orphans() -> int:
    """Remove files nobody recorded once they are older than the settings say; how many."""
    return vault().sweep(recorded, older_than_s=settings.ORPHAN_AGE_SECONDS)


def _close(kind: str, attachment: Attachment, actor: Actor, version: int, reason: str) -> None:
    change = Change(kind, {}, target=str(attachment.pk), base_version=version)
    code = ReasonCode.CORRECTION.value
    apply_batch(Act((change,), actor, ChangeSource.ADMIN, reason, code))


def _keep(
    upload: Upload,
    writing: Writing,
    values: Callable[[Prepared], dict[str, Any]],
    there: Callable[[], Attachment | None],
) -> Attachment:
    """Vault first, then the row; a file of an act that was refused is left to the sweep."""
    found = there()
    if found is not None:
        return found
    assert writing.actor.user_id is not None, f"{writing.actor.label} is not a person"
    sender = User.objects.get(pk=writing.actor.user_id).email
    prepared = prepare(upload)
    with vault().held():
        sha256 = vault().put(prepared.content)
        whole = {
            **prepared.values,
            "sha256": sha256,
            "uploaded_by": sender,
            "uploaded_at": timezone.now().isoformat(),
            **values(prepared),
        }
        try:
            applied = apply_batch(writing.act(whole))
        except ChangeRejected:
            # Somebody may have sent the same file a moment ago.
            found = there()
            if found is None:
                raise
            return found
    return Attachment.objects.get(pk=applied.rows[0].pk)


def prepare(upload: Upload) -> Prepared:
    """The file as it may be kept: a photo drawn anew, a PDF looked through. What it is decide its
    bytes, within what its kind allows. Raises `ChangeRejected` at the field `file`."""
    is_pdf = upload.kind == AttachmentKind.DECREE or (
        upload.kind in EITHER_TYPE and upload.content.startswith(b"%PDF-")
    )
    common = {
        "kind": upload.kind,
        "caption": upload.caption,
        "original_type": "".join(filter(str.isprintable, upload.claimed_type))[:100],
        "source_sha256": upload.source_sha256,
    }
    try:
        if is_pdf:
            check_pdf(upload.content)
            kept = {"stored_type": StoredType.PDF.value, "byte_count": len(upload.content)}
            return Prepared(upload.content, {**common, **kept})
        photo = read_photo(upload.content)
    except UnreadableValue as refusal:
        raise ChangeRejected([refusal.problem("file")]) from refusal
    kept = {
        "stored_type": StoredType.JPEG.value,
        "byte_count": len(photo.content),
        "width": photo.width,
        "height": photo.height,
    }
    return Prepared(photo.content, {**common, **kept}, photo.place)


def _place_values(prepared: Prepared, upload: Upload) -> dict[str, Any]:
    """What the camera noted goes before what the sender says."""
    place = prepared.place or upload.place
    if place is None:
        return {}
    origin = PlaceOrigin.CAMERA if prepared.place else PlaceOrigin.FORM
    return {
        "latitude": str(place[0]),
        "longitude": str(place[1]),
        "place_origin": origin.value,
    }
