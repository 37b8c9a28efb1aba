"""The cards about assets on the desk of the ministry (settings DESK_CARDS): counts with a door to
their lists. Judgements of reports count here, since somebody has to look; the public never sees
these numbers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dak.choices import AlertKind
from dak.queries.asset_alerts import alert_counts
from dak.queries.asset_limits import idle_after
from registry.admin.dashboard import Card
from registry.policy import Actor


def asset_cards(actor: Actor) -> list[Card]:
    """Assets that want somebody, and objections without an answer."""
    found = alert_counts()
    idle_words = _("lebih dari %(days)s hari sejak serah terima, menurut laporan atau kantor")
    return [
        _card(
            _("Aset DAK yang belum dipakai"),
            found.n_idle,
            idle_words % {"days": idle_after().days},
            _list(alert=AlertKind.IDLE),
        ),
        _card(
            _("Aset DAK yang rusak"),
            found.n_damaged,
            _("menurut laporan atau kantor"),
            _list(alert=AlertKind.DAMAGED),
        ),
        _card(
            _("Aset DAK yang lama tidak dilihat"),
            found.n_outdated,
            _("keadaannya lebih tua dari setahun, atau belum pernah dicatat"),
            _list(alert=AlertKind.OUTDATED),
        ),
        _card(
            _("Sanggahan yang belum dijawab"),
            found.n_disputes,
            _("atas penilaian aset"),
            _list(has_open_dispute="true"),
        ),
    ]


def _card(label: str, value: int, note: str, url: str) -> Card:
    card: Card = {"label": label, "value": value, "unit": _("aset"), "note": note, "url": url}
    if value:
        card["level"] = "warn"
    return card


def _list(**query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('admin:dak_asset_changelist')}?{asked}"
