"""Figures that others published."""

from django.db.models import QuerySet

from registry.api.base import RegistryList
from registry.columns.statistic import STATISTIC
from registry.filters.statistic import StatisticFilterSet
from registry.models import Statistic


class StatisticList(RegistryList):
    """Angka terbitan pihak lain dengan batasan, cakupan, tahap, dan sumbernya. Angka dengan batasan
    atau cakupan yang berbeda tidak dapat dibandingkan begitu saja, dan angka nasional di sini bukan
    hibah. Kosong berarti sumber tidak menyebut angkanya, bukan nol."""

    name, row_name, tag = "statistics", "Statistic", "angka"
    columns, filterset_class = STATISTIC, StatisticFilterSet
    ordering = ("-reference_on", "statistic_code")

    def queryset(self) -> QuerySet:
        """The figures in force."""
        return Statistic.objects.filter(is_withdrawn=False)
