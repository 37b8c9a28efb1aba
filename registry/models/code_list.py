"""Code lists that change without a release: kinds of facilities, certificates and needs, and units
of measure. Edited in the admin, first filled from registry/data/code_lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import Record, history_of


class CodeList(Record):
    """One entry of a list people choose from. An entry no longer in use stays for the rows that
    have it and is refused for new ones. Changed only through registry.changes."""

    code = models.SlugField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta(Record.Meta):
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class FacilityKind(CodeList):
    """A kind of facility: the place where people work, or something put up for them. Changed only
    through registry.changes."""

    is_workplace = models.BooleanField(
        _("tempat para perajin bekerja"),
        default=False,
        help_text=_("Bukan gedung yang dibangun untuk mereka."),
    )

    class Meta(CodeList.Meta):
        abstract = False
        verbose_name = _("jenis fasilitas")
        verbose_name_plural = _("jenis fasilitas")


class CertificateKind(CodeList):
    """A kind of certificate or registered right. Changed only through registry.changes."""

    is_count_of_units = models.BooleanField(
        _("dihitung per unit usaha"),
        default=True,
        help_text=_("Tidak untuk motif atau wilayah: jumlahnya boleh melebihi unit usaha."),
    )

    class Meta(CodeList.Meta):
        abstract = False
        verbose_name = _("jenis sertifikat")
        verbose_name_plural = _("jenis sertifikat")


class NeedKind(CodeList):
    """A kind of need. Changed only through registry.changes."""

    class Meta(CodeList.Meta):
        abstract = False
        verbose_name = _("jenis kebutuhan")
        verbose_name_plural = _("jenis kebutuhan")


class MeasureUnit(CodeList):
    """A unit in which production is counted; no unit is ever turned into another. Changed only
    through registry.changes."""

    class Meta(CodeList.Meta):
        abstract = False
        verbose_name = _("satuan")
        verbose_name_plural = _("satuan")


FacilityKindEvent = history_of(FacilityKind)
CertificateKindEvent = history_of(CertificateKind)
NeedKindEvent = history_of(NeedKind)
MeasureUnitEvent = history_of(MeasureUnit)
