"""The dashboard: what wants somebody, in words, each with a door to its list. Content for everybody
of the ministry; people and jobs for whoever answers for them."""

from datetime import datetime, timedelta
from typing import Any, TypedDict

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from registry import policy
from registry.changes.staleness import stale_now
from registry.choices import JobState, ReviewStepCode
from registry.policy import Actor
from registry.queries import claim_differences, contradictions
from registry.queries.attention import Attention, needs_attention
from registry.queries.desk import ending_mandates, oldest_proposals, saved_filters
from registry.queries.review_desk import ages_by_step, proposed_name
from sentra.lib.dates import format_clock, format_date_short

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


def answers_for_people_and_jobs(actor: Actor) -> bool:
    """Whoever gives mandates also watches over the machines."""
    return policy.can(actor, "mandate.record")


def cards(actor: Actor) -> list[Card]:
    """The cards of this person, most urgent kinds first."""
    state, now = needs_attention(), timezone.now()
    found = [
        _proposals(state, now),
        _overdue(state),
        _stale(),
        _second(state),
        _verification(state),
        _outdated(state),
        _disputed(state),
        _contradictions(),
        _differing_profiles(),
        *(card for path in settings.DESK_CARDS for card in import_string(path)(actor)),
    ]
    if answers_for_people_and_jobs(actor):
        found += [
            _failures(state),
            _backlog(state, now),
            _worker(state, now),
            _nightly(state, now),
        ]
    return found


def worklists(actor: Actor) -> list[dict[str, Any]]:
    """What this person may open next: the oldest proposals, one's own filters, and for whoever
    gives mandates those that end soon."""
    now = timezone.now()
    found = [
        {
            "title": _("Usulan yang paling lama menunggu"),
            "empty": _("Tidak ada usulan yang menunggu putusan."),
            "rows": [
                {
                    "title": proposed_name(act),
                    "url": reverse("admin:registry_submissionact_change", args=[act.pk]),
                    "text": f"{act.submission.office} · {act.submission.receipt_number}",
                    "when": _since(act.submission.received_at, now),
                }
                for act in oldest_proposals(actor)
            ],
        },
        {
            "title": _("Saringan saya"),
            "empty": _("Saring sebuah daftar, lalu pilih “Simpan saringan ini”."),
            "rows": [
                {
                    "title": one.name,
                    "url": one.address,
                    "text": "",
                    "forget_url": reverse("admin:filter-forget", args=[one.pk]),
                }
                for one in saved_filters(actor)
            ],
        },
    ]
    if answers_for_people_and_jobs(actor):
        found.append(_mandates())
    return found


def _mandates() -> dict[str, Any]:
    return {
        "title": _("Mandat yang segera berakhir"),
        "empty": _("Tidak ada mandat yang berakhir dalam 60 hari."),
        "rows": [
            {
                "title": str(mandate.user),
                "url": reverse("admin:registry_mandate_change", args=[mandate.pk]),
                "text": f"{mandate.get_role_display()} · {mandate.office}",
                "when": format_date_short(mandate.valid_to, "day"),
            }
            for mandate in ending_mandates()
        ],
    }


def _ago(moment: datetime, now: datetime) -> str:
    """Seconds within the first two minutes, then the clock."""
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds > SILENT.total_seconds():
        return format_clock(moment)
    return _("%(n)s detik lalu") % {"n": seconds}


def _since(moment: datetime, now: datetime) -> str:
    return timesince(moment, now, depth=1)


def _proposals(state: Attention, now: datetime) -> Card:
    card: Card = {
        "label": _("Usulan menunggu putusan"),
        "value": state.n_proposals,
        "unit": _("usulan"),
        "note": _("tidak ada yang menunggu"),
        "url": _waiting_url(),
        "url_text": _("Buka usulan"),
    }
    if state.oldest_proposal_at:
        age = _since(state.oldest_proposal_at, now)
        card["note"] = _("yang tertua menunggu %(age)s") % {"age": age}
        if now - state.oldest_proposal_at > LATE:
            card["level"] = "warn"
    return card


