"""Files that bear a proposal or a legal act out, and the point of each regency they are compared
with. The files themselves lie in the vault (sentra/lib/vault.py) under their SHA-256; here is what
they are, where they hang and what was found out about them. Never public."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    history_of,
    promise,
)


class AttachmentKind(models.TextChoices):
    """What the file shows."""

    PHOTO = "photo", _("Foto")
    DECREE = "decree", _("Surat keputusan (PDF)")
    # What a form that asks for money rests on; only such a form offers them.
    REFERENCE = "reference", _("TOR (kerangka acuan kerja)")
    BUDGET = "budget", _("RAB (rencana anggaran biaya)")
    DOCUMENT = "document", _("Dokumen lain (PDF atau foto)")


# What every form and legal act may carry; a form says what more it asks for.
COMMON_KINDS = (AttachmentKind.PHOTO, AttachmentKind.DECREE, AttachmentKind.DOCUMENT)
# What may be kept as a PDF or as a photo, whichever was sent.
EITHER_TYPE = (AttachmentKind.REFERENCE, AttachmentKind.BUDGET, AttachmentKind.DOCUMENT)


class StoredType(models.TextChoices):
    """As what the file is kept."""

    JPEG = "jpeg", _("Foto JPEG")
    PDF = "pdf", _("Dokumen PDF")


class PlaceOrigin(models.TextChoices):
    """Who says where the photo was taken."""

    CAMERA = "camera", _("catatan kamera di dalam foto")
    FORM = "form", _("isian saat mengirim")


class PlaceVerdict(models.TextChoices):
    """How the place of a photo compares with the declared regency."""

    NEAR = "near", _("Di wilayah yang disebut")
    FAR = "far", _("Jauh dari wilayah yang disebut")
    NOT_COMPARED = "not_compared", _("Belum dibandingkan")


def sha256_form(name: str, field: str) -> models.CheckConstraint:
    """64 hex digits."""
    return promise(
        name,
        Q(**{f"{field}__regex": r"^[0-9a-f]{64}$"}),
        "attachment.sha256_form",
        _("Sidik berkas terdiri atas 64 angka heksadesimal."),
    )


class AttachmentQuerySet(models.QuerySet):
    """What is asked of every attachment."""

    def in_force(self) -> "AttachmentQuerySet":
        """Everything that was not withdrawn."""
        return self.filter(is_withdrawn=False)

    def of_form(self, office_id: int, token: object) -> "AttachmentQuerySet":
        """Those of one form: the office and the form's token, sent or not yet."""
        return self.filter(office_id=office_id, token=token)


