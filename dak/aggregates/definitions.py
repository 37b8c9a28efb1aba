"""Published numbers of the DAK grants."""

from django.utils.translation import gettext_lazy as _

from registry.aggregates.definitions import Definition

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        code="dak.ceiling",
        label=_("Pagu DAK Fisik"),
        unit=_("rupiah"),
        noun="grant",
        sentence=_(
            "Pagu hibah DAK Fisik yang sudah dialokasikan dan bertahun anggaran tunggal. Bila belum"
            " ada nilai resmi, dipakai rentang klaim pagu, atau bila tidak ada, rentang nilai"
            " bangunan jadi. Janji, nilai kontrak, dan nilai kumulatif tidak dihitung. Pada"
            " “terbaru” dijumlahkan semua tahun anggaran yang tercatat."
        ),
        formula=_("Σ pagu setiap hibah; batas bawah dan atas dijumlahkan terpisah"),
        nouns=("grant", "region"),
        population={"is_counted": "true"},
        rows="dak.aggregates.rows.grant_rows",
        excluded="dak.aggregates.rows.grants_not_counted",
        view="dak_counted_grant",
    ),
)
