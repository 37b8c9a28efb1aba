"""Contracts as their addenda leave them, as columns of a list. The same for one grant, whatever the
number of corrections, is dak.queries.ledger."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dak.models import Contract, ContractAddendum


def as_addenda_leave(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Each with the value and the end that its newest addenda leave: `current_amount_idr`,
    `current_ends_on`."""
    return contracts.annotate(
        current_amount_idr=Coalesce(_newest("amount_idr"), "amount_idr"),
        current_ends_on=Coalesce(_newest("ends_on"), "ends_on"),
    )


def _newest(column: str) -> Subquery:
    """What the newest addendum in force says about a column; addenda of a corrected contract speak
    for the row that corrects it, up to two corrections back."""
    line = ("pk", "corrects", "corrects__corrects")
    own = ContractAddendum.objects.in_force().filter(
        Q(*(("contract", OuterRef(name)) for name in line), _connector=Q.OR)
    )
    told = own.filter(**{f"{column}__isnull": False}).order_by("-signed_on", "-id")
    return Subquery(told.values(column)[:1])
