"""Which year a form of a dinas is about: it travels in the address, so that a form that is opened
in December and sent in January is still December's."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from registry.forms.proposing import token_in
from registry.models import Office
from registry.queries.drafts import draft_with_token
from sentra.lib.dates import today_wib

YEAR = "tahun"


def year_asked(request: HttpRequest, office: Office, token: UUID | None = None) -> int:
    """The year of the address: the running one or the last. Without one, that of the draft it goes
    on with; a draft of any year can be finished. Raises Http404 for every other year."""
    running, text = today_wib().year, request.GET.get(YEAR, "")
    if text in (str(running), str(running - 1)):
        return int(text)
    token = token or token_in(request.GET.get("token")) or token_in(request.POST.get("token"))
    draft = draft_with_token(office, token) if token is not None else None
    if draft is not None and text in ("", str(draft.year)):
        return draft.year
    if text:
        raise Http404(
            _("Formulir dibuka untuk tahun %(last)s dan %(running)s; tahun lain tidak dilaporkan.")
            % {"last": running - 1, "running": running}
        )
    return running


def with_query(path: str, **query: object) -> str:
    """An address with what is not empty of a query, behind what it says already."""
    said = urlencode({name: value for name, value in query.items() if value not in ("", None)})
    if not said:
        return path
    return f"{path}{'&' if '?' in path else '?'}{said}"
