"""The made-up grant goes the whole way by acts, once; it is labelled wherever its numbers are, and
nothing loads it but its own command."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

import registry
from dak.choices import AssetCondition
from dak.imports import synthetic_story as story
from dak.imports.synthetic import REASON, Told, load_synthetic_grant
from dak.models import (
    Asset,
    AssetState,
    CountedGrant,
    Grant,
    GrantComponent,
    NeedPack,
    PanelReading,
    ProgressReport,
    Proposal,
)
from dak.models.grant import GrantEvent
from dak.queries.grant_page import grant_parts
from dak.queries.synthetic import PREFIX, forget_synthetic_answer
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.changes.change import Change
from registry.models import Need, Office, Regency, Source
from registry.queries.sample import forget_sample_answer
from tests.dirty_marks import applied
from tests.factories import ACTOR
from tests.footprint import footprint

pytestmark = pytest.mark.django_db
LABEL = "memuat hibah CONTOH BUATAN yang ikut terhitung"


@pytest.fixture
def told() -> Any:
    yield load_synthetic_grant(ACTOR)
    forget_synthetic_answer()
    forget_sample_answer()


def grant() -> Grant:
    return Grant.objects.get(code=story.GRANT)


def figure(definition: str) -> Any:
    """The published number of Jawa Barat in 2023."""
    drain()
    (cell,) = cells(definition, period="2023", level="province", province="32")
    return cell


def test_every_step_of_the_way_is_an_act_of_its_own_with_its_reason(told: list[Told]) -> None:
    assert [step.words for step in told if not step.rows] == []
    assert len(told) >= 20

    first = GrantEvent.objects.filter(pgh_obj=grant()).order_by("version")

    assert [event.stage for event in first] == ["allocated", "contracted", "finished"]
    reasons = [event.pgh_context["reason"] for event in first]
    assert reasons[0] == f"{REASON}: penetapan alokasi"
    assert len(set(reasons)) == 3


def test_a_second_run_changes_nothing(told: list[Told]) -> None:
    tables = (Grant, Need, Proposal, NeedPack, Asset, AssetState, ProgressReport, Source, Office)
    before = footprint(*tables)
    lines = StringIO()

    call_command("load_synthetic_grant", "--anyway", stdout=lines)

    assert lines.getvalue().splitlines()[-1] == "Tidak ada perubahan."
    assert footprint(*tables) == before


def test_what_staff_changed_since_is_not_told_again(told: list[Told]) -> None:
    need = Need.objects.earliest("pk")
    applied(Change("need.correct", {"words": "diubah"}, str(need.pk), need.version))

    assert not any(step.rows for step in load_synthetic_grant(ACTOR))

    need.refresh_from_db()
    assert need.words == "diubah"


def test_the_proposal_rests_on_the_pack_and_each_component_closes_its_need(
    told: list[Told],
) -> None:
    proposal = Proposal.objects.get(code=story.PROPOSAL)
    assert proposal.need_pack is not None
    packed = {one["id"] for one in proposal.need_pack.snapshot["needs"]}
    assert packed == set(proposal.lines.exclude(need=None).values_list("need", flat=True))

    closed = {need.words: (need.state, str(need.state_on)) for need in Need.objects.all()}

    assert closed == {
        "Tempat produksi bersama": ("answered", "2024-03-04"),
        "Mesin belah dan serut bambu": ("answered", "2024-03-18"),
    }
    begun = GrantComponent.objects.exclude(operates_on=None).values_list("need_id", flat=True)
    assert set(begun) == packed


def test_the_tranches_are_those_of_2023_and_their_gates_were_passed_when_they_were_asked_for(
    told: list[Told],
) -> None:
    payment = Client().get(grant().get_absolute_url()).context["payment"]

    assert payment.mode.mode == "staged"
    first, second, third = payment.tranches
    assert (first.share_idr, first.paid_idr) == (600 * story.MILLION, 600 * story.MILLION)
    assert (second.share_idr, second.paid_idr) == (1_080 * story.MILLION, 1_080 * story.MILLION)
    assert third.paid_idr == 670 * story.MILLION
    # 520 of 600 by the end of July; 1.560 of 1.680 by the end of October.
    assert [gate.is_passed for gate in second.gates] == [True]
    assert "86,67%" in second.gates[0].sentence
    absorption, output = third.gates
    assert absorption.is_passed and "92,86%" in absorption.sentence
    # What 2023 asks of the output was not found: never judged by the figure of another year.
    assert (output.kind, output.is_passed) == ("output", None)


def test_the_money_of_every_stage_is_one_number_and_fits_the_one_before(told: list[Told]) -> None:
    steps = grant_parts(
        CountedGrant.objects.select_related("grant").get(grant=grant(), period="latest")
    ).steps

    found = [(step.code, step.figure and step.figure.low, step.is_claimed) for step in steps[1:]]

    assert found == [
        ("work_plan", 2_400 * story.MILLION, False),
        ("contracted", 2_350 * story.MILLION, False),
        ("disbursed", 2_350 * story.MILLION, False),
        ("absorbed", 2_338 * story.MILLION, False),
    ]
    assert steps[0].figure and steps[0].figure.low == steps[0].figure.high == story.ASKED


def test_the_page_tells_the_whole_story_and_that_nothing_of_it_is_true(told: list[Told]) -> None:
    html = Client().get(grant().get_absolute_url()).content.decode()

    for words in (
        "tidak satu pun angkanya fakta",
        LABEL,
        "Penetapan alokasi",
        "Adendum kontrak",
        "Tahap 3 disalurkan, Rp670.000.000",
        "Serah terima (BAST)",
        "Kemajuan fisik dilaporkan 78 persen",
        "Mulai beroperasi",
        "Registri Sentra IKM",
    ):
        assert words in html, words


def test_assets_pass_their_states_and_readings_lie_before_and_after(told: list[Told]) -> None:
    states = AssetState.objects.filter(asset__code=story.BUILDING).order_by("state_on")
    moments = PanelReading.objects.filter(sentra__name=story.SENTRA_NAME)

    assert [row.state for row in states] == [
        AssetCondition.BUILT,
        AssetCondition.HANDED_OVER,
        AssetCondition.OPERATING,
    ]
    found = {(r.indicator.code, r.moment, int(r.amount_low or 0)) for r in moments}
    assert {("workers", "before", 38), ("workers", "after", 61)} <= found


def test_every_row_says_by_code_name_or_source_that_it_is_made_up(told: list[Told]) -> None:
    assert grant().is_sample and grant().code.startswith(PREFIX)
    assert Asset.objects.exclude(code__startswith=PREFIX).count() == 0
    assert Office.objects.get(code=story.OFFICE).name.endswith("CONTOH BUATAN")
    source = Source.objects.get(code=story.SOURCE)
    assert (source.publisher, source.title[:13]) == ("Registri Sentra IKM", "CONTOH BUATAN")
    assert set(Need.objects.values_list("source", flat=True)) == {source.pk}
    assert "CONTOH BUATAN" in grant().sentra.name  # type: ignore[union-attr]


# --- what it does to published numbers


def test_its_money_moves_the_numbers_and_every_surface_that_shows_them_says_so(
    told: list[Told],
) -> None:
    assert figure("dak.ceiling").low == story.ASKED
    assert figure("dak.absorbed").low == 2_338 * story.MILLION

    region = Client().get("/dak/wilayah/32/")
    year = Client().get("/dak/tahun/2023/")
    answer = Client().get("/api/v1/aggregates/dak.ceiling/", {"province": "32"})

    assert "Angka di halaman ini memuat CONTOH BUATAN" in region.content.decode()
    assert "Angka registri tahun ini memuat CONTOH BUATAN" in year.content.decode()
    assert LABEL in answer.json()["notice"]
    assert LABEL in Client().get("/").content.decode()


def test_other_regions_and_years_are_neither_moved_nor_marked(told: list[Told]) -> None:
    drain()

    assert cells("dak.ceiling", period="2023", level="province", province="51") == []
    for address in ("/dak/wilayah/51/", "/dak/tahun/2019/"):
        html = Client().get(address).content.decode()
        assert "Angka di halaman ini memuat" not in html
        assert "Angka registri tahun ini memuat" not in html


# --- how it comes in


def test_no_start_and_no_sample_loads_it() -> None:
    listed = [*project.SAMPLE_LOADERS, *(command for _name, command in project.REFERENCE_STEPS)]
    root = Path(registry.__file__).parent.parent
    starts = [*root.glob("registry/management/commands/*.py"), *root.glob("sentra/ops/*.py")]
    starts += [*root.glob("registry/imports/*.py"), root / "docker-compose.yml", root / "ikm"]

    assert not any("synthetic" in name for name in listed)
    assert [path.name for path in starts if "synthetic" in path.read_text()] == []


def test_without_its_region_nothing_is_loaded(monkeypatch: Any) -> None:
    monkeypatch.setattr(story, "REGENCY", "99.99")
    before = footprint(Grant, Need, Source)

    with pytest.raises(CommandError, match="kabupaten"):
        call_command("load_synthetic_grant", "--anyway", stdout=StringIO())

    assert not Regency.objects.filter(code="99.99").exists()
    assert not Grant.objects.exists() and not Need.objects.exists()
    assert len(footprint(Grant, Need, Source)) == len(before)


def test_a_server_that_is_no_demonstration_takes_it_only_when_it_is_meant(settings: Any) -> None:
    settings.DEMO_LOGINS_ALLOWED = False

    with pytest.raises(CommandError, match="--anyway"):
        call_command("load_synthetic_grant", stdout=StringIO())
    assert not Grant.objects.exists() and not Source.objects.exists()

    settings.DEMO_LOGINS_ALLOWED = True
    call_command("load_synthetic_grant", stdout=StringIO())
    assert grant().is_sample
