"""Tokens of the API, as the ministry sees them: whose, for what, when last used; revoked here, made
by their holders alone."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.desk import ReadOnlyAdmin
from sentra.accounts.models import ApiToken
from sentra.accounts.tokens import revoke_token


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    """All tokens; the hash is not shown."""

    list_display = (
        "name",
        "user",
        "scope_words",
        "created",
        "expiry",
        "last_used_at",
        "revoked_at",
    )
    fields = ("name", "user", "scope_words", "created", "expiry", "last_used_at", "revoked_at")
    ordering = ("-created",)
    actions = ("revoke",)  # type: ignore[assignment]
    search_help_text = gettext_lazy("Nama token")

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Whoever gives mandates."""
        return policy.can(policy.actor_for(request.user), "mandate.record")

    has_module_permission = has_view_permission

    @admin.action(description=gettext_lazy("Cabut token yang dipilih"))
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """End them at once."""
        for token in queryset:
            revoke_token(token)
        messages.success(request, _("Token yang dipilih dicabut."))
