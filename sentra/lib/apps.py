"""The kernel as a Django application (template tags and middleware, no models), and Django's admin
with our site in it; both are named in the settings before any model may be imported."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class LibConfig(AppConfig):
    """Makes `sentra.lib` known to Django for its template tags."""

    name = "sentra.lib"
    label = "sentra_lib"


class DeskConfig(AdminConfig):
    """Django's admin application with the registry's own site."""

    default_site = "registry.admin.site.RegistryAdminSite"

    def ready(self) -> None:
        """Import the package of the site before Django first asks for it. The other way round the
        package would register its pages with a site that is then made a second time, empty."""
        import_module(self.default_site.rsplit(".", 2)[0])
        super().ready()
