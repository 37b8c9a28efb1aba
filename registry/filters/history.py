"""What the public history of a sentra can be filtered by."""

from django.utils.translation import gettext_lazy as _

from registry.choices import ReasonCode
from registry.models import Sentra
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, Text


class HistoryFilterSet(StrictFilterSet):
    """Parameters of the history; applied to rows that were read already."""

    parameters = (
        Parameter("noun", _("Bagian"), Text(), lookups=("",)),
        Parameter("column", _("Kolom"), Text(), lookups=("",)),
        Parameter("reason_code", _("Jenis alasan"), OneOf(ReasonCode), lookups=("",)),
        Parameter("channel", _("Lewat"), Text(), lookups=("",)),
    )

    class Meta:
        model = Sentra
