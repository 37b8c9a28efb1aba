"""Published numbers of the DAK grants."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dak.aggregates.rows import ASSET_COLUMNS, COLUMNS
from dak.choices import AssetCondition, Fund, GrantStage, MenuKind
from registry.aggregates.definitions import HEADLINE, SENTRA_NOUNS, Definition, Ratio

# What a change must touch to move a number of grants; the commodity is that of their sentra.
NOUNS = ("grant", "region", "sentra", "commodity", "scheme", "presence")
CHOICES: Mapping[str, type[TextChoices]] = {
    "fund": Fund,
    "stage": GrantStage,
    "menu_kind": MenuKind,
}
RUPIAH, PERCENT = _("rupiah"), _("persen")
COUNTED = {"is_counted": "true"}
ALL_YEARS = _("Pada “terbaru” dijumlahkan semua tahun anggaran yang tercatat.")


def of_grants(
    code: str,
    label: str | Promise,
    sentence: str | Promise,
    formula: str | Promise,
    *,
    measure: str,
    unit: str | Promise = RUPIAH,
    on_region_page: bool = False,
) -> Definition:
    """A sum over the grants whose ceiling counts."""
    return Definition(
        code=code,
        label=label,
        unit=unit,
        noun="grant",
        sentence=sentence,
        formula=formula,
        nouns=NOUNS,
        population=COUNTED,
        measure=measure,
        dimensions=("stage", "menu_kind", "commodity"),
        rows="dak.aggregates.rows.grant_rows",
        excluded="dak.aggregates.rows.grants_not_counted",
        view="dak_counted_grant",
        columns=COLUMNS,
        choices=CHOICES,
        on_region_page=on_region_page,
        year_parameter="fiscal_year",
    )


CEILING = of_grants(
    "dak.ceiling",
    _("Pagu DAK Fisik"),
    _(
        "Pagu hibah DAK Fisik yang sudah dialokasikan dan bertahun anggaran tunggal. Bila belum"
        " ada pagu resmi, dipakai rentang klaim pagu, atau bila tidak ada, rentang nilai"
        " bangunan jadi. Janji, nilai kontrak, dan nilai kumulatif tidak dihitung, juga bila nilai"
        " itu resmi untuk tahapnya sendiri. Menunya menurut komponen hibah, atau menurut"
        " kata-katanya bila diawali “pembangunan sentra” atau “revitalisasi”; selain itu menunya"
        " tidak disebut. Pada “terbaru” dijumlahkan semua tahun anggaran yang tercatat."
    ),
    _("Σ pagu setiap hibah; batas bawah dan atas dijumlahkan terpisah"),
    measure="ceiling",
    on_region_page=True,
)

ASSETS = Definition(
    code="dak.assets",
    label=_("Aset DAK yang tercatat"),
    unit=_("aset"),
    noun="asset",
    sentence=_(
        "Bangunan dan peralatan dari DAK yang tercatat sampai akhir tahun itu. Rinciannya menurut"
        " keadaan hanya memakai keadaan yang dipastikan kantor, bukan kata-kata laporan."
    ),
    formula=_("banyaknya baris"),
    nouns=("asset", "region", "presence"),
    dimensions=("confirmed_state",),
    rows="dak.aggregates.rows.asset_rows",
    excluded="",
    view="dak_asset_period",
    columns=ASSET_COLUMNS,
    choices={"confirmed_state": AssetCondition},
    on_region_page=False,
)

DEFINITIONS: tuple[Definition, ...] = (
    CEILING,
    ASSETS,
    replace(
        ASSETS,
        code="dak.idle_assets",
        label=_("Aset DAK yang tidak dipakai"),
        sentence=_(
            "Aset yang pada akhir tahun itu tidak dipakai menurut keadaan yang dipastikan kantor,"
            " sesudah lewat masa tenggang sejak serah terima. Keadaan yang hanya disebut laporan,"
            " aset tanpa tanggal serah terima, dan data contoh tidak dihitung."
        ),
        population={"is_idle": "true"},
        excluded="dak.aggregates.rows.assets_not_idle",
    ),
    replace(
        CEILING,
        code="dak.grants",
        label=_("Hibah yang tercatat"),
        unit=_("hibah"),
        sentence=_(
            "Semua hibah yang tercatat, dari dana apa pun dan pada tahap apa pun, juga yang baru"
            " dijanjikan atau dibatalkan. Hibah tanpa tahun anggaran tunggal hanya terhitung pada"
            " “terbaru”. Menunya menurut komponen hibah, atau menurut kata-katanya bila"
            " diawali “pembangunan sentra” atau “revitalisasi”; selain itu menunya tidak disebut."
        ),
        formula=_("banyaknya baris"),
        population={},
        measure="",
        dimensions=("fund", "stage", "menu_kind", "commodity"),
        excluded="",
        on_region_page=False,
    ),
    of_grants(
        "dak.contracted",
        _("Kontrak DAK Fisik"),
        _(
            "Nilai kontrak menurut adendum terakhirnya, dari hibah yang pagunya dihitung. Bila"
            " kontraknya belum dicatat, dipakai klaim nilai kontrak: dari klaim terkecil sampai"
            " jumlah semuanya, karena dua sumber dapat berbicara tentang satu atau dua kontrak."
            " Hibah yang belum melaporkan tidak dihitung nol."
        ),
        _("Σ nilai kontrak setiap hibah; batas bawah dan atas dijumlahkan terpisah"),
        measure="contracted",
    ),
    of_grants(
        "dak.disbursed",
        _("Penyaluran DAK Fisik"),
        _(
            "Dana yang sudah disalurkan ke kas daerah, dari hibah yang pagunya dihitung."
            " Permintaan yang belum dibayar tidak dihitung. Bila penyalurannya belum dicatat,"
            " dipakai rentang klaim penyaluran. Hibah yang belum melaporkan tidak dihitung nol."
        ),
        _("Σ penyaluran setiap hibah; batas bawah dan atas dijumlahkan terpisah"),
        measure="disbursed",
    ),
    of_grants(
        "dak.absorbed",
        _("Penyerapan DAK Fisik"),
        _(
            "Penyerapan kumulatif terakhir, dari hibah yang pagunya dihitung. Bila belum dicatat,"
            " dipakai rentang klaim penyerapan. Nol berarti dilaporkan tidak terserap; hibah yang"
            " belum melaporkan tidak dihitung nol."
        ),
        _("Σ penyerapan setiap hibah; batas bawah dan atas dijumlahkan terpisah"),
        measure="absorbed",
    ),
    of_grants(
        "dak.absorbed_of_ceiling",
        _("Penyerapan hibah yang pagunya diketahui"),
        _(
            "Pembilang persentase penyerapan: penyerapan dari hibah yang pagu dan penyerapannya"
            " sama-sama diketahui."
        ),
        _("Σ penyerapan hibah yang keduanya diketahui"),
        measure="absorbed_of_ceiling",
    ),
    of_grants(
        "dak.ceiling_of_absorbed",
        _("Pagu hibah yang penyerapannya diketahui"),
        _(
            "Penyebut persentase penyerapan: pagu dari hibah yang pagu dan penyerapannya"
            " sama-sama diketahui."
        ),
        _("Σ pagu hibah yang keduanya diketahui"),
        measure="ceiling_of_absorbed",
    ),
    of_grants(
        "dak.absorption_share_sum",
        _("Jumlah bagian terserap setiap hibah"),
        _(
            "Pembilang rata-rata per hibah, dalam sepersejuta: bagian pagu yang terserap pada"
            " setiap hibah. Jumlahnya sendiri tidak berarti apa-apa; bagilah dengan banyaknya"
            " hibah yang melaporkan."
        ),
        _("Σ (penyerapan ÷ pagu) setiap hibah, dalam sepersejuta"),
        measure="share",
        unit=_("sepersejuta"),
    ),
    replace(
        CEILING,
        code="dak.absorption_weighted",
        label=_("Penyerapan, tertimbang"),
        unit=PERCENT,
        sentence=_(
            "Seluruh penyerapan dibagi seluruh pagu, dari hibah yang keduanya diketahui: hibah"
            " besar lebih berbobot. Angka ini tidak sama dengan rata-rata per hibah untuk tahun"
            " yang sama, dan keduanya tidak dapat dipertukarkan."
        ),
        formula=_("Σ penyerapan ÷ Σ pagu × 100"),
        measure="absorbed_of_ceiling",
        ratio=Ratio("dak.absorbed_of_ceiling", "dak.ceiling_of_absorbed"),
        on_region_page=False,
    ),
    replace(
        CEILING,
        code="dak.absorption_simple_mean",
        label=_("Penyerapan, rata-rata per hibah"),
        unit=PERCENT,
        sentence=_(
            "Rata-rata sederhana atas hibah: bagian pagu yang terserap pada setiap hibah yang pagu"
            " dan penyerapannya diketahui; hibah kecil dan besar sama bobotnya, dan daerah dengan"
            " dua hibah berbobot dua. Angka ini bukan rata-rata atas pemerintah daerah seperti"
            " yang diterbitkan kementerian (bandingkan di halaman DAK tahunnya), dan tidak sama"
            " dengan penyerapan tertimbang; ketiganya tidak dapat dipertukarkan."
        ),
        formula=_("Σ (penyerapan ÷ pagu) ÷ banyaknya hibah × 100"),
        measure="share",
        ratio=Ratio("dak.absorption_share_sum", units=1_000_000),
        on_region_page=False,
    ),
    Definition(
        code="sentra.with_dak",
        label=_("Sentra yang pernah menerima DAK Fisik"),
        unit=_("sentra"),
        noun="sentra",
        sentence=_(
            "Sentra yang dihitung pada “Sentra yang tercatat” dan sampai akhir tahun itu pernah"
            " menerima DAK Fisik yang sudah dialokasikan, untuk dirinya sendiri atau sebagai"
            " bagian. Hibah yang sentranya belum terdaftar tidak terhitung di sini."
        ),
        formula=_("banyaknya baris"),
        nouns=SENTRA_NOUNS,
        population={**HEADLINE, "mark": "dak"},
        dimensions=("status", "verification", "sector", "commodity"),
        excluded="",
    ),
)
