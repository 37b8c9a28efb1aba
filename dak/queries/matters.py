"""A grant as what a form of a dinas, or a proposal, is about (registry.queries.matter)."""

from django.utils.translation import gettext as _

from dak.models import Grant
from registry.queries.matter import Matter


def grant_matter(code: str) -> Matter | None:
    """The grant of this code; None where there is none in force."""
    rows = Grant.objects.in_force().select_related("sentra", "regency", "province")
    grant = rows.filter(code=code[:60].replace("\x00", "")).first()
    return None if grant is None else matter_of_grant(grant)


def matter_of_grant(grant: Grant) -> Matter:
    """What people call it, and the region whose office answers for it."""
    return Matter(
        code=grant.code,
        name=grant_name(grant),
        region=grant.regency_id or grant.province_id,
        url=grant.get_absolute_url(),
    )


def grant_name(grant: Grant) -> str:
    """`DAK Fisik 2026, Sentra Bambu`: fund, year, and what or whom it is for."""
    receiver = grant.regency or grant.province
    whom = grant.sentra or grant.sentra_words or grant.menu or receiver
    year = grant.fiscal_year or (grant.year_from and f"{grant.year_from}–{grant.year_to}")
    words = {"fund": grant.get_fund_display(), "year": year or "", "whom": whom}
    return " ".join((_("%(fund)s %(year)s, %(whom)s") % words).split()).replace(" ,", ",")
