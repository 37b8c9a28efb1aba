"""Every published number of the registry, as data: what it counts, of which rows, in which unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registry.filters.population import COLUMNS

# Only what may be called a sentra, and still is one, stands in the headline.
HEADLINE: Mapping[str, str] = {
    "kind": "cluster",
    "recognition__in": "decree,listed,reported",
    "status__not": "closed,merged,split",
}
SENTRA_NOUNS = ("sentra", "status", "verification", "commodity", "scheme", "presence", "region")


@dataclass(frozen=True)
class Ratio:
    """A share of one stored number in another, in percent; nothing is ever summed from percentages.

    `numerator` and `denominator` are codes of definitions; without a denominator it is the number
    of rows that report the numerator, which makes a mean. `units` is what one unit of the
    denominator is in units of the numerator."""

    numerator: str
    denominator: str = ""
    units: int = 1


@dataclass(frozen=True)
class Definition:
    """One published number.

    `population` are parameters of the noun's own filter, so that the rows can be listed by anyone;
    `measure` is "" (count the rows) or the stem of a figure of the profile. Every measure here adds
    up over regions. `view` is the database view its rows come from, `columns` the column of each
    dimension there, `choices` the labels of members that are no codes of the registry. A money cell
    below `suppress_below` reporting rows is withheld. A `ratio` is not stored: it is divided from
    the cells of two others when it is published. `on_region_page`: whether the page of a region
    shows it beside the registry's own. `year_parameter` is what a period is called by the filter of
    the noun."""

    code: str
    label: str | Promise
    unit: str | Promise
    noun: str
    sentence: str | Promise
    formula: str | Promise
    nouns: tuple[str, ...]
    population: Mapping[str, str] = field(default_factory=dict)
    measure: str = ""
    dimensions: tuple[str, ...] = ()
    suppress_below: int = 0
    since: str = "2026-11"
    source: str = "Registri Sentra IKM"
    rows: str = "registry.aggregates.rows.sentra_rows"
    excluded: str = "registry.aggregates.rows.sentra_not_counted"
    view: str = "registry_sentra_period"
    columns: Mapping[str, str] = field(default_factory=lambda: COLUMNS)
    choices: Mapping[str, type[TextChoices]] = field(default_factory=dict)
    ratio: Ratio | None = None
    on_region_page: bool = True
    year_parameter: str = "year"


def figure(
    code: str, stem: str, label: str | Promise, unit: str | Promise, *, suppress_below: int = 0
) -> Definition:
    """The sum of one figure of the profiles, over the sentra of the headline."""
    return Definition(
        code=code,
        label=label,
        unit=unit,
        noun="sentra",
        sentence=_(
            "Jumlah yang dilaporkan pada profil tahun itu; sentra yang belum melapor tidak dihitung"
            " nol. Pada “terbaru” dipakai profil terbaru setiap sentra, jadi tahunnya berbeda-beda."
        ),
        formula=_("Σ angka pada profil; batas bawah dan atas dijumlahkan terpisah"),
        nouns=(*SENTRA_NOUNS, "profile"),
        population=HEADLINE,
        measure=stem,
        suppress_below=suppress_below,
    )


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        code="sentra.count",
        label=_("Sentra yang tercatat"),
        unit=_("sentra"),
        noun="sentra",
        sentence=_(
            "Sentra yang ditetapkan, terdaftar, atau dilaporkan, dan tidak berstatus tutup,"
            " digabung, atau dipecah. Potensi sentra, rencana, kelompok perajin, dan unit layanan"
            " tidak dihitung di sini."
        ),
        formula=_("banyaknya baris"),
        nouns=SENTRA_NOUNS,
        population=HEADLINE,
        dimensions=("status", "verification", "sector", "commodity"),
    ),
    Definition(
        code="sentra.records",
        label=_("Semua catatan"),
        unit=_("catatan"),
        noun="sentra",
        sentence=_(
            "Semua catatan: sentra, potensi, rencana, kelompok perajin, dan unit layanan, dalam"
            " keadaan apa pun."
        ),
        formula=_("banyaknya baris"),
        nouns=SENTRA_NOUNS,
        dimensions=("kind", "recognition", "status"),
        excluded="",
    ),
    figure("sentra.unit_count", "unit_count", _("Unit usaha"), _("unit")),
    figure("sentra.worker_count", "worker_count", _("Tenaga kerja"), _("orang")),
    figure(
        "sentra.worker_male_count", "worker_male_count", _("Tenaga kerja laki-laki"), _("orang")
    ),
    figure(
        "sentra.worker_female_count",
        "worker_female_count",
        _("Tenaga kerja perempuan"),
        _("orang"),
    ),
    figure(
        "sentra.production_value_idr",
        "production_value_idr",
        _("Nilai produksi"),
        _("rupiah"),
        suppress_below=3,
    ),
)


@cache
def definitions() -> Mapping[str, Definition]:
    """Every definition of every application (settings.AGGREGATES), by code."""
    found: dict[str, Definition] = {}
    for path in settings.AGGREGATES:
        for definition in import_string(path):
            if definition.code in found:
                raise ValueError(f"definition {definition.code} is declared twice")
            found[definition.code] = definition
    return found


def stored_definitions() -> list[Definition]:
    """The definitions whose cells are kept; a ratio is divided from these."""
    return [d for d in definitions().values() if d.ratio is None]


def depending_on(nouns: set[str]) -> list[Definition]:
    """The stored definitions a change of these nouns can move."""
    return [d for d in stored_definitions() if nouns & set(d.nouns)]
