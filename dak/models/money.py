"""What every row of the money chain has in common, and the rows that carry one amount: component,
work plan, disbursement, absorption, leftover. Contracts have a file of their own; sums over rows
are judged in dak.rules.money.

Approved money is never edited and never withdrawn: a correction is a new row that points to the old
one, itself approved. The row that nothing points to is in force."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from dak.models.grant import CLAIM_ROWS, Grant
from registry.models.base import CompositeForeignKey, Record, dirty, history_of, promise

# What nobody edits once a row is approved, beside its approval and its place in the chain.
FIXED = {
    "GrantComponent": ("amount_idr",),
    "WorkPlan": ("amount_idr",),
    "Contract": ("amount_idr",),
    "ContractAddendum": ("amount_idr", "signed_on", "contract_id", "ends_on"),
    "Disbursement": ("amount_idr", "tranche_number", "requested_on", "paid_on"),
    "Absorption": ("amount_idr", "as_of_on"),
    "LeftoverFunds": ("amount_idr", "declared_on"),
}
ALWAYS_FIXED = ("approved_on", "approval_words", "grant_id", "corrects_id")


def approved_stays(model: str) -> pgtrigger.Trigger:
    """Refuses to edit the money of an approved row, whoever asks, raw SQL included."""
    kept = (*ALWAYS_FIXED, *FIXED[model])
    old = ", ".join(f"OLD.{column}" for column in kept)
    new = ", ".join(f"NEW.{column}" for column in kept)
    return pgtrigger.Trigger(
        name="approved_stays",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF OLD.approved_on IS NOT NULL AND ({old}) IS DISTINCT FROM ({new}) THEN
                RAISE 'approved money on % is corrected by a new row', TG_TABLE_NAME
                    USING ERRCODE = 'RG004';
            END IF;
            RETURN NEW;
        """,
    )


class MoneyQuerySet(models.QuerySet):
    """What is asked of every row of the money chain."""

    def in_force(self) -> Self:
        """Neither withdrawn nor corrected by a later row."""
        return self.filter(~Exists(self._later()), is_withdrawn=False)

    def with_corrections(self) -> Self:
        """Each with `is_corrected`: whether a later row stands in its place."""
        return self.annotate(is_corrected=Exists(self._later()))

    def _later(self) -> models.QuerySet:
        manager = self.model._default_manager
        return manager.filter(corrects=OuterRef("pk"), is_withdrawn=False)


