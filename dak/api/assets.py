"""What grants left behind and what changed: assets, readings of outcomes, and the panel."""

from django.db.models import QuerySet

from dak.columns.asset import ASSET
from dak.columns.outcome import OUTCOME, PANEL
from dak.filters.asset import AssetFilterSet
from dak.filters.outcome import OutcomeFilterSet, PanelFilterSet
from dak.models import Asset, OutcomeReading
from dak.queries.outcomes import panel_readings
from registry import policy
from registry.api.base import RegistryList


class AssetList(RegistryList):
    """Aset yang dibangun atau dibeli dengan DAK, dengan keadaan terakhirnya. Keadaan dari laporan
    ialah kata-kata laporan itu; hari tidak dipakai hanya ada bila kantor sudah memastikannya."""

    name, row_name, tag = "dak-assets", "Asset", "dak"
    columns, filterset_class = ASSET, AssetFilterSet
    ordering = ("asset_code",)

    def queryset(self) -> QuerySet:
        """Every asset in force."""
        return policy.scope(policy.actor_for(self.request.user), Asset.objects.in_force())


class OutcomeList(RegistryList):
    """Angka sebelum dan sesudah hibah menurut sumbernya. Nilai uang yang hanya dilaporkan kantor
    tidak ditampilkan untuk umum."""

    name, row_name, tag = "dak-outcomes", "Outcome", "dak"
    columns, filterset_class = OUTCOME, OutcomeFilterSet
    ordering = ("sentra_code", "indicator_code", "as_of_on")

    def queryset(self) -> QuerySet:
        """Every reading in force of a sentra in force."""
        rows = OutcomeReading.objects.in_force().filter(sentra__is_withdrawn=False)
        return policy.scope(policy.actor_for(self.request.user), rows)


class OutcomePanel(RegistryList):
    """Panel hasil: setiap angka per sentra dan tahun, dengan kelompoknya (sudah, belum, atau tidak
    tercatat menerima DAK) dan jarak tahunnya dari hibah pertama. Bukan bukti sebab-akibat: selisih
    sebelum dan sesudah baru berarti di samping sentra yang serupa. Tanpa nilai uang."""

    name, row_name, tag = "dak-outcome-panel", "PanelReading", "dak"
    columns, filterset_class = PANEL, PanelFilterSet
    ordering = ("sentra_code", "indicator_code", "year")

    def queryset(self) -> QuerySet:
        """Every reading that is no money."""
        return panel_readings()
