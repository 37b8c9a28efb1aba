"""Closed lists of submissions: what is proposed, which steps it passes, what was decided, and what
people are told about it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActState(TextChoices):
    """Where one proposed act of a submission stands."""

    RECEIVED = "received", _("Menunggu putusan")
    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")
    REJECTED = "rejected", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik pengirimnya")


class SubmissionKind(TextChoices):
    """What a submission is about; `list` holds one act per line, `report` tells how far work in a
    region has come, `desk` is an edit of the admin that waits for a second member of staff."""

    REGISTER = "register", _("Sentra baru")
    CORRECT = "correct", _("Perbaikan data")
    YEARLY = "yearly", _("Pemutakhiran tahunan")
    EXISTENCE = "existence", _("Keadaan sentra")
    FACILITY = "facility", _("Fasilitas dan mesin")
    NEEDS = "needs", _("Kebutuhan")
    LIST = "list", _("Daftar keadaan")
    REPORT = "report", _("Laporan kemajuan")
    ASSET = "asset", _("Aset")
    OUTCOME = "outcome", _("Hasil bagi sentra")
    FUNDING = "funding", _("Usulan dana")
    DESK = "desk", _("Perubahan oleh kementerian")


class ExistenceAnswer(TextChoices):
    """What an office answers to "apakah sentra ini masih ada?"; "unknown" changes no state."""

    UNCHANGED = "unchanged", _("Masih ada, tidak ada perubahan")
    CHANGED = "changed", _("Masih ada, ada yang berubah")
    DECLINING = "declining", _("Masih ada, tetapi menurun")
    DORMANT = "dormant", _("Tidak aktif")
    CLOSED = "closed", _("Tutup")
    MOVED = "moved", _("Pindah tempat")
    RENAMED = "renamed", _("Ganti nama")
    MERGED = "merged", _("Bergabung dengan sentra lain")
    UNKNOWN = "unknown", _("Tidak tahu")


class ReviewStepCode(TextChoices):
    """The steps a proposal can pass, in this order; which ones it does pass stands in the rows of
    `ReviewStep` and the switches of the office."""

    HEAD = "head", _("Kepala dinas")
    PROVINCE = "province", _("Dinas provinsi")
    DIRECTORATE = "directorate", _("Direktorat")
    MINISTRY = "ministry", _("Kementerian")


class Verdict(TextChoices):
    """What one reviewer decided at one step; `skipped` is the ministry's word that the step was
    passed over and agrees to nothing."""

    APPROVED = "approved", _("Disetujui")
    RETURNED = "returned", _("Dikembalikan")
    REJECTED = "rejected", _("Ditolak")
    SKIPPED = "skipped", _("Dilewati")


class PassedOver(TextChoices):
    """Why a step may be passed over."""

    OFF = "off", _("Tahap ini sudah dimatikan untuk kantor pengirimnya.")
    OVERDUE = "overdue", _("Tahap ini belum memutuskan sampai lewat tenggatnya.")
    NOBODY = "nobody", _("Tidak ada orang yang sekarang memutuskan di tahap ini.")


class NoticeKind(TextChoices):
    """What people are told about."""

    RECEIVED = "received", _("Usulan masuk")
    FORWARDED = "forwarded", _("Usulan diteruskan")
    RETURNED = "returned", _("Usulan dikembalikan")
    APPROVED = "approved", _("Usulan disetujui")
    REJECTED = "rejected", _("Usulan ditolak")
    WITHDRAWN = "withdrawn", _("Usulan ditarik")
    DUE = "due", _("Tenggat besok")
    OVERDUE = "overdue", _("Lewat tenggat")
    ESCALATED = "escalated", _("Lewat tenggat, perlu atasan")
    DIGEST = "digest", _("Ringkasan mingguan")
    SENT = "sent", _("Usulan diterima")
    TASK_DUE = "task_due", _("Tugas kantor mendekati tenggat")
    TASK_OVERDUE = "task_overdue", _("Tugas kantor lewat tenggat")


class MailState(TextChoices):
    """How far the letter of a notice is."""

    NONE = "none", _("tanpa surel")
    PENDING = "pending", _("menunggu")
    SENDING = "sending", _("sedang dikirim")
    SENT = "sent", _("terkirim")
    UNSURE = "unsure", _("tidak pasti terkirim")
    FAILED = "failed", _("gagal")
