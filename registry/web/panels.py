"""Parts of a page that other applications bring, named as strings in the settings: PANELS for a
sentra, REGION_PANELS for a region or the nation."""

from typing import Any, TypedDict

from django.conf import settings
from django.utils.module_loading import import_string

from registry.models import Sentra
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
