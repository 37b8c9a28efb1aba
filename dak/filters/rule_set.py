"""What the yearly rules can be filtered by."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from dak.choices import PaymentMode, RuleState
from dak.models import RuleSet
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, Whole


class RuleSetFilterSet(StrictFilterSet):
    """Parameters of the list of yearly rules."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter(
            "fiscal_year",
            _("Tahun anggaran"),
            Whole(2010, 2100),
            path="fiscal_year",
            lookups=("", *LISTED, "gte", "lte"),
        ),
        Parameter("state", _("Kelengkapan"), OneOf(RuleState), path="state"),
    )

    class Meta:
        model = RuleSet


class RuleRowFilterSet(RuleSetFilterSet):
    """Parameters of the rules as a table, one row per tranche; `mode` narrows the rows."""

    parameters = (
        *RuleSetFilterSet.parameters,
        Parameter("mode", _("Cara penyaluran"), OneOf(PaymentMode), lookups=("",)),
    )
