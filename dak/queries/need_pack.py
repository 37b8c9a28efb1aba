"""The content of a need pack: what a sentra lacks and holds on a day, as plain JSON with the keys
of its rows, read once and then frozen. Making the pack is dak.changes.need_pack."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dak.models import NeedPack
from registry import policy
from registry.choices import InstitutionRole, NeedState, VerificationMethod
from registry.models import (
    Facility,
    Need,
    Sentra,
    SentraInstitution,
    SentraVerification,
    YearlyProfile,
)
from registry.models.profile import FIGURES
from registry.policy import Actor
from registry.queries.attachments import ShownAttachment, attachments, sent_photos, shown
from sentra.lib.dates import WIB
from sentra.lib.figures import Figure

# A pack names the newest; more would not be looked at.
PICTURES = 40
STILL_OPEN = (NeedState.OPEN, NeedState.BEING_ANSWERED)
WHO = {
    InstitutionRole.MANAGER: "managers",
    InstitutionRole.ASSET_OWNER: "asset_owners",
    InstitutionRole.LAND_OWNER: "land_owners",
}


def snapshot_of(sentra: Sentra, day: date) -> dict[str, Any]:
    """Open needs, newest figures, photographs, land and buildings, who manages and who owns."""
    return {
        "sentra": {
            "public_code": sentra.public_code,
            "name": sentra.name,
            "province_code": sentra.province_id,
            "regency_code": sentra.regency_id,
            "district_code": sentra.district_id,
            "village_code": sentra.village_id,
            "version": sentra.version,
        },
        "made_on": day.isoformat(),
        "needs": _needs(sentra),
        "figures": _figures(sentra),
        "land": _land(sentra),
        "photos": _photos(sentra),
        "pictures": _pictures(sentra),
        **_institutions(sentra, day),
    }


def _needs(sentra: Sentra) -> list[dict[str, Any]]:
    rows = Need.objects.in_force().filter(sentra=sentra, state__in=STILL_OPEN)
    return [
        {
            "id": need.pk,
            "version": need.version,
            "kind": need.need_kind.name,
            "kind_code": need.need_kind.code,
            "words": need.words,
            "severity": need.severity,
            "state": need.state,
            "since_on": _plain(need.since_on),
        }
        for need in rows.select_related("need_kind").order_by("need_kind__position", "id")
    ]


def _figures(sentra: Sentra) -> dict[str, Any]:
    newest = YearlyProfile.objects.in_force().filter(sentra=sentra).order_by("-year", "-id").first()
    if newest is None:
        return {}
    told = {spec.code: _figure(newest, spec.code) for spec in FIGURES}
    return {"year": newest.year, **{code: figure for code, figure in told.items() if figure}}


def _figure(profile: YearlyProfile, code: str) -> dict[str, Any] | None:
    row: Any = profile
    sign = getattr(row, f"{code}_qualifier")
    if not sign:
        return None
    low, high = getattr(row, f"{code}_low"), getattr(row, f"{code}_high")
    return Figure(low, high, sign, getattr(row, f"{code}_text")).to_json()


def _land(sentra: Sentra) -> list[dict[str, Any]]:
    rows = (
        Facility.objects.in_force().filter(sentra=sentra).select_related("owner", "facility_kind")
    )
    return [
        {
            "id": facility.pk,
            "kind": facility.facility_kind.name,
            "name": facility.name,
            "state": facility.state,
            "area_m2": _plain(facility.area_m2),
            "owner": facility.owner.name if facility.owner else "",
        }
        for facility in rows.order_by("id")
    ]


def _photos(sentra: Sentra) -> list[dict[str, Any]]:
    """Where photographs can be asked for: verifications made by them, newest first."""
    rows = SentraVerification.objects.in_force().filter(
        sentra=sentra, method=VerificationMethod.PHOTO
    )
    return [
        {"verification": row.pk, "verified_on": _plain(row.verified_on), "office": row.office.name}
        for row in rows.select_related("office").order_by("-verified_on", "id")
    ]


def _pictures(sentra: Sentra) -> list[dict[str, Any]]:
    """Which photographs were sent about the sentra, and with what; the files themselves stay where
    they are, for whoever may see them."""
    return [
        {
            "attachment": photo.pk,
            "sha256": photo.sha256,
            "sent_on": timezone.localdate(sent.received_at, WIB).isoformat(),
            "receipt_number": sent.receipt_number,
        }
        for photo, sent in sent_photos(sentra)[:PICTURES]
    ]


def pictures_of(pack: NeedPack, actor: Actor) -> list[ShownAttachment]:
    """The photographs of a pack that the actor may see, in its order; a withdrawn one is nobody's
    but the ministry's."""
    ids = [one["attachment"] for one in pack.snapshot.get("pictures", [])]
    rows = {row.pk: row for row in policy.scope(actor, attachments()).filter(pk__in=ids)}
    return [shown(rows[pk]) for pk in ids if pk in rows]


def _institutions(sentra: Sentra, day: date) -> dict[str, list[str]]:
    """Who manages and who owns on the day, by name."""
    found: dict[str, list[str]] = {name: [] for name in WHO.values()}
    rows = SentraInstitution.objects.in_force().filter(sentra=sentra, role__in=list(WHO))
    for row in rows.select_related("institution").order_by("id"):
        if row.valid_to is None or row.valid_to > day:
            found[WHO[InstitutionRole(row.role)]].append(row.institution.name)
    return found


def _plain(value: date | Decimal | None) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
