"""Rows by a few typed words, for lists and type-ahead of staff: folded names first, then codes and
other words a noun is known by."""

from functools import reduce
from operator import and_, or_

from django.db.models import Model, Q, QuerySet

from registry.models import Part, Sentra
from registry.queries.search import search_sentra
from registry.queries.succession import successors_in_force
from sentra.lib.text import fold, fold_words

# Columns with words or codes, as far as a noun has them.
PLAIN = (
    "code",
    "public_code",
    "publisher",
    "title",
    "email",
    "label",
    "sentra_words",
    "menu",
    "definition",
    "words",
    "subject",
    "number",
    "receipt_number",
    "old_name",
    "new_name",
    "old_code",
    "new_code",
    "words",
    "sentra__public_code",
)
LONGEST = 200


def found(rows: QuerySet, text: str) -> QuerySet:
    """The rows in which every word of `text` occurs; all of them without words. Sentra are found as
    everywhere (names, other names, places, commodities), and by their permanent code or that of a
    sentra they succeeded."""
    text = text[:LONGEST].replace("\x00", "")
    words = text.split()
    if not words:
        return rows
    if rows.model is Sentra:
        code = text.strip()
        before = successors_in_force().filter(sentra__public_code__icontains=code)
        by_code = Q(public_code__icontains=code) | Q(pk__in=before.values("successor"))
        named = search_sentra(Sentra.objects.in_force(), text) if fold_words(text) else None
        return rows.filter(by_code if named is None else by_code | Q(pk__in=named.values("pk")))
    ways = [reduce(and_, (_word(rows.model, word) for word in words))]
    key = fold(text)
    if key and any(field.name == "name_key" for field in rows.model._meta.concrete_fields):
        ways.append(Q(name_key__contains=key))
    return rows.filter(reduce(or_, ways))


def _word(model: type[Model], word: str) -> Q:
    names = {field.name for field in model._meta.concrete_fields}
    key = fold(word)
    of_sentra = issubclass(model, Part)
    if of_sentra:
        names.add("sentra__public_code")
    ways = [Q(**{f"{name}__icontains": word}) for name in PLAIN if name in names]
    if key and of_sentra:
        ways.append(Q(sentra__name_key__contains=key))
    if key and "name_key" in names:
        ways.append(Q(name_key__contains=key))
    elif "name" in names:
        ways.append(Q(name__icontains=word))
    return reduce(or_, ways, Q(pk__in=[]))
