"""The first noun: a sentra, with the base of everything that hangs on one. Existence, verification
and the definition test are never columns of the sentra: they are read from dated facts and rules.

Legal source of the term: PP 29/2018 (see registry/data/rules)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import Answer, LocationPrecision, Recognition, SentraKind
from registry.models.base import (
    SENTRA_ROWS,
    CompositeForeignKey,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)


class SentraQuerySet(models.QuerySet):
    """What is asked of sentra most."""

    def in_force(self) -> Self:
        """Every record but those that should never have been registered."""
        return self.filter(is_withdrawn=False)

    def in_province(self, code: str) -> Self:
        """By today's map."""
        return self.filter(province_id=code)

    def in_region(self, code: str) -> Self:
        """The whole subtree of any level's code."""
        level = ("province", "regency", "district", "village")[code.count(".")]
        return self.filter(**{f"{level}_id": code})

    def with_places(self) -> Self:
        """Names of the regions in one statement."""
        return self.select_related("province", "regency", "district", "village")


class Sentra(Record):
    """One sentra (or craft group, or service unit) with an identity that outlives its name and its
    region code. A record that should never have been registered is withdrawn: its code stays taken
    and answers that it was. Changed only through registry.changes."""

    public_code = models.CharField(_("kode tetap"), max_length=11, unique=True, editable=False)
    name = models.CharField(_("nama"), max_length=200)
    name_key = models.CharField(max_length=240, editable=False, db_index=True)
    kind = models.CharField(
        _("jenis catatan"), max_length=20, choices=SentraKind.choices, default=SentraKind.CLUSTER
    )
    recognition = models.CharField(_("pengakuan"), max_length=20, choices=Recognition.choices)

    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="sentra", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sentra",
        verbose_name=_("kabupaten/kota"),
    )
    district = models.ForeignKey(
        "registry.District",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sentra",
        verbose_name=_("kecamatan"),
    )
    village = models.ForeignKey(
        "registry.Village",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sentra",
        verbose_name=_("desa/kelurahan"),
    )
    place_words = models.CharField(
        _("tempat menurut sumber"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Kata-kata sumber, tidak diubah."),
    )
    hamlet = models.CharField(_("dusun/banjar/jorong"), max_length=120, blank=True, default="")
    latitude = models.DecimalField(
        _("lintang"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("bujur"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    location_precision = models.CharField(
        _("ketelitian tempat"),
        max_length=10,
        choices=LocationPrecision.choices,
        default=LocationPrecision.REGENCY,
    )

    is_one_place = models.CharField(
        _("berada di satu lokasi"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    same_product = models.CharField(
        _("produk sejenis"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    same_raw_material = models.CharField(
        _("bahan baku sejenis"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    same_process = models.CharField(
        _("proses produksi sama"), max_length=8, choices=Answer.choices, default=Answer.UNKNOWN
    )
    note = models.TextField(_("catatan"), blank=True, default="")
    is_sample = models.BooleanField(_("data contoh"), default=False, editable=False)
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "self"
    withdrawn_whole = True
    objects = SentraQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("sentra")
        verbose_name_plural = _("sentra")
        ordering = ["name_key", "id"]
        indexes = [
            models.Index(fields=["province", "name_key", "id"], name="sentra_province_name"),
            models.Index(fields=["regency", "name_key", "id"], name="sentra_regency_name"),
        ]
        constraints = [
            *closed_lists(
                "sentra",
                kind=SentraKind,
                recognition=Recognition,
                location_precision=LocationPrecision,
                is_one_place=Answer,
                same_product=Answer,
                same_raw_material=Answer,
                same_process=Answer,
            ),
            promise(
                "sentra_name_present",
                ~models.Q(name=""),
                "sentra.name_present",
                _("Nama sentra wajib diisi."),
            ),
            promise(
                "sentra_public_code_form",
                models.Q(public_code__regex=r"^ST-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]$"),
                "sentra.public_code_form",
                _("Kode tetap harus berbentuk ST-XXXXXX-C."),
            ),
            promise(
                "sentra_place_from_the_top",
                models.Q(village__isnull=True)
                | models.Q(district__isnull=False, regency__isnull=False),
                "sentra.place_from_the_top",
                _("Desa/kelurahan hanya dapat diisi bila kecamatannya diisi."),
            ),
            promise(
                "sentra_district_needs_regency",
                models.Q(district__isnull=True) | models.Q(regency__isnull=False),
                "sentra.district_needs_regency",
                _("Kecamatan hanya dapat diisi bila kabupaten/kotanya diisi."),
            ),
            promise(
                "sentra_point_whole",
                models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                "sentra.point_whole",
                _("Isi lintang dan bujur keduanya, atau kosongkan keduanya."),
            ),
            promise(
                "sentra_point_in_indonesia",
                models.Q(latitude__isnull=True)
                | models.Q(
                    latitude__gte=-11.5,
                    latitude__lte=6.5,
                    longitude__gte=94.5,
                    longitude__lte=141.5,
                ),
                "sentra.point_in_indonesia",
                _(
                    "Titik itu di luar Indonesia. Periksa lintang (−11,5 sampai 6,5)"
                    " dan bujur (94,5 sampai 141,5)."
                ),
            ),
            promise(
                "sentra_exact_needs_point",
                ~models.Q(location_precision="exact") | models.Q(latitude__isnull=False),
                "sentra.exact_needs_point",
                _("Ketelitian “titik tepat” memerlukan lintang dan bujur."),
            ),
            CompositeForeignKey(
                name="sentra_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="sentra.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota itu tidak berada di provinsi yang dipilih."
                ),
            ),
            CompositeForeignKey(
                name="sentra_district_in_regency",
                fields=["district", "regency"],
                to="registry.District",
                to_fields=["code", "regency"],
                violation_error_code="sentra.district_in_regency",
                violation_error_message=_(
                    "Kecamatan itu tidak berada di kabupaten/kota yang dipilih."
                ),
            ),
            CompositeForeignKey(
                name="sentra_village_in_district",
                fields=["village", "district"],
                to="registry.Village",
                to_fields=["code", "district"],
                violation_error_code="sentra.village_in_district",
                violation_error_message=_(
                    "Desa/kelurahan itu tidak berada di kecamatan yang dipilih."
                ),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("sentra", SENTRA_ROWS)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The permanent address."""
        return f"/sentra/{self.public_code}/"

    @property
    def region_code(self) -> str:
        """The deepest region known, by today's map."""
        return self.village_id or self.district_id or self.regency_id or self.province_id


class PartQuerySet(models.QuerySet):
    """What is asked of every part."""

    def in_force(self) -> Self:
        """Everything that was not withdrawn as a mistake, neither itself nor with its sentra."""
        return self.filter(is_withdrawn=False, sentra__is_withdrawn=False)


class Part(Record):
    """A noun of its own that hangs on one sentra: it has its own version, and the sentra's version
    does not move with it. A mistaken line is withdrawn, never deleted."""

    sentra = models.ForeignKey(
        Sentra, models.PROTECT, related_name="%(class)s_set", verbose_name=_("sentra")
    )
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "sentra"
    objects = PartQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True


SentraEvent = history_of(Sentra)
