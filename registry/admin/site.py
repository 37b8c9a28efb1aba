"""The admin site: ministry staff by mandate, one skin, login by allauth."""

from collections.abc import Iterable
from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.dashboard import cards, pending, worklists
from registry.admin.desk import actor_of
from registry.admin.desk_urls import desk_urls
from registry.admin.menu import in_sections
from registry.admin.widgets import KeyJsonView

# Packages that would register pages of their own: groups, e-mail addresses, second factors. Rights
# are mandates here, and nobody reads another's second factor.
LEFT_OUT = frozenset({"auth", "account", "mfa", "pghistory"})


class RegistryAdminSite(admin.AdminSite):
    """The ministry's desk."""

    site_header = gettext_lazy("Registri Sentra IKM")
    site_title = gettext_lazy("Admin Registri Sentra IKM")
    index_title = gettext_lazy("Yang perlu perhatian")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[Any] | None = None,
        **options: Any,
    ) -> None:
        """Register our own pages and leave out those of other packages."""
        is_one = isinstance(model_or_iterable, type)
        for model in [model_or_iterable] if is_one else model_or_iterable:  # type: ignore[union-attr,list-item]
            if model._meta.app_label not in LEFT_OUT:  # type: ignore[union-attr]
                super().register(model, admin_class, **options)  # type: ignore[arg-type]

    def has_permission(self, request: HttpRequest) -> bool:
        """Signed in, active, staff, and with a mandate that opens the admin."""
        user = request.user
        if not (user.is_active and user.is_staff):
            return False
        return bool(user.is_superuser or policy.can(policy.actor_for(user), "admin.open"))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Somebody signed in without the right is told so, not asked to sign in again."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied(
                    _("Halaman ini untuk petugas kementerian. Akun Anda tidak bermandat di sini.")
                )
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """By allauth, where the second factor and the rate limits are."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied(_("Akun Anda tidak bermandat membuka admin."))
        return redirect_to_login(
            request.GET.get("next") or resolve_url("admin:index"), resolve_url("account_login")
        )

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """By allauth."""
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """By allauth."""
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        """Type-ahead answers with natural keys, as changes name rows."""
        return KeyJsonView.as_view(admin_site=self)(request)

    def get_urls(self) -> list[Any]:
        """The desk's own pages before those of the nouns."""
        return [*desk_urls(self), *super().get_urls()]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The nouns by what is done with them; of one application, by the alphabet."""
        found = super().get_app_list(request, app_label)
        return in_sections(found) if app_label is None else found

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The dashboard: what wants somebody."""
        actor = actor_of(request)
        context = {
            "attention": cards(actor),
            "pending": pending(),
            "worklists": worklists(actor),
        }
        return super().index(request, {**context, **(extra_context or {})})
