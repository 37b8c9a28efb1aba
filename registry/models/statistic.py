"""Figures that others published, as they published them: kept beside the registry's own numbers and
never forced to equal them. Their closed lists stand here, since no other noun uses them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision
from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    history_of,
    promise,
)
from registry.models.part_figures import date_known, figure_promises, part_figures


class StatisticScheme(models.TextChoices):
    """By whose meaning of the thing counted; figures of two schemes are never one series."""

    PP29 = "pp29", _("PP 29/2018")
    BPS = "bps", _("Badan Pusat Statistik")
    DAK = "dak", _("DAK bidang IKM")
    PROGRAMME = "programme", _("Program pembinaan")
    OTHER = "other", _("Batasan lain atau tidak disebut")


class StatisticStage(models.TextChoices):
    """At which stage of a plan or of the money the figure was taken."""

    OBSERVED = "observed", _("hasil pencatatan")
    TARGET = "target", _("sasaran")
    ALLOCATION = "allocation", _("pagu")
    PLAN_APPROVED = "plan_approved", _("rencana kegiatan")
    CONTRACT = "contract", _("kontrak")
    DISBURSED = "disbursed", _("penyaluran")
    ABSORBED = "absorbed", _("penyerapan")
    OUTLOOK = "outlook", _("proyeksi realisasi")
    BUILT = "built", _("terbangun")


class StatisticUnit(models.TextChoices):
    """In what the figure is counted; nothing is converted."""

    COUNT = "count", _("buah")
    PEOPLE = "people", _("orang")
    HOUSEHOLD = "household", _("rumah tangga")
    PERCENT = "percent", _("persen")
    IDR = "idr", _("rupiah")
    USD = "usd", _("dolar AS")
    PIECE = "piece", _("potong")
    METRE = "metre", _("meter")
    CONTAINER = "container", _("peti kemas")
    FLAG = "flag", _("ya/tidak")


StatisticFigure: Any = part_figures(decimal=[("amount", _("angka"))])


class Statistic(Record, StatisticFigure):
    """One published figure: what it counts and by whose meaning, where, as of when, at which stage,
    and who published it. A place without code keeps its words; no place at all is the nation.
    Changed only through registry.changes."""

    code = models.SlugField(_("kode"), max_length=80, unique=True)
    scheme = models.CharField(_("batasan"), max_length=12, choices=StatisticScheme.choices)
    indicator = models.SlugField(_("kode ukuran"), max_length=60)
    label = models.CharField(_("ukuran"), max_length=200)
    stated = models.CharField(
        _("angka dengan kata-kata"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Hanya bila sumber tidak menyebut angka, misalnya “belasan”."),
    )
    unit = models.CharField(_("satuan"), max_length=12, choices=StatisticUnit.choices)
    province = models.ForeignKey(
        "registry.Province",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provinsi"),
        help_text=_("Kosong berarti angka nasional."),
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kabupaten/kota"),
    )
    district = models.ForeignKey(
        "registry.District",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kecamatan"),
    )
    area_words = models.CharField(
        _("wilayah menurut sumber"), max_length=160, blank=True, default=""
    )
    reference_on = models.DateField(_("keadaan pada"), null=True, blank=True)
    reference_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    since_year = models.PositiveSmallIntegerField(
        _("kumulatif sejak tahun"),
        null=True,
        blank=True,
        help_text=_("Kosong bila angkanya bukan kumulatif."),
    )
    stage = models.CharField(_("tahap"), max_length=14, choices=StatisticStage.choices)
    scope_note = models.CharField(_("cakupan"), max_length=200, blank=True, default="")
    note = models.CharField(_("keterangan"), max_length=300, blank=True, default="")
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("angka terbitan")
        verbose_name_plural = _("angka terbitan")
        ordering = [models.F("reference_on").desc(nulls_last=True), "code"]
        constraints = [
            *closed_lists(
                "statistic",
                scheme=StatisticScheme,
                unit=StatisticUnit,
                stage=StatisticStage,
                reference_precision=DatePrecision,
            ),
            *figure_promises("statistic", "amount"),
            date_known("statistic", "reference_on", "reference_precision"),
            promise(
                "statistic_says_something",
                ~models.Q(amount_qualifier="") & models.Q(stated="")
                | models.Q(amount_qualifier="") & ~models.Q(stated=""),
                "statistic.says_something",
                _("Isi angkanya, atau kata sumber bila tidak ada angka; jangan keduanya."),
            ),
            promise(
                "statistic_label_present",
                ~models.Q(label=""),
                "statistic.label_present",
                _("Tulis apa yang dihitung."),
            ),
            promise(
                "statistic_flag_is_yes_or_no",
                ~models.Q(unit="flag")
                | models.Q(amount_qualifier="=", amount__in=[0, 1])
                | models.Q(amount__isnull=True),
                "statistic.flag_is_yes_or_no",
                _("Ukuran ya/tidak hanya bernilai 1 atau 0."),
            ),
            promise(
                "statistic_since_possible",
                models.Q(since_year__isnull=True)
                | models.Q(since_year__gte=1900, reference_on__isnull=False)
                & models.Q(since_year__lte=models.F("reference_on__year")),
                "statistic.since_possible",
                _("Angka kumulatif mulai pada atau sebelum tahun keadaannya."),
            ),
            promise(
                "statistic_place_from_the_top",
                models.Q(regency__isnull=True, district__isnull=True)
                | models.Q(province__isnull=False)
                & (models.Q(regency__isnull=False) | models.Q(district__isnull=True)),
                "statistic.place_from_the_top",
                _("Wilayah diisi dari atas: provinsi, kabupaten/kota, lalu kecamatan."),
            ),
            CompositeForeignKey(
                name="statistic_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="statistic.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota angka itu tidak berada di provinsi yang dipilih."
                ),
            ),
            CompositeForeignKey(
                name="statistic_district_in_regency",
                fields=["district", "regency"],
                to="registry.District",
                to_fields=["code", "regency"],
                violation_error_code="statistic.district_in_regency",
                violation_error_message=_(
                    "Kecamatan angka itu tidak berada di kabupaten/kota yang dipilih."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.code}"


StatisticEvent = history_of(Statistic)
