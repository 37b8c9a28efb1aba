"""How the treasury pays in one fiscal year: modes, tranches with their deadlines, gates, published
deadlines, disaster exceptions. The days nobody works are in dak.models.holiday, recommendations of
the ministry in dak.models.recommended.

A percentage applies to the ceiling of the field in one government, never to one sentra."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dak.choices import GateKind, PaymentMode
from dak.models.rule_set import RuleLine, RuleSet
from registry.models.base import (
    CompositeForeignKey,
    closed_lists,
    history_of,
    promise,
)
from sentra.lib.dates import format_date


def _percent(name: str, field: str, code: str) -> models.CheckConstraint:
    return promise(
        name,
        models.Q(**{f"{field}__isnull": True})
        | models.Q(**{f"{field}__gte": 0, f"{field}__lte": 100}),
        code,
        _("Persentase harus antara 0 dan 100."),
    )


class DisbursementMode(RuleLine):
    """One way of paying and for which ceilings: above one amount (itself not included), up to
    another (included). Changed only through registry.changes."""

    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="modes", verbose_name=_("aturan")
    )
    code = models.SlugField(_("kode"), max_length=60, unique=True, editable=False)
    mode = models.CharField(_("cara penyaluran"), max_length=10, choices=PaymentMode.choices)
    ceiling_above_idr = models.BigIntegerField(_("pagu di atas"), null=True, blank=True)
    ceiling_up_to_idr = models.BigIntegerField(_("pagu sampai dengan"), null=True, blank=True)
    is_by_recommendation = models.BooleanField(
        _("hanya dengan rekomendasi kementerian"), default=False
    )
    condition_words = models.CharField(_("syarat"), max_length=500, blank=True, default="")

    part_of = "rule_set"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("cara penyaluran")
        verbose_name_plural = _("cara penyaluran")
        ordering = ["rule_set", "id"]
        constraints = [
            *closed_lists("disbursement_mode", mode=PaymentMode),
            promise(
                "disbursement_mode_ceiling_in_order",
                models.Q(ceiling_above_idr__isnull=True)
                | models.Q(ceiling_above_idr__gte=0)
                & (
                    models.Q(ceiling_up_to_idr__isnull=True)
                    | models.Q(ceiling_up_to_idr__gt=models.F("ceiling_above_idr"))
                ),
                "disbursement_mode.ceiling_in_order",
                _("Batas bawah pagu tidak boleh negatif dan harus di bawah batas atasnya."),
            ),
            promise(
                "disbursement_mode_ceiling_positive",
                models.Q(ceiling_up_to_idr__isnull=True) | models.Q(ceiling_up_to_idr__gt=0),
                "disbursement_mode.ceiling_positive",
                _("Batas atas pagu harus lebih dari nol."),
            ),
            models.UniqueConstraint(
                fields=["rule_set", "mode"],
                condition=models.Q(is_withdrawn=False),
                name="disbursement_mode_once",
                violation_error_code="disbursement_mode.once",
                violation_error_message=_("Cara penyaluran itu sudah tercatat pada tahun ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} · {self.code}"


class DisasterException(RuleLine):
    """Other dates or gates for regions struck by a disaster. Changed only through
    registry.changes."""

    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="exceptions", verbose_name=_("aturan")
    )
    code = models.SlugField(_("kode"), max_length=60, unique=True, editable=False)
    name = models.CharField(_("sebutan"), max_length=160)
    legal_basis = models.CharField(_("dasar hukum"), max_length=300, blank=True, default="")
    note = models.CharField(_("keterangan"), max_length=300, blank=True, default="")

    part_of = "rule_set"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("pengecualian bencana")
        verbose_name_plural = _("pengecualian bencana")
        ordering = ["rule_set", "id"]
        constraints = [
            promise(
                "disaster_exception_name_present",
                ~models.Q(name=""),
                "disaster_exception.name_present",
                _("Tulis bencana atau daerah yang dimaksud."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DisasterRegion(RuleLine):
    """One government an exception names: a province or one of its regencies. Changed only through
    registry.changes."""

    exception = models.ForeignKey(
        DisasterException, models.PROTECT, related_name="regions", verbose_name=_("pengecualian")
    )
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kabupaten/kota"),
        help_text=_("Kosong berarti seluruh provinsi."),
    )

    part_of = "exception"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("daerah bencana")
        verbose_name_plural = _("daerah bencana")
        ordering = ["exception", "province", "regency"]
        constraints = [
            CompositeForeignKey(
                name="disaster_region_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="disaster_region.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota daerah bencana tidak berada di provinsi yang dipilih."
                ),
            ),
            # NULL regencies are never equal to one another, hence the second promise.
            models.UniqueConstraint(
                fields=["exception", "province", "regency"],
                condition=models.Q(is_withdrawn=False),
                name="disaster_region_once",
                violation_error_code="disaster_region.once",
                violation_error_message=_("Daerah itu sudah tercatat pada pengecualian ini."),
            ),
            models.UniqueConstraint(
                fields=["exception", "province"],
                condition=models.Q(is_withdrawn=False, regency__isnull=True),
                name="disaster_region_province_once",
                violation_error_code="disaster_region.once",
                violation_error_message=_("Daerah itu sudah tercatat pada pengecualian ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.regency_id or self.province_id


class Tranche(RuleLine):
    """One step of payment: a share of the ceiling or the remaining need, from which month, and by
    when the papers must be in. `nominal_on` is the date of the rule; `deadline_at` is derived from
    it: the next working day or the published date, 17:00 WIB, kept as UTC. Changed only through
    registry.changes."""

    mode = models.ForeignKey(
        DisbursementMode,
        models.PROTECT,
        related_name="tranches",
        verbose_name=_("cara penyaluran"),
    )
    exception = models.ForeignKey(
        DisasterException,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tranches",
        verbose_name=_("pengecualian bencana"),
    )
    code = models.SlugField(_("kode"), max_length=60, unique=True, editable=False)
    number = models.PositiveSmallIntegerField(_("tahap ke-"))
    share_percent = models.DecimalField(
        _("bagian pagu (%)"), max_digits=6, decimal_places=3, null=True, blank=True
    )
    is_remaining_need = models.BooleanField(_("sebesar sisa kebutuhan"), default=False)
    share_words = models.CharField(
        _("besar menurut sumber"), max_length=200, blank=True, default=""
    )
    earliest_month = models.PositiveSmallIntegerField(
        _("paling cepat bulan ke-"), null=True, blank=True
    )
    nominal_on = models.DateField(
        _("batas menurut aturan"),
        null=True,
        blank=True,
        help_text=_("Kosong bila belum ditemukan."),
    )
    deadline_words = models.CharField(
        _("batas dengan kata-kata"), max_length=200, blank=True, default=""
    )
    deadline_at = models.DateTimeField(_("batas berlaku"), null=True, blank=True, editable=False)
    conditions = models.CharField(_("syarat"), max_length=500, blank=True, default="")

    part_of = "mode"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("tahap penyaluran")
        verbose_name_plural = _("tahap penyaluran")
        ordering = ["mode", "exception", "number"]
        constraints = [
            _percent("tranche_share_possible", "share_percent", "tranche.share_possible"),
            promise(
                "tranche_share_or_need",
                models.Q(is_remaining_need=False) | models.Q(share_percent__isnull=True),
                "tranche.share_or_need",
                _("Isi bagian pagu, atau sisa kebutuhan; jangan keduanya."),
            ),
            promise(
                "tranche_number_possible",
                models.Q(number__gte=1, number__lte=12),
                "tranche.number_possible",
                _("Tahap bernomor 1 sampai 12."),
            ),
            promise(
                "tranche_month_possible",
                models.Q(earliest_month__isnull=True)
                | models.Q(earliest_month__gte=1, earliest_month__lte=12),
                "tranche.month_possible",
                _("Bulan ditulis sebagai angka 1 sampai 12."),
            ),
            promise(
                "tranche_deadline_rests_on_date",
                models.Q(nominal_on__isnull=True, deadline_at__isnull=True)
                | models.Q(nominal_on__isnull=False, deadline_at__isnull=False),
                "tranche.deadline_rests_on_date",
                _("Batas berlaku dihitung dari batas menurut aturan; isi tanggalnya."),
            ),
            models.UniqueConstraint(
                fields=["mode", "number"],
                condition=models.Q(is_withdrawn=False, exception__isnull=True),
                name="tranche_once",
                violation_error_code="tranche.once",
                violation_error_message=_("Tahap itu sudah tercatat pada cara penyaluran ini."),
            ),
            models.UniqueConstraint(
                fields=["mode", "exception", "number"],
                condition=models.Q(is_withdrawn=False),
                name="tranche_once_in_exception",
                violation_error_code="tranche.once",
                violation_error_message=_("Tahap itu sudah tercatat pada cara penyaluran ini."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Tahap %(number)s · %(code)s") % {"number": self.number, "code": self.code})


class Gate(RuleLine):
    """What must have been reached before a tranche is paid. An empty minimum: the condition is
    known, its figure was not found. Changed only through registry.changes."""

    tranche = models.ForeignKey(
        Tranche, models.PROTECT, related_name="gates", verbose_name=_("tahap")
    )
    kind = models.CharField(_("ukuran"), max_length=12, choices=GateKind.choices)
    minimum_percent = models.DecimalField(
        _("paling sedikit (%)"),
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Kosong bila angkanya belum ditemukan."),
    )
    note = models.CharField(_("keterangan"), max_length=300, blank=True, default="")

    part_of = "tranche"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("syarat capaian")
        verbose_name_plural = _("syarat capaian")
        ordering = ["tranche", "kind"]
        constraints = [
            *closed_lists("gate", kind=GateKind),
            _percent("gate_percent_possible", "minimum_percent", "gate.percent_possible"),
            models.UniqueConstraint(
                fields=["tranche", "kind"],
                condition=models.Q(is_withdrawn=False),
                name="gate_once",
                violation_error_code="gate.once",
                violation_error_message=_("Syarat itu sudah tercatat pada tahap ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ≥ {self.minimum_percent or '?'}"


class DeadlineOverride(RuleLine):
    """A deadline a source published; it wins over the date of the rule and the calendar. Changed
    only through registry.changes."""

    tranche = models.ForeignKey(
        Tranche, models.PROTECT, related_name="overrides", verbose_name=_("tahap")
    )
    effective_on = models.DateField(_("batas yang diumumkan"))
    words = models.CharField(_("menurut sumber"), max_length=200, blank=True, default="")

    part_of = "tranche"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("batas yang diumumkan")
        verbose_name_plural = _("batas yang diumumkan")
        ordering = ["tranche", "effective_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["tranche"],
                condition=models.Q(is_withdrawn=False),
                name="deadline_override_once",
                violation_error_code="deadline_override.once",
                violation_error_message=_("Tahap itu sudah mempunyai batas yang diumumkan."),
            ),
        ]

    def __str__(self) -> str:
        return format_date(self.effective_on)


DisbursementModeEvent = history_of(DisbursementMode, app_label="dak")
DisasterExceptionEvent = history_of(DisasterException, app_label="dak")
DisasterRegionEvent = history_of(DisasterRegion, app_label="dak")
TrancheEvent = history_of(Tranche, app_label="dak")
GateEvent = history_of(Gate, app_label="dak")
DeadlineOverrideEvent = history_of(DeadlineOverride, app_label="dak")
