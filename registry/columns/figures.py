"""The columns of reported figures: the number, its bounds, its sign, the words of the source."""

from collections.abc import Callable, Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registry.choices import Qualifier
from registry.columns.viewer import Viewer, money_paths, published_or_own
from registry.models.profile import FIGURES
from sentra.lib.columns import Column, Raw, Type

BOUNDS = (
    ("", "", "", Type.INTEGER),
    ("_low", _("batas bawah"), "lower bound", Type.INTEGER),
    ("_high", _("batas atas"), "upper bound", Type.INTEGER),
    ("_qualifier", _("tanda"), "qualifier", Type.CHOICE),
)
WORDS = ("_text", _("kata sumber"), "words of the source", Type.TEXT)
ENGLISH = {
    "unit_count": "business units",
    "unit_with_nib_count": "business units with NIB",
    "worker_count": "workers",
    "worker_male_count": "male workers",
    "worker_female_count": "female workers",
    "worker_facility_count": "workers of the shared facility",
    "investment_idr": "investment",
    "production_value_idr": "production value",
    "raw_material_value_idr": "raw material value",
    "turnover_idr": "turnover",
    "export_value_idr": "export value",
}


def figure_columns(
    profile: str, *, sentra: str = "", is_ordered: bool = False, with_words: bool = False
) -> Iterator[Column]:
    """Every figure of a profile; `profile` and `sentra` are the paths to both. Money is guarded,
    and neither filtered nor ordered by, since an order would give it away."""
    guard = published_or_own(f"{profile}source", sentra)
    needs = money_paths(f"{profile}source", sentra)
    for figure in FIGURES:
        for suffix, heading, label, kind in (*BOUNDS, *((WORDS,) if with_words else ())):
            path = f"{profile}{figure.code}{suffix}"
            is_plain = suffix == "" and not figure.is_money
            yield Column(
                code=f"{figure.code}{suffix}",
                heading=format_lazy("{}: {}", figure.label, heading) if heading else figure.label,
                label=f"{ENGLISH[figure.code]}{', ' if label else ''}{label}",
                type=Type.MONEY if figure.is_money and kind == Type.INTEGER else kind,
                path=path,
                unit=figure.unit if kind == Type.INTEGER else "",
                choices=Qualifier if kind == Type.CHOICE else None,
                guard=guard if figure.is_money else None,
                needs=needs if figure.is_money else (),
                filter=f"{figure.code}__gte" if is_plain and is_ordered else "",
                order=f"{profile}{figure.code}_low" if is_plain and is_ordered else "",
                parser=_parser(figure.is_money) if suffix == "" else "",
            )


def withheld_column(profile: str, *, sentra: str = "") -> Column:
    """Whether money of this row is kept from this caller: an empty cell is then no "not
    reported"."""
    guard: Callable[[Raw, Viewer], bool] = published_or_own(f"{profile}source", sentra)
    return Column(
        code="is_money_withheld",
        heading=_("Nilai uang ditahan"),
        label="money withheld from this caller",
        type=Type.BOOLEAN,
        made=lambda raw, viewer: not guard(raw, viewer),
        needs=money_paths(f"{profile}source", sentra),
        is_required=True,
    )


def _parser(is_money: bool) -> str:
    return "sentra.lib.numbers.parse_rupiah" if is_money else "sentra.lib.numbers.parse_figure"
