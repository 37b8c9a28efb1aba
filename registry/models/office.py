"""Offices and mandates: who may act where, for how long. Rights belong to the office."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import OfficeLevel, Role
from registry.models.base import CompositeForeignKey, Record, history_of, promise


class Office(Record):
    """A ministry directorate or a dinas, with the region it answers for. Changed only through
    registry.changes."""

    code = models.SlugField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama kantor"), max_length=200)
    level = models.CharField(_("tingkat"), max_length=10, choices=OfficeLevel.choices)
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, null=True, blank=True, verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency", models.PROTECT, null=True, blank=True, verbose_name=_("kabupaten/kota")
    )

    class Meta(Record.Meta):
        verbose_name = _("kantor")
        verbose_name_plural = _("kantor")
        ordering = ["name"]
        constraints = [
            promise(
                "office_region_fits_level",
                models.Q(level="ministry", province__isnull=True, regency__isnull=True)
                | models.Q(level="province", province__isnull=False, regency__isnull=True)
                | models.Q(level="regency", province__isnull=False, regency__isnull=False),
                "office.region_fits_level",
                _("Wilayah kantor harus sesuai dengan tingkatnya."),
            ),
            CompositeForeignKey(
                name="office_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="office.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota itu tidak berada di provinsi yang dipilih."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MandateQuerySet(models.QuerySet):
    """Which mandates count."""

    def in_force(self, day: date) -> Self:
        """Mandates that hold on `day`."""
        return self.filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day), valid_from__lte=day
        )

    def lasting(self, day: date) -> Self:
        """Mandates that hold on `day` or will begin later."""
        return self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day)).exclude(
            valid_to=models.F("valid_from")
        )


class Mandate(Record):
    """User × office × region × role × period. The region is the office's unless narrowed; an empty
    region is the whole nation. `valid_to` is the first day without it: a mandate that ends the day
    it began was never in force. Changed only through registry.changes."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates", verbose_name=_("akun")
    )
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="mandates", verbose_name=_("kantor")
    )
    region_code = models.CharField(_("kode wilayah"), max_length=13, blank=True, default="")
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("mandat")
        verbose_name_plural = _("mandat")
        ordering = ["office", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "office", "role", "valid_from"],
                name="mandate_once",
                violation_error_code="mandate.once",
                violation_error_message=_("Mandat itu sudah tercatat."),
            ),
            promise(
                "mandate_dates_in_order",
                models.Q(valid_to__isnull=True) | models.Q(valid_from__lte=models.F("valid_to")),
                "mandate.dates_in_order",
                _("Mandat tidak dapat berakhir sebelum tanggal mulainya."),
            ),
            promise(
                "mandate_dinas_ends",
                models.Q(role__in=["ministry_admin", "ministry_staff", "analyst"])
                | models.Q(valid_to__isnull=False),
                "mandate.dinas_ends",
                _("Mandat dinas harus punya hari terakhir."),
            ),
            promise(
                "mandate_region_fits_role",
                models.Q(role__in=["ministry_admin", "ministry_staff", "analyst"], region_code="")
                | models.Q(role="province_officer", region_code__regex=r"^\d{2}$")
                | models.Q(role="regency_operator", region_code__regex=r"^\d{2}\.\d{2}$")
                | models.Q(role="office_head", region_code__regex=r"^\d{2}(\.\d{2})?$"),
                "mandate.region_fits_role",
                _("Wilayah mandat harus sesuai dengan perannya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.office}"

    @property
    def last_day(self) -> date | None:
        """The last day in force, as people say it; None where no end was set."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


OfficeEvent = history_of(Office)
MandateEvent = history_of(Mandate)
