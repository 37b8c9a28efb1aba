"""Kinds of change of campaigns, audit samples and reporting deadlines, as data."""

from django.utils.translation import gettext_lazy as _

from registry.changes.kinds import Kind, noun_kinds
from registry.models.campaign import CampaignState
from registry.rules import campaign, naming

FINDING = ("result", "found_on", "method", "words")

KINDS: tuple[Kind, ...] = (
    *noun_kinds(
        "campaign",
        "registry.Campaign",
        (_("Menyiapkan kampanye keadaan"), _("Mengubah kampanye keadaan")),
        ("name", "frame", "year", "opens_on", "deadline_on", "method_words"),
        only_on_creation=("code",),
        derive=(naming.give_code,),
        rules=(campaign.frame_is_readable, campaign.frozen_once_open),
    ),
    Kind(
        "campaign.open",
        "registry.Campaign",
        _("Membuka kampanye keadaan"),
        ("n_frame", "frame_digest", "opened_at"),
        fixed={"state": CampaignState.OPEN},
        rules=(campaign.opens_once,),
    ),
    Kind(
        "campaign.close",
        "registry.Campaign",
        _("Menutup kampanye keadaan"),
        ("closed_at",),
        fixed={"state": CampaignState.CLOSED},
        rules=(campaign.is_running,),
    ),
    Kind(
        "campaign_sentra.assign",
        "registry.CampaignSentra",
        _("Memasukkan sentra ke kampanye"),
        ("campaign", "sentra", "office", "province"),
        creates=True,
        derive=(campaign.keep_the_place,),
        rules=(campaign.only_by_opening,),
    ),
    Kind(
        "campaign_draw.record",
        "registry.CampaignDraw",
        _("Menarik sampel pemeriksaan"),
        ("campaign", "design", "size", "n_frame", "frame_digest", "seed", "drawn_at"),
        creates=True,
        rules=(campaign.is_what_the_seed_draws,),
    ),
    Kind(
        "campaign_sample.draw",
        "registry.CampaignSample",
        _("Memasukkan sentra ke sampel"),
        ("draw", "entry", "position"),
        creates=True,
        rules=(campaign.only_with_its_draw,),
    ),
    Kind(
        "campaign_sample.find",
        "registry.CampaignSample",
        _("Mencatat temuan pemeriksaan"),
        FINDING,
        rules=(campaign.not_found_yet, campaign.finding_is_possible),
    ),
    Kind(
        "campaign_sample.correct",
        "registry.CampaignSample",
        _("Memperbaiki temuan pemeriksaan"),
        FINDING,
        rules=(campaign.was_found, campaign.finding_is_possible),
    ),
    *noun_kinds(
        "reporting_deadline",
        "registry.ReportingDeadline",
        (_("Menetapkan tenggat pemutakhiran"), _("Mengubah tenggat pemutakhiran")),
        ("due_on",),
        only_on_creation=("year", "office"),
    ),
)
