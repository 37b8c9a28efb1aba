"""Verbs for claims: publish one of several, or none. Each gives the changes of one
act, in order; publishing brings the profile's figure along (registry.changes.claim_effects)."""

from registry.changes.change import Change
from registry.changes.claim_effects import completed
from registry.models import FactClaim


def publish(claim: FactClaim, why: str) -> tuple[Change, ...]:
    """Publish this claim of its fact, with the reason; the one published so far stands beside it
    again. The claims themselves stay as the sources have them; the yearly profile, the origin or
    the name follows in the same act."""
    others = FactClaim.objects.in_force().filter(
        sentra=claim.sentra_id, fact=claim.fact, year=claim.year, is_published=True
    )
    return completed(
        (
            *(unpublish(other)[0] for other in others.exclude(pk=claim.pk).order_by("pk")),
            _correct(claim, {"is_published": True, "published_reason": why}),
        )
    )


def unpublish(claim: FactClaim) -> tuple[Change, ...]:
    """Publish none: the contradiction is open again."""
    return (_correct(claim, {"is_published": False, "published_reason": ""}),)


def _correct(claim: FactClaim, values: dict[str, object]) -> Change:
    return Change("fact_claim.correct", values, str(claim.pk), claim.version)
