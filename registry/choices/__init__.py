"""Every closed list of the registry: stored values in English, labels in Indonesian. Official
lists that change (commodities, sectors, regions) are data, not choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from registry.choices.review import (  # noqa: F401 one shelf for everybody else
    ActState,
    ExistenceAnswer,
    MailState,
    NoticeKind,
    PassedOver,
    ReviewStepCode,
    SubmissionKind,
    Verdict,
)


class RegencyKind(TextChoices):
    """Kabupaten or kota; the same short name may exist as both."""

    REGENCY = "regency", _("Kabupaten")
    CITY = "city", _("Kota")


class VillageKind(TextChoices):
    """Read from the last four digits of the Kemendagri code: 1 kelurahan, 2 desa, 3 desa adat."""

    URBAN = "urban", _("Kelurahan")
    RURAL = "rural", _("Desa")
    CUSTOMARY = "customary", _("Desa adat")


class SuccessionKind(TextChoices):
    """What happened to a region."""

    RECODE = "recode", _("Kode berubah")
    RENAME = "rename", _("Nama berubah")
    SPLIT = "split", _("Dimekarkan")
    MERGE = "merge", _("Digabung")


class DatePrecision(TextChoices):
    """How exactly the source says when."""

    DAY = "day", _("hari")
    MONTH = "month", _("bulan")
    YEAR = "year", _("tahun")
    UNKNOWN = "unknown", _("tidak diketahui")


class YearPrecision(TextChoices):
    """How exactly the source says in which year something began."""

    EXACT = "exact", _("tepat")
    CIRCA = "circa", _("sekitar")
    DECADE = "decade", _("dasawarsa")
    CENTURY = "century", _("abad")


class SentraKind(TextChoices):
    """What kind of thing is registered; only a cluster can be counted as a sentra."""

    CLUSTER = "cluster", _("Sentra")
    CRAFT_GROUP = "craft_group", _("Kelompok perajin")
    SERVICE_UNIT = "service_unit", _("Unit layanan")


class Recognition(TextChoices):
    """On what ground it is called a sentra."""

    DECREE = "decree", _("Ditetapkan dengan surat keputusan")
    LISTED = "listed", _("Terdaftar pada dinas")
    REPORTED = "reported", _("Dilaporkan sumber publik")
    CANDIDATE = "candidate", _("Potensi sentra")
    PLANNED = "planned", _("Direncanakan")


class Answer(TextChoices):
    """Yes, no, or nobody said."""

    YES = "yes", _("ya")
    NO = "no", _("tidak")
    UNKNOWN = "unknown", _("belum diketahui")


class LocationPrecision(TextChoices):
    """What the point on the map stands for."""

    EXACT = "exact", _("titik tepat")
    VILLAGE = "village", _("tingkat desa/kelurahan")
    DISTRICT = "district", _("tingkat kecamatan")
    REGENCY = "regency", _("tingkat kabupaten/kota")


class AliasKind(TextChoices):
    """Why another name is kept."""

    FORMER = "former", _("nama terdahulu")
    LOCAL = "local", _("nama setempat")
    SPELLING = "spelling", _("ejaan lain")
    MISREPORT = "misreport", _("salah tulis pada sumber")


class OriginKind(TextChoices):
    """What began in that year; a sentra may have several."""

    CRAFT_START = "craft_start", _("kerajinan mulai ditekuni")
    TRADE_START = "trade_start", _("mulai diperdagangkan")
    DECREE = "decree", _("ditetapkan")
    BUILDING = "building", _("gedung dibangun")
    OPENING = "opening", _("diresmikan")
    PROGRAMME = "programme", _("program dimulai")
    UNSPECIFIED = "unspecified", _("disebut “berdiri”, tanpa penjelasan")


class ExistenceStatus(TextChoices):
    """Whether it still exists, apart from how fresh the record is."""

    ACTIVE = "active", _("Ada")
    DECLINING = "declining", _("Menurun")
    DORMANT = "dormant", _("Tidak beroperasi")
    CLOSED = "closed", _("Tutup")
    MERGED = "merged", _("Digabung")
    SPLIT = "split", _("Dipecah")
    UNKNOWN = "unknown", _("Belum dipastikan")


class SentraSuccessionKind(TextChoices):
    """What became of a sentra; the first two name a successor."""

    MERGED = "merged", _("Digabung")
    SPLIT = "split", _("Dipecah")
    MOVED = "moved", _("Pindah")
    RENAMED = "renamed", _("Ganti nama")


class FactName(TextChoices):
    """Facts on which sources are kept side by side; figures are called as in yearly profiles."""

    UNIT_COUNT = "unit_count", _("Unit usaha")
    UNIT_WITH_NIB_COUNT = "unit_with_nib_count", _("Unit usaha ber-NIB")
    WORKER_COUNT = "worker_count", _("Tenaga kerja")
    WORKER_MALE_COUNT = "worker_male_count", _("Tenaga kerja laki-laki")
    WORKER_FEMALE_COUNT = "worker_female_count", _("Tenaga kerja perempuan")
    WORKER_FACILITY_COUNT = "worker_facility_count", _("Tenaga kerja fasilitas bersama")
    INVESTMENT_IDR = "investment_idr", _("Nilai investasi")
    PRODUCTION_VALUE_IDR = "production_value_idr", _("Nilai produksi")
    RAW_MATERIAL_VALUE_IDR = "raw_material_value_idr", _("Nilai bahan baku")
    TURNOVER_IDR = "turnover_idr", _("Omzet")
    EXPORT_VALUE_IDR = "export_value_idr", _("Nilai ekspor")
    ORIGIN_YEAR = "origin_year", _("Tahun asal")
    PLACE = "place", _("Letak")
    NAME = "name", _("Nama")


class ContradictionState(TextChoices):
    """Where the claims about one fact stand; computed, never stored."""

    ALONE = "alone", _("Satu nilai")
    AGREED = "agreed", _("Sumber sejalan")
    OPEN = "open", _("Berselisih, belum diputuskan")
    SETTLED = "settled", _("Berselisih, sudah diputuskan")


class SizeScale(TextChoices):
    """Three scales of business size that do not agree with one another."""

    PERMENPERIN_64_2016 = "permenperin_64_2016", _("Permenperin 64/2016")
    BPS = "bps", _("Badan Pusat Statistik")
    PP_7_2021 = "pp_7_2021", _("PP 7/2021")


class SizeClass(TextChoices):
    """Size of one business; computed from its raw figures, never typed."""

    MICRO = "micro", _("Mikro")
    SMALL = "small", _("Kecil")
    MEDIUM = "medium", _("Menengah")
    LARGE = "large", _("Besar")


class VerificationMethod(TextChoices):
    """How an office looked."""

    VISIT = "visit", _("kunjungan")
    PHOTO = "photo", _("foto")
    PHONE = "phone", _("telepon")
    DOCUMENT = "document", _("dokumen")


class VerificationState(TextChoices):
    """Computed from dated verifications; never stored."""

    NEVER = "never", _("Belum pernah diverifikasi")
    CURRENT = "current", _("Verifikasi berlaku")
    DUE = "due", _("Verifikasi jatuh tempo")
    LAPSED = "lapsed", _("Verifikasi lewat")
    DISPUTED = "disputed", _("Dibantah")


class DefinitionState(TextChoices):
    """What the definition test says (registry.rules.definition); never stored."""

    MET = "met", _("Memenuhi batasan sentra")
    NOT_MET = "not_met", _("Belum memenuhi batasan sentra")
    NOT_ASSESSABLE = "not_assessable", _("Belum dapat dinilai")


class InstitutionKind(TextChoices):
    """What kind of body it is; persons are never recorded."""

    UPTD = "uptd", _("UPTD")
    COOPERATIVE = "cooperative", _("Koperasi")
    VILLAGE_ENTERPRISE = "village_enterprise", _("BUMDes")
    GROUP = "group", _("Kelompok")
    ASSOCIATION = "association", _("Asosiasi")
    COMPANY = "company", _("Perusahaan")
    OFFICE = "office", _("Dinas")
    OTHER = "other", _("Lembaga lain")


class InstitutionRole(TextChoices):
    """What the body is to the sentra, for a time."""

    MANAGER = "manager", _("Pengelola")
    ASSET_OWNER = "asset_owner", _("Pemilik aset")
    LAND_OWNER = "land_owner", _("Pemilik lahan")
    PATRON = "patron", _("Pembina")


class Qualifier(TextChoices):
    """How exactly the source gave a figure."""

    EXACT = "=", _("tepat")
    ABOUT = "~", _("kira-kira")
    AT_LEAST = ">=", _("sekurang-kurangnya")
    AT_MOST = "<=", _("paling banyak")
    RANGE = "range", _("antara")


class OfficeLevel(TextChoices):
    """Whose office it is."""

    MINISTRY = "ministry", _("Kementerian")
    PROVINCE = "province", _("Dinas provinsi")
    REGENCY = "regency", _("Dinas kabupaten/kota")


class Role(TextChoices):
    """What a mandate lets its holder do; the rights themselves stand in policy.py."""

    MINISTRY_ADMIN = "ministry_admin", _("Admin kementerian")
    MINISTRY_STAFF = "ministry_staff", _("Staf kementerian")
    PROVINCE_OFFICER = "province_officer", _("Petugas dinas provinsi")
    REGENCY_OPERATOR = "regency_operator", _("Operator dinas kabupaten/kota")
    OFFICE_HEAD = "office_head", _("Kepala dinas")
    ANALYST = "analyst", _("Analis")


class ChangeSource(TextChoices):
    """Through which door a change came."""

    WEB = "web", _("formulir dinas")
    ADMIN = "admin", _("admin")
    IMPORT = "import", _("impor berkas")
    API = "api", _("API")
    SYSTEM = "system", _("sistem")


class ReasonCode(TextChoices):
    """The short list beside every save; words may follow."""

    CORRECTION = "correction", _("Memperbaiki kekeliruan")
    NEW_REPORT = "new_report", _("Laporan atau sumber baru")
    VERIFIED = "verified", _("Hasil kunjungan atau verifikasi")
    REGION_CHANGE = "region_change", _("Perubahan wilayah")
    DUPLICATE = "duplicate", _("Catatan kembar")
    OTHER = "other", _("Alasan lain")


class JobState(TextChoices):
    """How a background job ended."""

    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")


class LegalActKind(TextChoices):
    """What kind of act of government it is."""

    REGENT_DECREE = "regent_decree", _("Keputusan bupati/wali kota")
    GOVERNOR_DECREE = "governor_decree", _("Keputusan gubernur")
    MINISTER_DECREE = "minister_decree", _("Keputusan menteri")
    OFFICE_DECREE = "office_decree", _("Keputusan kepala dinas")
    LOCAL_REGULATION = "local_regulation", _("Peraturan daerah atau peraturan kepala daerah")
    AGREEMENT = "agreement", _("Perjanjian")
    OTHER = "other", _("Naskah lain")


class BuildingState(TextChoices):
    """Where a building stands in its own life, apart from that of the sentra."""

    PLANNED = "planned", _("Direncanakan")
    UNDER_CONSTRUCTION = "under_construction", _("Dibangun")
    FINISHED = "finished", _("Selesai, belum diresmikan")
    OPENED = "opened", _("Diresmikan")
    OPERATING = "operating", _("Beroperasi")
    NOT_OPTIMAL = "not_optimal", _("Belum optimal")
    IDLE = "idle", _("Mangkrak atau tidak dipakai")
    UNKNOWN = "unknown", _("Keadaan belum diketahui")


class MachineCondition(TextChoices):
    """Whether a machine can be used."""

    GOOD = "good", _("Baik")
    NEEDS_REPAIR = "needs_repair", _("Perlu perbaikan")
    BROKEN = "broken", _("Rusak")
    UNUSED = "unused", _("Tidak dipakai")
    UNKNOWN = "unknown", _("Kondisi belum diketahui")


class Severity(TextChoices):
    """How much a need weighs."""

    LOW = "low", _("Ringan")
    MEDIUM = "medium", _("Sedang")
    HIGH = "high", _("Berat")
    UNKNOWN = "unknown", _("Belum dinilai")


class NeedState(TextChoices):
    """What became of a need."""

    OPEN = "open", _("Belum dijawab")
    BEING_ANSWERED = "being_answered", _("Sedang dijawab")
    ANSWERED = "answered", _("Terjawab")
    WITHDRAWN = "withdrawn", _("Tidak lagi dibutuhkan")


class MaterialOrigin(TextChoices):
    """From how far a raw material comes."""

    LOCAL = "local", _("Setempat")
    OTHER_REGENCY = "other_regency", _("Kabupaten/kota lain")
    OTHER_PROVINCE = "other_province", _("Provinsi lain")
    IMPORT = "import", _("Impor")
    UNKNOWN = "unknown", _("Asal belum diketahui")


class MarketReach(TextChoices):
    """How far the products go."""

    LOCAL = "local", _("Setempat")
    REGENCY = "regency", _("Satu kabupaten/kota")
    PROVINCE = "province", _("Satu provinsi")
    NATIONAL = "national", _("Seluruh Indonesia")
    EXPORT = "export", _("Ekspor")


class MeasureKind(TextChoices):
    """What was made, or what could be made."""

    PRODUCTION = "production", _("Produksi")
    CAPACITY = "capacity", _("Kapasitas")


class MeasurePeriod(TextChoices):
    """In what time; a source that does not say is never read as a year."""

    DAY = "day", _("hari")
    MONTH = "month", _("bulan")
    SEASON = "season", _("musim")
    YEAR = "year", _("tahun")
    UNKNOWN = "unknown", _("tidak disebut")


class MeasureScope(TextChoices):
    """Whose production it is."""

    SENTRA = "sentra", _("Seluruh anggota")
    FACILITY = "facility", _("Fasilitas bersama saja")
