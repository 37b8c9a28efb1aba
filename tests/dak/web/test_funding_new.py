"""The form of a dinas that asks DAK for money, beyond one registered sentra and five components: a
sentra still to be registered, more rows, amounts in words, menus of the year, doubts."""

import re
from typing import Any

import pytest
from django.test import Client

from dak.models import AssetDispute, Proposal
from registry.models import Draft, SubmissionAct
from tests.cast import Cast
from tests.factories import make_profile, make_sentra
from tests.factories.assets import make_asset, make_asset_state
from tests.factories.rules import make_line, make_rule_set
from tests.registry.web.forms import agree_to_the_end, inputs, open_form, press

pytestmark = pytest.mark.django_db
REGION = "/tugas/wilayah/32.04/usulan-dak/"


@pytest.fixture
def dinas(client: Client, cast: Cast) -> Client:
    """The operator of Kabupaten Bandung at his forms."""
    client.force_login(cast.regency_operator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**more: str) -> dict[str, str]:
    """A building for a sentra that the registry does not know."""
    return {
        "proposal_sentra_words": "Sentra Tenun Kidul",
        "proposal_village_words": "Sukamaju",
        "proposal_menu": "Pembangunan sentra baru",
        "proposal_asked_idr": "900.000.000",
        "line1_fund": "fisik",
        "line1_name": "Gedung produksi",
        "line1_amount_idr": "900.000.000",
        **more,
    }


def send(client: Client, path: str = REGION, **more: str) -> Any:
    return press(client, path, open_form(client, path, **typed(**more)))


def words_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_sentra_still_to_be_registered_is_proposed_for_from_the_home(
    dinas: Client, cast: Cast
) -> None:
    assert f'href="{REGION}"' in dinas.get("/tugas/").content.decode()

    answer = send(dinas)

    assert answer.status_code == 302, answer.content.decode()
    act = SubmissionAct.objects.get()
    assert (act.sentra, act.matter_code, act.kind) == (None, "32.04", "funding")
    assert agree_to_the_end(act, cast).state == "approved"
    proposal = Proposal.objects.get()
    assert (proposal.sentra, proposal.sentra_words) == (None, "Sentra Tenun Kidul")
    assert (proposal.level, proposal.regency_id, proposal.village_words) == (
        "regency",
        "32.04",
        "Sukamaju",
    )
    assert [line.amount_idr for line in proposal.lines.all()] == [900_000_000]
    assert "Sentra Tenun Kidul" in dinas.get(f"/dak/usulan/{proposal.code}/").content.decode()


def test_a_sentra_without_a_name_is_asked_for_and_nothing_typed_is_lost(dinas: Client) -> None:
    answer = send(dinas, proposal_sentra_words="")

    assert answer.status_code == 422
    assert 'value="Sukamaju"' in answer.content.decode()
    assert not SubmissionAct.objects.exists() and not Proposal.objects.exists()


@pytest.mark.parametrize("code", ["51.04", "32.99", "tidak-ada", "51", "32.04.01"])
def test_the_form_of_a_foreign_region_is_as_missing_as_one_that_is_not(
    dinas: Client, code: str
) -> None:
    assert dinas.get(f"/tugas/wilayah/{code}/usulan-dak/").status_code == 404


def test_more_rows_are_asked_for_without_a_script_and_keep_what_was_typed(
    dinas: Client, cast: Cast
) -> None:
    body = open_form(dinas, REGION, **typed())
    assert "line6_name" not in body

    answer = press(dinas, REGION, body, "more")

    assert answer.status_code == 302 and "#id_line6_name" in answer["Location"]
    more = inputs(dinas.get(answer["Location"]))
    assert (more["line1_name"], more["line6_name"], "line11_name" in more) == (
        "Gedung produksi",
        "",
        False,
    )
    assert Draft.objects.count() == 1 and not SubmissionAct.objects.exists()
    more |= {"line7_fund": "fisik", "line7_name": "Pagar", "line7_amount_idr": "100.000.000"}
    sent = press(dinas, REGION, {**more, "proposal_asked_idr": "1.000.000.000"})
    assert sent.status_code == 302, sent.content.decode()
    agree_to_the_end(SubmissionAct.objects.get(), cast)
    assert [line.name for line in Proposal.objects.get().lines.order_by("pk")] == [
        "Gedung produksi",
        "Pagar",
    ]


def test_every_amount_is_said_in_words_before_it_is_sent(dinas: Client) -> None:
    page = words_of(press(dinas, REGION, open_form(dinas, REGION, **typed()), "check"))

    assert "900 juta rupiah" in page and "di luar yang lazim" not in page


FEW = {
    "line2_fund": "fisik",
    "line2_name": "Pagar",
    "line2_amount_idr": "900.000",
    "proposal_asked_idr": "900.900.000",
}


