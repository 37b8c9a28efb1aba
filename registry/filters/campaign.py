"""The frame of a campaign: a query string of the list of sentra, read as strictly as any other; and
what the rows behind its numbers are asked by."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.choices import ExistenceAnswer
from registry.filters.codes import region_codes
from registry.filters.sentra import SentraFilterSet
from registry.models import Sentra
from registry.queries.campaign import Part
from sentra.lib.filtering import Parameter, StrictFilterSet, query_of
from sentra.lib.problems import Problem
from sentra.lib.readers import OneOf, Whole


def frame_filter(frame: str) -> SentraFilterSet:
    """The filters a frame names; nothing else may stand in it, neither paging nor a format."""
    return SentraFilterSet(query_of(frame), Sentra.objects.in_force(), surface=())


def frame_problems(frame: str) -> tuple[Problem, ...]:
    """Everything wrong with a frame, each parameter by its name."""
    return frame_filter(frame).problems


def frame_rows(frame: str) -> QuerySet[Sentra]:
    """The sentra a frame selects today. Raises QueryRejected with every problem."""
    return frame_filter(frame).qs.order_by("pk")


class CampaignRowsFilterSet(StrictFilterSet):
    """The rows behind a number of a campaign."""

    parameters = (
        Parameter("part", _("Bagian"), OneOf(Part), lookups=("",)),
        Parameter("province", _("Provinsi"), region_codes("province"), lookups=("",)),
        Parameter("office", _("Kantor"), Whole(0), lookups=("",)),
        Parameter("answer", _("Jawaban"), OneOf(ExistenceAnswer), lookups=("",)),
    )

    class Meta:
        model = Sentra

    def value(self, name: str) -> str:
        """The value of a parameter as text, empty where it is not asked."""
        return str(self.values.get(name, [""])[0])
