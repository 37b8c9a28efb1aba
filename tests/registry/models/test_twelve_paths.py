"""Twelve ways to write a sentra, each with and without somebody who answers for it: the database
lets no path forget who, why, history, version and the province's dirty mark."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import act_context, apply_batch, load
from registry.choices import ChangeSource
from registry.models import DirtyEvent, Sentra
from registry.models.sentra import SentraEvent
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_sentra
from tests.footprint import execute, footprint, sqlstate

pytestmark = pytest.mark.django_db

WHO, WHY = "user:7", "tiket 123"
CODE = "ST-ABCDEF-G"
BLANK = {"public_code": CODE, "name": "Baru", "name_key": "baru", "recognition": "reported"}
NEW = {**BLANK, "province_id": "51", "regency_id": "51.04"}
COLUMNS = (
    "version, public_code, name, name_key, kind, recognition, province_id, regency_id, place_words,"
    " hamlet, location_precision, is_one_place, same_product, same_raw_material, same_process,"
    " note, is_sample, is_withdrawn"
)
VALUES = (0, CODE, "Baru", "baru", "cluster", "reported", "51", "51.04", "", "", "regency")
ANSWERS = ("unknown", "unknown", "unknown", "unknown", "", False, False)


@dataclass(frozen=True)
class Path:
    """One way to write. `write` gets the stored sentra, the actor's name and the reason."""

    name: str
    write: Callable[[Sentra, str, str], object]
    creates: bool = False
    refusal: str = "RG002"

    def __str__(self) -> str:
        return self.name


@contextmanager
def somebody(who: str, why: str) -> Iterator[None]:
    """The engine's own context, where there is somebody; nothing where there is nobody."""
    if who:
        with act_context(uuid4(), actor=who, reason=why):
            yield
    else:
        yield


def by_engine(source: ChangeSource) -> Callable[[Sentra, str, str], object]:
    """What a surface does: a change, an act, apply_batch."""

    def write(sentra: Sentra, who: str, why: str) -> object:
        change = Change("sentra.correct", {"name": "Baru"}, sentra.public_code, sentra.version)
        actor = policy.Actor(label=who, is_system=True)
        return apply_batch(Act((change,), actor, source, reason=why))

    return write


def by_load(sentra: Sentra, who: str, why: str) -> object:
    return load(Sentra, [NEW], actor=policy.Actor(label=who, is_system=True), reason=why)


def by_save(sentra: Sentra, who: str, why: str) -> None:
    sentra.name = "Baru"
    with somebody(who, why):
        sentra.save()


def by_save_of_one_field(sentra: Sentra, who: str, why: str) -> None:
    sentra.name = "Baru"
    with somebody(who, why):
        sentra.save(update_fields=["name"])


def by_deferred_save(sentra: Sentra, who: str, why: str) -> None:
    half = Sentra.objects.defer("note", "place_words").get(pk=sentra.pk)
    half.name = "Baru"
    with somebody(who, why):
        half.save()


def by_bulk_create(sentra: Sentra, who: str, why: str) -> None:
    with somebody(who, why):
        Sentra.objects.bulk_create([Sentra(**NEW)])


def by_queryset_update(sentra: Sentra, who: str, why: str) -> None:
    with somebody(who, why):
        Sentra.objects.filter(pk=sentra.pk).update(name="Baru")


