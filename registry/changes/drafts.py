"""Writing of drafts: forms that are begun and not sent. The only writer of `Draft`, which is no
record of the registry. Two people at once: the later one is told (`DraftMoved`), nothing is
overwritten."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from registry.models import Draft, Office, Sentra
from registry.policy import Actor
from sentra.lib.codes import ALPHABET

PREFIX = "DRF-"
_LENGTH = 8
# Whoever sends a form drops its draft at any moment. So often it is saved anew where it is gone
# between two statements of the same form, sent once more.
TRIES = 3


@dataclass(frozen=True)
class Begun:
    """Which form a draft is of: whose office, which token, what about."""

    office: Office
    token: UUID
    kind: str
    sentra: Sentra | None
    year: int
    matter: str = ""


class DraftMoved(Exception):
    """Somebody saved the same draft meanwhile; `stored` is what stands there now."""

    def __init__(self, stored: Draft) -> None:
        self.stored = stored
        super().__init__(stored.reference)


def save_draft(begun: Begun, typed: Mapping[str, str], *, actor: Actor, revision: int) -> Draft:
    """Keep what was typed. `revision` is the one the person had before him, 0 for a new draft.

    Raises `DraftMoved` when another one is stored with other words; then nothing is written. The
    same words again are no conflict, so a lost answer may be repeated."""
    for _again in range(TRIES - 1):
        with suppress(IntegrityError, Draft.DoesNotExist):
            return _saved(begun, typed, actor, revision)
    return _saved(begun, typed, actor, revision)


def _saved(begun: Begun, typed: Mapping[str, str], actor: Actor, revision: int) -> Draft:
    assert actor.user_id is not None, "jobs fill in no forms"
    draft, is_new = Draft.objects.get_or_create(
        office=begun.office,
        token=begun.token,
        defaults={
            "reference": new_reference(),
            "kind": begun.kind,
            "sentra": begun.sentra,
            "matter_code": begun.matter,
            "year": begun.year,
            "typed": dict(typed),
            "started_by_id": actor.user_id,
            "saved_by_id": actor.user_id,
        },
    )
    about = (begun.kind, begun.sentra and begun.sentra.pk, begun.matter)
    is_of_year = bool(begun.matter) or draft.year == begun.year
    if (draft.kind, draft.sentra_id, draft.matter_code) != about or not is_of_year:
        raise DraftMoved(draft)  # a token of another form; nothing of that one is overwritten
    if is_new or draft.typed == dict(typed):
        return draft
    written = Draft.objects.filter(pk=draft.pk, revision=revision).update(
        typed=dict(typed),
        saved_by_id=actor.user_id,
        saved_at=timezone.now(),
        revision=F("revision") + 1,
    )
    draft.refresh_from_db()
    if not written:
        raise DraftMoved(draft)
    return draft


def drop_draft(office: Office, token: UUID) -> None:
    """Take a draft away whose form was sent, after the submission is committed: a process that dies
    in between leaves a draft that leads to the receipt, never a form that is gone."""
    Draft.objects.filter(office=office, token=token).delete()


def discard_draft(draft: Draft) -> None:
    """Throw a draft away because its office says so."""
    Draft.objects.filter(pk=draft.pk).delete()


def new_reference() -> str:
    """`DRF-` and eight characters that survive being read aloud."""
    return PREFIX + "".join(secrets.choice(ALPHABET) for _place in range(_LENGTH))
