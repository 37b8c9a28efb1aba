"""Acts on many facilities, machines, needs, certificates, institutions and verifications: previewed
with old and new, applied as one act, and taken back whole."""

from typing import Any
from uuid import UUID

import pytest

from registry.changes.undo import taking_back, undo
from registry.models import (
    Certificate,
    Facility,
    FacilityState,
    Institution,
    Machine,
    Need,
    SentraInstitution,
    SentraVerification,
)
from registry.queries.as_of import event_model
from tests.factories import ACTOR, make, make_institution, make_office, make_sentra, make_source
from tests.factories.parts import (
    make_certificate,
    make_certificate_kind,
    make_facility,
    make_facility_state,
    make_machine,
    make_need,
)
from tests.footprint import footprint
from tests.journeys.recording import Change, record
from tests.registry.admin.test_bulk import applied, previewed, said

pytestmark = pytest.mark.django_db


def last_act(model: Any) -> UUID:
    """The act that wrote the newest event of a noun."""
    events = event_model(model)._default_manager.order_by("-pgh_id")
    return events.values_list("pgh_context_id", flat=True)[0]


def done(client: Any, action: str, *rows: Any, noun: str, **values: str) -> Any:
    """Previewed and applied; the preview, for what it said."""
    preview = previewed(client, action, *rows, noun=noun, **values)
    assert preview.context["may_apply"], preview.context["form"].errors
    assert applied(client, action, preview, noun).status_code == 302
    return preview


def test_one_state_is_recorded_of_every_facility_and_undone_as_one_act(signed_in: Any) -> None:
    sentra = make_sentra()
    one, two = make_facility(sentra, built_year=2023), make_facility(sentra, state="opened")
    values = {"state": "idle", "state_on": "Mei 2025", "source": make_source().code}

    done(signed_in("ministry_staff"), "state", one, two, noun="facility", **values)

    rows = Facility.objects.in_force().with_state_now()
    assert {row.now_state for row in rows} == {"idle"}
    assert {str(row.state_on) for row in FacilityState.objects.all()} == {"2025-05-01"}
    undo(last_act(FacilityState), ACTOR, "keliru")
    rows = Facility.objects.in_force().with_state_now()
    assert sorted(row.now_state for row in rows) == ["opened", "unknown"]


def test_a_state_before_the_year_of_building_stops_the_whole_act(signed_in: Any) -> None:
    sentra = make_sentra()
    old, young = make_facility(sentra, built_year=2000), make_facility(sentra, built_year=2024)
    values = {"state": "opened", "state_on": "2020", "source": make_source().code}

    preview = previewed(signed_in("ministry_staff"), "state", old, young, noun="facility", **values)

    assert preview.status_code == 422
    codes = [[p.code for p in row.problems] for row in preview.context["rows"]]
    assert codes == [[], ["facility_state.before_built"]]
    assert not FacilityState.objects.exists()


def test_an_owner_is_given_to_every_facility(signed_in: Any) -> None:
    owner = make_institution(name="Pemkab Uji")
    rows = [make_facility(make_sentra()) for _ in range(2)]
    before = footprint(Facility)

    preview = done(signed_in("ministry_staff"), "owner", *rows, noun="facility", owner=owner.code)

    assert next(iter(said(preview).values()))[0][0] == "Pemilik"
    assert set(Facility.objects.values_list("owner", "version")) == {(owner.pk, 1)}
    assert footprint(Facility) != before
    undo(last_act(Facility), ACTOR, "keliru")
    assert set(Facility.objects.values_list("owner", flat=True)) == {None}


def test_the_condition_of_many_machines_is_one_act(signed_in: Any) -> None:
    rows = [make_machine(make_sentra(), condition="good") for _ in range(3)]

    preview = done(
        signed_in("ministry_staff"), "condition", *rows, noun="machine", condition="broken"
    )

    assert ("Kondisi", "Baik", "Rusak") in next(iter(said(preview).values()))
    assert set(Machine.objects.values_list("condition", flat=True)) == {"broken"}
    undo(last_act(Machine), ACTOR, "keliru")
    assert set(Machine.objects.values_list("condition", flat=True)) == {"good"}


@pytest.mark.parametrize("state", ["being_answered", "answered", "withdrawn"])
def test_needs_are_answered_together_with_one_date(state: str, signed_in: Any) -> None:
    rows = [make_need(make_sentra()) for _ in range(2)]
    values = {"state": state, "state_on": "3 Juni 2025", "answered_by": "pelatihan provinsi"}

    done(signed_in("ministry_staff"), "state", *rows, noun="need", **values)

    found = Need.objects.values_list("state", "state_on", "answered_by")
    assert {(s, str(on), by) for s, on, by in found} == {
        (state, "2025-06-03", "pelatihan provinsi")
    }
    undo(last_act(Need), ACTOR, "keliru")
    assert set(Need.objects.values_list("state", "state_on")) == {("open", None)}


def test_a_need_answered_by_nothing_stops_the_whole_act(signed_in: Any) -> None:
    rows = [make_need(make_sentra()), make_need(make_sentra(), answered_by="koperasi")]

    preview = previewed(signed_in("ministry_staff"), "state", *rows, noun="need", state="answered")

    codes = [[p.code for p in row.problems] for row in preview.context["rows"]]
    assert codes == [["need.answer_said"], []]
    assert set(Need.objects.values_list("state", "version")) == {("open", 0)}


