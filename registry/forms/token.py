"""The form of a new token: what it is for, by task and scope, and how long it lives."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from registry.forms.office import PeopleForm
from sentra.accounts.api_token import NAME_LENGTH, TokenScope

PROPOSED_DAYS = 180


class TokenForm(PeopleForm):
    """A token of the account that is signed in."""

    name = forms.CharField(
        label=_("Nama menurut tugasnya"),
        max_length=NAME_LENGTH,
        help_text=_("Misalnya “Sistem industri Kab. Bandung”; bukan nama orang."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Dipakai untuk"),
        choices=TokenScope.choices,
        initial=[TokenScope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Token hanya dapat melakukan apa yang Anda sendiri boleh lakukan."),
    )
    days = forms.IntegerField(
        label=_("Berlaku berapa hari"),
        min_value=1,
        max_value=settings.API_TOKEN_MAX_DAYS,
        initial=PROPOSED_DAYS,
        help_text=_("Paling lama satu tahun; sesudah itu buat token baru."),
    )
