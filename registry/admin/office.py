"""Offices, mandates and accounts: who may act where, for how long."""

from typing import Any, ClassVar

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib import admin, messages
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.base import EngineAdmin, EngineInline
from registry.admin.changelist import list_filters
from registry.admin.desk import DeskAdmin
from registry.filters.office import MandateFilterSet, OfficeFilterSet
from registry.models import Mandate, Office, OfficeStep
from sentra.accounts.models import User

MANDATE_FIELDS = ("user", "role", "region_code", "valid_from", "valid_to")


class MandateInline(EngineInline):
    """Who acts for the office; a mandate ends by its date."""

    model, noun = Mandate, "mandate"
    fields = MANDATE_FIELDS


class OfficeStepInline(EngineInline):
    """Steps this office has of its own: switched on where others lack them, or off."""

    model, noun = OfficeStep, "office_step"
    fields = ("step", "is_on")
    hints: ClassVar[dict[str, Any]] = {
        "step": gettext_lazy(
            "Tanpa baris di sini kantor mengikuti rantai umum. Tahap kepala: kepala kantor ini"
            " menyetujui lebih dahulu. Tahap direktorat: direktorat menyetujui sebelum kementerian."
        ),
        "is_on": gettext_lazy("Dicentang: tahap dijalankan. Tidak: tahap dilewati."),
    }

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        """With what each column does, in the head of the table."""
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if found is not None and db_field.name in self.hints:
            found.help_text = self.hints[db_field.name]
        return found


@admin.register(Office)
class OfficeAdmin(EngineAdmin):
    """Directorates and dinas, each with its mandates."""

    noun = "office"
    filterset = OfficeFilterSet
    list_display = ("name", "level", "province", "regency")
    list_filter = list_filters(OfficeFilterSet, "level", "province")
    list_select_related = ("province", "regency")
    fields = ("name", "level", "province", "regency", "code")
    inlines = (MandateInline, OfficeStepInline)
    search_help_text = gettext_lazy("Nama atau kode kantor")


@admin.register(Mandate)
class MandateAdmin(EngineAdmin):
    """Mandates of every office."""

    noun = "mandate"
    filterset = MandateFilterSet
    list_display = ("user", "role", "office", "region_code", "valid_from", "valid_to")
    list_filter = list_filters(MandateFilterSet, "role")
    list_select_related = ("user", "office")
    fields = ("user", "office", "role", "region_code", "valid_from", "valid_to")


class AccountForm(forms.ModelForm):
    """An account without a password: its holder chooses one through the link he is sent."""

    class Meta:
        model = User
        fields = ("email", "label", "is_active", "is_staff")

    def clean_email(self) -> str:
        """Addresses are kept in lower case, as at signing in."""
        return str(self.cleaned_data["email"]).lower()


@admin.register(User)
class AccountAdmin(DeskAdmin):
    """Accounts; what they may do stands in their mandates. Opened and closed by whoever gives
    mandates. An account is no registry record: it is closed by being made inactive."""

    add_action = change_action = "mandate.record"
    form = AccountForm
    list_display = ("email", "label", "is_active", "is_staff", "last_login")
    fields = ("email", "label", "is_active", "is_staff", "last_login", "joined_at")
    readonly_fields = ("last_login", "joined_at")
    ordering = ("email",)
    search_help_text = gettext_lazy("Alamat surel atau sebutan")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only whoever gives mandates sees accounts."""
        return self.has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new account gets an unusable password and a link by mail to choose one."""
        if not change:
            obj.set_unusable_password()
        obj.save()
        if not change:
            self.send_link(request, obj)

    def send_link(self, request: HttpRequest, user: User) -> None:
        """The link with which a person chooses his password."""
        reset = ResetPasswordForm({"email": user.email})
        if reset.is_valid():
            reset.save(request)
            words = _("Tautan untuk membuat kata sandi dikirim ke %(email)s.")
            messages.info(request, words % {"email": user.email})
