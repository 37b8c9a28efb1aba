"""Closed lists of the DAK grants; official menus and years are data."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Fund(TextChoices):
    """Which money it is; news often confuse the first two."""

    PHYSICAL = "fisik", _("DAK Fisik")
    NON_PHYSICAL = "nonfisik", _("DAK Nonfisik")
    MIXED = "mixed", _("Gabungan dengan dana lain")
    LOCAL_BUDGET = "apbd", _("Dana APBD")
    DECONCENTRATION = "dekon", _("Dana Dekonsentrasi")
    SPECIAL_AUTONOMY = "otsus", _("Dana Otonomi Khusus")
    OTHER = "other", _("Dana lain")
    UNKNOWN = "unknown", _("Belum jelas")


class GrantStage(TextChoices):
    """How far a grant has come; a promise is no allocation."""

    PROMISED = "promised", _("Dijanjikan")
    PROPOSED = "proposed", _("Diusulkan")
    ALLOCATED = "allocated", _("Dialokasikan")
    CONTRACTED = "contracted", _("Dikontrakkan")
    FINISHED = "finished", _("Selesai")
    ZERO_ALLOCATION = "zero", _("Tanpa alokasi")
    CANCELLED = "cancelled", _("Dibatalkan")
    UNKNOWN = "unknown", _("Belum jelas")


class ClaimStage(TextChoices):
    """At which stage of the money a source names an amount."""

    PLANNED = "planned", _("rencana")
    ALLOCATION = "allocation", _("pagu")
    CONTRACT = "contract", _("kontrak")
    DISBURSED = "disbursed", _("penyaluran")
    ABSORBED = "absorbed", _("penyerapan")
    BUILT = "built", _("nilai bangunan jadi")
    UNKNOWN = "unknown", _("tahap tidak disebut")


class GrantLevel(TextChoices):
    """Which government receives the money."""

    REGENCY = "regency", _("Kabupaten/kota")
    PROVINCE = "province", _("Provinsi")


class RuleState(TextChoices):
    """How much of a fiscal year's rules was found."""

    DOCUMENTED = "documented", _("Terdokumentasi")
    PARTIAL = "partial", _("Sebagian ditemukan")
    NOT_FOUND = "not_found", _("Belum ditemukan")


class MenuKind(TextChoices):
    """What the money may be used for, in the words of the yearly menu."""

    BUILD = "build", _("Pembangunan sentra baru")
    REVITALISE = "revitalise", _("Revitalisasi sentra")

    @classmethod
    def unsaid(cls) -> str:
        """What a grant is called under whose menu nobody named."""
        return gettext("Menu tidak disebut")


# What the words of a grant begin with where they plainly name a menu (a pattern of PostgreSQL).
MENU_WORDS = {MenuKind.BUILD: r"pembangunan\s+sentra", MenuKind.REVITALISE: "revitalisasi"}


class IslandGroup(TextChoices):
    """Groups of islands by which the smallest number of businesses differs."""

    SUMATRA = "sumatra", _("Sumatera")
    JAVA = "java", _("Jawa")
    BALI_NUSA = "bali_nusa", _("Bali dan Nusa Tenggara")
    KALIMANTAN = "borneo", _("Kalimantan")
    SULAWESI = "celebes", _("Sulawesi")
    MALUKU = "moluccas", _("Maluku")
    PAPUA = "papua_region", _("Papua")


class PaymentMode(TextChoices):
    """In how many steps the treasury pays."""

    ONE_OFF = "one_off", _("Sekaligus")
    STAGED = "staged", _("Bertahap")
    MIXED = "mixed", _("Campuran")
    QUARTERLY = "quarterly", _("Triwulan")


class GateKind(TextChoices):
    """What must have been reached before a tranche is paid."""

    ABSORPTION = "absorption", _("Penyerapan dari dana yang diterima")
    OUTPUT = "output", _("Capaian keluaran")


class HolidayKind(TextChoices):
    """Why nobody works on that day."""

    NATIONAL = "national", _("Hari libur nasional")
    JOINT_LEAVE = "joint_leave", _("Cuti bersama")


class Locus(TextChoices):
    """How exactly a grant or a proposal says where the money goes."""

    REGISTERED = "registered", _("Sentra terdaftar")
    UNREGISTERED = "unregistered", _("Sentra belum terdaftar")
    REGION_ONLY = "region_only", _("Hanya wilayah penerima")

    @property
    def note(self) -> str:
        """What a list says where no registered sentra is known; empty where one is."""
        return str(PLACE_NOTES.get(self, ""))


PLACE_NOTES = {
    Locus.UNREGISTERED: _("sentranya belum terdaftar"),
    Locus.REGION_ONLY: _("sumber hanya menyebut daerahnya"),
}


class ContractKind(TextChoices):
    """How work or goods were procured."""

    TENDER = "tender", _("Kontrak hasil pemilihan penyedia")
    ORDER = "order", _("Bukti pemesanan (e-purchasing)")
    SELF_MANAGED = "self_managed", _("Swakelola")
    SUPPORTING = "supporting", _("Kegiatan penunjang")
    UNKNOWN = "unknown", _("Belum jelas")


class LandStatus(TextChoices):
    """Whether the land of a proposed building is free to be built on."""

    CLEAR = "clear", _("Jelas dan bebas sengketa")
    OTHER_OFFICE = "other_office", _("Milik perangkat daerah lain")
    NOT_CLEAR = "not_clear", _("Belum bebas sengketa")
    UNKNOWN = "unknown", _("Belum diperiksa")


