"""Campaigns that ask whether sentra still exist: what is asked, the sentra in it with the office
that answered for each when it opened, the audit sample and what the auditors found. The answers are
proposals (submission.py). Closed lists of campaigns stand here, since no other noun uses them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import VerificationMethod
from registry.models.base import Record, closed_lists, history_of, promise


class CampaignState(models.TextChoices):
    """Where a campaign stands; nothing leads back."""

    DRAFT = "draft", _("Disiapkan")
    OPEN = "open", _("Berjalan")
    CLOSED = "closed", _("Ditutup")


class SampleDesign(models.TextChoices):
    """How an audit sample was drawn; the estimate follows from it."""

    SIMPLE = "simple", _("acak sederhana")
    STRATIFIED = "stratified", _("acak berlapis menurut provinsi")


class AuditResult(models.TextChoices):
    """What an auditor found at one sampled sentra."""

    EXISTS = "exists", _("Ada")
    GONE = "gone", _("Tidak ada")
    UNREACHED = "unreached", _("Tidak terjangkau")


class Campaign(Record):
    """One round of the question. `frame` is a query string of the list of sentra; what it selects
    is frozen when the campaign opens, with a digest of its codes. Changed only through
    registry.changes."""

    code = models.SlugField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    frame = models.CharField(
        _("sasaran"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_(
            "Saringan daftar sentra, misalnya province=51&verification=lapsed."
            " Kosong berarti semua sentra."
        ),
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    opens_on = models.DateField(_("mulai"))
    deadline_on = models.DateField(_("sampai"), help_text=_("Hari terakhir menjawab."))
    method_words = models.CharField(
        _("cara memastikan"),
        max_length=600,
        blank=True,
        default="",
        help_text=_("Aturan untuk dinas: kunjungan, foto, telepon, atau dokumen, dan kapan cukup."),
    )
    state = models.CharField(
        _("keadaan"),
        max_length=10,
        choices=CampaignState.choices,
        default=CampaignState.DRAFT,
        editable=False,
    )
    n_frame = models.PositiveIntegerField(_("jumlah sentra"), null=True, blank=True, editable=False)
    frame_digest = models.CharField(
        _("sidik daftar"), max_length=64, blank=True, default="", editable=False
    )
    opened_at = models.DateTimeField(_("dibuka pada"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("kampanye keadaan")
        verbose_name_plural = _("kampanye keadaan")
        ordering = ["-opens_on", "-id"]
        constraints = [
            *closed_lists("campaign", state=CampaignState),
            promise(
                "campaign_deadline_after_opening",
                models.Q(deadline_on__gt=models.F("opens_on")),
                "campaign.deadline_after_opening",
                _("Hari terakhir menjawab harus sesudah hari mulai."),
            ),
            promise(
                "campaign_name_present",
                ~models.Q(name=""),
                "campaign.name_present",
                _("Beri nama kampanye ini."),
            ),
            promise(
                "campaign_year_possible",
                models.Q(year__gte=2000, year__lte=2100),
                "campaign.year_possible",
                _("Tahun kampanye terletak antara 2000 dan 2100."),
            ),
            promise(
                "campaign_frozen_when_open",
                models.Q(state="draft", frame_digest="", n_frame=None, opened_at=None)
                | ~models.Q(state="draft")
                & ~models.Q(frame_digest="")
                & models.Q(n_frame__isnull=False, n_frame__gt=0, opened_at__isnull=False),
                "campaign.frozen_when_open",
                _("Kampanye yang dibuka mempunyai daftar sentra yang tetap; yang disiapkan tidak."),
            ),
            promise(
                "campaign_closed_at_a_moment",
                models.Q(state="closed", closed_at__isnull=False)
                | ~models.Q(state="closed") & models.Q(closed_at=None),
                "campaign.closed_at_a_moment",
                _("Hanya kampanye yang ditutup mempunyai saat penutupan."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignSentra(Record):
    """One sentra in a campaign, with its place and the office that answered for it on the day the
    campaign opened; no office where none was recorded there. Written once. Changed only through
    registry.changes."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="entries", verbose_name=_("kampanye")
    )
    sentra = models.ForeignKey(
        "registry.Sentra", models.PROTECT, related_name="campaigns", verbose_name=_("sentra")
    )
    office = models.ForeignKey(
        "registry.Office",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kantor yang bertugas"),
    )
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    region_code = models.CharField(_("kode wilayah pada masanya"), max_length=13)

    class Meta(Record.Meta):
        verbose_name = _("sentra dalam kampanye")
        verbose_name_plural = _("sentra dalam kampanye")
        ordering = ["campaign", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "sentra"],
                name="campaign_sentra_once",
                violation_error_code="campaign_sentra.once",
                violation_error_message=_("Sentra itu sudah masuk kampanye ini."),
            ),
            promise(
                "campaign_sentra_region_in_province",
                models.Q(region_code__startswith=models.F("province")),
                "campaign_sentra.region_in_province",
                _("Kode wilayah pada kampanye harus berada di provinsinya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.sentra_id}"


class CampaignDraw(Record):
    """The one draw of a campaign's audit sample: design, size, seed and the digest of the list
    drawn from, so that anybody can repeat it and nobody can draw a second time. Changed only
    through registry.changes."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="draws", verbose_name=_("kampanye")
    )
    design = models.CharField(_("cara menarik"), max_length=12, choices=SampleDesign.choices)
    size = models.PositiveIntegerField(_("besar sampel"))
    n_frame = models.PositiveIntegerField(_("jumlah sentra"))
    frame_digest = models.CharField(_("sidik daftar"), max_length=64)
    seed = models.CharField(_("benih acak"), max_length=64)
    drawn_at = models.DateTimeField(_("ditarik pada"))

    class Meta(Record.Meta):
        verbose_name = _("penarikan sampel")
        verbose_name_plural = _("penarikan sampel")
        ordering = ["campaign"]
        constraints = [
            *closed_lists("campaign_draw", design=SampleDesign),
            models.UniqueConstraint(
                fields=["campaign"],
                name="campaign_draw_once",
                violation_error_code="campaign_draw.once",
                violation_error_message=_(
                    "Sampel kampanye ini sudah ditarik; sampel tidak ditarik dua kali."
                ),
            ),
            promise(
                "campaign_draw_size_fits",
                models.Q(size__gte=1, size__lte=models.F("n_frame")),
                "campaign_draw.size_fits",
                _("Besar sampel paling sedikit 1 dan paling banyak sejumlah sentra kampanye."),
            ),
            promise(
                "campaign_draw_seed_present",
                ~models.Q(seed="") & ~models.Q(frame_digest=""),
                "campaign_draw.seed_present",
                _("Penarikan sampel memerlukan benih acak dan sidik daftarnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_design_display()}, {self.size}"


class CampaignSample(Record):
    """One sampled sentra and what the auditor found there: how, when and in which words; nothing
    yet while `result` is empty. Changed only through registry.changes."""

    draw = models.ForeignKey(
        CampaignDraw, models.PROTECT, related_name="samples", verbose_name=_("penarikan")
    )
    entry = models.ForeignKey(
        CampaignSentra, models.PROTECT, related_name="samples", verbose_name=_("sentra")
    )
    position = models.PositiveIntegerField(_("urutan"))
    result = models.CharField(
        _("temuan"), max_length=10, choices=AuditResult.choices, blank=True, default=""
    )
    found_on = models.DateField(_("tanggal pemeriksaan"), null=True, blank=True)
    method = models.CharField(
        _("cara"), max_length=10, choices=VerificationMethod.choices, blank=True, default=""
    )
    words = models.CharField(_("keterangan"), max_length=500, blank=True, default="")

    class Meta(Record.Meta):
        verbose_name = _("sampel pemeriksaan")
        verbose_name_plural = _("sampel pemeriksaan")
        ordering = ["draw", "position"]
        constraints = [
            promise(
                "campaign_sample_result_listed",
                models.Q(result="") | models.Q(result__in=AuditResult.values),
                "value.not_listed",
                _("Nilai itu tidak ada dalam daftar pilihannya."),
            ),
            promise(
                "campaign_sample_method_listed",
                models.Q(method="") | models.Q(method__in=VerificationMethod.values),
                "value.not_listed",
                _("Nilai itu tidak ada dalam daftar pilihannya."),
            ),
            promise(
                "campaign_sample_finding_whole",
                models.Q(result="", found_on=None, method="", words="")
                | ~models.Q(result="")
                & models.Q(found_on__isnull=False)
                & ~models.Q(method="")
                & ~models.Q(words=""),
                "campaign_sample.finding_whole",
                _("Temuan memerlukan tanggal, cara memeriksa, dan keterangannya."),
            ),
            models.UniqueConstraint(
                fields=["draw", "entry"],
                name="campaign_sample_once",
                violation_error_code="campaign_sample.once",
                violation_error_message=_("Sentra itu sudah ada dalam sampel ini."),
            ),
            models.UniqueConstraint(
                fields=["draw", "position"],
                name="campaign_sample_position_once",
                violation_error_code="campaign_sample.position_once",
                violation_error_message=_("Urutan itu sudah terisi dalam sampel ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}/{self.position}"


CampaignEvent = history_of(Campaign)
CampaignSentraEvent = history_of(CampaignSentra)
CampaignDrawEvent = history_of(CampaignDraw)
CampaignSampleEvent = history_of(CampaignSample)
