"""What became of a sentra: merged into another, split into several, moved, renamed. The old code
and the old name go on finding it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision, SentraSuccessionKind
from registry.models.base import closed_lists, history_of, promise
from registry.models.sentra import Part, Sentra


class SentraSuccession(Part):
    """One step in the life of a sentra, with the day and the source that says so. A merged sentra
    has one successor, a split one several (a line each); a moved or renamed sentra stays itself and
    keeps its code. Existence is a fact of its own (SentraStatus). Changed only through
    registry.changes."""

    kind = models.CharField(_("peristiwa"), max_length=10, choices=SentraSuccessionKind.choices)
    successor = models.ForeignKey(
        Sentra,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("sentra penerus"),
        help_text=_("Diisi bila digabung atau dipecah; kosong bila pindah atau ganti nama."),
    )
    happened_on = models.DateField(_("tanggal peristiwa"), null=True, blank=True)
    happened_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    old_name = models.CharField(
        _("nama semula"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Kosong berarti nama yang tercatat sekarang."),
    )
    old_region_code = models.CharField(
        _("kode wilayah semula"),
        max_length=13,
        blank=True,
        default="",
        help_text=_("Kosong berarti wilayah yang tercatat sekarang."),
    )
    reason_words = models.CharField(
        _("sebab menurut sumber"), max_length=500, blank=True, default=""
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("perubahan sentra")
        verbose_name_plural = _("perubahan sentra")
        ordering = [models.F("happened_on").desc(nulls_last=True), "-id"]
        constraints = [
            *closed_lists("sentra_succession", happened_precision=DatePrecision),
            promise(
                "sentra_succession_successor_fits_kind",
                models.Q(kind__in=["merged", "split"], successor__isnull=False)
                | models.Q(kind__in=["moved", "renamed"], successor__isnull=True),
                "sentra_succession.successor_fits_kind",
                _(
                    "Sentra yang digabung atau dipecah memerlukan sentra penerus;"
                    " sentra yang pindah atau berganti nama tidak memakainya."
                ),
            ),
            promise(
                "sentra_succession_not_itself",
                models.Q(successor__isnull=True) | ~models.Q(successor=models.F("sentra")),
                "sentra_succession.not_itself",
                _("Sentra tidak dapat menjadi penerus dirinya sendiri."),
            ),
            promise(
                "sentra_succession_date_known",
                models.Q(happened_on__isnull=True, happened_precision="unknown")
                | models.Q(happened_on__isnull=False) & ~models.Q(happened_precision="unknown"),
                "sentra_succession.date_known",
                _("Isi tanggal peristiwanya, atau pilih ketelitian “tidak diketahui”."),
            ),
            promise(
                "sentra_succession_old_name_present",
                ~models.Q(old_name=""),
                "sentra_succession.old_name_present",
                _("Nama semula wajib diisi."),
            ),
            promise(
                "sentra_succession_old_region_form",
                models.Q(
                    old_region_code__regex=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$"
                ),
                "sentra_succession.old_region_form",
                _("Kode wilayah semula harus berbentuk 51, 51.04, 51.04.01, atau 51.04.01.2005."),
            ),
            models.UniqueConstraint(
                fields=["sentra"],
                condition=models.Q(kind="merged", is_withdrawn=False),
                name="sentra_succession_merged_once",
                violation_error_code="sentra_succession.merged_once",
                violation_error_message=_("Sentra ini sudah digabung ke sentra lain."),
            ),
            models.UniqueConstraint(
                fields=["sentra", "successor"],
                condition=models.Q(kind="split", is_withdrawn=False),
                name="sentra_succession_split_once",
                violation_error_code="sentra_succession.split_once",
                violation_error_message=_("Sentra penerus itu sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.old_name}"


SentraSuccessionEvent = history_of(SentraSuccession)
