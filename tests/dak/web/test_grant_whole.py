"""The page of a grant whole: the waterfall, the timeline, tranches with their gates, shares,
components with their needs, and the badge of the sentra."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dak.models import CountedGrant, Grant
from dak.queries.grant_page import grant_parts
from dak.queries.timeline import timeline
from dak.web.waterfall import waterfall
from registry.changes.change import Change
from tests.dirty_marks import applied
from tests.factories import make_claim, make_grant, make_sentra, make_source, make_verification
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_funding,
    make_asset_state,
    office_of,
)
from tests.factories.money import (
    make_absorption,
    make_addendum,
    make_component,
    make_contract,
    make_disbursement,
    make_grant_worth,
    make_leftover,
    make_proposal,
    make_proposal_stage,
    make_share,
    make_work_plan,
)
from tests.factories.parts import make_need
from tests.factories.progress import make_report, make_revision
from tests.factories.rules import make_line, make_mode, make_rule_set, make_tranche
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db

MILLIARD = 10**9
TODAY = date(2026, 11, 21)


def context(grant: Grant) -> Any:
    response = Client().get(grant.get_absolute_url())
    assert response.status_code == 200
    return response.context


def bars(grant: Grant) -> dict[str, Any]:
    return {bar.label: bar for bar in context(grant)["waterfall"].bars}


def events(grant: Grant) -> list[tuple[str, str]]:
    counted = CountedGrant.objects.select_related("grant").get(grant=grant, period="latest")
    found = timeline(grant_parts(counted), TODAY)
    return [(event.on.isoformat(), event.what) for event in found]


def test_every_step_is_a_share_of_the_widest_and_what_is_missing_is_hatched() -> None:
    grant = make_grant_worth(10 * MILLIARD)
    make_work_plan(grant, amount_idr=9 * MILLIARD)
    make_contract(grant, amount_idr=8 * MILLIARD)
    make_disbursement(grant, amount_idr=5 * MILLIARD, paid_on="2024-05-01")

    found = bars(grant)

    assert {label: bar.solid for label, bar in found.items()} == {
        "Pagu": "100.00",
        "Rencana kegiatan (RK)": "90.00",
        "Kontrak": "80.00",
        "Disalurkan ke kas daerah": "50.00",
        "Terserap": "0.00",
    }
    assert [label for label, bar in found.items() if bar.is_missing] == ["Terserap"]
    # Only an upper bound: no more can be spent than was paid.
    assert found["Terserap"].hatched == "50.00"


def test_reported_zero_is_drawn_as_nothing_and_never_as_missing() -> None:
    grant = make_grant_worth(10 * MILLIARD)
    make_absorption(grant, amount_idr=0)

    bar = bars(grant)["Terserap"]

    assert (bar.is_missing, bar.solid, bar.hatched, bar.words) == (False, "0.00", "0.00", "0")


def test_a_range_is_solid_to_its_lower_end_and_hatched_to_its_upper() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=5 * MILLIARD)
    make_claim(grant, amount_idr=8 * MILLIARD)

    bar = bars(grant)["Pagu"]

    assert (bar.solid, bar.hatched_x, bar.hatched, bar.words) == (
        "62.50",
        "62.50",
        "37.50",
        "5–8",
    )


def test_components_hang_below_the_ceiling_and_fill_it() -> None:
    grant = make_grant_worth(10 * MILLIARD, unspecified_idr=10 * MILLIARD)
    values = {"grant": grant.code, "source": make_source().code, "name": "gedung produksi"}
    applied(
        Change("grant.correct", {"unspecified_idr": 4 * MILLIARD}, grant.code, grant.version),
        Change("component.record", {**values, "amount_idr": 6 * MILLIARD}),
    )

    found = bars(grant)

    building, rest = found["– gedung produksi"], found["– Belum dirinci"]
    assert (building.x, building.solid) == ("40.00", "60.00")
    assert (rest.x, rest.solid) == ("0.00", "40.00")


def test_nothing_is_drawn_where_no_source_names_an_amount() -> None:
    grant = make_grant()

    assert not context(grant)["waterfall"].is_drawn
    assert '<svg class="chart"' not in Client().get(grant.get_absolute_url()).content.decode()


def test_the_table_holds_every_number_of_the_drawing() -> None:
    grant = make_grant_worth(5_345_000_000)
    make_contract(grant, amount_idr=3_561_305_614)

    html = Client().get(grant.get_absolute_url()).content.decode()

    assert "Rp5.345.000.000" in html and "Rp3.561.305.614" in html


def test_dated_events_of_every_noun_stand_in_the_order_of_time() -> None:
    proposal = make_proposal()
    make_proposal_stage(proposal)
    grant = make_grant_worth(9 * MILLIARD, proposal=proposal.code)
    contract = make_contract(
        grant, amount_idr=5 * MILLIARD, signed_on="2024-06-13", handed_over_on="2024-12-09"
    )
    make_addendum(contract, amount_idr=6 * MILLIARD, signed_on="2024-10-01")
    make_disbursement(
        grant, amount_idr=2 * MILLIARD, requested_on="2024-03-01", paid_on="2024-04-01"
    )
    make_absorption(grant, amount_idr=MILLIARD, as_of_on="2024-06-30")
    make_leftover(grant, amount_idr=MILLIARD)

    found = events(grant)

    assert [day for day, _what in found] == sorted((day for day, _ in found), reverse=True)
    assert [what for _day, what in found if not what.startswith("Disebut")] == [
        "Sisa dana dinyatakan Rp1.000.000.000",
        "Serah terima (BAST)",
        "Adendum kontrak",
        "Terserap kumulatif Rp1.000.000.000",
        "Kontrak ditandatangani, Rp5.000.000.000",
        "Tahap 1 disalurkan, Rp2.000.000.000",
        "Tahap 1 diminta, Rp2.000.000.000",
        "Diusulkan daerah",
    ]


def test_what_lies_ahead_says_so() -> None:
    grant = make_grant_worth(9 * MILLIARD)
    make_contract(grant, amount_idr=MILLIARD, signed_on="2024-06-13", ends_on="2099-12-09")

    (ahead,) = [event for event in context(grant)["timeline"] if event.is_ahead]

    assert (ahead.what, ahead.on.year) == ("Akhir masa kontrak", 2099)


def test_two_dates_of_one_signing_are_marked_odd() -> None:
    grant = make_grant_worth(9 * MILLIARD)
    values = {"signed_on": "2024-06-13", "other_date_words": "26 Juni 2024"}
    make_contract(grant, amount_idr=MILLIARD, **values)

    (signing,) = [event for event in context(grant)["timeline"] if event.is_odd]

    assert "26 Juni 2024" in signing.note


def test_reports_and_states_of_assets_are_told_with_who_says_so() -> None:
    grant = make_grant_worth(9 * MILLIARD)
    wrong = make_report(grant, as_of_on="2024-06-30", physical_percent="60")
    make_revision(wrong, physical_percent="45.5")
    asset = make_asset(handed_over_on="2024-11-01")
    make_asset_funding(asset, grant)
    make_asset_state(asset, state_on="2025-02-01", words="gedung kosong")
    confirm_asset_state(asset, state="operating", state_on="2025-05-02")

    told = {event.what: event.note for event in context(grant)["timeline"]}

    # A report that was corrected is no event of its own.
    assert [what for what in told if "Kemajuan" in what] == [
        "Kemajuan fisik dilaporkan 45,5 persen"
    ]
    assert "gedung kosong" in told[f"{asset.name}: Tidak dipakai"]
    assert told[f"{asset.name}: Tidak dipakai"].startswith("menurut ")
    assert told[f"{asset.name}: Beroperasi"] == f"dipastikan {office_of(asset).name}"
    assert f"Serah terima (BAST): {asset.name}" in told


def staged(year: int = 2024, output: str = "") -> None:
    rules = make_rule_set(fiscal_year=year)
    mode = make_mode(rule_set=rules.code, mode="staged", ceiling_above_idr=MILLIARD)
    make_tranche(mode=mode.code, number=1, share_percent="25")
    second = make_tranche(mode=mode.code, number=2, share_percent="45")
    make_line("gate.record", tranche=second.code, kind="absorption", minimum_percent="75")
    if output:
        make_line("gate.record", tranche=second.code, kind="output", minimum_percent=output)


def test_tranches_are_worth_their_share_and_gates_are_judged_by_what_was_reported() -> None:
    staged()
    grant = make_grant_worth(10 * MILLIARD)
    make_disbursement(grant, amount_idr=2_500_000_000, paid_on="2024-03-01")
    make_absorption(grant, amount_idr=1_000_000_000, as_of_on="2024-06-30")

    payment = context(grant)["payment"]

    assert [(one.share_idr, one.paid_idr) for one in payment.tranches] == [
        (2_500_000_000, 2_500_000_000),
        (4_500_000_000, None),
    ]
    assert [gate.is_passed for gate in payment.tranches[1].gates] == [False]


def gates_of_the_second(grant: Grant) -> list[bool | None]:
    return [gate.is_passed for gate in context(grant)["payment"].tranches[1].gates]


def test_a_gate_of_output_is_judged_by_the_newest_report_in_force_about_the_whole() -> None:
    staged(output="70")
    grant = make_grant_worth(10 * MILLIARD)
    assert gates_of_the_second(grant)[1] is None
    part = make_component(grant, amount_idr=10 * MILLIARD)
    make_report(grant, component=str(part.pk), physical_percent="90")
    assert gates_of_the_second(grant)[1] is None

    low = make_report(grant, as_of_on="2024-06-30", physical_percent="69.999")
    assert gates_of_the_second(grant)[1] is False

    make_revision(low, physical_percent="70")
    assert gates_of_the_second(grant)[1] is True


def test_a_tranche_that_was_paid_is_judged_by_what_stood_when_it_was_asked_for() -> None:
    staged()
    grant = make_grant_worth(10 * MILLIARD)
    make_disbursement(grant, amount_idr=2_500_000_000, paid_on="2024-03-01")
    make_absorption(grant, amount_idr=1_000_000_000, as_of_on="2024-05-31")
    make_disbursement(
        grant,
        tranche_number=2,
        amount_idr=4_500_000_000,
        requested_on="2024-06-10",
        paid_on="2024-07-01",
    )
    make_absorption(grant, amount_idr=6_000_000_000, as_of_on="2024-12-31")

    # 1 of 2,5 milliard, not the 6 that were spent later.
    assert gates_of_the_second(grant) == [False]


@pytest.mark.parametrize("amounts", [(MILLIARD, 5 * MILLIARD), ()])
def test_without_one_way_of_paying_the_page_says_why(amounts: tuple[int, ...]) -> None:
    staged()
    grant = make_grant()
    for amount in amounts:
        make_claim(grant, amount_idr=amount)

    payment = context(grant)["payment"]

    assert payment.mode is None and payment.tranches == ()
    assert payment.why_not in Client().get(grant.get_absolute_url()).content.decode()


def test_a_year_without_rules_says_so() -> None:
    assert "belum tercatat" in context(make_grant_worth(MILLIARD))["payment"].why_not


def test_shares_name_every_sentra_with_its_percent() -> None:
    grant = make_grant_worth(9 * MILLIARD)
    sentra = make_sentra(name="Sentra Perak")
    make_share(grant, sentra)

    html = Client().get(grant.get_absolute_url()).content.decode()

    assert "Sentra Perak" in html and "Bagian setiap sentra" in html
    assert "Sentranya belum terdaftar" not in html


def test_a_component_shows_the_need_it_answers() -> None:
    sentra = make_sentra()
    need = make_need(sentra)
    grant = make_grant_worth(MILLIARD, sentra=sentra.public_code)
    make_component(grant, amount_idr=MILLIARD, need=str(need.pk), sentra=sentra.public_code)

    html = Client().get(grant.get_absolute_url()).content.decode()

    assert need.need_kind.name in html
    assert context(grant)["parts"].grant.sentra.listed.verification == "never"


def test_the_badge_of_the_sentra_is_that_of_its_verification() -> None:
    sentra = make_sentra()
    make_verification(sentra)

    page = context(make_grant_worth(MILLIARD, sentra=sentra.public_code))

    assert page["parts"].grant.sentra.listed.verification in ("current", "due", "lapsed")
    assert context(make_grant())["parts"].grant.sentra is None


def test_an_earlier_grant_of_the_line_is_linked() -> None:
    first = make_grant(fiscal_year=2022)
    grant = make_grant(fiscal_year=2024, continues=first.code)

    html = Client().get(grant.get_absolute_url()).content.decode()

    assert f'href="/dak/{first.code}/"' in html


def test_number_of_queries_does_not_grow_with_the_rows_of_a_grant() -> None:
    staged()
    grant = make_grant_worth(20 * MILLIARD)
    make_contract(grant, amount_idr=MILLIARD, signed_on="2024-02-01")
    make_disbursement(grant, amount_idr=1, paid_on="2024-03-01")
    make_absorption(grant, amount_idr=0)
    once = page_queries(grant.get_absolute_url())
    for number in (2, 3):
        make_contract(grant, amount_idr=MILLIARD, signed_on=f"2024-0{number}-01")
        make_disbursement(grant, amount_idr=1, tranche_number=number)
        make_absorption(grant, amount_idr=0, as_of_on=f"2024-0{number}-01")

    assert page_queries(grant.get_absolute_url()) == once


def test_a_bar_never_leaves_the_drawing() -> None:
    grant = make_grant()
    make_claim(grant, stage="contract", amount_idr={"low": 5, "high": None, "qualifier": ">="})
    make_claim(grant, amount_idr={"low": None, "high": 4, "qualifier": "<="})
    counted = CountedGrant.objects.select_related("grant").get(grant=grant, period="latest")

    for bar in waterfall(grant_parts(counted)).bars:
        assert 0 <= float(bar.x) + float(bar.solid) <= 100.01
        assert float(bar.hatched) >= 0
        assert float(bar.hatched_x) + float(bar.hatched) <= 100.01
