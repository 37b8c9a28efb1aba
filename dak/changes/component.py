"""The verb by which a component of a grant begins to operate: it closes the need it answers, with
the date, in one act."""

from datetime import date

from django.utils.translation import gettext as _

from dak.models import GrantComponent
from registry.changes.change import Change
from registry.choices import DatePrecision, NeedState


def operates(component: GrantComponent, day: date) -> tuple[Change, ...]:
    """The changes of one act: the component operates since `day`, and its need is answered.

    A need that is answered already, or a component without one, needs no second change."""
    begun = Change(
        "component.operate",
        {"operates_on": day.isoformat()},
        str(component.pk),
        component.version,
    )
    need = component.need
    if need is None or need.state == NeedState.ANSWERED:
        return (begun,)
    grant = component.grant
    words = _("%(component)s, %(fund)s %(year)s (%(grant)s)") % {
        "component": component.name,
        "fund": grant.get_fund_display(),
        "year": grant.fiscal_year or "",
        "grant": grant.code,
    }
    closed = Change(
        "need.correct",
        {
            "state": NeedState.ANSWERED.value,
            "state_on": day.isoformat(),
            "state_precision": DatePrecision.DAY.value,
            "answered_by": words[:300],
        },
        str(need.pk),
        need.version,
    )
    return (closed, begun)
