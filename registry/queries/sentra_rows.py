"""Sentra as lines of a list: what each makes, whether it exists, how old its figures are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from registry.choices import Recognition, SentraKind
from registry.models import Sentra, SentraPeriod, YearlyProfile
from sentra.lib.figures import Figure

LATEST = "latest"


@dataclass(frozen=True)
class ListedSentra:
    """One line; figures are those of the newest profile, None when nobody reported."""

    sentra: Sentra
    commodity: str
    status: str
    verification: str
    year: int | None
    units: Figure | None
    workers: Figure | None

    @property
    def beside(self) -> str:
        """Why it is not called a sentra: the kind or the recognition in words; empty when it is."""
        return beside_words(self.sentra)


def beside_words(sentra: Sentra) -> str:
    """The word for a record that is not counted as a sentra; empty for a sentra."""
    if sentra.kind != SentraKind.CLUSTER:
        return sentra.get_kind_display()
    if sentra.recognition in (Recognition.CANDIDATE, Recognition.PLANNED):
        return sentra.get_recognition_display()
    return ""


def profile_figure(profile: YearlyProfile | None, code: str) -> Figure | None:
    """One figure of a profile with its doubt, None when nobody reported it."""
    if profile is None or not getattr(profile, f"{code}_qualifier"):
        return None
    return Figure(
        getattr(profile, f"{code}_low"),
        getattr(profile, f"{code}_high"),
        getattr(profile, f"{code}_qualifier"),
        getattr(profile, f"{code}_text"),
    )


def listed(rows: QuerySet[Sentra] | Sequence[Sentra]) -> list[ListedSentra]:
    """The lines of one page, in its order, in one statement beside the page's own."""
    page = list(rows)
    latest = SentraPeriod.objects.filter(
        period=LATEST, sentra_id__in=[sentra.pk for sentra in page]
    ).select_related("commodity", "profile")
    by_sentra = {row.sentra_id: row for row in latest}
    return [_line(sentra, by_sentra[sentra.pk]) for sentra in page if sentra.pk in by_sentra]


def lay_standing(sentra: Iterable[Sentra | None]) -> None:
    """Lay beside each sentra, as `listed`, how it stands now: it exists, an office vouches for it,
    its newest year. One statement; pages print it by `registry/sentra/standing.html`."""
    known = [one for one in sentra if one is not None]
    lines = {line.sentra.pk: line for line in listed(known)} if known else {}
    for one in known:
        one.listed = lines.get(one.pk)  # type: ignore[attr-defined]


def _line(sentra: Sentra, row: SentraPeriod) -> ListedSentra:
    return ListedSentra(
        sentra=sentra,
        commodity=row.commodity.name if row.commodity else "",
        status=row.status,
        verification=row.verification,
        year=row.profile.year if row.profile else None,
        units=profile_figure(row.profile, "unit_count"),
        workers=profile_figure(row.profile, "worker_count"),
    )