def by_raw_copy(sentra: Sentra, who: str, why: str) -> None:
    statement = f"COPY registry_sentra ({COLUMNS}) FROM STDIN"
    with (
        somebody(who, why),
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        copy.write_row((*VALUES, *ANSWERS))


def by_raw_update(sentra: Sentra, who: str, why: str) -> None:
    if who:
        execute("SELECT registry_act(%s, %s)", [who, why])
    execute("UPDATE registry_sentra SET name = 'Baru' WHERE id = %s", [sentra.pk])


def by_raw_insert(sentra: Sentra, who: str, why: str) -> None:
    if who:
        execute("SELECT registry_act(%s, %s)", [who, why])
    marks = ", ".join(["%s"] * len((*VALUES, *ANSWERS)))
    execute(f"INSERT INTO registry_sentra ({COLUMNS}) VALUES ({marks})", [*VALUES, *ANSWERS])


PATHS = (
    Path("admin form", by_engine(ChangeSource.ADMIN), refusal="act.no_reason"),
    Path("web form", by_engine(ChangeSource.WEB), refusal="act.no_reason"),
    Path("import command", by_engine(ChangeSource.IMPORT), refusal="act.no_reason"),
    Path("engine.load", by_load, creates=True),
    Path("save", by_save),
    Path("save(update_fields)", by_save_of_one_field),
    Path("deferred save", by_deferred_save),
    Path("bulk_create", by_bulk_create, creates=True),
    Path("QuerySet.update", by_queryset_update),
    Path("raw COPY", by_raw_copy, creates=True),
    Path("raw UPDATE", by_raw_update),
    Path("raw INSERT", by_raw_insert, creates=True),
)


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_write_somebody_answers_for_leaves_history_version_and_a_dirty_province(
    path: Path,
) -> None:
    sentra = make_sentra(name="Lama")
    DirtyEvent.objects.all().delete()

    with transaction.atomic():
        path.write(Sentra.objects.get(pk=sentra.pk), WHO, WHY)

    row = Sentra.objects.get(name="Baru")
    assert (row.pk == sentra.pk, row.version) == ((False, 0) if path.creates else (True, 1))
    event = SentraEvent.objects.get(pgh_obj_id=row.pk, version=row.version)
    assert event.pgh_label == ("insert" if path.creates else "update")
    assert (event.name, event.province_id) == ("Baru", "51")
    assert (event.pgh_context["actor"], event.pgh_context["reason"]) == (WHO, WHY)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pgh_xid = pg_current_xact_id(), pgh_db_user = session_user,"
            " pgh_created_at BETWEEN now() AND clock_timestamp()"
            " FROM registry_sentraevent WHERE pgh_id = %s",
            [event.pgh_id],
        )
        assert cursor.fetchone() == (True, True, True)
    assert list(DirtyEvent.objects.values_list("province_code", "year", "noun")) == [
        ("51", None, "sentra")
    ]


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_write_nobody_answers_for_is_refused_and_leaves_nothing(path: Path) -> None:
    sentra = make_sentra(name="Lama")
    before = footprint(Sentra)

    with pytest.raises((DatabaseError, ChangeRejected)) as refused, transaction.atomic():
        path.write(Sentra.objects.get(pk=sentra.pk), "", "")

    error = refused.value
    if isinstance(error, ChangeRejected):
        assert [problem.code for problem in error.problems] == [path.refusal]
    else:
        assert (sqlstate(error), path.refusal) == ("RG002", "RG002")
        assert "write on registry_sentra without actor and reason" in str(error)
    assert footprint(Sentra) == before


@pytest.mark.parametrize(
    ("who", "why"), [("", WHY), (WHO, ""), (" ", WHY), (WHO, "  "), (WHO, "\t\n"), ("\n", WHY)]
)
def test_an_empty_actor_or_a_blank_reason_is_no_answer(who: str, why: str) -> None:
    sentra = make_sentra(name="Lama")
    before = footprint(Sentra)

    with pytest.raises(DatabaseError) as refused, act_context(uuid4(), actor=who, reason=why):
        Sentra.objects.filter(pk=sentra.pk).update(name="Baru")
    assert sqlstate(refused.value) == "RG002"

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        execute("SELECT registry_act(%s, %s)", [who, why])
    assert sqlstate(refused.value) == "RG002"
    assert footprint(Sentra) == before


def test_the_engine_tells_a_write_without_actor_in_a_sentence() -> None:
    sentra = make_sentra(name="Lama")
    change = Change("sentra.correct", {"name": "Baru"}, sentra.public_code, 0)
    nobody = policy.Actor(label=" ", is_system=True)

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(Act((change,), nobody, ChangeSource.SYSTEM, reason=WHY))

    assert [problem.code for problem in refused.value.problems] == ["act.no_actor"]
    assert Sentra.objects.get(pk=sentra.pk).name == "Lama"


def test_a_write_with_nothing_to_write_is_still_refused_without_actor() -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        execute("UPDATE registry_sentra SET name = 'Baru' WHERE id = -1")
    assert sqlstate(refused.value) == "RG002"


def test_a_delete_by_hand_leaves_its_own_history_row() -> None:
    sentra = make_sentra(name="Lama")

    with act_context(uuid4(), actor=WHO, reason=WHY):
        execute("DELETE FROM registry_sentra WHERE id = %s", [sentra.pk])

    labels = SentraEvent.objects.filter(pgh_obj_id=sentra.pk).order_by("pgh_id")
    assert list(labels.values_list("pgh_label", "name")) == [("insert", "Lama"), ("delete", "Lama")]


def test_a_factory_leaves_no_actor_behind() -> None:
    make_sentra()

    assert ACTOR.is_system
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        execute("UPDATE registry_sentra SET name = 'Baru'")
    assert sqlstate(refused.value) == "RG002"
