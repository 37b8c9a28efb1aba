"""What became of an asset, day by day, and who says so: a report that was read, in its own words
put short, or an office that looked. Objections to such a judgement, and the row per asset and year
that pages and numbers read."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dak.choices import AssetBasis, AssetCondition, DisputeState
from dak.models.asset import Asset
from registry.choices import DatePrecision
from registry.models.base import Record, closed_lists, dirty, history_of, promise

STATE_ROWS = """
    SELECT a.province_id, NULL::integer, '{noun}'
    FROM dak_asset a WHERE a.id IN (SELECT r.asset_id FROM {{rows}} r) FOR SHARE OF a
"""


class InForceQuerySet(models.QuerySet):
    """What is asked of lines that can be withdrawn."""

    def in_force(self) -> Self:
        """Every line but the mistaken ones."""
        return self.filter(is_withdrawn=False)


class AssetState(Record):
    """The state of one asset from a day on. A judgement taken from a report stays that report's
    words; only what an office confirms is a finding of the registry. Changed only through
    registry.changes."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="states", verbose_name=_("aset"))
    state = models.CharField(_("keadaan"), max_length=12, choices=AssetCondition.choices)
    state_on = models.DateField(_("sejak"))
    state_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    basis = models.CharField(
        _("dasar"), max_length=8, choices=AssetBasis.choices, default=AssetBasis.REPORT
    )
    words = models.CharField(
        _("menurut sumber"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Pokok pernyataan sumber, dipendekkan; bukan kalimat salinan."),
    )
    reason_words = models.CharField(
        _("sebab"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Misalnya belum ada listrik, belum ada pengelola. Bukan nama orang."),
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    confirmed_by = models.ForeignKey(
        "registry.Office",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmed_asset_states",
        verbose_name=_("dipastikan oleh"),
    )
    confirmed_on = models.DateField(_("dipastikan pada"), null=True, blank=True)
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "asset"
    objects = InForceQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("keadaan aset")
        verbose_name_plural = _("keadaan aset")
        ordering = ["asset", "-state_on", "-id"]
        constraints = [
            *closed_lists(
                "asset_state",
                state=AssetCondition,
                state_precision=DatePrecision,
                basis=AssetBasis,
            ),
            promise(
                "asset_state_dated",
                ~Q(state_precision="unknown"),
                "asset_state.dated",
                _("Keadaan aset selalu bertanggal; cukup tahunnya bila harinya tidak diketahui."),
            ),
            promise(
                "asset_state_report_has_words",
                ~Q(basis="report") | ~Q(words=""),
                "asset_state.report_has_words",
                _("Tulis pokok pernyataan sumbernya, karena keadaan ini diambil dari laporan."),
            ),
            promise(
                "asset_state_office_confirms",
                ~Q(basis="office") & Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                | ~Q(basis="report") & Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                "asset_state.office_confirms",
                _("Kantor yang memastikan dan tanggalnya diisi bersama; dasarnya kantor."),
            ),
            promise(
                "asset_state_confirmed_after",
                Q(confirmed_on__isnull=True) | Q(state_on__lte=F("confirmed_on")),
                "asset_state.confirmed_after",
                _("Keadaan dipastikan pada atau sesudah tanggal mulainya."),
            ),
            models.UniqueConstraint(
                fields=["asset", "state", "state_on", "source"],
                condition=Q(is_withdrawn=False),
                name="asset_state_once",
                violation_error_code="asset_state.once",
                violation_error_message=_(
                    "Keadaan itu sudah tercatat dari sumber dan tanggal yang sama."
                ),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("asset", STATE_ROWS)]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_confirmed(self) -> bool:
        """Whether an office answers for it."""
        return self.basis == AssetBasis.OFFICE


class AssetDispute(Record):
    """An office objects to a judgement about an asset ("sanggah"), and the ministry answers. The
    judgement itself stays or is withdrawn. Changed only through registry.changes."""

    asset = models.ForeignKey(
        Asset, models.PROTECT, related_name="disputes", verbose_name=_("aset")
    )
    state = models.ForeignKey(
        AssetState,
        models.PROTECT,
        related_name="disputes",
        verbose_name=_("keadaan yang disanggah"),
    )
    office = models.ForeignKey(
        "registry.Office",
        models.PROTECT,
        related_name="asset_disputes",
        verbose_name=_("kantor penyanggah"),
    )
    disputed_on = models.DateField(_("disanggah pada"))
    words = models.CharField(
        _("isi sanggahan"), max_length=500, help_text=_("Apa yang keliru, dan keadaan sebenarnya.")
    )
    verdict = models.CharField(
        _("putusan"), max_length=8, choices=DisputeState.choices, default=DisputeState.OPEN
    )
    answered_on = models.DateField(_("dijawab pada"), null=True, blank=True)
    answer_words = models.CharField(_("jawaban"), max_length=500, blank=True, default="")
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "asset"
    objects = InForceQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("sanggahan")
        verbose_name_plural = _("sanggahan")
        ordering = ["asset", "-disputed_on", "-id"]
        constraints = [
            *closed_lists("asset_dispute", verdict=DisputeState),
            promise(
                "asset_dispute_says_what",
                ~Q(words=""),
                "asset_dispute.says_what",
                _("Tulis apa yang keliru pada penilaian itu."),
            ),
            promise(
                "asset_dispute_answered",
                ~Q(verdict__in=["upheld", "refused"]) & Q(answered_on__isnull=True, answer_words="")
                | ~Q(verdict="open") & Q(answered_on__isnull=False) & ~Q(answer_words=""),
                "asset_dispute.answered",
                _("Putusan, tanggal, dan jawaban diisi bersama."),
            ),
            promise(
                "asset_dispute_answered_after",
                Q(answered_on__isnull=True) | Q(disputed_on__lte=F("answered_on")),
                "asset_dispute.answered_after",
                _("Jawaban tidak boleh mendahului sanggahannya."),
            ),
            models.UniqueConstraint(
                fields=["state", "office"],
                condition=Q(is_withdrawn=False, verdict="open"),
                name="asset_dispute_open_once",
                violation_error_code="asset_dispute.open_once",
                violation_error_message=_("Sanggahan kantor ini masih menunggu jawaban."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class AssetPeriod(models.Model):
    """Every asset in every year from its first dated fact on, and once under "latest": the state in
    force at the end of that year (today, for the running one), the state an office confirmed, and
    since when it lies idle; a database view (dak.aggregates.idle). Read only."""

    id = models.TextField(primary_key=True)
    asset = models.ForeignKey(Asset, models.DO_NOTHING, related_name="periods", db_constraint=False)
    province_code = models.CharField(max_length=2)
    regency_code = models.CharField(max_length=5)
    period = models.CharField(max_length=6)
    year = models.IntegerField(null=True)
    as_of_on = models.DateField()
    state_row = models.ForeignKey(
        AssetState, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    state = models.CharField(max_length=12)
    state_on = models.DateField(null=True)
    confirmed_row = models.ForeignKey(
        AssetState, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    confirmed_state = models.CharField(max_length=12)
    is_confirmed = models.BooleanField()
    # Since when it lies idle: by what offices confirmed, and by whatever anybody says.
    idle_since_on = models.DateField(null=True)
    idle_days = models.IntegerField(null=True)
    any_idle_since_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "dak_asset_period"


AssetStateEvent = history_of(AssetState, app_label="dak")
AssetDisputeEvent = history_of(AssetDispute, app_label="dak")
