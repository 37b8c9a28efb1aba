"""The fiscal years somebody knows something about."""

from dak.models import CountedGrant, RuleSet
from registry.models import Statistic
from registry.models.statistic import StatisticScheme


def known_years() -> list[int]:
    """Years with rules, published figures or counted grants, newest first."""
    rules = RuleSet.objects.values_list("fiscal_year", flat=True)
    published = Statistic.objects.filter(
        scheme=StatisticScheme.DAK, is_withdrawn=False, reference_on__isnull=False
    ).values_list("reference_on__year", flat=True)
    return sorted({*rules, *published, *grant_years()}, reverse=True)


def grant_years() -> set[int]:
    """Fiscal years of the grants on record."""
    rows = CountedGrant.objects.filter(period="latest", fiscal_year__isnull=False)
    return {year for year in rows.values_list("fiscal_year", flat=True) if year}
