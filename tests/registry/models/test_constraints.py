"""Every named promise of the database: one illegal row each, refused by that very name in raw SQL,
and found with the same code by the engine's stage and by Django's full_clean."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.constraints import BaseConstraint

from registry.changes import stage
from registry.changes.verdict import constraint_problem, unique_problem
from registry.models import Record
from registry.rules.draft import Draft
from tests.rows.illegal_money import CHAIN
from tests.rows.illegal_rows import ILLEGAL, Illegal
from tests.rows.legal_rows import LEGAL, insert, legal, model_named, overridden

pytestmark = pytest.mark.django_db

# Targets of composite keys: a key and its parent. The key alone is unique already, so no row can
# break them, and nobody needs a sentence.
IMPLIED_BY_THE_KEY = {
    "regency_code_province",
    "district_code_regency",
    "village_code_district",
    *(f"{noun}_id_grant" for noun in CHAIN),
    "progress_id_grant",
}
# Written by machines only; no person can meet it.
WITHOUT_SENTENCE = {"aggregate_cell_once"}
# A bookmark is no record: its form keeps the name single, nobody else writes it.
OF_NO_RECORD = {"saved_filter_name_once"}
# Drafts, events and notices are no records either, but what people see of them has its sentence.
OF_A_DRAFT = {
    "draft_once",
    "draft_kind_listed",
    "outbox_event_kind_listed",
    "notice_once",
    "notice_mail_state_listed",
}


def constraints() -> dict[str, tuple[type[models.Model], BaseConstraint]]:
    return {
        constraint.name: (model, constraint)
        for model in apps.get_models()
        if model._meta.app_label in ("registry", "dak")
        for constraint in model._meta.constraints
    }


def table_of(case: Illegal) -> str:
    return constraints()[case.constraint][0].__name__


def prepared(case: Illegal) -> dict[str, Any]:
    """The illegal row, after the legal one it clashes with was written."""
    row = legal(table_of(case))
    if case.first is not None:
        first = overridden(row, case.first)
        insert(table_of(case), first)
        row = other_keys(table_of(case), first)
    return overridden(row, case.row)


def other_keys(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """The same row under other unique codes, so that only the promise in question is broken."""
    fresh = {"code": "uji-2", "receipt_number": "SUB-2026-51-999998"}
    return {
        attname: fresh.get(attname, value)
        if model_named(name)._meta.get_field(attname).unique
        else value
        for attname, value in row.items()
    }


def test_every_named_constraint_has_an_illegal_row() -> None:
    assert {case.constraint for case in ILLEGAL} == (
        set(constraints()) - IMPLIED_BY_THE_KEY - OF_NO_RECORD - OF_A_DRAFT
    )


def test_every_record_has_a_legal_row() -> None:
    records = {m.__name__ for m in apps.get_models() if issubclass(m, Record)}
    assert records == set(LEGAL) - {"ProvincialAggregate", "Invitation"}


def test_every_promise_has_a_code_and_a_sentence() -> None:
    silent = {
        name
        for name, (_model, constraint) in constraints().items()
        if not constraint.violation_error_code
        or not str(constraint.get_violation_error_message()).endswith(".")
    }
    assert silent == IMPLIED_BY_THE_KEY | WITHOUT_SENTENCE | OF_NO_RECORD


def test_one_code_has_one_sentence() -> None:
    sentences: dict[str, set[str]] = {}
    for _model, constraint in constraints().values():
        if constraint.violation_error_code:
            said = sentences.setdefault(constraint.violation_error_code, set())
            said.add(str(constraint.get_violation_error_message()))
    assert {code: said for code, said in sentences.items() if len(said) > 1} == {}


CLOSED = [
    (model.__name__, field.attname)
    for model in apps.get_models()
    if issubclass(model, Record)
    for field in model._meta.concrete_fields
    if field.choices
]


@pytest.mark.parametrize(("name", "field"), CLOSED)
def test_raw_sql_cannot_invent_a_choice(name: str, field: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        insert(name, {**legal(name), field: "xxx"})

    assert refused.value.__cause__.diag.constraint_name in constraints()


@pytest.mark.parametrize("name", sorted(LEGAL))
def test_a_legal_row_is_accepted_by_the_stage_and_by_the_table(name: str) -> None:
    row = legal(name)

    assert stage_codes(name, row) == []
    assert insert(name, row) is not None


@pytest.mark.parametrize("case", ILLEGAL, ids=str)
def test_an_illegal_row_is_refused_by_name_and_found_by_engine_and_django_alike(
    case: Illegal,
) -> None:
    row = prepared(case)
    model, constraint = constraints()[case.constraint]
    expected = [constraint.violation_error_code or "value.not_unique"]
    before = list(model._default_manager.order_by("pk").values())

    assert stage_codes(model.__name__, row) == expected
    if constraint.violation_error_code:
        assert django_codes(model.__name__, row) == expected
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        insert(model.__name__, row)

    assert refused.value.__cause__.diag.constraint_name == case.constraint
    assert list(model._default_manager.order_by("pk").values()) == before


def stage_codes(name: str, row: dict[str, Any]) -> list[str]:
    """What check_batch asks of the database, for one new row."""
    model = model_named(name)
    key = {} if model._meta.pk.attname in row else {model._meta.pk.attname: 10**9}
    whole = {**key, **row}
    draft = Draft(0, "", name, model, whole, {}, frozenset(row))
    rows = [{**whole, "_is_new": True}]
    broken = [constraint_problem(c, draft).code for _n, c in stage.broken_checks(model, rows)]
    return broken + [unique_problem(r, draft).code for _n, r in stage.broken_uniques(model, rows)]


def django_codes(name: str, row: dict[str, Any]) -> list[str | None]:
    """What Django's own validation says of the same row."""
    instance = model_named(name)(**row)
    with pytest.raises(ValidationError):
        instance.full_clean()
    with pytest.raises(ValidationError) as refused:
        instance.validate_constraints()
    errors = refused.value.error_dict.values()
    return [error.code for group in errors for error in group]
