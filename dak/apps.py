"""The DAK application: the same shelf as the registry, on top of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DakConfig(AppConfig):
    """Grants, claims of amount, ceilings."""

    name = "dak"
    verbose_name = _("DAK")
