"""The lines of a grant's page: its money step by step, its shares, and the claims of sources. All
of them are saved with the grant as one act."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dak.admin.menus import choose_from_menus
from dak.forms.money import CONFIRMED, AmountForm, MoneyLineForm
from dak.models import (
    Absorption,
    Contract,
    ContractAddendum,
    Disbursement,
    Grant,
    GrantClaim,
    GrantComponent,
    GrantShare,
    LeftoverFunds,
    WorkPlan,
)
from registry.admin.base import EngineInline, StackedEngineInline
from registry.models import Need

OwnRows = Callable[[type[Model], int], QuerySet]
APPROVAL = ("approved_on", "approval_words")


def approved_of_grant(model: type[Model], grant: int) -> QuerySet:
    """Approved rows of this grant and noun that no later row corrects."""
    manager: Any = model._default_manager
    return manager.in_force().filter(grant=grant, approved_on__isnull=False)


def contracts_of_grant(model: type[Model], grant: int) -> QuerySet:
    """The contracts in force of this grant."""
    return Contract.objects.in_force().filter(grant=grant)


def components_of_grant(model: type[Model], grant: int) -> QuerySet:
    """The components in force of this grant."""
    return GrantComponent.objects.in_force().filter(grant=grant)


def needs_of_grant(model: type[Model], grant: int) -> QuerySet:
    """The needs of every sentra the grant is for."""
    own = Need.objects.in_force().select_related("need_kind", "sentra")
    shared = GrantShare.objects.filter(grant=grant, is_withdrawn=False).values("sentra")
    return (own.filter(sentra__grants=grant) | own.filter(sentra__in=shared)).distinct()


def choose_among(
    form_field: forms.Field, request: HttpRequest | None, rows_of: OwnRows, model: type[Model]
) -> None:
    """A plain select of the rows that belong to the record of this page."""
    match = getattr(request, "resolver_match", None)
    record = str(match.kwargs.get("object_id", "")) if match else ""
    rows = rows_of(model, int(record)) if record.isdecimal() else []
    labels = [(str(row.pk), f"#{row.pk} {row}") for row in rows]
    form_field.widget = forms.Select(choices=[("", "—"), *labels])


class MoneyInline(StackedEngineInline):
    """Lines of money; what a line may point to is chosen among the grant's own rows."""

    form = MoneyLineForm
    choose: ClassVar[Mapping[str, OwnRows]] = {}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Each with whether a later line corrects it."""
        rows: Any = super().get_queryset(request)
        return rows.with_corrections()

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        """Our own field for every column; short lists as plain selects."""
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        rows_of = {"corrects": approved_of_grant, **self.choose}.get(db_field.name)
        if rows_of is None or form_field is None:
            return choose_from_menus(form_field, db_field.name, request, Grant)
        choose_among(form_field, request, rows_of, self.model)
        return form_field


class ShareInline(EngineInline):
    """How the grant is split over several sentra; all shares make 100 percent."""

    model, noun = GrantShare, "share"
    fields = ("sentra", "share_percent", "source")


class ComponentInline(MoneyInline):
    """What the ceiling is for, and the need each part answers."""

    model, noun = GrantComponent, "component"
    choose: ClassVar[Mapping[str, OwnRows]] = {"need": needs_of_grant}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "component_code", "menu_code"),
                    ("amount_idr", "source"),
                    CONFIRMED,
                )
            },
        ),
        (None, {"fields": (("volume", "unit_words"), ("sentra", "need"))}),
        (_("Persetujuan dan koreksi"), {"fields": (APPROVAL, "corrects")}),
    )


class WorkPlanInline(MoneyInline):
    """The plan of activities (RK)."""

    model, noun = WorkPlan, "work_plan"
    fieldsets = (
        (None, {"fields": (("number", "amount_idr", "source"), CONFIRMED)}),
        (_("Persetujuan dan koreksi"), {"fields": (APPROVAL, "corrects")}),
    )


class ContractInline(MoneyInline):
    """Contracts, orders and self-managed work."""

    model, noun = Contract, "contract"
    choose: ClassVar[Mapping[str, OwnRows]] = {"component": components_of_grant}
    fieldsets = (
        (None, {"fields": (("number", "kind"), "subject", ("provider_words", "component"))}),
        (None, {"fields": (("amount_idr", "source"), CONFIRMED)}),
        (
            None,
            {
                "fields": (
                    ("signed_on", "other_date_words"),
                    ("starts_on", "ends_on", "calendar_day_count"),
                    "handed_over_on",
                )
            },
        ),
        (_("Persetujuan dan koreksi"), {"fields": (APPROVAL, "corrects")}),
    )


class AddendumInline(MoneyInline):
    """What changed a contract."""

    model, noun = ContractAddendum, "addendum"
    choose: ClassVar[Mapping[str, OwnRows]] = {"contract": contracts_of_grant}
    fieldsets = (
        (None, {"fields": (("contract", "number", "signed_on"),)}),
        (None, {"fields": (("amount_idr", "ends_on", "source"), CONFIRMED)}),
        (_("Persetujuan dan koreksi"), {"fields": (APPROVAL, "corrects")}),
    )


class DisbursementInline(MoneyInline):
    """What was paid to the region's account, tranche by tranche."""

    model, noun = Disbursement, "disbursement"
    fieldsets = (
        (None, {"fields": (("tranche_number", "amount_idr", "source"), CONFIRMED)}),
        (None, {"fields": (("requested_on", "paid_on"),)}),
        (_("Persetujuan dan koreksi"), {"fields": (APPROVAL, "corrects")}),
    )


class AbsorptionInline(MoneyInline):
    """What was spent, cumulative."""

    model, noun = Absorption, "absorption"
    fieldsets = (
        (None, {"fields": (("as_of_on", "amount_idr", "source"), CONFIRMED)}),
        (_("Persetujuan dan koreksi"), {"fields": (APPROVAL, "corrects")}),
    )


class LeftoverInline(MoneyInline):
    """What the region declared to be left."""

    model, noun = LeftoverFunds, "leftover"
    fieldsets = (
        (None, {"fields": (("declared_on", "amount_idr", "source"), CONFIRMED)}),
        (_("Persetujuan dan koreksi"), {"fields": (APPROVAL, "corrects")}),
    )


class ClaimInline(StackedEngineInline):
    """What one source says the grant was worth; one claim may be official."""

    model, noun = GrantClaim, "claim"
    form = AmountForm
    fieldsets = (
        (None, {"fields": (("source", "stage"), ("amount_idr", "unreadable_amount"))}),
        (None, {"fields": (("is_official", "official_reason"),)}),
        (None, {"fields": ("activity", "status_words", ("realised_idr", "physical_percent"))}),
        (None, {"fields": (CONFIRMED,)}),
    )


GRANT_LINES = (
    ClaimInline,
    ShareInline,
    ComponentInline,
    WorkPlanInline,
    ContractInline,
    AddendumInline,
    DisbursementInline,
    AbsorptionInline,
    LeftoverInline,
)