def test_the_weight_of_needs_is_judged_together(signed_in: Any) -> None:
    rows = [make_need(make_sentra()) for _ in range(2)]

    done(signed_in("ministry_staff"), "severity", *rows, noun="need", severity="high")

    assert set(Need.objects.values_list("severity", flat=True)) == {"high"}


def test_certificates_change_their_kind_and_their_date(signed_in: Any) -> None:
    kind, source = make_certificate_kind(name="P-IRT uji"), make_source().code
    rows = [make_certificate(make_sentra()) for _ in range(2)]
    client = signed_in("ministry_staff")

    done(client, "kind", *rows, noun="certificate", certificate_kind=kind.code)
    done(client, "as_of", *rows, noun="certificate", as_of_on="2024", source=source)

    found = Certificate.objects.values_list("certificate_kind", "as_of_on", "as_of_precision")
    assert {(k, str(on), p) for k, on, p in found} == {(kind.pk, "2024-01-01", "year")}
    undo(last_act(Certificate), ACTOR, "keliru")
    assert set(Certificate.objects.values_list("as_of_on", flat=True)) == {None}


@pytest.mark.parametrize(
    ("noun", "maker"),
    [
        ("facility", make_facility),
        ("machine", make_machine),
        ("need", make_need),
        ("certificate", make_certificate),
    ],
)
def test_mistaken_lines_are_withdrawn_together_and_come_back_with_the_undo(
    noun: str, maker: Any, signed_in: Any
) -> None:
    rows = [maker(make_sentra()) for _ in range(2)]
    model = type(rows[0])

    done(signed_in("ministry_staff"), "withdraw", *rows, noun=noun)

    assert not model.objects.in_force().exists()
    act = last_act(model)
    assert len(taking_back(act).changes) == 2
    undo(act, ACTOR, "keliru")
    assert model.objects.in_force().count() == 2


def test_one_visit_is_recorded_for_every_sentra(signed_in: Any) -> None:
    rows, office = [make_sentra() for _ in range(3)], make_office()
    values = {"verified_on": "3 Mei 2025", "office": office.code, "method": "visit"}

    done(signed_in("ministry_staff"), "verification", *rows, noun="sentra", **values)

    found = SentraVerification.objects.in_force()
    assert {(line.sentra_id, str(line.verified_on)) for line in found} == {
        (row.pk, "2025-05-03") for row in rows
    }
    assert all(line.valid_to is not None for line in found)
    undo(last_act(SentraVerification), ACTOR, "keliru")
    assert not SentraVerification.objects.in_force().exists()


def test_institutions_get_a_kind_and_lose_their_roles_in_one_act_each(signed_in: Any) -> None:
    rows, client = [make_institution(), make_institution()], signed_in("ministry_staff")
    for row in rows:
        common = {"sentra": make_sentra().public_code, "institution": row.code}
        make("sentra_institution.record", **common, role="manager", source=make_source().code)

    done(client, "kind", *rows, noun="institution", kind="cooperative")
    done(client, "end_roles", *rows, noun="institution", valid_to="1/2/2025")

    assert set(Institution.objects.values_list("kind", flat=True)) == {"cooperative"}
    ends = SentraInstitution.objects.values_list("valid_to", flat=True)
    assert {str(day) for day in ends} == {"2025-02-01"}
    undo(last_act(SentraInstitution), ACTOR, "keliru")
    assert set(SentraInstitution.objects.values_list("valid_to", flat=True)) == {None}


def test_institutions_are_placed_together(signed_in: Any) -> None:
    rows = [make_institution(), make_institution()]
    values = {"province": "51", "regency": "51.04"}
    make_sentra()

    done(signed_in("ministry_staff"), "place", *rows, noun="institution", **values)

    assert set(Institution.objects.values_list("regency", flat=True)) == {"51.04"}


@pytest.mark.parametrize("noun", ["facility", "machine", "need", "certificate"])
def test_a_list_over_all_sentra_finds_by_sentra_and_leaves_out_withdrawn_lines(
    noun: str, signed_in: Any
) -> None:
    maker = {
        "facility": make_facility,
        "machine": make_machine,
        "need": make_need,
        "certificate": make_certificate,
    }[noun]
    maker(make_sentra(name="Sentra Perak Celuk"))
    maker(make_sentra(name="Sentra Tenun Uji"))
    gone = maker(make_sentra(name="Sentra Hilang"))
    record(Change(f"{noun}.withdraw", {}, str(gone.pk), gone.version))
    client = signed_in("ministry_staff")

    every = client.get(f"/admin/registry/{noun}/").content.decode()
    found = client.get(f"/admin/registry/{noun}/?q=celuk").content.decode()

    assert "Sentra Tenun Uji" in every and "Sentra Hilang" not in every
    assert "Sentra Perak Celuk" in found and "Sentra Tenun Uji" not in found


def test_the_facility_list_filters_by_the_state_in_force(signed_in: Any) -> None:
    sentra = make_sentra()
    idle = make_facility(sentra, name="gedung mangkrak", state="opened")
    make_facility(sentra, name="gedung dipakai", state="opened")
    make_facility_state(sentra, facility=idle, state="idle")

    html = signed_in("ministry_staff").get("/admin/registry/facility/?state=idle").content.decode()

    assert "gedung mangkrak" in html and "gedung dipakai" not in html
