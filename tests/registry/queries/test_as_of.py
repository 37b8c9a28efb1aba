"""What was true at a moment."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection

from registry.changes.change import Act, Change
from registry.changes.engine import act_context, apply_batch
from registry.choices import ChangeSource
from registry.models import Province, Record, Sentra
from registry.queries.as_of import as_of, event_model
from tests.factories import ACTOR, make_sentra
from tests.footprint import execute

pytestmark = pytest.mark.django_db


def now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def names(moment: datetime) -> list[str]:
    return list(as_of(Sentra, moment).values_list("name", flat=True))


def correct(sentra: Sentra, name: str, version: int) -> None:
    change = Change("sentra.correct", {"name": name}, sentra.public_code, version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))


def test_as_of_reads_each_version_at_its_time_and_nothing_after_a_delete() -> None:
    before = now()
    sentra, other = make_sentra(name="Satu"), make_sentra(name="Lain")
    first = now()
    correct(sentra, "Dua", 0)
    second = now()
    correct(sentra, "Tiga", 1)
    third = now()
    with act_context(uuid4(), actor="user:7", reason="uji"):
        execute("DELETE FROM registry_sentra WHERE id = %s", [sentra.pk])
    gone = now()

    assert names(before) == []
    assert names(first) == ["Satu", "Lain"]
    assert names(second) == ["Dua", "Lain"]
    assert names(third) == ["Tiga", "Lain"]
    assert names(gone) == ["Lain"]
    assert Sentra.objects.get() == other


def test_as_of_reads_a_key_that_was_deleted_and_given_again() -> None:
    with act_context(uuid4(), actor="user:7", reason="uji"):
        Province.objects.create(code="99", name="Pertama", short_name="P", name_key="p")
        first = now()
        execute("DELETE FROM registry_province WHERE code = '99'")
        between = now()
        Province.objects.create(code="99", name="Kedua", short_name="K", name_key="k")

    def name(moment: datetime) -> list[str]:
        rows = as_of(Province, moment).filter(pgh_obj_id="99")
        return list(rows.values_list("name", flat=True))

    assert (name(first), name(between), name(now())) == (["Pertama"], [], ["Kedua"])


def test_as_of_now_is_the_table_itself() -> None:
    sentra = make_sentra(name="Satu")
    correct(sentra, "Dua", 0)

    rows = as_of(Sentra, now()).values_list("pgh_obj_id", "name", "version")

    assert list(rows) == list(Sentra.objects.order_by("pk").values_list("pk", "name", "version"))


def test_every_record_has_history_with_an_index_on_object_and_version() -> None:
    for model in apps.get_models():
        if issubclass(model, Record):
            indexes = [index.fields for index in event_model(model)._meta.indexes]
            assert ["pgh_obj", "version"] in indexes, model
