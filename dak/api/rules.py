"""The yearly rules of DAK."""

from django.db.models import QuerySet

from dak.columns.rule_set import RULE
from dak.filters.rule_set import RuleRowFilterSet
from dak.models import RuleSet
from dak.queries.rule_rows import rule_rows
from sentra.lib.asking import Asked
from sentra.lib.filtering import StrictFilterSet
from sentra.lib.listing import ListedRows, ListView, Rows


class RuleList(ListView):
    """Aturan penyaluran DAK per tahun anggaran: satu baris satu tahap. Sel kosong berarti belum
    ditemukan, bukan tidak ada. `deadline_at` ialah batas berlaku: hari kerja berikutnya atau
    tanggal yang diumumkan, pukul 17.00 WIB."""

    name, row_name, tag = "dak-rules", "Rule", "dak"
    columns, filterset_class = RULE, RuleRowFilterSet
    ordering = ("-fiscal_year",)

    def queryset(self) -> QuerySet:
        """Every year on record; rules are public."""
        return RuleSet.objects.select_related("source")

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The tranches of the years that fit."""
        mode = next(iter(filterset.values.get("mode", [])), "")
        return ListedRows(rule_rows(self.ordered(filterset.qs, asked.ordering), mode))
