"""The registry application. After every migrate it seals the triggers' off switch."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Regions, commodities, sentra, offices, submissions, history, aggregates."""

    name = "registry"
    verbose_name = _("Registri")

    def ready(self) -> None:
        """`SET pgtrigger.ignore` must switch nothing off, and the views must equal the code."""
        from registry.aggregates.population import install_views
        from registry.queries.triggers import install_triggers

        post_migrate.connect(
            install_triggers, sender=self, dispatch_uid="registry.install_triggers"
        )
        post_migrate.connect(install_views, sender=self, dispatch_uid="registry.install_views")
