"""Where a fact comes from: a publication, a report, an office's own statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision
from registry.models.base import Record, closed_lists, history_of, promise


class Source(Record):
    """One document or statement, named by publisher and date; never by a person. Changed only
    through registry.changes."""

    code = models.SlugField(_("kode"), max_length=80, unique=True)
    publisher = models.CharField(_("penerbit"), max_length=160)
    title = models.CharField(_("judul"), max_length=300, blank=True, default="")
    url = models.CharField(_("alamat web"), max_length=500, blank=True, default="")
    published_on = models.DateField(_("tanggal terbit"), null=True, blank=True)
    published_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    office = models.ForeignKey(
        "registry.Office", models.PROTECT, null=True, blank=True, verbose_name=_("kantor")
    )

    class Meta(Record.Meta):
        verbose_name = _("sumber")
        verbose_name_plural = _("sumber")
        ordering = ["publisher", "published_on", "code"]
        constraints = [
            *closed_lists("source", published_precision=DatePrecision),
            promise(
                "source_date_known",
                models.Q(published_on__isnull=True, published_precision="unknown")
                | models.Q(published_on__isnull=False) & ~models.Q(published_precision="unknown"),
                "source.date_known",
                _("Isi tanggal terbit, atau pilih ketelitian “tidak diketahui”."),
            ),
        ]

    def __str__(self) -> str:
        year = f", {self.published_on.year}" if self.published_on else ""
        return f"{self.publisher}{year}"


SourceEvent = history_of(Source)
