"""What became of a sentra and what sources say about its facts: lines of its page, and the list of
claims, by which open contradictions are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin, EngineInline, StackedEngineInline
from registry.admin.changelist import list_filters
from registry.admin.standing import OfSentra
from registry.changes import claim_effects
from registry.changes.change import Change
from registry.choices import ContradictionState
from registry.filters.fact_claim import FactClaimFilterSet
from registry.forms.fields import FigureField
from registry.models import FactClaim, Sentra, SentraSuccession
from registry.queries.claim_differences import claim_differences, differing_claims
from registry.queries.contradictions import claim_words, figure_words, states_of
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


@dataclass(frozen=True)
class WordedDifference:
    """A published claim and the profile beside it, in words."""

    label: str
    claimed: str
    reported: str
    url: str


def worded_differences(sentra: Sentra) -> list[WordedDifference]:
    """Where the profiles of a sentra no longer say what its published claims say."""
    return [
        WordedDifference(
            label=str(one.claim),
            claimed=claim_words(one.claim),
            reported=figure_words(one.claim, one.reported) or str(_("belum dilaporkan")),
            url=reverse("admin:registry_factclaim_change", args=[one.claim.pk]),
        )
        for one in claim_differences(sentra)
    ]


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
class FactClaimAdmin(OfSentra, ClaimFields, EngineAdmin):
    """Every claim; `?contradiction=open` lists those on which somebody has to decide."""

    noun = "fact_claim"
    filterset = FactClaimFilterSet
    list_display = (
        "fact",
        "year",
        "of_sentra",
        "value",
        "source",
        "said",
        "is_published",
        "stands",
    )
    list_filter = list_filters(
        FactClaimFilterSet, "contradiction", "profile_differs", "fact", "is_published", "province"
    )
    list_select_related = ("sentra", "source")
    fieldsets = (
        (None, {"fields": ("sentra", ("fact", "year"), ("claimed", "stated"), "source_words")}),
        (_("Sumber"), {"fields": (("source", "said_on"),)}),
        (_("Yang dipakai"), {"fields": (("is_published", "published_reason"),)}),
    )

    def completed(self, changes: Sequence[Change]) -> Sequence[Change]:
        """Publishing a claim brings its figure into the profile."""
        return claim_effects.completed(changes)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With a warning where the profile no longer says what this claim says."""
        claim = context.get("original")
        found = worded_differences(claim.sentra) if claim and claim.is_published else []
        context["differences"] = [one for one in found if one.label == str(claim)]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn lines are history."""
        rows: Any = super().get_queryset(request)
        return rows.in_force()

    def dressed(self, rows: list[FactClaim]) -> list[FactClaim]:
        """Each with where its fact stands, and whether the profile follows: two statements."""
        shown = [claim.pk for claim in rows]
        differing = set(differing_claims().filter(pk__in=shown).values_list("pk", flat=True))
        states = states_of({claim.sentra_id for claim in rows})
        for claim in rows:
            claim.differs = claim.pk in differing  # type: ignore[attr-defined]
            claim.state = states[(claim.sentra_id, claim.fact, claim.year)]  # type: ignore[attr-defined]
        return super().dressed(rows)

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
        """Alone, agreed, open or settled; and whether the profile has left it since."""
        state = getattr(claim, "state", ContradictionState.ALONE)
        words = str(ContradictionState(state).label)
        if getattr(claim, "differs", False):
            words += "; " + _("angka profil berbeda dari klaim yang diterbitkan")
        return words