class Attachment(Record):
    """One file with what it is: of a form (office and token, so that it may come before or after
    the text) or of a legal act. The content never changes; a mistaken one is withdrawn and stays
    private. Changed only through registry.changes."""

    office = models.ForeignKey(
        "registry.Office", models.PROTECT, related_name="attachments", verbose_name=_("kantor")
    )
    # The region of the office, by which policy judges; empty for the ministry.
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, null=True, blank=True, verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kabupaten/kota"),
    )
    token = models.UUIDField(_("token formulir"), null=True, blank=True, editable=False)
    sentra = models.ForeignKey(
        "registry.Sentra",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("sentra"),
    )
    legal_act = models.ForeignKey(
        "registry.LegalAct",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("dasar hukum"),
    )

    kind = models.CharField(_("jenis"), max_length=10, choices=AttachmentKind.choices)
    caption = models.CharField(_("keterangan"), max_length=200, blank=True, default="")
    original_type = models.CharField(
        _("jenis menurut pengirim"), max_length=100, blank=True, default=""
    )
    stored_type = models.CharField(_("disimpan sebagai"), max_length=10, choices=StoredType.choices)
    byte_count = models.PositiveIntegerField(_("ukuran (byte)"))
    width = models.PositiveIntegerField(_("lebar (titik)"), null=True, blank=True)
    height = models.PositiveIntegerField(_("tinggi (titik)"), null=True, blank=True)
    sha256 = models.CharField(_("sidik berkas"), max_length=64)
    source_sha256 = models.CharField(_("sidik berkas yang dikirim"), max_length=64)

    latitude = models.DecimalField(
        _("lintang pemotretan"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("bujur pemotretan"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    place_origin = models.CharField(
        _("letak menurut"), max_length=10, choices=PlaceOrigin.choices, blank=True, default=""
    )
    declared_regency = models.ForeignKey(
        "registry.Regency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kabupaten/kota yang disebut"),
    )
    place_verdict = models.CharField(
        _("letak foto"),
        max_length=12,
        choices=PlaceVerdict.choices,
        default=PlaceVerdict.NOT_COMPARED,
    )
    distance_km = models.DecimalField(
        _("jarak dari titik wilayah (km)"), max_digits=7, decimal_places=1, null=True, blank=True
    )

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pengirim")
    )
    uploaded_at = models.DateTimeField(_("diterima pada"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            *closed_lists("attachment", kind=AttachmentKind, stored_type=StoredType),
            sha256_form("attachment_sha256_form", "sha256"),
            sha256_form("attachment_source_sha256_form", "source_sha256"),
            promise(
                "attachment_hangs_on_one_thing",
                Q(token__isnull=False, legal_act__isnull=True)
                | Q(token__isnull=True, legal_act__isnull=False, sentra__isnull=True),
                "attachment.hangs_on_one_thing",
                _("Lampiran melekat pada satu formulir atau pada satu dasar hukum."),
            ),
            promise(
                "attachment_kind_fits_content",
                Q(kind="photo", stored_type="jpeg")
                | Q(kind="decree", stored_type="pdf")
                | ~Q(kind__in=("photo", "decree")),
                "attachment.kind_fits_content",
                _("Foto disimpan sebagai JPEG, surat keputusan sebagai PDF."),
            ),
            promise(
                "attachment_size_known",
                Q(
                    stored_type="jpeg",
                    width__gt=0,
                    width__isnull=False,
                    height__gt=0,
                    height__isnull=False,
                    byte_count__gt=0,
                )
                | Q(width__isnull=True, height__isnull=True, byte_count__gt=0)
                & ~Q(stored_type="jpeg"),
                "attachment.size_known",
                _("Berkas tidak kosong; foto mempunyai lebar dan tinggi, PDF tidak."),
            ),
            promise(
                "attachment_place_whole",
                Q(latitude__isnull=True, longitude__isnull=True, place_origin="")
                | Q(
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                    latitude__isnull=False,
                    longitude__isnull=False,
                    place_origin__in=PlaceOrigin.values,
                ),
                "attachment.place_whole",
                _("Letak foto memerlukan lintang, bujur, dan siapa yang menyebutnya."),
            ),
            promise(
                "attachment_verdict_has_distance",
                Q(place_verdict="not_compared", distance_km__isnull=True)
                | Q(
                    place_verdict__in=("near", "far"),
                    distance_km__gte=0,
                    distance_km__isnull=False,
                    latitude__isnull=False,
                    declared_regency__isnull=False,
                ),
                "attachment.verdict_has_distance",
                _("Letak yang dibandingkan mempunyai jarak; yang belum dibandingkan tidak."),
            ),
            CompositeForeignKey(
                name="attachment_regency_in_province",
                fields=["regency", "province"],
                to="registry.Regency",
                to_fields=["code", "province"],
                violation_error_code="attachment.regency_in_province",
                violation_error_message=_("Kabupaten/kota itu tidak berada di provinsinya."),
            ),
            models.UniqueConstraint(
                fields=["office", "token", "source_sha256"],
                condition=Q(is_withdrawn=False, token__isnull=False),
                name="attachment_once",
                violation_error_code="attachment.once",
                violation_error_message=_("Berkas ini sudah terlampir pada formulir itu."),
            ),
            models.UniqueConstraint(
                fields=["legal_act", "source_sha256"],
                condition=Q(is_withdrawn=False, legal_act__isnull=False),
                name="attachment_legal_act_once",
                violation_error_code="attachment.legal_act_once",
                violation_error_message=_("Berkas ini sudah terlampir pada dasar hukum itu."),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "token"], name="attachment_form"),
            models.Index(fields=["sha256"], name="attachment_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_photo(self) -> bool:
        """Whether it can be looked at as a picture."""
        return self.stored_type == StoredType.JPEG


class RegionPoint(Record):
    """A point on land for one regency and how far from it the regency may reach; brought by the
    operator (`load_region_points`). Changed only through registry.changes."""

    regency = models.ForeignKey(
        "registry.Regency", models.PROTECT, related_name="+", verbose_name=_("kabupaten/kota")
    )
    latitude = models.DecimalField(_("lintang"), max_digits=9, decimal_places=6)
    longitude = models.DecimalField(_("bujur"), max_digits=9, decimal_places=6)
    radius_km = models.DecimalField(_("radius (km)"), max_digits=6, decimal_places=1)
    source_words = models.CharField(_("menurut"), max_length=200)

    class Meta(Record.Meta):
        verbose_name = _("titik wilayah")
        verbose_name_plural = _("titik wilayah")
        ordering = ["regency"]
        constraints = [
            models.UniqueConstraint(
                fields=["regency"],
                name="region_point_once",
                violation_error_code="region_point.once",
                violation_error_message=_("Kabupaten/kota itu sudah mempunyai titik."),
            ),
            promise(
                "region_point_in_indonesia",
                Q(
                    latitude__gte=-11.5,
                    latitude__lte=6.5,
                    longitude__gte=94.5,
                    longitude__lte=141.5,
                ),
                "region_point.in_indonesia",
                _(
                    "Titik wilayah itu di luar Indonesia. Periksa lintang (−11,5 sampai 6,5)"
                    " dan bujur (94,5 sampai 141,5)."
                ),
            ),
            promise(
                "region_point_radius_possible",
                Q(radius_km__gt=0, radius_km__lte=1000),
                "region_point.radius_possible",
                _("Radius wilayah lebih dari 0 dan paling jauh 1.000 km."),
            ),
            promise(
                "region_point_source_said",
                ~Q(source_words=""),
                "region_point.source_said",
                _("Tulis dari mana titik wilayah itu."),
            ),
        ]

    def __str__(self) -> str:
        return self.regency_id


AttachmentEvent = history_of(Attachment)
RegionPointEvent = history_of(RegionPoint)
