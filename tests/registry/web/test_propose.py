"""Every form of a dinas on the one flow: filled in, checked, sent once, and refused with everything
typed kept; each kind proposes what it says and nothing else."""

from typing import Any
from uuid import uuid4

import pytest

from registry.changes.change import Change
from registry.changes.proposal import proposed_values
from registry.models import (
    Draft,
    Facility,
    Machine,
    Need,
    Sentra,
    SentraInstitution,
    Submission,
    SubmissionAct,
)
from tests.cast import Cast
from tests.factories import (
    make,
    make_commodity,
    make_sentra,
    make_source,
)
from tests.factories.parts import make_facility_kind, make_need_kind
from tests.registry.web.forms import agree_to_the_end, inputs, open_form, press, without_csrf
from tests.registry.web.proposals import (
    KINDS,
    Kind,
    bandung,
    corrected,
    typed_for,
    withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Sentra:
    """A sentra in Kabupaten Bandung."""
    return bandung()


def path_of(kind: Kind, sentra: Sentra) -> str:
    return kind.path.format(code=sentra.public_code)


def nothing_was_sent() -> bool:
    return not (Submission.objects.exists() or SubmissionAct.objects.exists())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_form_is_checked_sent_and_approved(
    signed_in: Any, cast: Cast, ours: Sentra, kind: Kind
) -> None:
    client, path = signed_in("regency_operator"), path_of(kind, ours)
    body = open_form(client, path, **typed_for(kind, ours))

    checked = press(client, path, body, "check")
    assert checked.status_code == 200, checked.content.decode()
    assert "Belum terkirim" in checked.content.decode()
    assert nothing_was_sent()
    sent = press(client, path, inputs(checked))

    act = SubmissionAct.objects.get()
    assert sent.url == f"/tugas/tanda-terima/{act.submission.receipt_number}/"
    assert (act.kind, act.submission.kind) == (kind.code, kind.code)
    assert [change["kind"] for change in act.changes] == list(kind.changes)
    assert agree_to_the_end(act, cast).state == "approved"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_retry_gives_the_same_receipt_and_another_body_is_refused(
    signed_in: Any, ours: Sentra, kind: Kind
) -> None:
    client, path = signed_in("regency_operator"), path_of(kind, ours)
    body = open_form(client, path, **typed_for(kind, ours))
    first = press(client, path, body)

    retry = press(client, path, body)
    other = press(client, path, {**body, kind.words: "Kabar yang lain sama sekali"})

    assert first.status_code == 302
    assert retry.url == first.url
    assert other.status_code == 422
    assert Submission.objects.get().receipt_number in other.content.decode()
    assert inputs(other)[kind.words] == "Kabar yang lain sama sekali"
    assert client.get(path, {"token": body["token"]}).url == first.url


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_nothing_filled_in_is_refused_with_the_summary_on_top(
    signed_in: Any, ours: Sentra, kind: Kind
) -> None:
    client, path = signed_in("regency_operator"), path_of(kind, ours)

    response = press(client, path, open_form(client, path))

    assert response.status_code == 422
    assert "<title>Kesalahan:" in response.content.decode()
    assert nothing_was_sent()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize(
    ("role", "expected"),
    [("stranger", 404), ("ministry_staff", 403), ("analyst", 403), ("public", 302)],
)
def test_who_may_not_open_a_form(
    signed_in: Any, ours: Sentra, kind: Kind, role: str, expected: int
) -> None:
    is_open_to_every_dinas = kind.code == "register" and role == "stranger"

    answer = signed_in(role).get(path_of(kind, ours))

    assert answer.status_code == (200 if is_open_to_every_dinas else expected)


@pytest.mark.parametrize("kind", [k for k in KINDS if k.code != "register"], ids=lambda k: k.code)
def test_a_foreign_sentra_is_missing_word_for_word(
    signed_in: Any, ours: Sentra, kind: Kind
) -> None:
    client = signed_in("stranger")

    foreign = client.get(path_of(kind, ours))
    missing = client.get(kind.path.format(code="ST-000000-0"))

    assert foreign.status_code == missing.status_code == 404
    assert without_csrf(foreign) == without_csrf(missing)


# --- a new sentra


def new_body(client: Any, **typed: str) -> dict[str, str]:
    words = {"new_name": "Sentra Tenun Majalaya", "evidence": "Kunjungan dinas"}
    return open_form(client, "/tugas/baru/", **words, **typed)


def test_a_new_sentra_says_where_it_is_and_who_works_there(signed_in: Any, ours: Sentra) -> None:
    make_commodity(name="Tenun")
    client = signed_in("regency_operator")
    typed = {"place_commodity": "tenun", "profile_worker_count": "sekitar 40"}

    press(client, "/tugas/baru/", new_body(client, **typed, origin_origin_year="1930"))

    changes = {one["kind"]: one["values"] for one in SubmissionAct.objects.get().changes}
    assert changes["sentra.register"]["regency"] == "32.04"
    assert changes["sentra_commodity.record"]["is_primary"] is True
    assert changes["profile.record"]["worker_count"]["qualifier"] == "~"
    assert changes["origin.record"]["origin_year"] == 1930
    assert changes["status.record"]["evidence"] == "Kunjungan dinas"


@pytest.mark.parametrize("region", ["Gianyar", "51.04", "Kabupaten Gianyar"])
def test_a_foreign_region_is_refused_at_its_field(
    signed_in: Any, ours: Sentra, region: str
) -> None:
    client = signed_in("regency_operator")

    response = press(client, "/tugas/baru/", new_body(client, place_regency=region))

    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_place_regency_error"' in page
    assert "di luar wilayah tugas kantor Anda" in page
    assert inputs(response)["place_regency"] == region
    assert nothing_was_sent()


def test_a_text_that_means_several_is_asked_and_the_pick_is_taken(signed_in: Any) -> None:
    client = signed_in("province_officer")
    body = new_body(client, place_regency="Bandung")

    asked = press(client, "/tugas/baru/", body, "check")
    assert asked.status_code == 422
    assert "Pilih arti “Bandung”" in asked.content.decode()
    picked = {**inputs(asked), "place_regency_pick": "Kota Bandung, Jawa Barat (32.73)"}
    press(client, "/tugas/baru/", picked)

    assert SubmissionAct.objects.get().changes[1]["values"]["regency"] == "32.73"


def test_what_resembles_it_is_shown_before_sending(signed_in: Any) -> None:
    known = make_sentra(name="Sentra Tenun Majalaja", province="32", regency="32.04")
    make_sentra(name="Sentra Rotan", province="32", regency="32.04")
    client = signed_in("regency_operator")

    page = press(client, "/tugas/baru/", new_body(client), "check").content.decode()

    assert "Sudah ada sentra yang mirip" in page
    assert known.public_code in page
    assert "Sentra Rotan" not in page


# --- corrections, facilities, needs


def test_only_what_was_altered_is_proposed_with_the_version_that_was_shown(
    signed_in: Any, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/data/"

    press(client, path, open_form(client, path, own_hamlet="Dusun Cibaduyut"))

    change = SubmissionAct.objects.get().changes[1]
    assert change["values"] == {"hamlet": "Dusun Cibaduyut"}
    assert (change["target"], change["base_version"]) == (ours.public_code, ours.version)


def test_a_new_manager_is_an_institution_and_its_role(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/data/"
    typed = {"manager": "Koperasi Rajut Maju", "manager_kind": "cooperative"}

    press(client, path, open_form(client, path, **typed))
    agree_to_the_end(SubmissionAct.objects.get(), cast)

    role = SentraInstitution.objects.get(sentra=ours)
    assert (role.institution.name, role.role) == ("Koperasi Rajut Maju", "manager")


def test_an_institution_that_comes_along_is_called_by_its_name(
    signed_in: Any, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/data/"
    typed = {"manager": "Koperasi Rajut Maju", "manager_kind": "cooperative"}

    press(client, path, open_form(client, path, **typed))

    changes = [Change.from_json(one) for one in SubmissionAct.objects.get().changes]
    values = proposed_values(changes, {})
    named = [value.new for value in values if value.key == "sentra_institution.institution"]
    assert named == ["Koperasi Rajut Maju"]


def test_a_record_that_moved_shows_three_versions_and_keeps_what_was_typed(
    signed_in: Any, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/data/"
    body = open_form(client, path, own_hamlet="Dusun Kidul")
    corrected(ours, hamlet="Dusun Kaler")

    response = press(client, path, body)

    assert response.status_code == 409
    page = response.content.decode()
    assert "<ins>Dusun Kaler</ins>" in page
    assert "<ins>Dusun Kidul</ins>" in page
    assert inputs(response)["own_hamlet"] == "Dusun Kidul"
    assert nothing_was_sent()
    assert press(client, path, inputs(response)).status_code == 302


def test_a_building_is_corrected_and_a_machine_withdrawn(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    source = make_source().code
    part = {"sentra": ours.public_code, "source": source}
    kind = make_facility_kind()
    building = make("facility.record", facility_kind=kind.code, name="gedung sentra", **part)
    machine = make("machine.record", name="mesin obras", **part)
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/fasilitas/"
    typed = {f"facility{building.pk}_state": "idle", f"machine{machine.pk}_withdraw": "yes"}

    press(client, path, open_form(client, path, **typed))
    agree_to_the_end(SubmissionAct.objects.get(), cast)

    assert Facility.objects.get().state == "idle"
    assert Machine.objects.get().is_withdrawn


def test_a_row_that_came_meanwhile_is_shown_and_not_emptied(signed_in: Any, ours: Sentra) -> None:
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/fasilitas/"
    body = open_form(client, path, machine_name="mesin obras")
    part = {"sentra": ours.public_code, "source": make_source().code}
    kind = make_facility_kind().code
    make("facility.record", facility_kind=kind, name="gedung baru", state="idle", **part)

    refused = press(client, path, body)
    assert refused.status_code == 409
    again = inputs(refused)
    assert again["machine_name"] == "mesin obras"
    assert "gedung baru" in again.values()
    press(client, path, again)

    kinds = [change["kind"] for change in SubmissionAct.objects.get().changes]
    assert kinds == ["source.record", "machine.record"]


def test_a_row_that_was_withdrawn_meanwhile_is_said(signed_in: Any, ours: Sentra) -> None:
    part = {"sentra": ours.public_code, "source": make_source().code}
    kind = make_facility_kind().code
    row = make("facility.record", facility_kind=kind, name="gedung lama", **part)
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/fasilitas/"
    body = open_form(client, path, **{f"facility{row.pk}_state": "idle"})
    withdrawn(row)

    refused = press(client, path, {**body, f"facility{row.pk}_state_words": "atapnya runtuh"})
    assert refused.status_code == 409
    assert nothing_was_sent()
    assert "atapnya runtuh" in refused.content.decode()
    draft = Draft.objects.get()
    assert draft.typed[f"facility{row.pk}_state_words"] == "atapnya runtuh"
    again = client.get(f"/tugas/draf/{draft.reference}/", follow=True)
    assert "<dd>atapnya runtuh</dd>" in again.content.decode()
    press(client, path, inputs(again), "save")
    draft.refresh_from_db()
    assert draft.typed[f"facility{row.pk}_state_words"] == "atapnya runtuh"


def test_an_area_with_two_meanings_is_asked_with_both(signed_in: Any, ours: Sentra) -> None:
    kind = make_facility_kind()
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/fasilitas/"
    typed = {"facility_facility_kind": kind.code, "facility_name": "gedung"}
    body = open_form(client, path, **typed, facility_area_m2="18.500")

    asked = press(client, path, body, "check")
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Pilih arti “18.500”" in page
    assert "<span>18.500 m²</span>" in page
    assert "<span>18,5 m²</span>" in page
    press(client, path, {**inputs(asked), "facility_area_m2_pick": "18,5"})

    assert SubmissionAct.objects.get().changes[1]["values"]["area_m2"] == "18.5"


def test_a_need_is_answered_and_says_with_what(signed_in: Any, cast: Cast, ours: Sentra) -> None:
    part = {"sentra": ours.public_code, "source": make_source().code}
    need = make("need.record", need_kind=make_need_kind().code, words="pasar", **part)
    client, path = signed_in("regency_operator"), f"/tugas/{ours.public_code}/kebutuhan/"
    typed = {f"need{need.pk}_state": "answered"}

    refused = press(client, path, open_form(client, path, **typed))
    assert refused.status_code == 422
    assert "Tulis dengan apa kebutuhan itu dijawab" in refused.content.decode()
    press(client, path, {**inputs(refused), f"need{need.pk}_answered_by": "Pameran"})
    agree_to_the_end(SubmissionAct.objects.get(), cast)

    assert Need.objects.get().state == "answered"


def test_a_token_nobody_knows_opens_an_empty_form(signed_in: Any, ours: Sentra) -> None:
    token = str(uuid4())
    body = open_form(signed_in("regency_operator"), f"/tugas/baru/?token={token}")

    assert body["token"] == token
