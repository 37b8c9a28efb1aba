"""Yearly figures of a sentra. Each figure has five columns: the plain number, low, high, qualifier
and the source's own words; NULL means nobody reported it, and zero means zero."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.choices import Qualifier
from registry.models.base import PART_ROWS, Record, dirty, history_of, promise
from registry.models.sentra import Part

PROFILE_ROWS = """
    SELECT s.province_id, r.year::integer, '{noun}'
    FROM {{rows}} r JOIN registry_sentra s ON s.id = r.sentra_id FOR SHARE OF s
"""


class FigureSpec(NamedTuple):
    """One figure of a yearly profile: column stem, label, unit, and whether it is money."""

    code: str
    label: str | Promise
    unit: str | Promise
    is_money: bool


FIGURES = (
    FigureSpec("unit_count", _("Unit usaha"), _("unit"), False),
    FigureSpec("unit_with_nib_count", _("Unit usaha ber-NIB"), _("unit"), False),
    FigureSpec("worker_count", _("Tenaga kerja"), _("orang"), False),
    FigureSpec("worker_male_count", _("Tenaga kerja laki-laki"), _("orang"), False),
    FigureSpec("worker_female_count", _("Tenaga kerja perempuan"), _("orang"), False),
    FigureSpec("worker_facility_count", _("Tenaga kerja fasilitas bersama"), _("orang"), False),
    FigureSpec("investment_idr", _("Nilai investasi"), _("rupiah"), True),
    FigureSpec("production_value_idr", _("Nilai produksi"), _("rupiah"), True),
    FigureSpec("raw_material_value_idr", _("Nilai bahan baku"), _("rupiah"), True),
    FigureSpec("turnover_idr", _("Omzet"), _("rupiah"), True),
    FigureSpec("export_value_idr", _("Nilai ekspor"), _("rupiah"), True),
)
FIGURE_CODES = tuple(figure.code for figure in FIGURES)
SUFFIXES = ("", "_low", "_high", "_qualifier", "_text")


def figure_fields(code: str, label: str | Promise) -> dict[str, models.Field]:
    """The five columns of one figure."""

    def whole(name: Any) -> models.Field:
        return models.BigIntegerField(name, null=True, blank=True)

    return {
        code: whole(label),
        f"{code}_low": whole(_("batas bawah")),
        f"{code}_high": whole(_("batas atas")),
        f"{code}_qualifier": models.CharField(
            _("tanda"), max_length=5, blank=True, default="", choices=Qualifier.choices
        ),
        f"{code}_text": models.CharField(_("kata sumber"), max_length=200, blank=True, default=""),
    }


def figure_shape(code: str) -> models.Q:
    """Which of the columns are filled under which qualifier (docs/dictionary.md)."""
    value, low, high, sign = code, f"{code}_low", f"{code}_high", f"{code}_qualifier"

    def filled(*names: str) -> models.Q:
        return models.Q(**{f"{name}__isnull": name not in names for name in (value, low, high)})

    same_low, same_high = models.Q(**{low: models.F(value)}), models.Q(**{high: models.F(value)})
    return (
        (models.Q(**{sign: ""}) & filled())
        | (
            models.Q(**{f"{sign}__in": ["=", "~"]})
            & filled(value, low, high)
            & same_low
            & same_high
        )
        | (models.Q(**{sign: ">="}) & filled(value, low) & same_low)
        | (models.Q(**{sign: "<="}) & filled(value, high) & same_high)
        | (
            models.Q(**{sign: "range"})
            & filled(low, high)
            & models.Q(**{f"{low}__lt": models.F(high)})
        )
    )


def figure_not_negative(code: str) -> models.Q:
    """NULL or at least zero, on both ends."""
    low, high = f"{code}_low", f"{code}_high"
    return (models.Q(**{f"{low}__isnull": True}) | models.Q(**{f"{low}__gte": 0})) & (
        models.Q(**{f"{high}__isnull": True}) | models.Q(**{f"{high}__gte": 0})
    )


def figure_constraints(code: str, label: str | Promise) -> list[models.CheckConstraint]:
    """The promises every figure keeps."""
    return [
        promise(
            f"profile_{code}_shape",
            figure_shape(code),
            "profile.figure_shape",
            _("Angka, batas, dan tandanya tidak cocok satu sama lain."),
        ),
        promise(
            f"profile_{code}_not_negative",
            figure_not_negative(code),
            "profile.figure_not_negative",
            _("Angka tidak boleh kurang dari nol."),
        ),
    ]


def at_most(code: str, part: str, whole: str, sentence: str | Promise) -> models.CheckConstraint:
    """A part is not larger than its whole, as far as both are known."""
    return promise(
        code.replace(".", "_"),
        models.Q(**{f"{part}_low__isnull": True})
        | models.Q(**{f"{whole}_high__isnull": True})
        | models.Q(**{f"{part}_low__lte": models.F(f"{whole}_high")}),
        code,
        sentence,
    )


def figures_model(figures: Iterable[tuple[str, str | Promise]]) -> Any:
    """An abstract model with the five columns of every figure, for nouns that carry figures."""
    attrs: dict[str, Any] = {"__module__": __name__}
    for code, label in figures:
        attrs |= figure_fields(code, label)
    attrs["Meta"] = type("Meta", (), {"abstract": True})
    return type("Figures", (models.Model,), attrs)


ProfileFigures: Any = figures_model((figure.code, figure.label) for figure in FIGURES)


class YearlyProfile(Part, ProfileFigures):
    """What one source reported about one sentra for one year. One profile per sentra and year is in
    force. Changed only through registry.changes."""

    year = models.PositiveSmallIntegerField(_("tahun data"))
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    note = models.CharField(_("catatan"), max_length=500, blank=True, default="")
    region_code = models.CharField(
        _("kode wilayah pada masanya"), max_length=13, blank=True, default="", editable=False
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("profil tahunan")
        verbose_name_plural = _("profil tahunan")
        ordering = ["-year", "id"]
        constraints = [
            *(rule for figure in FIGURES for rule in figure_constraints(figure.code, figure.label)),
            models.UniqueConstraint(
                fields=["sentra", "year"],
                condition=models.Q(is_withdrawn=False),
                name="profile_once_a_year",
                violation_error_code="profile.once_a_year",
                violation_error_message=_(
                    "Profil tahun itu sudah ada untuk sentra ini; perbaiki yang ada."
                ),
            ),
            promise(
                "profile_year_possible",
                models.Q(year__gte=1900, year__lte=2100),
                "profile.year_possible",
                _("Tahun data harus antara 1900 dan tahun ini."),
            ),
            at_most(
                "profile.nib_above_units",
                "unit_with_nib_count",
                "unit_count",
                _("Unit usaha ber-NIB lebih banyak daripada seluruh unit usaha."),
            ),
            at_most(
                "profile.men_above_workers",
                "worker_male_count",
                "worker_count",
                _("Tenaga kerja laki-laki lebih banyak daripada seluruh tenaga kerja."),
            ),
            at_most(
                "profile.women_above_workers",
                "worker_female_count",
                "worker_count",
                _("Tenaga kerja perempuan lebih banyak daripada seluruh tenaga kerja."),
            ),
            promise(
                "profile_workers_add_up",
                ~models.Q(
                    worker_count_qualifier="=",
                    worker_male_count_qualifier="=",
                    worker_female_count_qualifier="=",
                )
                | models.Q(
                    worker_count=models.F("worker_male_count") + models.F("worker_female_count")
                ),
                "profile.workers_add_up",
                _("Tenaga kerja laki-laki ditambah perempuan tidak sama dengan jumlahnya."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            *dirty("profile", PROFILE_ROWS),
            # A profile may also be the earliest dated fact of its sentra, which moves the counts of
            # other years; only a new one, a withdrawal, another year or another sentra can do that.
            # A corrected figure stays within its own year: a tenth of the work.
            *dirty(
                "presence",
                PART_ROWS,
                suffix="presence_",
                moved_by=("sentra_id", "year", "is_withdrawn"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sentra_id} · {self.year}"


YearlyProfileEvent = history_of(YearlyProfile)
