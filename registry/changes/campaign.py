"""Verbs of a campaign: open it with every sentra of its frame in one act, close it, draw the audit
sample once, and keep what an auditor found. What is allowed is said in registry.rules.campaign."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource, OfficeLevel
from registry.filters.campaign import frame_rows
from registry.models import Campaign, CampaignSample, CampaignSentra, Office, Sentra
from registry.models.campaign import SampleDesign
from registry.policy import Actor
from registry.rules.campaign import FEW_FOR_STRATA, FRAME_DIFFERS, FRAME_EMPTY, strata_of
from sentra.lib.problems import ChangeRejected
from sentra.lib.sampling import digest, draw_simple, draw_stratified


@dataclass(frozen=True)
class Duties:
    """Which office answers for which region today: the regency's, else the province's."""

    by_region: Mapping[str, Office]

    @classmethod
    def today(cls) -> "Duties":
        """Every dinas; where a region has several offices, the one recorded first."""
        found: dict[str, Office] = {}
        rows = Office.objects.exclude(level=OfficeLevel.MINISTRY)
        for office in rows.order_by("-pk").select_related("province"):
            found[office.regency_id or office.province_id or ""] = office
        return cls(found)

    def office_of(self, province: str, regency: str | None) -> Office | None:
        """The office that answers for a place; None where none is recorded."""
        return self.by_region.get(regency or "") or self.by_region.get(province)


def open_campaign(
    campaign: Campaign, *, actor: Actor, version_shown: int, digest_shown: str, reason: str
) -> Applied:
    """Freeze the frame and open: one act, one row per sentra, whatever the number.

    Raises `ChangeRejected` when the frame selects nothing, or selects others than the person was
    shown."""
    rows = list(frame_rows(campaign.frame).order_by("pk"))
    if not rows:
        raise ChangeRejected([FRAME_EMPTY.problem("frame", campaign.frame)])
    frame_digest = digest(row.public_code for row in rows)
    if frame_digest != digest_shown:
        raise ChangeRejected([FRAME_DIFFERS.problem("frame", len(rows))])
    opening = Change(
        "campaign.open",
        {
            "n_frame": len(rows),
            "frame_digest": frame_digest,
            "opened_at": timezone.now().isoformat(),
        },
        campaign.code,
        version_shown,
    )
    changes = (opening, *_assignments(campaign, rows))
    return apply_batch(Act(changes, actor, ChangeSource.ADMIN, reason))


def _assignments(campaign: Campaign, rows: Iterable[Sentra]) -> Iterable[Change]:
    duties = Duties.today()
    for row in rows:
        office = duties.office_of(row.province_id, row.regency_id)
        yield Change(
            "campaign_sentra.assign",
            {
                "campaign": campaign.code,
                "sentra": row.public_code,
                "office": office.code if office else "",
                "province": row.province_id,
            },
        )


def close_campaign(campaign: Campaign, *, actor: Actor, version_shown: int, reason: str) -> Applied:
    """No more answers count from the last day on; findings of the audit may still be written."""
    values = {"closed_at": timezone.now().isoformat()}
    change = Change("campaign.close", values, campaign.code, version_shown)
    return apply_batch(Act((change,), actor, ChangeSource.ADMIN, reason))


def draw_sample(
    campaign: Campaign, *, design: str, size: int, actor: Actor, reason: str = ""
) -> Applied:
    """Draw the audit sample. The seed is made here, by the machine, and stored with the digest of
    the list; the database takes one draw per campaign and no second one."""
    rows = list(
        CampaignSentra.objects.filter(campaign=campaign).values_list(
            "pk", "sentra__public_code", "province_id"
        )
    )
    seed = secrets.token_hex(16)
    codes = [code for _pk, code, _province in rows]
    if design == SampleDesign.STRATIFIED:
        strata = strata_of(rows)
        if size < len(strata):
            raise ChangeRejected([FEW_FOR_STRATA.problem("size", len(strata))])
        drawn = draw_stratified(strata, size, seed) if size <= len(rows) else []
    else:
        drawn = draw_simple(codes, size, seed)
    keys = {code: pk for pk, code, _province in rows}
    record = Change(
        "campaign_draw.record",
        {
            "campaign": campaign.code,
            "design": design,
            "size": size,
            "n_frame": len(rows),
            "frame_digest": digest(codes),
            "seed": seed,
            "drawn_at": timezone.now().isoformat(),
        },
        ref="draw",
    )
    samples = (
        Change(
            "campaign_sample.draw",
            {"draw": "@draw", "entry": str(keys[code]), "position": number},
        )
        for number, code in enumerate(drawn, start=1)
    )
    words = reason or _("Penarikan sampel pemeriksaan")
    return apply_batch(Act((record, *samples), actor, ChangeSource.ADMIN, words))


def record_finding(
    sample: CampaignSample,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    version_shown: int,
    reason: str = "",
) -> Applied:
    """Keep a finding: the first one as found, a later one as a correction with its reason."""
    kind = "campaign_sample.correct" if sample.result else "campaign_sample.find"
    words = reason if sample.result else reason or _("Temuan pemeriksaan lapangan")
    change = Change(kind, dict(values), str(sample.pk), version_shown)
    return apply_batch(Act((change,), actor, ChangeSource.ADMIN, words))
