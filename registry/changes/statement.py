"""What an office says in a form or body as a source of its own: every row it proposes cites it."""

from uuid import UUID

from django.utils.translation import gettext as _

from registry.changes.change import Change
from registry.models import Office
from sentra.lib.dates import today_wib

# The name by which the other changes of the act refer to it, as "@form".
STATEMENT = "form"


def office_statement(office: Office, year: int, token: UUID, title: str = "") -> Change:
    """The statement of an office today, about a year; under a code of its own, made of the form's
    token, so that two approvals at once do not choose the same one."""
    return Change(
        "source.record",
        {
            "code": f"isian-{year}-{token.hex[:12]}",
            "publisher": office.name[:160],
            "title": title or _("Isian dinas"),
            "published_on": today_wib().isoformat(),
            "published_precision": "day",
            "office": office.code,
        },
        ref=STATEMENT,
    )
