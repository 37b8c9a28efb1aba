"""KBLI classes of each edition, and which of them a commodity belongs to where that is sure. The
few classes the registry's own commodities point to come with them (registry/data/commodities); a
whole edition is loaded from a file (`manage load_kbli`) that is not kept in the repository."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import Record, history_of, promise


class Kbli(Record):
    """One five-digit class of one edition; the same digits mean other things in another edition.
    Changed only through registry.changes."""

    code = models.CharField(_("kode"), max_length=10, unique=True, editable=False)
    class_code = models.CharField(_("kode KBLI"), max_length=5)
    edition = models.PositiveSmallIntegerField(_("edisi"))
    title = models.CharField(_("judul"), max_length=300)

    class Meta(Record.Meta):
        verbose_name = _("KBLI")
        verbose_name_plural = _("KBLI")
        ordering = ["edition", "class_code"]
        constraints = [
            promise(
                "kbli_class_code_form",
                models.Q(class_code__regex=r"^[0-9]{5}$"),
                "kbli.class_code_form",
                _("Kode KBLI terdiri atas lima angka."),
            ),
            promise(
                "kbli_edition_possible",
                models.Q(edition__gte=1968, edition__lte=2100),
                "kbli.edition_possible",
                _("Edisi KBLI ialah tahun, misalnya 2020 atau 2025."),
            ),
            models.UniqueConstraint(
                fields=["edition", "class_code"],
                name="kbli_once",
                violation_error_code="kbli.once",
                violation_error_message=_("Kode KBLI itu sudah ada pada edisi ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.class_code} {self.title} (KBLI {self.edition})"


class CommodityKbli(Record):
    """A commodity in a KBLI class, only where a source makes it sure. Changed only through
    registry.changes."""

    commodity = models.ForeignKey(
        "registry.Commodity",
        models.PROTECT,
        related_name="kbli_lines",
        verbose_name=_("komoditas"),
    )
    kbli = models.ForeignKey(Kbli, models.PROTECT, verbose_name=_("KBLI"))
    source_note = models.CharField(_("dasar"), max_length=300)

    class Meta(Record.Meta):
        verbose_name = _("KBLI komoditas")
        verbose_name_plural = _("KBLI komoditas")
        ordering = ["commodity", "kbli"]
        constraints = [
            models.UniqueConstraint(
                fields=["commodity", "kbli"],
                name="commodity_kbli_once",
                violation_error_code="commodity_kbli.once",
                violation_error_message=_("Komoditas itu sudah tercatat dengan KBLI ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commodity} · {self.kbli}"


KbliEvent = history_of(Kbli)
CommodityKbliEvent = history_of(CommodityKbli)
