"""Rules of code lists: what is no longer in use is kept by the rows that have it, and refused for
new ones."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models import CodeList
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

NO_LONGER_USED = problem_code(
    "code_list.no_longer_used",
    _("“{value}” tidak dipakai lagi. Pilih isian lain dari daftarnya."),
)


def still_used(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A row that names an entry anew names one that is in use."""
    for field in draft.model._meta.concrete_fields:
        related = field.related_model
        if not (isinstance(related, type) and issubclass(related, CodeList)):
            continue
        chosen = draft.row.get(field.attname)
        if chosen is not None and chosen != draft.before.get(field.attname):
            retired = _retired(related, facts)
            if chosen in retired:
                yield NO_LONGER_USED.problem(field.name, retired[chosen])


def _retired(model: type[models.Model], facts: Facts) -> dict[int, str]:
    """Entries no longer in use, read once per act."""
    key = ("retired", model)
    if key not in facts.remembered:
        rows = model._default_manager.filter(is_active=False)
        facts.remembered[key] = dict(rows.values_list("pk", "name"))
    return facts.remembered[key]
