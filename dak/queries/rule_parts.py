"""Menus joined with their components, and exceptions with their regions: a row for each part, and
one for what has none. The rules that money follows are in dak.queries.year_rules."""

from django.db.models import FilteredRelation, Q, QuerySet

from dak.models import DisasterException, Menu


def menus_with_components() -> QuerySet[Menu]:
    """Menus in force, each with its components in force as `part`."""
    standing = FilteredRelation("components", condition=Q(components__is_withdrawn=False))
    return Menu.objects.filter(is_withdrawn=False).annotate(part=standing)


def exceptions_with_regions() -> QuerySet[DisasterException]:
    """Exceptions in force, each with its regions in force as `region`."""
    standing = FilteredRelation("regions", condition=Q(regions__is_withdrawn=False))
    return DisasterException.objects.filter(is_withdrawn=False).annotate(region=standing)
