"""Type-ahead for long lists: Django's own select2 box, except that it holds a row's natural key."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, Model

from registry.changes.fields import key_field
from registry.models import District, Village


def key_label(obj: Model) -> str:
    """What a person reads in a type-ahead: the row in its own long words, with its code."""
    names = [str(obj), *(str(place) for place in _places_above(obj))]
    title = getattr(obj, "title", "")
    words = f"{', '.join(names)}: {title}" if title else ", ".join(names)
    return f"{words} ({getattr(obj, key_field(type(obj)))})"


def _places_above(obj: Model) -> Iterator[Model]:
    """A village's district and regency, a district's regency: many share one name."""
    while isinstance(obj, District | Village):
        obj = obj.district if isinstance(obj, Village) else obj.regency
        yield obj


class KeySelect(AutocompleteSelect):
    """A select of one option, filled by type-ahead; its value is a natural key."""

    def __init__(self, db_field: ForeignKey, admin_site: Any, **kwargs: Any) -> None:
        super().__init__(db_field, admin_site, **kwargs)
        self.model: type[Model] = db_field.related_model  # type: ignore[assignment]
        self.labels: dict[str, str] = {}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> list[Any]:
        """The chosen row alone; its name is read only where the form did not know it."""
        options: list[Any] = []
        if not self.is_required:
            options.append(self.create_option(name, "", "", False, 0))
        for key in (str(one) for one in value if one not in (None, "")):
            options.append(self.create_option(name, key, self._label(key), True, len(options)))
        return [(None, options, 0)]

    def remember(self, obj: Model) -> None:
        """A row the form has read already."""
        self.labels[str(getattr(obj, key_field(type(obj))))] = key_label(obj)

    def _label(self, key: str) -> str:
        if key not in self.labels:
            name = key_field(self.model)
            row = self.model._default_manager.filter(**{name: key}).first()
            self.labels[key] = key_label(row) if row is not None else key
        return self.labels[key]


class KeyJsonView(AutocompleteJsonView):
    """Type-ahead answers."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Natural key and long words."""
        return {"id": str(getattr(obj, key_field(type(obj)))), "text": key_label(obj)}
