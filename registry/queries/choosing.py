"""What a person means who types a place, a commodity, a sentra or an institution: the one row, or
the few it could be. Asked by the dinas forms, with and without script."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from registry.models import Commodity, Institution, Regency, Sentra, Village
from registry.policy import Actor
from registry.queries.quick import quick_rows
from sentra.lib.text import fold

# More than this nobody reads through on a phone.
SHOWN = 12
_IN_BRACKETS = re.compile(r"\(([A-Za-z0-9.-]+)\)\s*$")


@dataclass(frozen=True)
class Option:
    """One row a text may mean. `text` is the line that means this row and no other."""

    code: str
    words: str

    @property
    def text(self) -> str:
        """Words with the code behind them."""
        return f"{self.words} ({self.code})"


@dataclass(frozen=True)
class Meant:
    """What a text means: `chosen` when there is no doubt, else what it could be."""

    chosen: Option | None
    options: tuple[Option, ...] = ()


# Every regency on today's map: where a sentra may move to.
ANYWHERE = Q(valid_to__isnull=True)

Finder = Callable[[str], Meant]


def code_in(text: str) -> str:
    """The code behind the words, or the text itself where it has none."""
    match = _IN_BRACKETS.search(text)
    return match[1] if match else text.strip()


def within(actor: Actor) -> Q:
    """Regencies in which one of the actor's offices works, by today's map."""
    found = Q(pk__in=[])
    for reach in actor.reaches:
        code = reach.region_code
        if code:
            found |= Q(pk=code) if "." in code else Q(province_id=code)
    return found & Q(valid_to__isnull=True)


def regencies(text: str, *, own: Q) -> Meant:
    """The regencies of one's own reach; a foreign one is among the answers of nobody."""
    rows = Regency.objects.filter(own).select_related("province").order_by("name_key")
    key = fold(text)
    return _meant(
        text,
        rows,
        lambda row: Option(row.code, f"{row}, {row.province}"),
        exact=lambda row: key in (fold(str(row)), row.name_key, fold(row.short_name)),
        some=rows.filter(name_key__contains=key) if key else rows,
    )


def villages(text: str, *, regions: Sequence[str] | None) -> Meant:
    """The villages of these regions and of no other, of the whole country for None; "Celuk,
    Sukawati" names the district as well."""
    here = Q() if regions is None else Q(pk__in=[])
    for code in regions or ():
        here |= Q(pk__startswith=f"{code}.")
    rows = Village.objects.filter(here, valid_to__isnull=True).select_related("district")
    name, _comma, district = _IN_BRACKETS.sub("", text).partition(",")
    key, above = fold(name), fold(re.sub(r"(?i)\b(kec|kecamatan)\b\.?", "", district))
    named = rows.filter(name_key__contains=key) if key else rows.none()
    if above:
        named = named.filter(district__name_key__contains=above)
    return _meant(
        text,
        rows,
        lambda row: Option(row.code, f"{row.name}, Kec. {row.district.name}"),
        exact=lambda row: row.name_key == key,
        some=named.order_by("name_key", "code"),
    )


def commodities(text: str) -> Meant:
    """Commodities by name, synonym or code."""
    key = fold(text)
    rows = Commodity.objects.order_by("name")
    return _meant(
        text,
        rows,
        lambda row: Option(row.code, row.name),
        exact=lambda row: row.name_key == key,
        some=quick_rows(rows, text) if key else rows.none(),
        column="code",
    )


def institutions(text: str) -> Meant:
    """Institutions on record by name; none is no error, since a new one can be proposed."""
    rows = Institution.objects.order_by("name")
    key = fold(text)
    return _meant(
        text,
        rows,
        lambda row: Option(row.code, row.name),
        exact=lambda row: fold(row.name) == key,
        some=rows.filter(name__icontains=text.strip()) if text.strip() else rows.none(),
        column="code",
    )


def sentra_meant(text: str, *, but: Sentra | None = None) -> Meant:
    """A sentra anywhere in the registry by its code, its name or another name."""
    rows = Sentra.objects.select_related("regency", "province")
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    key = fold(text)
    return _meant(
        text,
        rows,
        lambda row: Option(row.public_code, f"{row.name}, {row.regency or row.province}"),
        exact=lambda row: row.name_key == key,
        some=quick_rows(rows, text) if key else rows.none(),
        column="public_code",
    )


def _meant(
    text: str,
    rows: QuerySet,
    option: Callable[..., Option],
    *,
    exact: Callable[..., bool],
    some: QuerySet,
    column: str = "pk",
) -> Meant:
    """By code first, then the one row of exactly that name, then whatever carries the words."""
    code = code_in(text)
    by_code = rows.filter(**{column: code}).first() if code else None
    if by_code is not None:
        return Meant(option(by_code))
    if _IN_BRACKETS.search(text):
        return Meant(None)  # somebody wrote a code that leads nowhere here
    found = list(some[: SHOWN * 4])
    same = [row for row in found if exact(row)]
    if len(same) == 1:
        return Meant(option(same[0]))
    return Meant(None, tuple(option(row) for row in (same or found)[:SHOWN]))
