"""Merge, split, move, rename: one act each, nothing ended twice, no circle of successors."""

from datetime import date
from typing import Any

import pytest

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.changes.succession import Said, merge, move, rename, split
from registry.choices import ChangeSource
from registry.models import Sentra, SentraAlias, SentraStatus, SentraSuccession
from registry.queries.succession import current_code, merged_into
from sentra.lib.problems import ChangeRejected
from tests.factories import (
    ACTOR,
    make,
    make_sentra,
    make_sentra_succession,
    make_source,
    make_status,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


@pytest.fixture
def said() -> Said:
    return Said(make_source(), DAY, words="Disatukan menurut dinas.")


def applied(changes: tuple[Change, ...]) -> Any:
    return apply_batch(Act(changes, ACTOR, ChangeSource.ADMIN, "uji"))


def codes(changes: tuple[Change, ...]) -> list[str]:
    problems = check_batch(Act(changes, ACTOR, ChangeSource.ADMIN, "uji"))
    return [problem.code for problem in problems]


def sentences(changes: tuple[Change, ...]) -> str:
    problems = check_batch(Act(changes, ACTOR, ChangeSource.ADMIN, "uji"))
    return " ".join(problem.message for problem in problems)


def names_of(sentra: Sentra) -> set[tuple[str, str]]:
    return set(SentraAlias.objects.in_force().filter(sentra=sentra).values_list("name", "kind"))


def test_a_merger_is_one_act_with_status_successor_and_names(said: Said) -> None:
    old, new = make_sentra(name="Sentra Lama"), make_sentra(name="Sentra Baru")
    make("alias.record", sentra=old.public_code, name="Si Lama", kind="local")

    done = applied(merge(old, new, said=said))

    step = SentraSuccession.objects.get()
    assert (step.kind, step.sentra, step.successor) == ("merged", old, new)
    assert (step.old_name, step.old_region_code) == ("Sentra Lama", "51.04")
    assert (step.happened_on, step.happened_precision) == (DAY, "day")
    status = SentraStatus.objects.get(sentra=old)
    assert (status.status, status.status_on) == ("merged", DAY)
    assert status.evidence == "Disatukan menurut dinas."
    assert names_of(new) == {("Sentra Lama", "former"), ("Si Lama", "former")}
    assert {row.kind for row in done.rows} == {
        "sentra_succession.record",
        "status.record",
        "alias.record",
    }
    assert current_code(old.public_code) == new.public_code


def test_a_name_the_successor_has_already_is_not_recorded_again(said: Said) -> None:
    old, new = make_sentra(name="Maja Bharama"), make_sentra(name="Maja-Bharama")

    applied(merge(old, new, said=said))

    assert names_of(new) == set()


def test_nothing_is_closed_twice(said: Said) -> None:
    old, new, other = make_sentra(), make_sentra(), make_sentra()
    make_status(old, status="merged", status_on=DAY.isoformat(), source=said.source_code)

    applied(merge(old, new, said=said))

    assert SentraStatus.objects.filter(sentra=old, status="merged").count() == 1
    assert codes(merge(old, other, said=said)) == ["sentra_succession.merged_once"]
    assert codes(split(old, [other], said=said)) == ["sentra_succession.already_over"]
    with pytest.raises(ChangeRejected):
        applied(merge(old, other, said=said))
    assert SentraSuccession.objects.count() == 1


def test_the_chain_of_mergers_leads_to_its_end(said: Said) -> None:
    first, second, third = make_sentra(), make_sentra(), make_sentra()
    applied(merge(first, second, said=said))
    applied(merge(second, third, said=said))

    assert merged_into(first.pk) == third
    assert current_code(first.public_code) == third.public_code
    assert current_code(third.public_code) == third.public_code
    assert current_code("ST-000000-0") == ""


def test_a_circle_of_successors_is_refused(said: Said) -> None:
    first, second, third = make_sentra(), make_sentra(name="Sentra Dua"), make_sentra()
    applied(merge(first, second, said=said))
    applied(merge(second, third, said=said))

    assert "sentra_succession.circle" in codes(merge(third, first, said=said))
    assert codes(merge(third, second, said=said)) == ["sentra_succession.circle"]
    assert codes(split(third, [first], said=said)) == ["sentra_succession.circle"]


def test_a_circle_is_refused_with_everything_else_that_is_wrong_at_once(said: Said) -> None:
    first, second = make_sentra(), make_sentra(name="Sentra Dua")
    applied(merge(first, second, said=said))
    future = Said(said.source, date(2999, 1, 1))
    wrong = Change(
        "sentra_succession.record",
        {
            "sentra": second.public_code,
            "kind": "merged",
            "successor": first.public_code,
            "happened_on": future.day,
            "old_region_code": "5104",
            "source": future.source_code,
        },
    )

    problems = check_batch(Act((wrong,), ACTOR, ChangeSource.ADMIN, "uji"))

    assert {problem.code: problem.field for problem in problems} == {
        "sentra_succession.in_future": "happened_on",
        "sentra_succession.circle": "successor",
        "sentra_succession.old_region_form": "old_region_code",
    }
    said_of_circle = next(p.message for p in problems if p.code.endswith("circle"))
    assert said_of_circle.startswith("Lingkaran penerus: ")
    assert first.public_code in said_of_circle


def test_one_act_cannot_close_a_circle_either(said: Said) -> None:
    first, second = make_sentra(), make_sentra()
    both = (*merge(first, second, said=said), *merge(second, first, said=said))

    assert codes(both).count("sentra_succession.circle") == 2
    with pytest.raises(ChangeRejected):
        applied(both)
    assert not SentraSuccession.objects.exists()


def test_nobody_succeeds_himself(said: Said) -> None:
    sentra = make_sentra()

    assert codes(merge(sentra, sentra, said=said)) == ["sentra_succession.not_itself"]


def test_a_successor_that_has_ended_is_refused(said: Said) -> None:
    first, second, third = make_sentra(), make_sentra(), make_sentra()
    applied(merge(second, third, said=said))

    assert codes(merge(first, second, said=said)) == ["sentra_succession.successor_over"]


def test_a_later_statement_that_it_exists_stands_in_the_way(said: Said) -> None:
    old, new = make_sentra(), make_sentra()
    later = make_status(old, status="active", status_on="2025-06-01")
    away = Change("status.withdraw", {}, str(later.pk), later.version)

    assert codes(merge(old, new, said=said)) == ["sentra_succession.newer_status"]
    assert "bertanggal 1 Juni 2025 lebih baru" in sentences(merge(old, new, said=said))
    assert codes((away, *merge(old, new, said=said))) == []


def test_a_withdrawn_merger_leads_nowhere(said: Said) -> None:
    old, new = make_sentra(), make_sentra()
    step = make_sentra_succession(old, successor=new.public_code)
    applied((Change("sentra_succession.withdraw", {}, str(step.pk), step.version),))

    assert current_code(old.public_code) == old.public_code
    assert codes(merge(new, old, said=said)) == []


def test_a_split_names_every_part_and_keeps_its_own_page(said: Said) -> None:
    old, left, right = make_sentra(name="Induk"), make_sentra(), make_sentra()

    applied(split(old, [left, right], said=said))

    steps = SentraSuccession.objects.filter(sentra=old, kind="split")
    assert {step.successor for step in steps} == {left, right}
    assert SentraStatus.objects.get(sentra=old).status == "split"
    assert names_of(left) == names_of(right) == {("Induk", "former")}
    assert current_code(old.public_code) == old.public_code


def test_a_part_may_be_registered_by_the_same_act(said: Said) -> None:
    old = make_sentra(name="Induk")
    values = {"name": "Anak", "recognition": "reported", "province": "51", "regency": "51.04"}
    born = Change("sentra.register", values, ref="anak")

    applied((born, *split(old, ["@anak"], said=said)))

    assert SentraSuccession.objects.get().successor == Sentra.objects.get(name="Anak")


def test_a_move_keeps_the_code_and_the_old_region(said: Said) -> None:
    sentra = make_sentra(
        district="51.04.01", latitude="-8.6", longitude="115.2", location_precision="exact"
    )
    code = sentra.public_code

    applied(move(sentra, {"province": "51", "regency": "51.06", "district": "51.06.01"}, said=said))

    sentra.refresh_from_db()
    step = SentraSuccession.objects.get()
    assert (sentra.public_code, sentra.region_code) == (code, "51.06.01")
    assert (sentra.latitude, sentra.location_precision) == (None, "district")
    assert (step.kind, step.successor, step.old_region_code) == ("moved", None, "51.04.01")


def test_a_new_name_leaves_the_old_one_as_a_dated_alias(said: Said) -> None:
    sentra = make_sentra(name="Nama Lama")

    applied(rename(sentra, "Nama Baru", said=said))

    sentra.refresh_from_db()
    alias = SentraAlias.objects.get()
    assert (sentra.name, SentraSuccession.objects.get().old_name) == ("Nama Baru", "Nama Lama")
    assert (alias.name, alias.kind, alias.valid_to) == ("Nama Lama", "former", DAY)


def test_a_stale_version_is_a_conflict_and_nothing_is_written(said: Said) -> None:
    sentra = make_sentra(name="Nama Lama")

    with pytest.raises(ChangeRejected):
        applied(rename(sentra, "Nama Baru", said=said, base_version=sentra.version + 1))

    assert not SentraSuccession.objects.exists()
    assert not SentraAlias.objects.exists()


def test_an_old_name_with_forbidden_signs_is_refused(said: Said) -> None:
    sentra = make_sentra()

    with pytest.raises(ChangeRejected) as refused:
        applied(
            (
                Change(
                    "sentra_succession.record",
                    {
                        "sentra": sentra.public_code,
                        "kind": "renamed",
                        "old_name": "=Nama lama",
                        "happened_on": "2024-01-01",
                        "source": said.source_code,
                    },
                ),
            )
        )

    assert [p.code for p in refused.value.problems] == ["sentra_succession.old_name_unclean"]
    assert not SentraSuccession.objects.exists()
