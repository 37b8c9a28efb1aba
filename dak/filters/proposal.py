"""What need packs and proposals can be filtered by."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from dak.choices import CycleStage, Fund, GrantLevel, LandStatus, Verdict
from dak.models import NeedPack, Proposal, ProposalLine, ProposalStage
from dak.queries.proposals import paying_grants
from registry.filters.codes import SENTRA_CODES, in_subtree, region_codes
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, SearchWords, Text, Whole, YesNo
from sentra.lib.text import fold_words


def of_proposal(way: str = "proposal__") -> tuple[Parameter, ...]:
    """The parameters of a proposal itself and of everything that is a part of one; `way` leads from
    a row to its proposal."""
    return (
        Parameter("region", _("Wilayah"), region_codes(), lookups=("", "in")),
        Parameter("province", _("Provinsi"), region_codes("province"), path=f"{way}province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path=f"{way}regency_id",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter("proposal", _("Kode usulan"), Text(), path=f"{way}code", lookups=("", "in")),
        Parameter(
            "sentra",
            _("Sentra"),
            SENTRA_CODES,
            path=f"{way}sentra__public_code",
            lookups=("", "in", "isnull"),
        ),
        Parameter(
            "fiscal_year",
            _("Tahun anggaran"),
            Whole(2010, 2100),
            path=f"{way}fiscal_year",
            lookups=("", *LISTED, "gte", "lte"),
        ),
    )


class OfProposal(StrictFilterSet):
    """Filters of proposals and their parts; a region is that of the proposer, at any level."""

    way = "proposal__"

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns, then regions."""
        queryset = super().filter_queryset(queryset)
        regions = [*self.values.get("region", []), *self.values.get("region__in", [])]
        return queryset.filter(in_subtree(regions, self.way)) if regions else queryset


class ProposalFilterSet(OfProposal):
    """Proposals of governments."""

    way = ""

    parameters = (
        Parameter("q", _("Cari"), SearchWords(), lookups=("",)),
        *of_proposal(""),
        Parameter("level", _("Pengusul"), OneOf(GrantLevel), path="level"),
        Parameter("land_status", _("Status lahan"), OneOf(LandStatus), path="land_status"),
        Parameter("is_funded", _("Dibiayai"), YesNo(), path="is_funded", lookups=("",)),
        Parameter(
            "last_stage",
            _("Tahap terakhir"),
            OneOf(CycleStage),
            path="last_stage",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter("last_verdict", _("Putusan terakhir"), OneOf(Verdict), path="last_verdict"),
    )
    on_form = ("q", "province", "fiscal_year", "last_stage", "is_funded")

    class Meta:
        model = Proposal

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """With what became of each: columns and regions, then words."""
        queryset = super().filter_queryset(with_outcome(queryset))
        for text in self.values.get("q", []):
            for word in fold_words(text).split()[:8]:
                queryset = queryset.filter(_carries(word))
        return queryset


def with_outcome(proposals: QuerySet) -> QuerySet:
    """Whether a grant that pays came of each proposal, and its last stage with day and verdict."""
    stages = ProposalStage.objects.in_force().filter(proposal=OuterRef("pk"))
    last = stages.order_by("-happened_on", "-id")
    return proposals.annotate(
        is_funded=Exists(paying_grants().filter(proposal=OuterRef("pk"))),
        last_stage=Subquery(last.values("stage")[:1]),
        last_stage_on=Subquery(last.values("happened_on")[:1]),
        last_verdict=Subquery(last.values("verdict")[:1]),
    )


def _carries(word: str) -> Q:
    """A word in the code, in the sentra's name, in the proposer's words for it, or in the place."""
    return (
        Q(code__icontains=word)
        | Q(sentra__name_key__contains=word)
        | Q(sentra_words__icontains=word)
        | Q(menu__icontains=word)
        | Q(province__name_key__contains=word)
        | Q(regency__name_key__contains=word)
    )


class ProposalLineFilterSet(OfProposal):
    """What proposals ask for."""

    parameters = (
        *of_proposal(),
        Parameter("fund", _("Jenis dana"), OneOf(Fund), path="fund"),
        Parameter("menu_code", _("Kode menu"), Text(), path="menu_code"),
        Parameter("component_code", _("Kode komponen"), Text(), path="component_code"),
    )

    class Meta:
        model = ProposalLine


class ProposalStageFilterSet(OfProposal):
    """What became of proposals."""

    parameters = (
        *of_proposal(),
        Parameter("stage", _("Tahap"), OneOf(CycleStage), path="stage"),
        Parameter("verdict", _("Putusan"), OneOf(Verdict), path="verdict"),
    )

    class Meta:
        model = ProposalStage


class NeedPackFilterSet(StrictFilterSet):
    """Need packs."""

    parameters = (
        Parameter("province", _("Provinsi"), region_codes("province"), path="sentra__province_id"),
        Parameter(
            "regency", _("Kabupaten/kota"), region_codes("regency"), path="sentra__regency_id"
        ),
        Parameter("sentra", _("Sentra"), SENTRA_CODES, path="sentra__public_code"),
    )

    class Meta:
        model = NeedPack
