"""What a person keeps on his own desk. No fact of the registry lives here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """One person's bookmark of a filtered list of the admin. No registry record: it says nothing
    about a sentra, nobody else reads it, and its owner may throw it away without a reason."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_filters",
        verbose_name=_("akun"),
    )
    name = models.CharField(_("nama"), max_length=80)
    path = models.CharField(_("daftar"), max_length=200)
    query = models.CharField(_("saringan"), max_length=1000)
    saved_at = models.DateTimeField(_("disimpan pada"), auto_now_add=True)

    class Meta:
        verbose_name = _("saringan tersimpan")
        verbose_name_plural = _("saringan tersimpan")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The filtered list."""
        return f"{self.path}?{self.query}"
