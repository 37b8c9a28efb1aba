"""The chain a proposal passes: which steps there are, in which order, and how long each may take.
An office's own switches stand on its page."""

from django.contrib import admin
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin
from registry.choices import ReviewStepCode
from registry.models import ReviewStep

EFFECTS = {
    ReviewStepCode.HEAD: (
        _("Kepala kantor pengirim menyetujui sebelum usulan keluar dari kantornya."),
        _("Usulan langsung keluar dari kantor pengirimnya."),
    ),
    ReviewStepCode.PROVINCE: (
        _("Kiriman kabupaten/kota diperiksa dinas provinsinya; kiriman provinsi melewatinya."),
        _("Kiriman kabupaten/kota langsung ke tahap berikutnya."),
    ),
    ReviewStepCode.DIRECTORATE: (
        _("Direktorat pembina menyetujui sebelum kementerian menerapkan."),
        _("Dari dinas provinsi langsung ke kementerian."),
    ),
    ReviewStepCode.MINISTRY: (
        _("Tahap terakhir; usulan yang disetujui di sini diterapkan. Tidak dapat dimatikan."),
        "",
    ),
}


@admin.register(ReviewStep)
class ReviewStepAdmin(EngineAdmin):
    """The steps; none is added, since each has a right of its own behind it."""

    noun, record_verb = "review_step", ""
    list_display = ("name", "position", "is_active", "days", "effect")
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "position", "is_active", "days"),
                "description": _(
                    "Berlaku bagi setiap kantor yang tidak mengatur sendiri. Usulan yang sudah"
                    " menunggu tetap pada tahapnya; perubahan di sini berlaku ketika usulan itu"
                    " diteruskan, dan bagi kiriman berikutnya. Tenggat dihitung sejak usulan tiba"
                    " di tahap ini."
                ),
            },
        ),
    )

    @admin.display(description=_("akibatnya"))
    def effect(self, step: ReviewStep) -> str:
        """What the switch does, in words."""
        on, off = EFFECTS[ReviewStepCode(step.code)]
        return str(on if step.is_active or not off else off) or _t("–")
