"""The form of a dinas that asks DAK for money: components that make the amount, needs they answer,
the pack it rests on; applied once the chain agrees, and refused with the figure that breaks."""

from typing import Any

import pytest
from django.test import Client

from dak.models import Proposal, ProposalLine
from registry.changes.change import Change
from registry.changes.proposal import proposed_values
from registry.models import Sentra, SubmissionAct
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import make_sentra
from tests.factories.money import make_pack
from tests.factories.parts import make_need
from tests.registry.web.forms import agree_to_the_end, open_form, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(client: Client, cast: Cast) -> Client:
    """The operator of Kabupaten Bandung at his forms."""
    client.force_login(cast.regency_operator, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def sentra() -> Sentra:
    return make_sentra(name="Sentra Rajut", province="32", regency="32.04")


def address(sentra: Sentra) -> str:
    return f"/tugas/{sentra.public_code}/usulan-dak/"


def typed(**more: str) -> dict[str, str]:
    """A building and its supervision."""
    return {
        "proposal_menu": "Revitalisasi sentra rajut",
        "proposal_asked_idr": "5.000.000.000",
        "proposal_reference_words": "TOR lengkap",
        "proposal_land_status": "clear",
        "line1_fund": "fisik",
        "line1_name": "Gedung produksi",
        "line1_amount_idr": "4.900.000.000",
        "line2_fund": "fisik",
        "line2_name": "Pengawasan",
        "line2_amount_idr": "100.000.000",
        **more,
    }


def send(client: Client, sentra: Sentra, **more: str) -> Any:
    path = address(sentra)
    return press(client, path, open_form(client, path, **typed(**more)))


def test_a_proposal_rests_on_a_pack_and_names_the_need_each_component_answers(
    dinas: Client, cast: Cast, sentra: Sentra
) -> None:
    need, pack = make_need(sentra), make_pack(sentra)

    answer = send(dinas, sentra, proposal_need_pack=str(pack.pk), line1_need=str(need.pk))

    assert answer.status_code == 302, answer.content.decode()
    act = SubmissionAct.objects.get()
    assert (act.kind, Proposal.objects.count()) == ("funding", 0)
    assert agree_to_the_end(act, cast).state == "approved"
    proposal = Proposal.objects.get()
    assert (proposal.sentra, proposal.need_pack) == (sentra, pack)
    assert proposal.fiscal_year == today_wib().year + 1
    assert (proposal.level, proposal.regency_id) == ("regency", "32.04")
    lines = proposal.lines.order_by("pk")
    assert [line.amount_idr for line in lines] == [4_900_000_000, 100_000_000]
    assert [line.need for line in lines] == [need, None]


def test_components_that_do_not_make_the_amount_are_refused_with_the_difference(
    dinas: Client, sentra: Sentra
) -> None:
    answer = send(dinas, sentra, line2_amount_idr="90.000.000")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Selisihnya Rp10.000.000" in page
    assert 'value="90.000.000"' in page
    assert not SubmissionAct.objects.exists() and not ProposalLine.objects.exists()


def test_an_amount_is_said_in_words_before_it_is_sent(dinas: Client, sentra: Sentra) -> None:
    path = address(sentra)
    page = press(dinas, path, open_form(dinas, path, **typed()), "check")

    back = press(dinas, path, {**open_form(dinas, path), **typed()}, "edit").content.decode()

    assert "Rp5.000.000.000" in page.content.decode()
    assert "5 miliar rupiah" in back


def test_what_nobody_was_asked_is_shown_without_a_way_to_change_it(
    dinas: Client, sentra: Sentra
) -> None:
    path = address(sentra)

    page = press(dinas, path, open_form(dinas, path, **typed()), "check").content.decode()

    assert "Jawa Barat" in page and 'aria-label="Ubah Provinsi"' not in page
    assert 'aria-label="Ubah Menu kegiatan"' in page


def test_a_component_does_not_name_the_proposal_it_comes_with(
    dinas: Client, sentra: Sentra
) -> None:
    send(dinas, sentra)
    act = SubmissionAct.objects.get()

    values = proposed_values([Change.from_json(one) for one in act.changes], {})

    assert "proposal.menu" in [value.key for value in values]
    assert "proposal_line.name" in [value.key for value in values]
    assert "proposal_line.proposal" not in [value.key for value in values]


@pytest.mark.parametrize("amount", ["5.000,000.000", "5e9", "lima miliar", "-1", "0"])
def test_an_amount_that_cannot_be_read_is_kept_and_told(
    dinas: Client, sentra: Sentra, amount: str
) -> None:
    answer = send(dinas, sentra, proposal_asked_idr=amount)

    assert answer.status_code == 422
    assert f'value="{amount}"' in answer.content.decode()
    assert not SubmissionAct.objects.exists()


def test_needs_and_packs_of_another_sentra_are_not_offered(dinas: Client, sentra: Sentra) -> None:
    other = make_sentra(name="Sentra Lain", province="32", regency="32.04")
    need, pack = make_need(other), make_pack(other)

    answer = send(dinas, sentra, proposal_need_pack=str(pack.pk), line1_need=str(need.pk))

    assert answer.status_code == 422
    assert not SubmissionAct.objects.exists()


def test_a_proposal_on_record_is_named_at_the_form(
    dinas: Client, cast: Cast, sentra: Sentra
) -> None:
    send(dinas, sentra)
    agree_to_the_end(SubmissionAct.objects.get(), cast)

    page = dinas.get(address(sentra)).content.decode()

    assert Proposal.objects.get().code in page


def test_the_form_of_a_foreign_sentra_is_as_missing_as_one_that_is_not(dinas: Client) -> None:
    foreign = make_sentra(province="51", regency="51.04")

    assert dinas.get(address(foreign)).status_code == 404
    assert dinas.get("/tugas/SEN-XXXX-XXXX/usulan-dak/").status_code == 404
