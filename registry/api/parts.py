"""What hangs on one sentra, each kind of line as a list of its own."""

from typing import ClassVar

from django.db.models import QuerySet

from registry.api.base import RegistryList
from registry.api.sentra import sentra_key
from registry.columns.part_nouns import PART_NOUNS
from registry.filters import parts


class PartList(RegistryList):
    """The lines of one kind in force."""

    tag = "sentra"
    can_be_gone = True
    part: ClassVar[str] = ""

    def queryset(self) -> QuerySet:
        """The lines in force."""
        return PART_NOUNS[self.part].lines().filter(sentra=sentra_key(self.kwargs["code"]))


class FacilityList(PartList):
    """Fasilitas satu sentra. Tempat para perajin bekerja dan gedung yang dibangun untuk mereka
    ialah baris yang berbeda, masing-masing dengan tahun, keadaan, dan penggunanya. `state` ialah
    keadaan bertanggal yang terbaru; semua keadaan sesudah pencatatan ada di `facility-states/`."""

    part = name = "facilities"
    row_name, columns = "Facility", PART_NOUNS["facilities"].columns
    filterset_class = parts.FacilityFilterSet


class FacilityStateList(PartList):
    """Keadaan fasilitas satu sentra sesudah dicatat, masing-masing dengan tanggal dan sumbernya.
    Keadaan saat dicatat berdiri pada fasilitasnya (`recorded_state`); yang bertanggal terbaru di
    antara semuanya berlaku."""

    part = name = "facility-states"
    row_name, columns = "FacilityState", PART_NOUNS["facility-states"].columns
    filterset_class = parts.FacilityStateFilterSet
    ordering = ("-state_on",)


class MachineList(PartList):
    """Mesin dan peralatan satu sentra. Nilai uang tampil bila sumbernya sendiri yang
    menerbitkannya, atau bagi kementerian dan dinas wilayahnya."""

    part = name = "machines"
    row_name, columns = "Machine", PART_NOUNS["machines"].columns
    filterset_class = parts.MachineFilterSet


class CertificateList(PartList):
    """Sertifikat satu sentra: jumlah dengan batas dan tanggalnya. Yang tidak dihitung per unit
    usaha (motif, indikasi geografis) boleh melebihi jumlah unit usaha."""

    part = name = "certificates"
    row_name, columns = "Certificate", PART_NOUNS["certificates"].columns
    filterset_class = parts.CertificateFilterSet


class NeedList(PartList):
    """Kebutuhan satu sentra: sejak kapan, seberapa berat, dan apakah sudah dijawab."""

    part = name = "needs"
    row_name, columns = "Need", PART_NOUNS["needs"].columns
    filterset_class = parts.NeedFilterSet


class RawMaterialList(PartList):
    """Bahan baku satu sentra dan asalnya."""

    part = name = "raw-materials"
    row_name, columns = "RawMaterial", PART_NOUNS["raw-materials"].columns
    filterset_class = parts.RawMaterialFilterSet


class MarketList(PartList):
    """Jangkauan pemasaran satu sentra, dengan negara tujuan ekspor menurut sumbernya."""

    part = name = "markets"
    row_name, columns = "Market", PART_NOUNS["markets"].columns
    filterset_class = parts.MarketFilterSet


class MeasureList(PartList):
    """Produksi dan kapasitas satu sentra, dalam satuan dan masa menurut sumbernya. Tidak ada yang
    dikonversi: 1 ton per hari bukan 1 ton per tahun."""

    part = name = "measures"
    row_name, columns = "Measure", PART_NOUNS["measures"].columns
    filterset_class = parts.MeasureFilterSet
    ordering = ("-year",)


class LegalActList(PartList):
    """Dasar hukum satu sentra. Penanda tangan disebut menurut jabatannya."""

    part = name = "legal-acts"
    row_name, columns = "LegalAct", PART_NOUNS["legal-acts"].columns
    filterset_class = parts.LegalActFilterSet
    ordering = ("-signed_on",)


PART_LISTS: tuple[type[PartList], ...] = (
    FacilityList,
    FacilityStateList,
    MachineList,
    CertificateList,
    NeedList,
    RawMaterialList,
    MarketList,
    MeasureList,
    LegalActList,
)