class MoneyLine(Record):
    """One row of the money of one grant, with its source and its approval."""

    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="%(class)s_set", verbose_name=_("hibah")
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    approved_on = models.DateField(
        _("disetujui pada"),
        null=True,
        blank=True,
        help_text=_("Sesudah disetujui, angkanya hanya dikoreksi dengan baris baru."),
    )
    approval_words = models.CharField(
        _("dasar persetujuan"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Dokumen atau kantor yang menyetujui, bukan nama orang."),
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("mengoreksi baris"),
        help_text=_("Nomor baris yang sudah disetujui dan keliru."),
    )
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "grant"
    objects = MoneyQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True
        triggers = [*Record.Meta.triggers, *dirty("grant", CLAIM_ROWS)]


def money_promises(noun: str, model: str, *amounts: str) -> list[models.BaseConstraint]:
    """The promises every row of the money chain keeps, named by its noun."""
    return [
        *(
            promise(
                f"{noun}_{amount.removesuffix('_idr')}_not_negative",
                Q(**{f"{amount}__isnull": True}) | Q(**{f"{amount}__gte": 0}),
                f"{noun}.{amount.removesuffix('_idr')}_not_negative",
                _("Jumlah uang tidak boleh kurang dari nol."),
            )
            for amount in amounts
        ),
        promise(
            f"{noun}_approval_said",
            Q(approved_on__isnull=True, approval_words="")
            | Q(approved_on__isnull=False) & ~Q(approval_words=""),
            f"{noun}.approval_said",
            _("Tanggal persetujuan dan dasarnya diisi bersama, atau dikosongkan keduanya."),
        ),
        promise(
            f"{noun}_correction_approved",
            Q(corrects__isnull=True) | Q(approved_on__isnull=False),
            f"{noun}.correction_approved",
            _("Koreksi atas uang yang sudah disetujui harus disetujui juga; isi tanggalnya."),
        ),
        promise(
            f"{noun}_approved_stays",
            Q(approved_on__isnull=True) | Q(is_withdrawn=False),
            f"{noun}.approved_stays",
            _("Uang yang sudah disetujui tidak dapat ditarik; catat koreksinya."),
        ),
        models.UniqueConstraint(fields=["id", "grant"], name=f"{noun}_id_grant"),
        CompositeForeignKey(
            name=f"{noun}_corrects_own_grant",
            fields=["corrects", "grant"],
            to=model,
            to_fields=["id", "grant"],
            violation_error_code=f"{noun}.corrects_own_grant",
            violation_error_message=_("Baris yang dikoreksi harus milik hibah yang sama."),
        ),
        models.UniqueConstraint(
            fields=["corrects"],
            condition=Q(is_withdrawn=False),
            name=f"{noun}_corrected_once",
            violation_error_code=f"{noun}.corrected_once",
            violation_error_message=_("Baris itu sudah dikoreksi; koreksi baris yang berlaku."),
        ),
    ]


def first_of_its_kind(noun: str, *fields: str, sentence: Any) -> models.UniqueConstraint:
    """One row that corrects nothing; its corrections follow one another."""
    return models.UniqueConstraint(
        fields=list(fields),
        condition=Q(is_withdrawn=False, corrects__isnull=True),
        name=f"{noun}_once",
        violation_error_code=f"{noun}.once",
        violation_error_message=sentence,
    )


class GrantComponent(MoneyLine):
    """What part of a grant's ceiling is for: menu and component in words, the need it answers, and
    since when it operates. Changed only through registry.changes."""

    name = models.CharField(_("komponen"), max_length=200)
    menu_code = models.CharField(_("kode menu"), max_length=60, blank=True, default="")
    component_code = models.CharField(_("kode komponen"), max_length=60, blank=True, default="")
    sentra = models.ForeignKey(
        "registry.Sentra",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grant_components",
        verbose_name=_("untuk sentra"),
    )
    need = models.ForeignKey(
        "registry.Need",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grant_components",
        verbose_name=_("menjawab kebutuhan"),
    )
    volume = models.DecimalField(
        _("volume"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    unit_words = models.CharField(_("satuan"), max_length=40, blank=True, default="")
    amount_idr = models.BigIntegerField(_("pagu komponen"))
    operates_on = models.DateField(
        _("beroperasi sejak"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Diisi dengan tindakan “beroperasi”, yang sekaligus menutup kebutuhannya."),
    )

    class Meta(MoneyLine.Meta):
        abstract = False
        verbose_name = _("komponen hibah")
        verbose_name_plural = _("komponen hibah")
        ordering = ["grant", "id"]
        constraints = [
            *money_promises("component", "dak.GrantComponent", "amount_idr"),
            promise(
                "component_volume_above_zero",
                Q(volume__isnull=True) | Q(volume__gt=0) & ~Q(unit_words=""),
                "component.volume_above_zero",
                _("Volume harus lebih dari nol dan bersatuan. Kosongkan bila tidak diketahui."),
            ),
        ]
        triggers = [*MoneyLine.Meta.triggers, approved_stays("GrantComponent")]

    def __str__(self) -> str:
        return self.name


class WorkPlan(MoneyLine):
    """The plan of activities (RK) of a grant and its amount. Changed only through
    registry.changes."""

    number = models.CharField(_("nomor RK"), max_length=120, blank=True, default="")
    amount_idr = models.BigIntegerField(_("nilai RK"))

    class Meta(MoneyLine.Meta):
        abstract = False
        verbose_name = _("rencana kegiatan")
        verbose_name_plural = _("rencana kegiatan")
        ordering = ["grant", "id"]
        constraints = [
            *money_promises("work_plan", "dak.WorkPlan", "amount_idr"),
            first_of_its_kind(
                "work_plan", "grant", sentence=_("Rencana kegiatan hibah ini sudah tercatat.")
            ),
        ]
        triggers = [*MoneyLine.Meta.triggers, approved_stays("WorkPlan")]

    def __str__(self) -> str:
        return self.number or str(self._meta.verbose_name)


class Disbursement(MoneyLine):
    """Money paid to the region's account in one tranche, or asked for. Changed only through
    registry.changes."""

    tranche_number = models.PositiveSmallIntegerField(
        _("tahap ke"), help_text=_("1 bila sekaligus; permintaan berikutnya 2, 3, dan seterusnya.")
    )
    amount_idr = models.BigIntegerField(_("jumlah"))
    requested_on = models.DateField(_("diminta pada"), null=True, blank=True)
    paid_on = models.DateField(_("disalurkan pada"), null=True, blank=True)

    class Meta(MoneyLine.Meta):
        abstract = False
        verbose_name = _("penyaluran")
        verbose_name_plural = _("penyaluran")
        ordering = ["grant", "tranche_number", "id"]
        constraints = [
            *money_promises("disbursement", "dak.Disbursement", "amount_idr"),
            first_of_its_kind(
                "disbursement",
                "grant",
                "tranche_number",
                sentence=_("Penyaluran tahap itu sudah tercatat; koreksi barisnya."),
            ),
            promise(
                "disbursement_tranche_possible",
                Q(tranche_number__gte=1, tranche_number__lte=12),
                "disbursement.tranche_possible",
                _("Tahap penyaluran harus antara 1 dan 12."),
            ),
            promise(
                "disbursement_dates_in_order",
                Q(requested_on__isnull=True)
                | Q(paid_on__isnull=True)
                | Q(requested_on__lte=models.F("paid_on")),
                "disbursement.dates_in_order",
                _("Tanggal penyaluran tidak boleh sebelum tanggal permintaan."),
            ),
        ]
        triggers = [
            *MoneyLine.Meta.triggers,
            approved_stays("Disbursement"),
        ]

    def __str__(self) -> str:
        return str(_("Tahap %(number)s") % {"number": self.tranche_number})


class Absorption(MoneyLine):
    """How much of a grant was spent up to a day, cumulative. Changed only through
    registry.changes."""

    as_of_on = models.DateField(_("sampai dengan tanggal"))
    amount_idr = models.BigIntegerField(
        _("terserap, kumulatif"), help_text=_("Nol berarti tidak terserap.")
    )

    class Meta(MoneyLine.Meta):
        abstract = False
        verbose_name = _("penyerapan")
        verbose_name_plural = _("penyerapan")
        ordering = ["grant", "as_of_on", "id"]
        constraints = [
            *money_promises("absorption", "dak.Absorption", "amount_idr"),
            first_of_its_kind(
                "absorption",
                "grant",
                "as_of_on",
                sentence=_("Penyerapan sampai tanggal itu sudah tercatat; koreksi barisnya."),
            ),
        ]
        triggers = [*MoneyLine.Meta.triggers, approved_stays("Absorption")]

    def __str__(self) -> str:
        return f"{self.as_of_on:%d/%m/%Y}"


class LeftoverFunds(MoneyLine):
    """What the region declared to be left of a grant in its account. Changed only through
    registry.changes."""

    declared_on = models.DateField(_("dinyatakan pada"))
    amount_idr = models.BigIntegerField(_("sisa dana"))

    class Meta(MoneyLine.Meta):
        abstract = False
        verbose_name = _("sisa dana")
        verbose_name_plural = _("sisa dana")
        ordering = ["grant", "declared_on", "id"]
        constraints = [
            *money_promises("leftover", "dak.LeftoverFunds", "amount_idr"),
            first_of_its_kind(
                "leftover",
                "grant",
                "declared_on",
                sentence=_("Sisa dana per tanggal itu sudah tercatat; koreksi barisnya."),
            ),
        ]
        triggers = [*MoneyLine.Meta.triggers, approved_stays("LeftoverFunds")]

    def __str__(self) -> str:
        return f"{self.declared_on:%d/%m/%Y}"


GrantComponentEvent = history_of(GrantComponent, app_label="dak")
WorkPlanEvent = history_of(WorkPlan, app_label="dak")
DisbursementEvent = history_of(Disbursement, app_label="dak")
AbsorptionEvent = history_of(Absorption, app_label="dak")
LeftoverFundsEvent = history_of(LeftoverFunds, app_label="dak")
