"""For which governments the ministry recommended a mode of payment. The modes themselves are in
dak.models.payment_rule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dak.models.payment_rule import DisbursementMode
from dak.models.rule_set import RuleLine
from registry.models.base import CompositeForeignKey, history_of


class RecommendedRegion(RuleLine):
    """One government for which the ministry recommended a mode that is paid by recommendation only,
    as part of its activities is paid at once. Changed only through registry.changes."""

    mode = models.ForeignKey(
        DisbursementMode,
        models.PROTECT,
        related_name="recommended",
        verbose_name=_("cara penyaluran"),
    )
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kabupaten/kota"),
        help_text=_("Kosong berarti hibah pemerintah provinsi itu sendiri."),
    )
    words = models.CharField(_("isi rekomendasi"), max_length=300, blank=True, default="")

    part_of = "mode"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("daerah yang direkomendasikan")
        verbose_name_plural = _("daerah yang direkomendasikan")
        ordering = ["mode", "province", "regency"]
        constraints = [
            CompositeForeignKey(
                name="recommended_region_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="recommended_region.regency_in_province",
                violation_error_message=_(
                    "Kabupaten/kota yang direkomendasikan tidak berada di provinsi yang dipilih."
                ),
            ),
            # NULL regencies are never equal to one another, hence the second promise.
            models.UniqueConstraint(
                fields=["mode", "province", "regency"],
                condition=models.Q(is_withdrawn=False),
                name="recommended_region_once",
                violation_error_code="recommended_region.once",
                violation_error_message=_("Rekomendasi untuk daerah itu sudah tercatat."),
            ),
            models.UniqueConstraint(
                fields=["mode", "province"],
                condition=models.Q(is_withdrawn=False, regency__isnull=True),
                name="recommended_region_province_once",
                violation_error_code="recommended_region.once",
                violation_error_message=_("Rekomendasi untuk daerah itu sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return self.regency_id or self.province_id


RecommendedRegionEvent = history_of(RecommendedRegion, app_label="dak")
