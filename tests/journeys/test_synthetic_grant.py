"""A made-up grant on its way through forms and review: the need pack by the button, the proposal by
the dinas, the money by the ministry, progress, asset and outcome by the dinas again; then the
public page, the published numbers and the API tell the same. Every step rests on the one before."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dak.imports.rules import load_rules
from dak.models import (
    Asset,
    Contract,
    Grant,
    GrantComponent,
    NeedPack,
    OutcomeReading,
    ProgressPhoto,
    ProgressReport,
    Proposal,
)
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from registry.imports.code_lists import load_code_lists
from registry.models import Need, Office, Sentra, Source, SubmissionAct
from tests.cast import Cast
from tests.factories import ACTOR, make_attachment, make_sentra, make_source
from tests.factories.parts import make_need
from tests.registry.admin.page import REASON, opened, sent
from tests.registry.admin.test_bulk import hidden
from tests.registry.chain import second_agrees
from tests.registry.web.forms import agree_to_the_end, open_form, press

pytestmark = pytest.mark.django_db

MILLION = 1_000_000
YEAR = 2023
APPROVED = {"approved_on": "01/12/2023", "approval_words": "surat pengesahan karangan"}


class Way:
    """The people, the sentra and the grant of the journey, and what each of them does next."""

    def __init__(self, cast: Cast, dinas: Client, ministry: Client) -> None:
        self.cast, self.dinas, self.ministry = cast, dinas, ministry
        self.sentra: Sentra = make_sentra(
            name="CONTOH BUATAN Sentra Anyaman", province="32", regency="32.04"
        )
        self.need: Need = make_need(self.sentra, need_kind="infrastructure", words="gedung bersama")
        self.source: Source = make_source(publisher="Registri Sentra IKM", title="CONTOH BUATAN")

    # --- what people press

    def proposes(self, path: str, **typed: str) -> SubmissionAct:
        """The dinas fills in a form and sends it; the chain agrees to the end."""
        answer = press(self.dinas, path, open_form(self.dinas, path, **typed))
        assert answer.status_code == 302, answer.content.decode()
        act = agree_to_the_end(SubmissionAct.objects.latest("pk"), self.cast)
        assert act.state == "approved", act.state
        return act

    def records(self, url: str, prefix: str, **values: str) -> None:
        """The ministry adds one line to a page; a second of its people lets through what is
        grave."""
        data = opened(self.ministry, url)
        number = int(data[f"{prefix}-TOTAL_FORMS"])
        data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
        told = {"source": self.source.code, **values}
        added = {f"{prefix}-{number}-{name}": value for name, value in told.items()}
        answer = sent(self.ministry, url, data | added, **REASON)
        assert answer.status_code == 302, answer.content.decode()
        second_agrees()

    @property
    def grant(self) -> Grant:
        return Grant.objects.get()

    @property
    def page(self) -> str:
        return reverse("admin:dak_grant_change", args=[self.grant.pk])

    def gates(self, tranche: int) -> list[bool | None]:
        """Whether the gates of a tranche are passed, as the public page says."""
        payment = Client().get(self.grant.get_absolute_url()).context["payment"]
        return [gate.is_passed for gate in payment.tranches[tranche - 1].gates]

    # --- from need to allocation

    def packs(self) -> None:
        answer = self.dinas.post(f"/dak/paket/buat/{self.sentra.public_code}/")
        pack = NeedPack.objects.get()
        assert answer.url == f"/dak/paket/{pack.pk}/"
        assert [one["id"] for one in pack.snapshot["needs"]] == [self.need.pk]

    def asks(self) -> None:
        self.proposes(
            f"/tugas/{self.sentra.public_code}/usulan-dak/",
            usulan_fiscal_year=str(YEAR),
            usulan_menu="CONTOH BUATAN revitalisasi sentra anyaman",
            usulan_asked_idr="2.400.000.000",
            usulan_need_pack=str(NeedPack.objects.get().pk),
            usulan_reference_words="TOR karangan",
            usulan_budget_words="RAB karangan",
            usulan_land_status="clear",
            rincian1_fund="fisik",
            rincian1_name="Gedung produksi",
            rincian1_need=str(self.need.pk),
            rincian1_amount_idr="2.250.000.000",
            rincian2_fund="fisik",
            rincian2_name="Pengawasan",
            rincian2_amount_idr="150.000.000",
        )
        proposal = Proposal.objects.get()
        assert (proposal.need_pack, proposal.asked_idr) == (NeedPack.objects.get(), 2_400 * MILLION)
        assert not Grant.objects.exists()

    def is_assessed(self) -> None:
        url = reverse("admin:dak_proposal_change", args=[Proposal.objects.get().pk])
        for stage, day in (("proposed", "16/05/2022"), ("final_assessment", "26/09/2022")):
            self.records(
                url,
                "stages",
                stage=stage,
                happened_on=day,
                office_words="Kementerian, CONTOH BUATAN",
                verdict="passed",
            )
        stages = Proposal.objects.get().stages.values_list("stage", "verdict")
        assert set(stages) == {("proposed", "passed"), ("final_assessment", "passed")}

    def is_allocated(self) -> None:
        proposal = Proposal.objects.get()
        url = reverse("admin:bulk", args=["dak.proposal", "allocate"])
        preview = self.ministry.post(
            url,
            {
                "rows": f"{proposal.pk}:",
                "happened_on": "12/12/2022",
                "office_words": "Kementerian, CONTOH BUATAN",
                "source": self.source.code,
                **REASON,
            },
        )
        assert preview.status_code == 200
        answer = self.ministry.post(url, {**hidden(preview), "_apply": "1"})
        assert answer.status_code == 302, answer.content.decode()
        second_agrees()
        grant = self.grant
        assert (grant.proposal, grant.sentra, grant.stage) == (proposal, self.sentra, "allocated")
        assert grant.claims.get().is_official
        building = GrantComponent.objects.get(name="Gedung produksi")
        assert (building.need, building.amount_idr) == (self.need, 2_250 * MILLION)

    # --- the money

    def contracts(self) -> None:
        self.records(self.page, "workplan_set", number="RK-1", amount_idr="2.400.000.000")
        building = GrantComponent.objects.get(name="Gedung produksi")
        self.records(
            self.page,
            "contract_set",
            number="K-1",
            kind="tender",
            subject="Gedung produksi",
            component=str(building.pk),
            amount_idr="2.100.000.000",
            signed_on="20/03/2023",
            starts_on="27/03/2023",
            ends_on="22/09/2023",
            **APPROVED,
        )
        self.records(
            self.page,
            "contractaddendum_set",
            contract=str(Contract.objects.get().pk),
            number="A-1",
            signed_on="28/08/2023",
            amount_idr="2.200.000.000",
            ends_on="20/10/2023",
        )
        ledger = Client().get(self.grant.get_absolute_url()).context["parts"].ledger
        (state,) = ledger.contracts
        assert (state.amount, state.is_extended) == (2_200 * MILLION, True)

    def is_paid(self) -> None:
        """Each tranche after its gate: 75 and 90 percent of what was received."""
        self.pays(1, "600.000.000", "03/04/2023", "14/04/2023")
        assert self.gates(2) == [None]
        self.spends("31/05/2023", "300.000.000")
        assert self.gates(2) == [False]
        self.spends("31/07/2023", "520.000.000")
        assert self.gates(2) == [True]
        self.pays(2, "1.080.000.000", "02/08/2023", "11/08/2023")
        assert self.gates(3)[0] is False
        self.spends("31/10/2023", "1.560.000.000")
        assert self.gates(3)[0] is True
        self.pays(3, "520.000.000", "06/11/2023", "17/11/2023")
        self.spends("20/12/2023", "2.190.000.000")

    def pays(self, tranche: int, amount: str, requested_on: str, paid_on: str) -> None:
        self.records(
            self.page,
            "disbursement_set",
            tranche_number=str(tranche),
            amount_idr=amount,
            requested_on=requested_on,
            paid_on=paid_on,
        )

    def spends(self, as_of_on: str, amount: str) -> None:
        self.records(self.page, "absorption_set", as_of_on=as_of_on, amount_idr=amount)

    def hands_over(self) -> None:
        data = opened(self.ministry, self.page)
        dated = {"contract_set-0-handed_over_on": "06/11/2023", "stage": "finished"}
        answer = sent(self.ministry, self.page, data | dated, **REASON)
        second_agrees()
        assert answer.status_code == 302, answer.content.decode()
        assert str(Contract.objects.get().handed_over_on) == "2023-11-06"

    # --- what the dinas sees

    def reports(self) -> None:
        office = Office.objects.get(name="Dinas Kab. Bandung")
        path = f"/tugas/hibah/{self.grant.code}/kemajuan/"
        for quarter, day, percent, amount in (
            (2, "30/06/2023", "33", "400.000.000"),
            (4, "20/12/2023", "100", "2.190.000.000"),
        ):
            page = open_form(self.dinas, path)
            photo = make_attachment(office, self.cast.regency_operator, token=page["token"])
            shown = {2: "start", 4: "full"}[quarter]
            self.proposes(
                f"{path}?token={page['token']}",
                what="new",
                period=f"quarter-{quarter}",
                as_of_on=day,
                physical_percent=percent,
                amount_idr=amount,
                **{f"photo{photo.pk}": shown},
            )
        assert ProgressReport.objects.count() == ProgressPhoto.objects.count() == 2
        assert set(ProgressPhoto.objects.values_list("stage", flat=True)) == {"start", "full"}

    def uses_the_building(self) -> None:
        path = f"/tugas/{self.sentra.public_code}/aset/"
        self.proposes(
            path,
            asset_name="CONTOH BUATAN gedung produksi",
            asset_facility_kind="production_building",
            asset_completed_on="20/10/2023",
            asset_handed_over_on="06/11/2023",
        )
        asset = Asset.objects.get()
        building = GrantComponent.objects.get(name="Gedung produksi")
        self.records(
            reverse("admin:dak_asset_change", args=[asset.pk]),
            "fundings",
            grant=self.grant.code,
            component=str(building.pk),
        )
        assert Need.objects.get().state == "open"
        prefix = f"state{asset.pk}"
        self.proposes(path, **{f"{prefix}_state": "operating", f"{prefix}_state_on": "04/03/2024"})
        self.need.refresh_from_db()
        building.refresh_from_db()
        assert (self.need.state, str(self.need.state_on)) == ("answered", "2024-03-04")
        assert self.grant.code in self.need.answered_by
        assert str(building.operates_on) == "2024-03-04"

    def tells_what_changed(self) -> None:
        self.proposes(
            f"/tugas/{self.sentra.public_code}/hasil/",
            new1_indicator="workers",
            new1_amount="38",
            new1_as_of_on="31/12/2022",
            new2_indicator="workers",
            new2_amount="61",
            new2_as_of_on="31/12/2024",
        )
        figures = OutcomeReading.objects.values_list("amount_low", flat=True)
        assert sorted(map(int, figures)) == [38, 61]


def published(definition: str, period: str = str(YEAR)) -> Any:
    """The published number of Jawa Barat, worked off."""
    drain()
    found = cells(definition, period=period, level="province", province="32")
    return found[0] if found else None


@pytest.fixture
def way(cast: Cast, signed_in: Any) -> Way:
    load_code_lists(ACTOR)
    load_rules(ACTOR)
    return Way(cast, signed_in("regency_operator"), signed_in("ministry_staff"))


def test_a_grant_goes_from_need_pack_to_outcome_through_forms_and_review(way: Way) -> None:
    assert published("dak.ceiling") is None
    way.packs()
    way.asks()
    way.is_assessed()
    assert published("dak.ceiling") is None
    way.is_allocated()
    assert published("dak.ceiling").low == 2_400 * MILLION
    way.contracts()
    assert published("dak.contracted").low == 2_200 * MILLION
    way.is_paid()
    assert published("dak.disbursed").low == 2_200 * MILLION
    way.hands_over()
    way.reports()
    way.uses_the_building()
    way.tells_what_changed()

    the_page_shows_the_whole_way(way)
    the_published_numbers_are_those_of_the_grant(way)
    the_api_tells_the_same(way)


def the_page_shows_the_whole_way(way: Way) -> None:
    answer = Client().get(way.grant.get_absolute_url())
    context, html = answer.context, answer.content.decode()
    bars = {bar.label: bar.is_missing for bar in context["waterfall"].bars}
    assert not any(bars.values()) and "Terserap" in bars
    told = [event.what for event in context["timeline"]]
    for what in ("Penetapan alokasi", "Adendum kontrak", "Mulai beroperasi", "Serah terima (BAST)"):
        assert what in told
    (whole,) = context["progress"].parts
    assert len(whole.reports) == 2 and whole.curve is not None
    (asset,) = context["assets"]
    assert asset.state_label == "Beroperasi"
    assert "38" in html and "61" in html and context["outcomes"]


def the_published_numbers_are_those_of_the_grant(way: Way) -> None:
    assert published("dak.absorbed").low == 2_190 * MILLION
    assert published("dak.absorption_weighted").low == pytest.approx(91.25)
    assert published("dak.assets", "latest").n_records == 1
    assert published("sentra.with_dak", "latest").n_records == 1


def the_api_tells_the_same(way: Way) -> None:
    code = way.grant.code
    grant = Client().get(f"/api/v1/dak/grants/{code}/").json()
    paid = Client().get("/api/v1/dak/disbursements/", {"grant": code}).json()["results"]
    where = {"province": "32", "year": str(YEAR), "level": "province"}
    numbers = Client().get("/api/v1/aggregates/dak.disbursed/", where).json()["results"]

    assert grant["stage"] == "finished"
    assert sum(row["amount_idr"] for row in paid) == 2_200 * MILLION
    (cell,) = [cell for cell in numbers if cell["level"] == "province"]
    assert cell["value"] == 2_200 * MILLION
