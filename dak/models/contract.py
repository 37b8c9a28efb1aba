"""Contracts of a grant and the addenda that change them. The body that works is an institution in
words, never a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dak.choices import ContractKind
from dak.models.money import (
    GrantComponent,
    MoneyLine,
    approved_stays,
    first_of_its_kind,
    money_promises,
)
from registry.models.base import CompositeForeignKey, closed_lists, history_of, promise


class Contract(MoneyLine):
    """One contract, order or self-managed work under a grant. Changed only through
    registry.changes."""

    number = models.CharField(
        _("nomor"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("Kosong bila tidak disebut."),
    )
    kind = models.CharField(
        _("jenis"), max_length=20, choices=ContractKind.choices, default=ContractKind.UNKNOWN
    )
    subject = models.CharField(_("pekerjaan"), max_length=300)
    provider_words = models.CharField(
        _("penyedia"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Nama badan usaha atau kelompok, bukan nama orang."),
    )
    component = models.ForeignKey(
        GrantComponent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        verbose_name=_("komponen"),
    )
    amount_idr = models.BigIntegerField(_("nilai"))
    signed_on = models.DateField(_("ditandatangani pada"), null=True, blank=True)
    other_date_words = models.CharField(
        _("tanggal menurut sumber lain"), max_length=200, blank=True, default=""
    )
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("selesai menurut kontrak"), null=True, blank=True)
    calendar_day_count = models.PositiveSmallIntegerField(_("hari kalender"), null=True, blank=True)
    handed_over_on = models.DateField(_("tanggal BAST"), null=True, blank=True)

    class Meta(MoneyLine.Meta):
        abstract = False
        verbose_name = _("kontrak")
        verbose_name_plural = _("kontrak")
        ordering = ["grant", F("signed_on").asc(nulls_last=True), "id"]
        constraints = [
            *closed_lists("contract", kind=ContractKind),
            *money_promises("contract", "dak.Contract", "amount_idr"),
            models.UniqueConstraint(
                fields=["grant", "number"],
                condition=Q(is_withdrawn=False, corrects__isnull=True) & ~Q(number=""),
                name="contract_once",
                violation_error_code="contract.once",
                violation_error_message=_("Kontrak bernomor itu sudah tercatat pada hibah ini."),
            ),
            CompositeForeignKey(
                name="contract_component_own_grant",
                fields=["component", "grant"],
                to="dak.GrantComponent",
                to_fields=["id", "grant"],
                violation_error_code="contract.component_own_grant",
                violation_error_message=_("Komponen itu milik hibah lain."),
            ),
            promise(
                "contract_dates_in_order",
                Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                "contract.dates_in_order",
                _("Kontrak tidak boleh selesai sebelum mulai."),
            ),
            promise(
                "contract_handed_over_after_signing",
                Q(handed_over_on__isnull=True)
                | Q(signed_on__isnull=True)
                | Q(signed_on__lte=F("handed_over_on")),
                "contract.handed_over_after_signing",
                _("Serah terima (BAST) tidak boleh sebelum kontrak ditandatangani."),
            ),
            promise(
                "contract_days_above_zero",
                Q(calendar_day_count__isnull=True) | Q(calendar_day_count__gt=0),
                "contract.days_above_zero",
                _("Hari kalender paling sedikit satu. Kosongkan bila tidak disebut."),
            ),
        ]
        triggers = [*MoneyLine.Meta.triggers, approved_stays("Contract")]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}".strip()


class ContractAddendum(MoneyLine):
    """A dated change of a contract: its new value, its new end, or both. Changed only through
    registry.changes."""

    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="addenda", verbose_name=_("kontrak")
    )
    number = models.CharField(_("nomor"), max_length=120, blank=True, default="")
    signed_on = models.DateField(_("ditandatangani pada"))
    amount_idr = models.BigIntegerField(
        _("nilai kontrak menjadi"),
        null=True,
        blank=True,
        help_text=_("Kosong bila nilainya tetap."),
    )
    ends_on = models.DateField(_("selesai menjadi"), null=True, blank=True)

    class Meta(MoneyLine.Meta):
        abstract = False
        verbose_name = _("adendum kontrak")
        verbose_name_plural = _("adendum kontrak")
        ordering = ["contract", "signed_on", "id"]
        constraints = [
            *money_promises("addendum", "dak.ContractAddendum", "amount_idr"),
            first_of_its_kind(
                "addendum",
                "contract",
                "signed_on",
                sentence=_("Adendum tanggal itu sudah tercatat pada kontrak ini."),
            ),
            CompositeForeignKey(
                name="addendum_contract_own_grant",
                fields=["contract", "grant"],
                to="dak.Contract",
                to_fields=["id", "grant"],
                violation_error_code="addendum.contract_own_grant",
                violation_error_message=_("Kontrak itu milik hibah lain."),
            ),
            promise(
                "addendum_changes_something",
                Q(amount_idr__isnull=False) | Q(ends_on__isnull=False),
                "addendum.changes_something",
                _("Adendum mengubah nilai atau tanggal selesai; isi salah satunya."),
            ),
        ]
        triggers = [
            *MoneyLine.Meta.triggers,
            approved_stays("ContractAddendum"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.signed_on:%d/%m/%Y}"


ContractEvent = history_of(Contract, app_label="dak")
ContractAddendumEvent = history_of(ContractAddendum, app_label="dak")
