"""The form of what a sentra lacks: needs on record that are still open, answered or no longer
there, and new ones. Kinds of needs are data."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from registry.choices import NeedState, SubmissionKind
from registry.forms.choosing import AskingRadio
from registry.forms.lines import SOURCE, Line, LinesForm
from registry.forms.proposing import Subject
from registry.models import Need, NeedKind

STANDS = ("state", "state_on", "answered_by", "severity")
NEW = ("need_kind", "words", "severity", "since_on")
# A form with more than this asks again; two are what an officer has at hand.
NEW_LINES = 2


class NeedsForm(LinesForm):
    """Needs of one sentra."""

    kind = SubmissionKind.NEEDS

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """Needs that are not settled yet, then new lines."""
        sentra = subject.sentra
        assert sentra is not None
        open_states = (NeedState.OPEN, NeedState.BEING_ANSWERED)
        rows: Any = Need.objects.in_force().filter(sentra=sentra, state__in=open_states)
        for row in rows.select_related("need_kind"):
            yield Line(
                f"need{row.pk}",
                "need",
                STANDS,
                f"{row.need_kind}: {row.words}" if row.words else str(row.need_kind),
                stored=row,
                on_change={"source": SOURCE},
                may_withdraw=True,
                state=row.get_state_display(),
            )
        for number in range(1, NEW_LINES + 1):
            yield Line(
                f"new{number}",
                "need",
                NEW,
                _("Kebutuhan baru %(number)s") % {"number": number},
                fixed={"sentra": sentra.public_code, "source": SOURCE, "row": True},
                state=_("kosongkan bila tidak ada"),
            )

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """Kinds are data; an open need is still open, answered, or no longer there."""
        if name == "need_kind":
            kinds = NeedKind.objects.filter(is_active=True).values_list("code", "name")
            return forms.ChoiceField(
                label=_("Yang dibutuhkan"),
                required=False,
                choices=[("", _("Pilih jenisnya")), *kinds],
            )
        if name == "state":
            asked = forms.ChoiceField(
                label=_("Bagaimana sekarang?"),
                choices=[
                    (NeedState.OPEN, _("Masih dibutuhkan")),
                    (NeedState.BEING_ANSWERED, _("Sedang dijawab")),
                    (NeedState.ANSWERED, _("Sudah terjawab")),
                    (NeedState.WITHDRAWN, _("Tidak lagi dibutuhkan")),
                ],
                widget=AskingRadio,
            )
        if name == "words":
            asked.help_text = _("Dengan kata-kata perajin sendiri. Jangan menulis nama orang.")
        return asked

    @property
    def check_note(self) -> str:
        """What is sent."""
        return _("Kebutuhan yang tidak Anda ubah tetap terbuka.")
