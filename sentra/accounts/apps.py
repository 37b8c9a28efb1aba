"""The accounts application: `User` only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Ours from day one, so that the user model can grow."""

    name = "sentra.accounts"
    label = "accounts"
    verbose_name = _("Akun")