def _waiting_url(**more: str) -> str:
    """The queue of what waits, filtered further."""
    query = "&".join(f"{name}={value}" for name, value in {"state": "received", **more}.items())
    return f"{reverse('admin:registry_submissionact_changelist')}?{query}"


def _overdue(state: Attention) -> Card:
    card: Card = {
        "label": _("Putusan lewat tenggat"),
        "value": state.n_overdue,
        "unit": _("usulan"),
        "note": _("pada tahap mana pun"),
        "url": _waiting_url(overdue="true"),
    }
    if state.n_overdue:
        card["level"] = "bad"
    return card


def _stale() -> Card:
    n_stale = len(stale_now())
    card: Card = {
        "label": _("Berubah sejak diusulkan"),
        "value": n_stale,
        "unit": _("usulan"),
        "note": _("perlu dibandingkan dan dikembalikan"),
        "url": _waiting_url(stale="true"),
    }
    if n_stale:
        card["level"] = "warn"
    return card


def _second(state: Attention) -> Card:
    card: Card = {
        "label": _("Menunggu pemutus kedua"),
        "value": state.n_second,
        "unit": _("usulan"),
        "note": _("penutupan, penggabungan, pemindahan, uang, dan angka"),
        "url": _waiting_url(second="true"),
    }
    if state.n_second:
        card["level"] = "warn"
    return card


def pending() -> list[dict[str, Any]]:
    """What waits at each step by age, each line with a door to its list."""
    return [
        {
            "step": ReviewStepCode(line.step).label,
            "counts": line.counts,
            "n_overdue": line.n_overdue,
            "total": line.total,
            "url": _waiting_url(step=line.step),
        }
        for line in ages_by_step(timezone.now(), list(ReviewStepCode.values))
    ]


def _verification(state: Attention) -> Card:
    url = reverse("admin:registry_sentra_changelist")
    return {
        "label": _("Sentra belum pernah diverifikasi"),
        "value": state.n_never_verified,
        "unit": _("catatan"),
        "part": state.n_never_verified,
        "whole": state.n_sentra,
        "note": _("dari %(whole)s yang tidak tutup") % {"whole": state.n_sentra},
        "url": f"{url}?verification=never",
    }


def _outdated(state: Attention) -> Card:
    url = reverse("admin:registry_sentra_changelist")
    card: Card = {
        "label": _("Verifikasi lewat masa berlakunya"),
        "value": state.n_lapsed,
        "unit": _("catatan"),
        "note": _("%(due)s lagi jatuh tempo dalam 60 hari") % {"due": state.n_due},
        "url": f"{url}?verification__in=due,lapsed",
    }
    if state.n_lapsed:
        card["level"] = "warn"
    return card


def _disputed(state: Attention) -> Card:
    url = reverse("admin:registry_sentra_changelist")
    card: Card = {
        "label": _("Verifikasi yang dibantah"),
        "value": state.n_disputed,
        "unit": _("catatan"),
        "url": f"{url}?verification=disputed",
    }
    if state.n_disputed:
        card["level"] = "warn"
    return card


def _contradictions() -> Card:
    """Facts on which sources disagree and nobody has decided."""
    n_open = contradictions.n_open()
    card: Card = {
        "label": _("Sumber yang saling bertentangan"),
        "value": n_open,
        "unit": _("fakta"),
        "note": _("belum ada nilai yang dipilih"),
    }
    try:
        card["url"] = reverse("admin:registry_factclaim_changelist")
    except NoReverseMatch:
        card["url"] = ""
    if n_open:
        card["level"] = "warn"
    return card


def _differing_profiles() -> Card:
    """Published claims whose figure somebody changed in the profile later."""
    n_differing = claim_differences.n_differing()
    url = reverse("admin:registry_factclaim_changelist")
    card: Card = {
        "label": _("Angka profil berbeda dari klaim yang diterbitkan"),
        "value": n_differing,
        "unit": _("angka"),
        "note": _("perlu diputuskan mana yang benar"),
        "url": f"{url}?profile_differs=true",
    }
    if n_differing:
        card["level"] = "warn"
    return card


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
        "words": _ago(sign, now) if sign else "",
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
