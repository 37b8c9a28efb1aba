"""Grants, regions and assets as what a form of a dinas, or a submission, is about
(registry.queries.matter)."""

from django.utils.translation import gettext as _

from dak.models import Asset, Grant
from registry.models import Province, Regency
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


def region_matter(code: str) -> Matter | None:
    """The government that asks for money for a sentra still to be registered; None for no region of
    today's map."""
    model = Regency if "." in code else Province
    region: Province | Regency | None = model.objects.filter(
        code=code[:10].replace("\x00", ""), valid_to__isnull=True
    ).first()
    return None if region is None else _asks(region.code, region.name)


def matter_of_words(region: str, words: str) -> Matter:
    """The same, once it is known for what: "Sentra Tenun (belum terdaftar)"."""
    return _asks(region, _("%(words)s (belum terdaftar)") % {"words": words[:200]})


def _asks(region: str, name: str) -> Matter:
    return Matter(code=region, name=name, region=region, url=f"/dak/wilayah/{region}/")


def asset_matter(code: str) -> Matter | None:
    """The asset of this code that stands at no registered sentra; None where there is none: one at
    a sentra is spoken of by that sentra's form."""
    rows = Asset.objects.in_force().filter(sentra__isnull=True)
    asset = rows.filter(code=code[:60].replace("\x00", "")).first()
    if asset is None:
        return None
    return Matter(
        code=asset.code,
        name=asset.name,
        region=asset.regency_id or asset.province_id,
        url=asset.get_absolute_url(),
    )
