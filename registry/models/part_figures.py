"""Figures that parts of a sentra carry, with the five columns of a profile's figure: whole numbers,
or decimals where a measure needs them. The shape is one for all (registry.models.profile)."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.models.base import promise
from registry.models.profile import figure_fields, figure_not_negative, figure_shape

Named = Iterable[tuple[str, str | Promise]]
# 18 digits, three of them behind the comma: grams of a tonne, and nothing is rounded away.
DIGITS, PLACES = 18, 3


def decimal_figure_fields(code: str, label: str | Promise) -> dict[str, models.Field]:
    """The five columns of a figure that may have decimals."""

    def number(name: Any) -> models.Field:
        return models.DecimalField(
            name, max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True
        )

    numbers = {
        code: number(label),
        f"{code}_low": number(_("batas bawah")),
        f"{code}_high": number(_("batas atas")),
    }
    return {**figure_fields(code, label), **numbers}


def part_figures(*, whole: Named = (), decimal: Named = ()) -> Any:
    """An abstract model with the columns of these figures."""
    attrs: dict[str, Any] = {"__module__": __name__}
    for code, label in whole:
        attrs |= figure_fields(code, label)
    for code, label in decimal:
        attrs |= decimal_figure_fields(code, label)
    attrs["Meta"] = type("Meta", (), {"abstract": True})
    return type("PartFigures", (models.Model,), attrs)


def figure_promises(noun: str, code: str) -> list[models.CheckConstraint]:
    """The promises a figure of a part keeps, named by its noun."""
    return [
        promise(
            f"{noun}_{code}_shape",
            figure_shape(code),
            f"{noun}.figure_shape",
            _("Angka, batas, dan tandanya tidak cocok satu sama lain."),
        ),
        promise(
            f"{noun}_{code}_not_negative",
            figure_not_negative(code),
            f"{noun}.figure_not_negative",
            _("Angka tidak boleh kurang dari nol."),
        ),
    ]


def date_known(noun: str, day: str, precision: str) -> models.CheckConstraint:
    """A date has a precision, and no date has the precision "unknown"."""
    return promise(
        f"{noun}_{day.removesuffix('_on')}_date_known",
        models.Q(**{f"{day}__isnull": True, precision: "unknown"})
        | models.Q(**{f"{day}__isnull": False}) & ~models.Q(**{precision: "unknown"}),
        f"{noun}.date_known",
        _("Isi tanggalnya, atau pilih ketelitian “tidak diketahui”."),
    )


def year_possible(noun: str, year: str) -> models.CheckConstraint:
    """A year a person can have meant."""
    return promise(
        f"{noun}_{year}_possible",
        models.Q(**{f"{year}__isnull": True})
        | models.Q(**{f"{year}__gte": 1500, f"{year}__lte": 2100}),
        f"{noun}.year_possible",
        _("Tahun harus antara 1500 dan 2100. Periksa kembali angkanya."),
    )
