"""What becomes of a sentra, from its page: a form, old → new of every row, one reason, one act. A
refusal keeps everything typed and changes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from registry.models import Sentra, SentraAlias, SentraCommodity, SentraStatus, SentraSuccession
from registry.queries.facts import facts_digest
from registry.queries.history import sentra_history
from registry.queries.succession import current_code
from tests.factories import make, make_commodity, make_sentra, make_source, make_status
from tests.registry.admin.page import REASON
from tests.registry.chain import second_agrees

pytestmark = pytest.mark.django_db

DAY = "14/03/2025"


def address(sentra: Sentra, kind: str) -> str:
    return reverse("admin:sentra-event-kind", args=[sentra.pk, kind])


def kept(response: Any) -> dict[str, Any]:
    """What the preview sends on."""
    found: dict[str, Any] = {}
    for name, value in response.context["kept"]:
        found.setdefault(name, []).append(value)
    return found


def applied(client: Any, url: str, shown: Any) -> Any:
    response = client.post(url, {**kept(shown), **REASON, "_apply": "1"})
    second_agrees()
    return response


def codes(response: Any) -> list[str]:
    return [problem.code for problem in response.context["problems"]]


def field_codes(response: Any) -> dict[str, list[str]]:
    errors = response.context["form"].errors.as_data()
    return {name: [str(error.code) for error in group] for name, group in errors.items()}


@pytest.fixture
def staff(signed_in: Any) -> Any:
    return signed_in("ministry_staff")


@pytest.fixture
def typed() -> Callable[..., dict[str, Any]]:
    """What every form asks for, with a source on record."""
    source = make_source(publisher="Dinas Gianyar")

    def fill(sentra: Sentra, **values: Any) -> dict[str, Any]:
        base = {"base_version": str(sentra.version), "source": source.code}
        return {**base, "happened_on": DAY, "words": "menurut surat", **values}

    return fill


def test_the_sentra_leads_to_four_events(staff: Any) -> None:
    sentra = make_sentra()
    door = reverse("admin:sentra-event", args=[sentra.pk])
    page = staff.get(reverse("admin:registry_sentra_change", args=[sentra.pk])).content.decode()
    assert f'href="{door}"' in page

    html = staff.get(door).content.decode()

    assert all(address(sentra, kind) in html for kind in ("merged", "split", "moved", "renamed"))


@pytest.mark.parametrize("kind", ["merged", "split", "moved", "renamed"])
def test_every_event_has_a_form(staff: Any, kind: str) -> None:
    response = staff.get(address(make_sentra(), kind))

    assert response.status_code == 200
    assert response.context["form"].errors == {}


def test_a_merger_is_shown_and_writes_nothing_yet(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Celuk Lama"), make_sentra(name="Celuk")
    before = facts_digest()

    shown = staff.post(address(old, "merged"), typed(old, successor=new.public_code))

    assert shown.status_code == 200
    rows = shown.context["shown"].rows
    assert [row.noun for row in rows] == ["Perubahan sentra", "Keadaan sentra", "Nama lain"]
    assert shown.context["may_apply"]
    assert facts_digest() == before


def test_a_merger_is_one_act_with_one_reason(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Celuk Lama"), make_sentra(name="Celuk")
    url = address(old, "merged")
    shown = staff.post(url, typed(old, successor="celuk"))

    response = applied(staff, url, shown)

    assert response.status_code == 302
    step = SentraSuccession.objects.get()
    assert (step.kind, step.successor, step.happened_on) == ("merged", new, date(2025, 3, 14))
    assert current_code(old.public_code) == new.public_code
    assert SentraAlias.objects.get(sentra=new).name == "Celuk Lama"
    act = sentra_history(old.pk)[0]
    assert (act.reason, len(act.rows)) == (REASON["reason_text"], 2)


def test_a_merger_without_a_reason_is_not_applied_and_stays_typed(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    url = address(old, "merged")
    shown = staff.post(url, typed(old, successor=new.public_code))
    before = facts_digest()

    response = staff.post(url, {**kept(shown), "reason_code": "", "_apply": "1"})

    assert response.status_code == 422
    assert field_codes(response) == {"reason_code": ["act.no_reason"]}
    assert kept(response)["successor"] == [new.public_code]
    assert facts_digest() == before


def test_the_fields_can_be_changed_after_the_preview(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    url = address(old, "merged")
    shown = staff.post(url, typed(old, successor=new.public_code))

    back = staff.post(url, {**kept(shown), **REASON, "_back": "1"})
    html = back.content.decode()

    assert back.status_code == 200
    assert f'value="{new.public_code}"' in html
    assert f'value="{DAY}"' in html
    assert "menurut surat" in html
    assert REASON["reason_text"] in html


def test_several_that_fit_are_offered_and_one_is_picked(staff: Any, typed: Any) -> None:
    old = make_sentra(name="Perak Lama")
    first, second = make_sentra(name="Perak Celuk"), make_sentra(name="Perak Kamasan")
    url, before = address(old, "merged"), facts_digest()

    refused = staff.post(url, typed(old, successor="perak"))
    html = refused.content.decode()

    assert refused.status_code == 422
    assert field_codes(refused) == {"successor": ["lookup.several"]}
    assert f'value="successor={first.public_code}"' in html
    assert f'value="successor={second.public_code}"' in html
    assert f'value="successor={old.public_code}"' not in html
    assert "menurut surat" in html
    assert facts_digest() == before

    pick = {"_pick": f"successor={second.public_code}"}
    picked = staff.post(url, typed(old, successor="perak", **pick))
    assert f'value="{second.public_code}"' in picked.content.decode()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"successor": ""}, {"successor": ["required"]}),
        ({"successor": "tidak ada ini"}, {"successor": ["lookup.nothing"]}),
        ({"source": ""}, {"source": ["succession.source_missing"]}),
        ({"happened_on": "31/02/2025"}, {"happened_on": ["date.impossible"]}),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_kept(
    staff: Any, typed: Any, values: dict[str, str], expected: dict[str, list[str]]
) -> None:
    old, new = make_sentra(), make_sentra(name="Baru")
    before = facts_digest()

    response = staff.post(
        address(old, "merged"), typed(old, **{"successor": new.public_code, **values})
    )

    assert response.status_code == 422
    assert field_codes(response) == expected
    assert all(value in response.content.decode() for value in ("menurut surat", *values.values()))
    assert facts_digest() == before


def test_a_source_nobody_recorded_yet_is_recorded_in_the_same_act(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    url = address(old, "merged")
    values = typed(old, successor=new.public_code, source="", new_source="Kecamatan Sukawati")

    shown = staff.post(url, values)
    step = shown.context["shown"].rows[1]
    assert "Kecamatan Sukawati" in {change.new for change in step.changes}

    applied(staff, url, shown)

    assert SentraSuccession.objects.get().source.publisher == "Kecamatan Sukawati"
    assert len({act.act for act in sentra_history(old.pk)}) == 2


def test_a_later_statement_stands_in_the_way_and_may_be_withdrawn(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    later = make_status(old, status="active", status_on="2026-01-01")
    url, before = address(old, "merged"), facts_digest()

    refused = staff.post(url, typed(old, successor=new.public_code))
    assert refused.status_code == 422
    assert codes(refused) == ["sentra_succession.newer_status"]
    assert not refused.context["may_apply"]
    ((value, _words),) = refused.context["offered"]
    assert facts_digest() == before

    shown = staff.post(url, {**kept(refused), "_tick": value})
    assert shown.context["may_apply"]
    applied(staff, url, shown)
    later.refresh_from_db()
    assert later.is_withdrawn
    assert SentraStatus.objects.in_force().get(sentra=old).status == "merged"


def test_two_records_of_one_sentra_are_one_from_the_earliest_fact(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Celuk"), make_sentra(name="Tjeluk Perak")
    make(
        "origin.record", sentra=old.public_code, kind="opening", origin_year=1990, precision="exact"
    )
    make_status(old, status="active", status_on="2024-05-01")
    url = address(old, "merged")
    values = typed(old, successor=new.public_code, happened_on="", same_record="on")

    response = applied(staff, url, staff.post(url, values))

    assert response.status_code == 302
    step = SentraSuccession.objects.get()
    assert (step.happened_on, step.happened_precision) == (date(1990, 1, 1), "year")
    assert [s.status for s in SentraStatus.objects.in_force().filter(sentra=old)] == ["merged"]


def test_a_circle_is_refused_at_its_row(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    url = address(new, "merged")
    applied(staff, url, staff.post(url, typed(new, successor=old.public_code)))
    before = facts_digest()

    response = staff.post(address(old, "merged"), typed(old, successor=new.public_code))

    assert "sentra_succession.circle" in codes(response)
    assert facts_digest() == before


def test_a_split_registers_what_is_new_in_the_same_act(staff: Any, typed: Any) -> None:
    old, known = make_sentra(name="Celuk"), make_sentra(name="Celuk Utara")
    silver = make_commodity(name="Perak").code
    make("sentra_commodity.record", sentra=old.public_code, commodity=silver, is_primary=True)
    url = address(old, "split")
    values = typed(old, part_1=known.public_code, name_2="Celuk Selatan", place_2="51.04")
    before = facts_digest()
    shown = staff.post(url, values)
    assert facts_digest() == before

    applied(staff, url, shown)

    new = Sentra.objects.get(name="Celuk Selatan")
    assert (new.kind, new.regency_id, new.location_precision) == (old.kind, "51.04", "regency")
    assert set(SentraSuccession.objects.values_list("successor", flat=True)) == {known.pk, new.pk}
    assert SentraCommodity.objects.get(sentra=new).commodity.name == "Perak"
    assert len(sentra_history(new.pk)) == 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name_1": "Satu saja"}, {"part_1": ["succession.parts_missing"]}),
        (
            {"part_1": "celuk utara", "name_1": "Dua-duanya", "name_2": "Lain"},
            {"name_1": ["succession.both_ways"]},
        ),
        (
            {"part_1": "celuk utara", "part_2": "celuk utara"},
            {"part_2": ["succession.part_twice"]},
        ),
        ({"name_1": "A", "name_2": "B", "place_2": "99.99"}, {"place_2": ["lookup.nothing"]}),
    ],
)
def test_a_split_that_does_not_add_up_is_refused(
    staff: Any, typed: Any, values: dict[str, str], expected: dict[str, list[str]]
) -> None:
    old = make_sentra(name="Celuk")
    make_sentra(name="Celuk Utara")
    before = facts_digest()

    response = staff.post(address(old, "split"), typed(old, **values))

    assert response.status_code == 422
    assert field_codes(response) == expected
    assert facts_digest() == before


def test_more_parts_are_asked_for_and_nothing_typed_is_lost(staff: Any, typed: Any) -> None:
    old = make_sentra()

    response = staff.post(address(old, "split"), typed(old, n_parts="3", name_1="Satu", _more="1"))

    html = response.content.decode()
    assert 'name="part_5"' in html
    assert 'name="part_6"' not in html
    assert 'value="Satu"' in html


def test_a_move_takes_the_new_place_and_leaves_the_old_point(staff: Any, typed: Any) -> None:
    sentra = make_sentra(latitude="-8.5", longitude="115.2", location_precision="exact")
    url = address(sentra, "moved")

    applied(staff, url, staff.post(url, typed(sentra, place="52.02", hamlet="Dusun Baru")))

    sentra.refresh_from_db()
    assert (sentra.regency_id, sentra.latitude, sentra.hamlet) == ("52.02", None, "Dusun Baru")
    assert SentraSuccession.objects.get().old_region_code.startswith("51.04")


def test_a_rename_keeps_the_old_name(staff: Any, typed: Any) -> None:
    sentra = make_sentra(name="Sentra Lama")
    url = address(sentra, "renamed")

    applied(staff, url, staff.post(url, typed(sentra, name="Sentra Baru")))

    sentra.refresh_from_db()
    assert sentra.name == "Sentra Baru"
    assert SentraAlias.objects.get().name == "Sentra Lama"