def test_an_amount_that_may_be_thousands_is_sent_when_that_very_amount_is_confirmed(
    dinas: Client, cast: Cast
) -> None:
    body = open_form(dinas, REGION, **typed(**FEW))
    assert "amount_is_right" not in body

    asked = press(dinas, REGION, body)

    page = words_of(asked)
    assert asked.status_code == 422 and not SubmissionAct.objects.exists()
    assert "Rp900.000 (900 ribu rupiah) di luar yang lazim" in page
    assert inputs(asked)["line1_amount_idr"] == "900.000.000"
    assert inputs(asked)["amount_is_right"] == "900000"
    label = asked.content.decode().partition('name="amount_is_right"')[2].partition("</label>")[0]
    assert "Jumlah ini memang benar" in label and "900 ribu rupiah" in label
    other = press(dinas, REGION, {**body, "amount_is_right": "800000"})
    assert other.status_code == 422
    wrong = other.context["form"].errors.as_data()["line2_amount_idr"]
    assert [one.code for one in wrong] == ["amount.unconfirmed"]
    checked = press(dinas, REGION, {**body, "amount_is_right": "900000"}, "check")
    assert words_of(checked).count("di luar yang lazim") == 1

    assert press(dinas, REGION, inputs(checked)).status_code == 302

    act = SubmissionAct.objects.get()
    assert act.shown["confirmed"] == ["Pagar Rp900.000 (900 ribu rupiah)"]
    notes = [note for note in act.risk_notes if note["code"] == "outlier"]
    assert ["Pagar Rp900.000" in note["words"] for note in notes] == [True]
    desk = desk_of(dinas, cast, act)
    assert "dikonfirmasi pengusul sebagai rupiah penuh: Pagar Rp900.000 (900 ribu" in desk
    assert "tidak dikonfirmasi" not in desk


def desk_of(client: Client, cast: Cast, act: SubmissionAct) -> str:
    """What the province reads about a proposal."""
    client.force_login(cast.province_officer)
    return words_of(client.get(f"/tugas/periksa/{act.submission.receipt_number}/0/"))


def test_menus_of_the_year_are_offered_and_those_of_another_are_not(
    dinas: Client, cast: Cast
) -> None:
    year = int(open_form(dinas, REGION)["proposal_fiscal_year"])
    assert "line1_menu_code" not in open_form(dinas, REGION)
    rules = make_rule_set(fiscal_year=year)
    menu = make_line("menu.record", rule_set=rules.code, kind="build")
    make_line("menu_component.record", menu=menu.code, name="Rumah kemasan")

    said = {"line1_menu_code": menu.code, "line1_component_code": f"{menu.code}-rumah-kemasan"}
    refused = send(dinas, line1_menu_code="ta-2016-build")
    send(dinas, **said)

    assert refused.status_code == 422
    agree_to_the_end(SubmissionAct.objects.get(), cast)
    line = Proposal.objects.get().lines.get()
    assert (line.menu_code, line.component_code) == tuple(said.values())


def test_too_few_businesses_are_told_before_sending_and_to_the_reviewer(dinas: Client) -> None:
    sentra = make_sentra(province="32", regency="32.04")
    path = f"/tugas/{sentra.public_code}/usulan-dak/"
    year = int(open_form(dinas, path)["proposal_fiscal_year"])
    rules = make_rule_set(fiscal_year=year)
    make_line("minimum_units.record", rule_set=rules.code, island_group="java", minimum_count=10)
    make_profile(sentra, year=year - 1, unit_count=6, worker_count=30)
    asked = {name: said for name, said in typed().items() if not name.endswith("_words")}
    body = open_form(dinas, path, **asked)

    page = words_of(press(dinas, path, body, "check"))

    assert "tercatat 6 unit usaha" in page and "paling sedikit 10" in page
    press(dinas, path, body)
    words = [note["words"] for note in SubmissionAct.objects.get().risk_notes]
    assert any("tercatat 6 unit usaha" in one for one in words)


# --- objections about an asset at no registered sentra


def test_a_report_about_an_asset_at_no_sentra_is_objected_to_by_its_region(
    dinas: Client, cast: Cast
) -> None:
    asset = make_asset(province="32", regency="32.04")
    state = make_asset_state(asset, words="terbengkalai")
    path = f"/tugas/aset/{asset.code}/sanggah/"
    assert f'href="{path}"' in dinas.get(asset.get_absolute_url()).content.decode()

    said = {f"dispute{state.pk}_words": "Gedung dipakai sejak Mei"}
    answer = press(dinas, path, open_form(dinas, path, **said))

    assert answer.status_code == 302, answer.content.decode()
    act = SubmissionAct.objects.get()
    assert (act.sentra, act.matter_code) == (None, asset.code)
    agree_to_the_end(act, cast)
    dispute = AssetDispute.objects.get()
    assert (dispute.asset, dispute.words) == (asset, "Gedung dipakai sejak Mei")


def test_an_asset_of_another_region_or_at_a_sentra_has_no_such_form(dinas: Client) -> None:
    foreign = make_asset()
    own = make_asset(make_sentra(province="32", regency="32.04"))

    for asset in (foreign, own):
        assert dinas.get(f"/tugas/aset/{asset.code}/sanggah/").status_code == 404
