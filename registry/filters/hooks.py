"""Closed lists of filters that other applications make longer, by settings: marks of a sentra and
dimensions of published numbers."""

from typing import cast

from django.conf import settings
from django.db.models import TextChoices
from django.utils.module_loading import import_string


def opened(setting: str, *own: tuple[str, object]) -> type[TextChoices]:
    """A closed list of our own members and those named by a setting: pairs of value and label."""
    pairs = [*own, *(pair for path in getattr(settings, setting) for pair in import_string(path))]
    members = [(value.upper(), (value, label)) for value, label in pairs]
    name = setting.title().replace("_", "")
    return cast("type[TextChoices]", TextChoices(name, members))  # type: ignore[call-overload]


SENTRA_MARKS = opened("SENTRA_MARKS")
