"""What publishing a claim brings along in the same act: the yearly profile, the origin, the name or
the words of the place say what the published claim says. Nothing is stored here; an act that
publishes is completed before it is checked (see docs/decisions/0007)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from registry.changes.change import Change
from registry.choices import AliasKind, FactName, OriginKind, Qualifier, YearPrecision
from registry.models import FactClaim, Sentra, SentraAlias, SentraOrigin, Source, YearlyProfile
from registry.models.profile import FIGURE_CODES
from registry.queries.claim_differences import profile_figure
from registry.queries.contradictions import claimed_figure
from sentra.lib.dates import format_date
from sentra.lib.figures import Figure
from sentra.lib.problems import UnreadableValue

VALUES = frozenset({"claimed", "stated"})
COLUMNS = {FactName.NAME.value: "name", FactName.PLACE.value: "place_words"}
LONGEST_NOTE = 500


@dataclass(frozen=True)
class _Published:
    """A claim as it will stand, published, after the act."""

    sentra: Sentra
    fact: str
    year: int | None
    figure: Figure | None
    stated: str
    source: str


def completed(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of an act with what its published claims bring along. What the act itself says
    of the same field stands; a change of the same row takes the new value in."""
    found = list(changes)
    for claim in _published(changes):
        if claim.fact in FIGURE_CODES and claim.year is not None and claim.figure is not None:
            _into_profile(claim, claim.year, claim.figure, found)
        elif claim.fact == FactName.ORIGIN_YEAR and claim.figure is not None:
            _into_origin(claim, claim.figure, found)
        elif claim.fact in COLUMNS and claim.stated:
            _into_sentra(claim, found)
    return tuple(found)


def _published(changes: Sequence[Change]) -> Iterable[_Published]:
    """The claims this act publishes, or whose published value it changes."""
    ours = [change for change in changes if change.kind.startswith("fact_claim.")]
    keys = [change.target for change in ours if change.target.isdecimal()]
    rows = FactClaim.objects.filter(pk__in=keys).select_related("sentra", "source")
    stored = {str(claim.pk): claim for claim in rows}
    codes = {str(change.values.get("sentra", "")) for change in ours}
    sentra = {row.public_code: row for row in Sentra.objects.filter(public_code__in=codes)}
    for change in ours:
        claim = stored.get(change.target)
        if _publishes(change, claim):
            yield from _as_it_will_stand(change.values, claim, sentra)


def _publishes(change: Change, claim: FactClaim | None) -> bool:
    was = claim is not None and claim.is_published
    if change.kind == "fact_claim.restore":
        return was
    if change.kind not in ("fact_claim.record", "fact_claim.correct"):
        return False
    if not change.values.get("is_published", was):
        return False
    return not was or bool(VALUES & set(change.values))


def _as_it_will_stand(
    values: Mapping[str, Any], claim: FactClaim | None, sentra: Mapping[str, Sentra]
) -> Iterable[_Published]:
    owner = claim.sentra if claim else sentra.get(str(values.get("sentra", "")))
    if owner is None:  # the engine says what is wrong with the claim itself
        return
    figure = claimed_figure(claim) if claim else None
    if values.get("claimed") not in (None, ""):
        try:
            figure = Figure.from_json(values["claimed"])
        except (UnreadableValue, ValueError, TypeError, KeyError):
            return
    year = claim.year if claim else values.get("year")
    if year is not None and not str(year).isdecimal():
        return
    yield _Published(
        owner,
        claim.fact if claim else str(values.get("fact", "")),
        None if year is None else int(year),
        figure,
        str(values.get("stated", claim.stated if claim else "")),
        str(values.get("source", claim.source.code if claim else "")),
    )


