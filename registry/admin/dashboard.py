"""The dashboard's cards: what wants somebody, in words, each with a door to its list."""

from datetime import datetime, timedelta
from typing import TypedDict

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from registry.choices import JobState
from registry.queries.attention import Attention, needs_attention
from sentra.lib.dates import format_clock

# A proposal older than this is late; a queue older than this stands still; a worker that gave no
# sign for this long is taken for gone (the sweep comes every five seconds).
LATE = timedelta(days=14)
STUCK = timedelta(minutes=1)
SILENT = timedelta(minutes=2)
NIGHTLY = timedelta(hours=36)


class Card(TypedDict, total=False):
    """One figure (`value`) or moment (`words`); `level` is "warn" or "bad" where somebody is
    wanted."""

    label: str
    value: int | None
    words: str
    unit: str
    note: str
    url: str
    url_text: str
    part: int
    whole: int
    level: str


def cards() -> list[Card]:
    """The cards, most urgent kinds first."""
    state, now = needs_attention(), timezone.now()
    return [
        _proposals(state, now),
        _verification(state),
        _backlog(state, now),
        _failures(state),
        _worker(state, now),
        _nightly(state, now),
    ]


def _since(moment: datetime, now: datetime) -> str:
    return timesince(moment, now, depth=1)


def _proposals(state: Attention, now: datetime) -> Card:
    card: Card = {
        "label": _("Usulan menunggu putusan"),
        "value": state.n_proposals,
        "unit": _("usulan"),
        "note": _("tidak ada yang menunggu"),
        "url": reverse("admin:registry_submissionact_changelist"),
        "url_text": _("Buka usulan"),
    }
    if state.oldest_proposal_at:
        age = _since(state.oldest_proposal_at, now)
        card["note"] = _("yang tertua menunggu %(age)s") % {"age": age}
        if now - state.oldest_proposal_at > LATE:
            card["level"] = "warn"
    return card


def _verification(state: Attention) -> Card:
    url = reverse("admin:registry_sentra_changelist")
    return {
        "label": _("Sentra belum pernah diverifikasi"),
        "value": state.n_never_verified,
        "unit": _("catatan"),
        "part": state.n_never_verified,
        "whole": state.n_sentra,
        "note": _("dari %(whole)s yang tidak tutup; %(lapsed)s lewat masa verifikasinya")
        % {"whole": state.n_sentra, "lapsed": state.n_lapsed},
        "url": f"{url}?verification=never",
    }


def _backlog(state: Attention, now: datetime) -> Card:
    card: Card = {
        "label": _("Angka menunggu dihitung ulang"),
        "value": state.n_dirty,
        "unit": _("penanda"),
        "note": _("semua angka sudah dihitung"),
        "url": reverse("admin:registry_dirtyevent_changelist"),
    }
    if state.oldest_dirty_at:
        card["note"] = _("yang tertua %(age)s") % {"age": _since(state.oldest_dirty_at, now)}
        if now - state.oldest_dirty_at > STUCK:
            card["level"] = "bad"
    return card


def _failures(state: Attention) -> Card:
    card: Card = {
        "label": _("Hitung ulang yang gagal"),
        "value": state.n_failures,
        "unit": _("provinsi"),
        "note": _("dicoba lagi dengan jeda yang makin panjang") if state.n_failures else "",
        "url": reverse("admin:registry_drainfailure_changelist"),
    }
    if state.n_failures:
        card["level"] = "bad"
    return card


def _worker(state: Attention, now: datetime) -> Card:
    sign = state.last_sign_at
    card: Card = {
        "label": _("Tanda hidup terakhir"),
        "value": None,
        "words": format_clock(sign) if sign else "",
        "note": _("penghitung dan penyapu"),
        "url": reverse("admin:registry_heartbeat_changelist"),
    }
    if sign is None or now - sign > SILENT:
        card["level"] = "bad"
        if sign:
            card["note"] = _("tidak ada kabar selama %(age)s") % {"age": _since(sign, now)}
    return card


def _nightly(state: Attention, now: datetime) -> Card:
    run = state.last_verify
    card: Card = {
        "label": _("Pemeriksaan malam terakhir"),
        "value": None,
        "words": format_clock(run.ended_at) if run else "",
        "note": _("belum pernah berjalan"),
        "url": reverse("admin:registry_jobrun_changelist"),
    }
    if run is None:
        return card
    card["note"] = str(JobState(run.state).label)
    if run.state == JobState.FAILED:
        card["level"] = "bad"
    elif now - run.ended_at > NIGHTLY:
        card["level"] = "warn"
    return card
