"""Parts of a page that other applications bring, named as strings in the settings: PANELS for a
sentra, REGION_PANELS for a region or the nation, OFFICE_PANELS for the home of an office,
RECEIPT_PANELS for what was approved."""

from typing import Any, TypedDict

from django.conf import settings
from django.utils.module_loading import import_string

from registry.choices import ActState
from registry.models import Sentra, SubmissionAct
from registry.policy import Actor


class Panel(TypedDict, total=False):
    """What every panel offers; the rest is read by its own template."""

    code: str
    title: str
    template: str
    sources: list[Any]


def sentra_panels(sentra: Sentra, actor: Actor) -> list[Panel]:
    """The panels of a sentra's page, in the order of the setting."""
    return [import_string(path)(sentra, actor) for path in settings.PANELS]


def region_panels(region: str) -> list[Panel]:
    """The panels of a region's page; "ID" is the nation."""
    return [import_string(path)(region) for path in settings.REGION_PANELS]


def office_panels(actor: Actor) -> list[Panel]:
    """The panels of an office's home; an application with nothing to say brings none."""
    found = [import_string(path)(actor) for path in settings.OFFICE_PANELS]
    return [panel for panel in found if panel is not None]


def receipt_panels(act: SubmissionAct) -> list[Panel]:
    """What came of a proposal that was approved; nothing for any other."""
    if act.state != ActState.APPROVED:
        return []
    found = [import_string(path)(act) for path in settings.RECEIPT_PANELS]
    return [panel for panel in found if panel is not None]
