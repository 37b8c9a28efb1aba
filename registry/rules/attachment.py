"""Rules of attachments: how many a form may carry, how the place of a photo compares with the
regency it was declared for, and until when its office may take one back."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from registry.models import RegionPoint
from registry.models.attachment import PlaceVerdict
from registry.queries.attachments import has_borne_out_locked, n_of_form_locked
from registry.rules.draft import Draft, Facts
from sentra.lib.geo import distance_km
from sentra.lib.problems import Problem, problem_code

TOO_MANY = problem_code(
    "attachment.too_many",
    _("Formulir ini sudah membawa {value} lampiran, yang terbanyak. Berkas ini tidak ditambahkan."),
)

DECIDED = problem_code(
    "attachment.decided",
    _(
        "Kiriman berkas ini sudah diputuskan pada satu tahap, jadi berkasnya tidak dapat ditarik"
        " lagi. Mintalah kementerian menariknya."
    ),
)


def not_too_many(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A form carries no more files than the settings say; counted while the form is held, so that
    two uploads at one moment cannot both be the last."""
    count = n_of_form_locked(draft.row["office_id"], draft.row["token"])
    if count >= settings.ATTACHMENTS_PER_FORM:
        yield TOO_MANY.problem("file", count)


def still_undecided(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What somebody decided on stays before everybody's eyes; what was only returned is the
    office's own again."""
    if has_borne_out_locked(draft.row["office_id"], draft.row["token"]):
        yield DECIDED.problem("is_withdrawn", None)


def compare_place(draft: Draft, facts: Facts) -> None:
    """Near when the photo was taken within the radius of the declared regency's point, else far
    with the distance; not compared where point, regency or place is missing."""
    row = draft.row
    row["place_verdict"], row["distance_km"] = PlaceVerdict.NOT_COMPARED.value, None
    point = _points(facts).get(row.get("declared_regency_id"))
    if point is None or row.get("latitude") is None:
        return
    distance = distance_km(row["latitude"], row["longitude"], point.latitude, point.longitude)
    is_near = distance <= point.radius_km
    row["place_verdict"] = (PlaceVerdict.NEAR if is_near else PlaceVerdict.FAR).value
    row["distance_km"] = distance


def _points(facts: Facts) -> dict[Any, RegionPoint]:
    """The point of every regency, read once per act."""
    if "region_points" not in facts.remembered:
        facts.remembered["region_points"] = {
            point.regency_id: point for point in RegionPoint.objects.all()
        }
    return facts.remembered["region_points"]