class CycleStage(TextChoices):
    """The stages of the yearly cycle that a proposal passes, in their order."""

    PROPOSED = "proposed", _("Diusulkan daerah")
    INTERNAL_REVIEW = "internal_review", _("Verifikasi internal daerah")
    VERIFICATION = "verification", _("Verifikasi provinsi atau Kemendagri")
    FIRST_ASSESSMENT = "first_assessment", _("Penilaian awal")
    HARMONISATION = "harmonisation", _("Sinkronisasi dan harmonisasi")
    FINAL_ASSESSMENT = "final_assessment", _("Penilaian akhir")
    ALLOCATION = "allocation", _("Penetapan alokasi")
    WORK_PLAN = "work_plan", _("Rencana kegiatan disetujui")


class Verdict(TextChoices):
    """What an office decided about a proposal at one stage."""

    PASSED = "passed", _("Lolos")
    RETURNED = "returned", _("Dikembalikan untuk diperbaiki")
    REJECTED = "rejected", _("Tidak disetujui")
    NONE = "none", _("Belum ada putusan")


class AssetCondition(TextChoices):
    """What became of something that a grant paid for."""

    PLANNED = "planned", _("Direncanakan")
    BUILT = "built", _("Selesai dibangun")
    HANDED_OVER = "handed_over", _("Diserahterimakan")
    OPERATING = "operating", _("Beroperasi")
    UNDERUSED = "underused", _("Belum optimal")
    IDLE = "idle", _("Tidak dipakai")
    DAMAGED = "damaged", _("Rusak")


# States in which people work with it; every other one is none after the hand-over.
IN_USE = (AssetCondition.OPERATING, AssetCondition.UNDERUSED)


class AssetBasis(TextChoices):
    """Who answers for a state: a report that was read, or an office that looked."""

    REPORT = "report", _("Kata-kata laporan")
    OFFICE = "office", _("Dipastikan kantor")


class AlertKind(TextChoices):
    """Why an asset wants somebody, the most urgent first."""

    DAMAGED = "damaged", _("Rusak")
    IDLE = "idle", _("Lama tidak dipakai")
    OUTDATED = "outdated", _("Keadaannya lama tidak dilihat")


class DisputeState(TextChoices):
    """What became of an objection to a judgement."""

    OPEN = "open", _("Menunggu jawaban")
    UPHELD = "upheld", _("Sanggahan diterima")
    REFUSED = "refused", _("Sanggahan tidak diterima")


class OutcomeMoment(TextChoices):
    """When a reading was taken, seen from the first grant of its sentra."""

    BEFORE = "before", _("Sebelum hibah")
    DURING = "during", _("Tahun hibah")
    AFTER = "after", _("Sesudah hibah")
    UNKNOWN = "unknown", _("Tidak diketahui")


class PanelGroup(TextChoices):
    """Where a sentra stands in the year of a reading."""

    TREATED = "treated", _("Sudah menerima DAK")
    NOT_YET = "not_yet", _("Belum menerima DAK")
    OTHER = "other", _("Menerima DAK lain atau yang tahunnya belum jelas")
    NEVER = "never", _("Tidak tercatat menerima DAK apa pun")


class Basis(TextChoices):
    """What the published ceiling rests on."""

    OFFICIAL = "official", _("nilai resmi")
    ALLOCATION = "allocation", _("klaim pagu")
    BUILT = "built", _("nilai bangunan jadi atau tahap tidak disebut")


# Which stages speak of a ceiling, and what it rests on where they do; the first that is told of
# wins. An official claim of one of these stages goes before all (dak.queries.ceiling).
CEILING_STAGES = {
    Basis.ALLOCATION: (ClaimStage.ALLOCATION,),
    Basis.BUILT: (ClaimStage.BUILT, ClaimStage.UNKNOWN),
}


class NotCounted(TextChoices):
    """Why a grant stands beside the sum."""

    FUND = "fund", _("bukan DAK Fisik, atau jenis dananya belum jelas")
    STAGE = "stage", _("belum dialokasikan, dibatalkan, atau tahapnya belum jelas")
    YEAR = "year", _("tidak bertahun anggaran tunggal")


# By what the numbers of grants are broken down beside commodity, and what marks a sentra
# (settings DIMENSIONS and SENTRA_MARKS).
DIMENSIONS = (
    ("fund", _("Jenis dana")),
    ("stage", _("Tahap")),
    ("menu_kind", _("Menu")),
    ("confirmed_state", _("Keadaan yang dipastikan kantor")),
)
SENTRA_MARKS = (("dak", _("Pernah menerima DAK Fisik")),)

# A need pack copies what is on record and changes nothing, so whoever answers for the sentra makes
# one without review (setting SHARED_KINDS).
RECORD_NEED_PACK = "need_pack.record"
SHARED_KINDS = (RECORD_NEED_PACK,)

# A ceiling counts grants that got at least this far (definition `dak.ceiling`).
ALLOCATED_OR_LATER = (GrantStage.ALLOCATED, GrantStage.CONTRACTED, GrantStage.FINISHED)


class ReportPeriod(TextChoices):
    """What a progress report closes."""

    QUARTER = "quarter", _("Triwulan")
    TRANCHE = "tranche", _("Tahap penyaluran")


class PhotoStage(TextChoices):
    """Which state of the work a photo shows."""

    START = "start", _("0 %")
    HALF = "half", _("50 %")
    FULL = "full", _("100 %")


# Stages of a grant in which work can be reported; a promise builds nothing.
UNDER_WAY = (GrantStage.ALLOCATED, GrantStage.CONTRACTED)
