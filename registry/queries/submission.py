"""Reads around submissions: what the registry says about a sentra now, as far as an update form
speaks of it, and the queue of proposals. Nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from registry.models import Sentra, SentraStatus, Submission, SubmissionAct, YearlyProfile
from registry.models.profile import FIGURES
from sentra.lib.dates import format_date
from sentra.lib.figures import Figure, format_figure
from sentra.lib.text import fold


@dataclass(frozen=True)
class Standing:
    """The rows an update of one year stands on: the status in force, the profile of that year, and
    the newest earlier profile, which is only a hint."""

    year: int
    status: SentraStatus | None
    profile: YearlyProfile | None
    earlier: YearlyProfile | None

    @property
    def basis(self) -> dict[str, Any]:
        """Which rows at which version: what a proposal was made against."""
        return {"year": self.year, "status": _key(self.status), "profile": _key(self.profile)}

    def figure(self, code: str) -> tuple[Figure | None, int | None]:
        """A figure and its data year: of this year's profile, else of the newest earlier one."""
        for profile in (self.profile, self.earlier):
            figure = stored_figure(profile, code)
            if profile is not None and figure is not None:
                return figure, profile.year
        return None, None

    def words(self) -> dict[str, str]:
        """Every value a proposal may speak of, as people read it; an absent key is unreported."""
        said: dict[str, str] = {}
        if self.status is not None:
            said["status.status"] = str(self.status.get_status_display())
            said["status.status_on"] = format_date(
                self.status.status_on, self.status.status_precision
            )
            said["status.evidence"] = self.status.evidence
        for spec in FIGURES:
            figure, year = self.figure(spec.code)
            if figure is not None:
                words = format_figure(figure)
                is_older = year != self.year
                said[f"profile.{spec.code}"] = (
                    _("%(figure)s (data %(year)s)") % {"figure": words, "year": year}
                    if is_older
                    else words
                )
        return {key: words for key, words in said.items() if words}


def standing(sentra_id: int, year: int) -> Standing:
    """What the registry says now; three statements."""
    profiles = YearlyProfile.objects.in_force().filter(sentra_id=sentra_id)
    return Standing(
        year=year,
        status=SentraStatus.objects.in_force().filter(sentra_id=sentra_id).first(),
        profile=profiles.filter(year=year).first(),
        earlier=profiles.filter(year__lt=year).order_by("-year").first(),
    )


def standings(sentra_ids: Iterable[int], year: int) -> dict[int, Standing]:
    """The same for many sentra at once; two statements."""
    wanted = list(sentra_ids)
    statuses = {}
    for row in SentraStatus.objects.in_force().filter(sentra__in=wanted).reverse():
        statuses[row.sentra_id] = row  # the first of its order stays last
    own: dict[int, YearlyProfile] = {}
    earlier: dict[int, YearlyProfile] = {}
    profiles = YearlyProfile.objects.in_force().filter(sentra__in=wanted, year__lte=year)
    for profile in profiles.order_by("year"):
        (own if profile.year == year else earlier)[profile.sentra_id] = profile
    return {pk: Standing(year, statuses.get(pk), own.get(pk), earlier.get(pk)) for pk in wanted}


def profile_before(sentra_id: int, year: int | None) -> YearlyProfile | None:
    """The newest profile to compare a year's figures with: that year's own, else an earlier one."""
    rows = YearlyProfile.objects.in_force().filter(sentra_id=sentra_id)
    if year is not None:
        rows = rows.filter(year__lte=year)
    return rows.order_by("-year").first()


def has_moved(sentra_id: int, basis: Mapping[str, Any]) -> bool:
    """Whether the rows a proposal was made against are no longer the ones in force."""
    return standing(sentra_id, basis["year"]).basis != dict(basis)


def stored_figure(profile: YearlyProfile | None, code: str) -> Figure | None:
    """A figure out of its columns, or nothing."""
    sign = getattr(profile, f"{code}_qualifier", "")
    if not sign:
        return None
    low, high = getattr(profile, f"{code}_low"), getattr(profile, f"{code}_high")
    return Figure(low, high, sign, getattr(profile, f"{code}_text"))


def proposals() -> models.QuerySet[SubmissionAct]:
    """Every proposed act with what a list or a decision page names, oldest first."""
    return SubmissionAct.objects.select_related(
        "submission__office__province",
        "submission__province",
        "sender",
        "decided_by",
        "sentra__regency",
        "sentra__province",
    ).order_by("submission__received_at", "pk")


def found_proposals(rows: models.QuerySet, text: str) -> models.QuerySet:
    """Proposals in which every word occurs: receipt number, name or code of the sentra, or code of
    the other matter it is about."""
    for word in text[:200].replace("\x00", "").split():
        rows = rows.filter(
            models.Q(submission__receipt_number__icontains=word)
            | models.Q(sentra__public_code__icontains=word)
            | models.Q(sentra__name_key__contains=fold(word) or word)
            | models.Q(matter_code__icontains=word)
        )
    return rows


def submissions() -> models.QuerySet[Submission]:
    """Everything sent, newest first, with office and acts."""
    return Submission.objects.select_related("office__province", "province").prefetch_related(
        models.Prefetch("acts", SubmissionAct.objects.select_related("sentra", "decided_by"))
    )


def sent_with_token(office_id: int, token: Any) -> Submission | None:
    """The submission this form has already become."""
    return Submission.objects.filter(office_id=office_id, token=token).first()


def latest_proposal(sentra: Sentra | None, matter_code: str = "") -> SubmissionAct | None:
    """The newest proposal about a sentra or another matter, whoever sent it."""
    rows = proposals().filter(sentra=sentra, matter_code=matter_code)
    return rows.order_by("-submission__received_at", "-pk").first()


def next_receipt_number() -> int:
    """The next running number; taken inside the sending transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('registry_receipt_number')")
        return int(cursor.fetchone()[0])


def _key(row: SentraStatus | YearlyProfile | None) -> list[int] | None:
    return None if row is None else [row.pk, row.version]
