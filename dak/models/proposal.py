"""From need to proposal: the pack of what a sentra lacks, frozen on a day, the proposal a dinas
makes of it, its lines, and the stages it passed. A proposal may never be funded; a grant says
which proposal it came from."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dak.choices import CycleStage, Fund, GrantLevel, LandStatus, Verdict
from dak.models.locus import PlaceWords, place_words_fit
from registry.models import Part
from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    history_of,
    promise,
)


class NeedPack(Part):
    """What a sentra lacked on a day, with its figures, photographs, land and manager: a frozen copy
    that a proposal rests on. Changed only through registry.changes."""

    made_on = models.DateField(_("dibuat pada"))
    snapshot = models.JSONField(_("isi"), editable=False)
    words = models.CharField(_("keterangan"), max_length=300, blank=True, default="")

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("paket kebutuhan")
        verbose_name_plural = _("paket kebutuhan")
        ordering = ["-made_on", "-id"]
        constraints = [
            promise(
                "need_pack_has_content",
                ~Q(snapshot={}),
                "need_pack.has_content",
                _("Paket kebutuhan tidak boleh kosong."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sentra} · {self.made_on:%d/%m/%Y}"


class ProposalQuerySet(models.QuerySet):
    """What is asked of proposals most."""

    def in_force(self) -> Self:
        """Every proposal but those that should never have been recorded."""
        return self.filter(is_withdrawn=False)


class ProposalPartQuerySet(models.QuerySet):
    """What is asked of the lines and stages of proposals."""

    def in_force(self) -> Self:
        """What was not withdrawn, of proposals that stand."""
        return self.filter(is_withdrawn=False, proposal__is_withdrawn=False)


class Proposal(Record, PlaceWords):
    """What a government asks DAK for in one fiscal year, for one sentra or one still to be
    registered. One recorded by mistake is withdrawn: its code stays taken and answers that it was.
    Changed only through registry.changes."""

    code = models.SlugField(_("kode usulan"), max_length=60, unique=True)
    fiscal_year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    level = models.CharField(_("pengusul"), max_length=10, choices=GrantLevel.choices)
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="proposals", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("kabupaten/kota"),
    )
    sentra = models.ForeignKey(
        "registry.Sentra",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dak_proposals",
        verbose_name=_("sentra"),
        help_text=_("Kosong berarti sentranya belum terdaftar."),
    )
    sentra_words = models.CharField(
        _("sentra menurut pengusul"), max_length=300, blank=True, default=""
    )
    menu = models.CharField(_("menu kegiatan"), max_length=300)
    need_pack = models.ForeignKey(
        NeedPack,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("paket kebutuhan"),
    )
    reference_words = models.CharField(_("TOR"), max_length=500, blank=True, default="")
    budget_words = models.CharField(_("RAB"), max_length=500, blank=True, default="")
    land_status = models.CharField(
        _("status lahan"), max_length=20, choices=LandStatus.choices, default=LandStatus.UNKNOWN
    )
    land_words = models.CharField(_("keterangan lahan"), max_length=300, blank=True, default="")
    asked_idr = models.BigIntegerField(
        _("jumlah usulan"), null=True, blank=True, help_text=_("Sama dengan jumlah rinciannya.")
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "sentra"
    withdrawn_whole = True

    objects = ProposalQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("usulan DAK")
        verbose_name_plural = _("usulan DAK")
        ordering = ["-fiscal_year", "code"]
        constraints = [
            *closed_lists("proposal", land_status=LandStatus),
            CompositeForeignKey(
                name="proposal_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="proposal.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota itu tidak berada di provinsi yang dipilih."
                ),
            ),
            promise(
                "proposal_level_fits",
                Q(level="regency", regency__isnull=False)
                | Q(level="province", regency__isnull=True),
                "proposal.level_fits",
                _(
                    "Pengusul kabupaten/kota harus disebut;"
                    " pengusul provinsi tidak memakai kabupaten/kota."
                ),
            ),
            promise(
                "proposal_fiscal_year_possible",
                Q(fiscal_year__gte=2010, fiscal_year__lte=2100),
                "proposal.fiscal_year_possible",
                _("Tahun anggaran harus antara 2010 dan 2100."),
            ),
            promise(
                "proposal_asked_above_zero",
                Q(asked_idr__isnull=True) | Q(asked_idr__gt=0),
                "proposal.asked_above_zero",
                _("Jumlah usulan harus lebih dari nol. Kosongkan bila belum diketahui."),
            ),
            place_words_fit("proposal"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.menu}"

    def get_absolute_url(self) -> str:
        """The permanent address."""
        return f"/dak/usulan/{self.code}/"


class ProposalLine(Record):
    """One component a proposal asks for, with the need it answers. Changed only through
    registry.changes."""

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="lines", verbose_name=_("usulan")
    )
    fund = models.CharField(_("jenis dana"), max_length=10, choices=Fund.choices)
    name = models.CharField(_("komponen"), max_length=200)
    menu_code = models.CharField(_("kode menu"), max_length=60, blank=True, default="")
    component_code = models.CharField(_("kode komponen"), max_length=60, blank=True, default="")
    need = models.ForeignKey(
        "registry.Need",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal_lines",
        verbose_name=_("menjawab kebutuhan"),
    )
    volume = models.DecimalField(
        _("volume"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    unit_words = models.CharField(_("satuan"), max_length=40, blank=True, default="")
    amount_idr = models.BigIntegerField(_("jumlah"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "proposal"

    objects = ProposalPartQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("rincian usulan")
        verbose_name_plural = _("rincian usulan")
        ordering = ["proposal", "id"]
        constraints = [
            *closed_lists("proposal_line", fund=Fund),
            promise(
                "proposal_line_amount_above_zero",
                Q(amount_idr__gt=0),
                "proposal_line.amount_above_zero",
                _("Jumlah rincian usulan harus lebih dari nol."),
            ),
            promise(
                "proposal_line_volume_above_zero",
                Q(volume__isnull=True) | Q(volume__gt=0) & ~Q(unit_words=""),
                "proposal_line.volume_above_zero",
                _("Volume harus lebih dari nol dan bersatuan. Kosongkan bila tidak diketahui."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProposalStage(Record):
    """What became of a proposal at one stage of the yearly cycle, when, and by which office.
    Changed only through registry.changes."""

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="stages", verbose_name=_("usulan")
    )
    stage = models.CharField(_("tahap"), max_length=20, choices=CycleStage.choices)
    happened_on = models.DateField(_("tanggal"))
    office_words = models.CharField(
        _("instansi"), max_length=200, help_text=_("Nama instansi, bukan nama orang.")
    )
    verdict = models.CharField(
        _("putusan"), max_length=10, choices=Verdict.choices, default=Verdict.NONE
    )
    words = models.CharField(_("catatan"), max_length=500, blank=True, default="")
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "proposal"

    objects = ProposalPartQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("tahap usulan")
        verbose_name_plural = _("tahap usulan")
        ordering = ["proposal", "happened_on", "id"]
        constraints = [
            *closed_lists("proposal_stage", stage=CycleStage, verdict=Verdict),
            models.UniqueConstraint(
                fields=["proposal", "stage", "happened_on"],
                condition=Q(is_withdrawn=False),
                name="proposal_stage_once",
                violation_error_code="proposal_stage.once",
                violation_error_message=_("Tahap itu sudah tercatat pada tanggal yang sama."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.happened_on:%d/%m/%Y}"


NeedPackEvent = history_of(NeedPack, app_label="dak")
ProposalEvent = history_of(Proposal, app_label="dak")
ProposalLineEvent = history_of(ProposalLine, app_label="dak")
ProposalStageEvent = history_of(ProposalStage, app_label="dak")
