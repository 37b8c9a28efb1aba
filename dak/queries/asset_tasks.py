"""What assets ask of the offices that answer for them, for the home of a dinas (settings
OFFICE_TASKS)."""

from datetime import date

from django.utils.translation import gettext as _

from dak.queries.asset_alerts import Alert, alerts_for
from registry.policy import Actor
from registry.queries.office_work import OfficeTask

SHOWN = 10


def asset_tasks(actor: Actor, today: date) -> list[OfficeTask]:
    """The assets in reach that want somebody, the most urgent first. One of a registered sentra
    leads to its form, another to its page, where it says whom to tell."""
    return [_task(alert) for alert in alerts_for(actor, SHOWN)]


def _task(alert: Alert) -> OfficeTask:
    asset = alert.row.asset
    title = _("Pastikan keadaan aset: %(asset)s") % {"asset": asset.name}
    if asset.sentra is None:
        return OfficeTask(title, alert.words, "asset-detail", asset.code)
    words = f"{asset.sentra.name}. {alert.words}"
    return OfficeTask(title, words, "propose-assets", asset.sentra.public_code)
