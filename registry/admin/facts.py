"""What became of a sentra and what sources say about its facts: lines of its page, and the list of
claims, by which open contradictions are found."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin, EngineInline, StackedEngineInline
from registry.admin.changelist import list_filters
from registry.choices import ContradictionState
from registry.filters.fact_claim import FactClaimFilterSet
from registry.forms.fields import FigureField
from registry.models import FactClaim, SentraSuccession
from registry.queries.contradictions import claim_words, states_of
from sentra.lib.dates import format_date_short

CLAIMED_HELP = _("Tulis seperti kata sumber: 293, sekitar 400, 4.000–8.000, Rp1,2 miliar.")


class ClaimFields:
    """A claim's number is read whatever its fact: counts, years and rupiah alike."""

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        """Our own field for every column; the number takes scale words, too."""
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.name != "claimed":
            return form_field
        number = FigureField(
            is_money=True, label=form_field.label, help_text=CLAIMED_HELP, required=False
        )
        number.widget.attrs["class"] = "vShort"
        return number


class SuccessionInline(EngineInline):
    """Merged, split, moved, renamed; merging and splitting are done by an action of their own,
    which also keeps names and existence."""

    model, noun = SentraSuccession, "sentra_succession"
    fk_name = "sentra"
    fields = (
        "kind",
        "successor",
        "happened_on",
        "old_name",
        "old_region_code",
        "reason_words",
        "source",
    )


class ClaimInline(ClaimFields, StackedEngineInline):
    """What one source says about one fact; one claim of a fact may be published."""

    model, noun = FactClaim, "fact_claim"
    fieldsets = (
        (None, {"fields": (("fact", "year"), ("claimed", "stated"), ("source", "said_on"))}),
        (None, {"fields": ("source_words", ("is_published", "published_reason"))}),
    )


@admin.register(FactClaim)
class FactClaimAdmin(ClaimFields, EngineAdmin):
    """Every claim; `?contradiction=open` lists those on which somebody has to decide."""

    noun = "fact_claim"
    filterset = FactClaimFilterSet
    list_display = ("fact", "year", "sentra", "value", "source", "said", "is_published", "stands")
    list_filter = list_filters(
        FactClaimFilterSet, "contradiction", "fact", "is_published", "province"
    )
    list_select_related = ("sentra", "source")
    fieldsets = (
        (None, {"fields": ("sentra", ("fact", "year"), ("claimed", "stated"), "source_words")}),
        (_("Sumber"), {"fields": (("source", "said_on"),)}),
        (_("Yang dipakai"), {"fields": (("is_published", "published_reason"),)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn lines are history."""
        rows: Any = super().get_queryset(request)
        return rows.in_force()

    def dressed(self, rows: list[FactClaim]) -> list[FactClaim]:
        """Each with where its fact stands: one statement more."""
        states = states_of({claim.sentra_id for claim in rows})
        for claim in rows:
            claim.state = states[(claim.sentra_id, claim.fact, claim.year)]  # type: ignore[attr-defined]
        return rows

    @admin.display(description=_("nilai"))
    def value(self, claim: FactClaim) -> str:
        """The number with its doubt, or the words."""
        return claim_words(claim)

    @admin.display(description=_("disebut pada"), ordering="said_on")
    def said(self, claim: FactClaim) -> str:
        """As deep as known."""
        return format_date_short(claim.said_on, claim.said_precision)

    @admin.display(description=_("keadaan fakta"))
    def stands(self, claim: FactClaim) -> str:
        """Alone, agreed, open or settled."""
        state = getattr(claim, "state", ContradictionState.ALONE)
        return str(ContradictionState(state).label)
