"""The sentence with which a number of a sentra may be quoted, so that its doubt travels with it."""

from django.utils.translation import gettext as _

from registry.models.profile import FIGURES
from registry.queries.sentra_page import SentraParts
from registry.queries.sentra_rows import profile_figure
from registry.web.source_words import source_words
from sentra.lib.dates import format_date, today_wib
from sentra.lib.figures import format_figure

QUOTED = ("worker_count", "unit_count")


def citation(parts: SentraParts, address: str) -> str:
    """Figure, year, source, registry, code, day and permanent address, in one sentence."""
    where = _("Registri Nasional Sentra IKM, %(code)s, dibuka %(day)s, %(address)s") % {
        "code": parts.sentra.public_code,
        "day": format_date(today_wib()),
        "address": address,
    }
    for profile in parts.profiles:
        for spec in FIGURES:
            figure = profile_figure(profile, spec.code)
            if spec.code in QUOTED and figure is not None:
                return _(
                    "%(label)s %(name)s %(figure)s, data tahun %(year)s menurut %(source)s."
                    " %(where)s"
                ) % {
                    "label": spec.label,
                    "name": parts.sentra.name,
                    "figure": format_figure(figure, str(spec.unit)),
                    "year": profile.year,
                    "source": source_words(profile.source),
                    "where": where,
                }
    return _("%(name)s. %(where)s") % {"name": parts.sentra.name, "where": where}
