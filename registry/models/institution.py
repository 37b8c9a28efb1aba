"""Bodies that manage a sentra or own what stands there, and the dated relation between the two."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import InstitutionKind, InstitutionRole
from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    history_of,
    promise,
)
from registry.models.sentra import Part


class Institution(Record):
    """A body that manages a sentra or owns what stands there; never a person. Changed only through
    registry.changes."""

    code = models.SlugField(_("kode"), max_length=120, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=20, choices=InstitutionKind.choices)
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, null=True, blank=True, verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency", models.PROTECT, null=True, blank=True, verbose_name=_("kabupaten/kota")
    )

    class Meta(Record.Meta):
        verbose_name = _("lembaga")
        verbose_name_plural = _("lembaga")
        ordering = ["name"]
        constraints = [
            *closed_lists("institution", kind=InstitutionKind),
            CompositeForeignKey(
                name="institution_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="institution.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota itu tidak berada di provinsi yang dipilih."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SentraInstitution(Part):
    """What an institution is to the sentra, for a time; manager and owner differ and change.
    Changed only through registry.changes."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="roles", verbose_name=_("lembaga")
    )
    role = models.CharField(_("sebagai"), max_length=20, choices=InstitutionRole.choices)
    valid_from = models.DateField(_("sejak"), null=True, blank=True)
    valid_to = models.DateField(_("sampai"), null=True, blank=True)
    source = models.ForeignKey(
        "registry.Source", models.PROTECT, null=True, blank=True, verbose_name=_("sumber")
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("pengelola dan pemilik")
        verbose_name_plural = _("pengelola dan pemilik")
        ordering = ["role", models.F("valid_from").desc(nulls_last=True), "-id"]
        constraints = [
            *closed_lists("sentra_institution", role=InstitutionRole),
            models.UniqueConstraint(
                fields=["sentra", "role", "institution"],
                condition=models.Q(valid_to__isnull=True, is_withdrawn=False),
                name="sentra_institution_once",
                violation_error_code="sentra_institution.once",
                violation_error_message=_("Hubungan lembaga itu sudah tercatat."),
            ),
            promise(
                "sentra_institution_dates_in_order",
                models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
                "sentra_institution.dates_in_order",
                _("Tanggal akhir harus sesudah tanggal awal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.institution}"


InstitutionEvent = history_of(Institution)
SentraInstitutionEvent = history_of(SentraInstitution)
