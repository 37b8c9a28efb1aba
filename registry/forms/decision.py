"""One decision about one proposal: the version that was shown, and words to the sender."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """Words are asked for when a proposal goes back or is refused; the verb says so."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        required=False,
        max_length=500,
        label=_("Catatan putusan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Dibaca pengirimnya. Wajib bila dikembalikan atau ditolak: apa yang perlu diperbaiki,"
            " atau mengapa ditolak."
        ),
    )

    def show_version(self, version: int) -> None:
        """Stand on the version the page shows now; the words stay."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        self.data = data