def _into_profile(claim: _Published, year: int, figure: Figure, found: list[Change]) -> None:
    """The profile of that year gets the figure; where there is none it begins with it, from the
    claim's source. A profile with other figures keeps its source and notes that of this one."""
    profiles = YearlyProfile.objects.in_force().filter(sentra=claim.sentra, year=year)
    stored = profiles.select_related("source").first()
    place = {"sentra": claim.sentra.public_code, "year": year}
    number = next(
        (
            position
            for position, change in enumerate(found)
            if (change.kind == "profile.record" and _same(change.values, place))
            or (
                stored is not None
                and change.kind in ("profile.correct", "profile.withdraw")
                and change.target == str(stored.pk)
            )
        ),
        None,
    )
    values: dict[str, Any] = {claim.fact: figure.to_json()}
    if number is not None:
        if found[number].kind != "profile.withdraw":
            _take_in(found, number, values)
    elif stored is None:
        found.append(Change("profile.record", {**place, **values, "source": claim.source}))
    elif _bounds(profile_figure(stored, claim.fact)) != _bounds(figure):
        values |= _whose(stored, claim)
        found.append(Change("profile.correct", values, str(stored.pk), stored.version))


def _whose(profile: YearlyProfile, claim: _Published) -> dict[str, str]:
    """Where the new figure is from, as far as it is not from the profile's own source."""
    if claim.source == profile.source.code:
        return {}
    others = [code for code in FIGURE_CODES if code != claim.fact]
    if not any(getattr(profile, f"{code}_qualifier") for code in others):
        return {"source": claim.source}
    source = Source.objects.filter(code=claim.source).first()
    if source is None:
        return {}
    said = f"{FactName(claim.fact).label}: {source.publisher}"
    if source.published_on is not None:
        said += f", {format_date(source.published_on, source.published_precision)}"
    note = "; ".join(part for part in (profile.note, said) if part)
    return {} if said in profile.note or len(note) > LONGEST_NOTE else {"note": note}


def _into_origin(claim: _Published, figure: Figure, found: list[Change]) -> None:
    """The origin that says what another claim says, or the only one there is, gets the year; where
    there is none it is recorded as a year of which nobody says what began. A year told with bounds
    is no year to store."""
    year = figure.value
    if figure.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT) or year is None:
        return
    precision = YearPrecision.EXACT if figure.qualifier == Qualifier.EXACT else YearPrecision.CIRCA
    values = {
        "origin_year": int(year),
        "precision": precision.value,
        "source": claim.source,
    }
    lines = list(SentraOrigin.objects.in_force().filter(sentra=claim.sentra).order_by("pk"))
    if any(line.origin_year == year for line in lines):
        return
    if not lines:
        place = {"sentra": claim.sentra.public_code, "kind": OriginKind.UNSPECIFIED.value}
        found.append(Change("origin.record", {**place, **values}))
        return
    told = FactClaim.objects.in_force().filter(sentra=claim.sentra, fact=claim.fact)
    years = set(told.values_list("claimed", flat=True))
    fitting = [line for line in lines if line.origin_year in years]
    chosen = (fitting if len(lines) > 1 else lines)[:1]
    for line in chosen:
        _correct(found, Change("origin.correct", values, str(line.pk), line.version))


def _into_sentra(claim: _Published, found: list[Change]) -> None:
    """The name or the words of the place; a name that gives way stays findable."""
    column, sentra = COLUMNS[claim.fact], claim.sentra
    old = getattr(sentra, column)
    if old == claim.stated:
        return
    change = Change("sentra.correct", {column: claim.stated}, sentra.public_code, sentra.version)
    _correct(found, change)
    known = SentraAlias.objects.in_force().filter(sentra=sentra, name=old).exists()
    if column == "name" and not known:
        alias = {"sentra": sentra.public_code, "name": old, "kind": AliasKind.SPELLING.value}
        found.append(Change("alias.record", alias))


def _correct(found: list[Change], change: Change) -> None:
    """A correction, or its values within the one the act already has of that row."""
    for number, other in enumerate(found):
        if (other.kind, other.target) == (change.kind, change.target):
            _take_in(found, number, change.values)
            return
    found.append(change)


def _take_in(found: list[Change], number: int, values: Mapping[str, Any]) -> None:
    found[number] = replace(found[number], values={**values, **found[number].values})


def _same(values: Mapping[str, Any], place: Mapping[str, Any]) -> bool:
    return all(str(values.get(name)) == str(wanted) for name, wanted in place.items())


def _bounds(figure: Figure | None) -> tuple[Any, ...] | None:
    return None if figure is None else (figure.low, figure.high, figure.qualifier)
