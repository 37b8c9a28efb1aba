"""How many businesses a sentra needs by the rules of its year and island, beside what is on record:
a doubt for whoever decides, never a refusal. Where the figure of the rules was not found, or nobody
reported the sentra's, nothing is said."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from dak.choices import IslandGroup
from dak.models import Grant, MinimumUnits, Proposal
from dak.queries.cautions import Caution
from dak.queries.years import grants_of
from registry.models import Sentra, YearlyProfile
from sentra.lib.number_format import format_exact
from sentra.lib.problems import problem_code

# Official province codes are given out island by island: the first digit says which.
ISLANDS: Mapping[str, IslandGroup] = {
    "1": IslandGroup.SUMATRA,
    "2": IslandGroup.SUMATRA,  # 21, Kepulauan Riau
    "3": IslandGroup.JAVA,
    "5": IslandGroup.BALI_NUSA,
    "6": IslandGroup.KALIMANTAN,
    "7": IslandGroup.SULAWESI,
    "8": IslandGroup.MALUKU,
    "9": IslandGroup.PAPUA,
}

TOO_FEW = problem_code(
    "caution.too_few_units",
    _(
        "Sentra ini tercatat {value} unit usaha (data {data_year}), sedangkan aturan TA {year}"
        " meminta paling sedikit {minimum} di {island}."
    ),
)


def island_of(province: str) -> IslandGroup | None:
    """The group of islands of a province by its code; None for a code of no province."""
    return ISLANDS.get(province[:1])


def too_few_units(sentra: Sentra | None, year: int | None) -> list[Caution]:
    """Whether the sentra surely has fewer businesses than the year's rules ask for on its island:
    at most one caution, in two statements."""
    if sentra is None or not year:
        return []
    island = island_of(sentra.province_id)
    rows = MinimumUnits.objects.filter(rule_set__fiscal_year=year, is_withdrawn=False)
    minimum = rows.filter(island_group=island).first()
    if minimum is None or island is None:
        return []
    reported = YearlyProfile.objects.in_force().filter(sentra=sentra, year__lte=year)
    newest = reported.exclude(unit_count_qualifier="").order_by("-year", "-id").first()
    high = newest and newest.unit_count_high  # type: ignore[attr-defined]
    if newest is None or high is None or high >= minimum.minimum_count:
        return []
    words = {
        "data_year": newest.year,
        "year": year,
        "minimum": format_exact(minimum.minimum_count),
        "island": str(island.label),
    }
    return [Caution(TOO_FEW.code, "grant", TOO_FEW.sentence(format_exact(high), **words))]


def of_proposal(proposal: Proposal) -> list[Caution]:
    """Of the sentra a proposal is for."""
    return too_few_units(proposal.sentra, proposal.fiscal_year)


def of_grant(grant: Grant) -> list[Caution]:
    """Of the sentra of a grant that is its first: whoever received before was found fit before."""
    if grant.sentra is None or not grant.fiscal_year:
        return []
    earlier = Grant.objects.in_force().filter(
        pk__in=grants_of(grant.sentra), fiscal_year__lt=grant.fiscal_year
    )
    return [] if earlier.exists() else too_few_units(grant.sentra, grant.fiscal_year)
