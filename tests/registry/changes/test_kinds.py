"""Kinds are data: each complete, reachable, worded, and understood by the engine."""

import re

import pytest
from django.db import models

from registry.changes.fields import key_field
from registry.changes.kinds import Kind, all_kinds
from registry.choices import ChangeSource
from registry.models import Part, Record
from registry.models.profile import SUFFIXES
from sentra.lib.problems import PROBLEM_CODES

KINDS = list(all_kinds().values())
# Fields whose five columns are written together, as one figure.
FIGURE_STEMS = {stem for kind in KINDS for stem in kind.figures}


def field_names(kind: Kind) -> set[str]:
    return {field.name for field in kind.model._meta.concrete_fields}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
class TestEveryKind:
    """What every kind must be."""

    def test_is_called_noun_and_verb(self, kind: Kind) -> None:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind.code)

    def test_has_a_sentence_for_the_log(self, kind: Kind) -> None:
        assert re.match(r"[A-Z]", str(kind.sentence))

    def test_writes_a_record_and_names_only_its_fields(self, kind: Kind) -> None:
        assert issubclass(kind.model, Record)
        assert set(kind.fields) | set(kind.fixed) <= field_names(kind)
        assert {f"{stem}{suffix}" for stem in kind.figures for suffix in SUFFIXES} <= field_names(
            kind
        )

    def test_never_takes_a_version_a_key_or_what_a_rule_derives(self, kind: Kind) -> None:
        forbidden = {"version", "id", "name_key", "public_code", "region_code", "is_withdrawn"}
        allowed = {"region_code"} if kind.noun == "mandate" else set()
        assert not (set(kind.fields) & forbidden) - allowed

    def test_is_reachable_from_a_surface(self, kind: Kind) -> None:
        assert kind.surfaces
        assert kind.surfaces <= set(ChangeSource)

    def test_rules_and_derivations_are_said_in_a_docstring(self, kind: Kind) -> None:
        for function in (*kind.rules, *kind.derive):
            assert (function.__doc__ or "").strip().endswith(".")


def test_every_record_can_be_created_and_every_part_withdrawn() -> None:
    creating = {kind.model for kind in KINDS if kind.creates}
    withdrawing = {kind.model for kind in KINDS if kind.fixed.get("is_withdrawn")}
    records = {model for kind in KINDS for model in [kind.model]}

    assert creating == records
    assert {m for m in records if issubclass(m, Part)} <= withdrawing
    assert {m for m in records if hasattr(m, "is_withdrawn")} == withdrawing


def test_no_kind_deletes() -> None:
    assert not [kind.code for kind in KINDS if "delete" in kind.code]


def test_every_noun_has_a_key_people_can_name_it_by() -> None:
    for kind in KINDS:
        field = kind.model._meta.get_field(key_field(kind.model))
        assert field.unique, kind.code


def test_no_money_or_count_is_a_float() -> None:
    for kind in KINDS:
        floats = [f for f in kind.model._meta.concrete_fields if isinstance(f, models.FloatField)]
        assert floats == []


def test_every_problem_code_has_an_indonesian_sentence() -> None:
    assert len(PROBLEM_CODES) > 30
    for code, sentence in PROBLEM_CODES.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", code)
        assert str(sentence).strip(), code  # how it ends: tests/sentra/lib/test_problems.py
