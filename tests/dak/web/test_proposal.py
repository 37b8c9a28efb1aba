"""The page of a proposal and the list: what is asked and for which need, every stage with its
verdict in order, and whether it was ever funded; found from wherever people look for it."""

import re

import pytest
from django.test import Client

from dak.models import Proposal, ProposalLine
from registry.changes.change import Change
from registry.changes.engine import check
from registry.models import SubmissionAct
from tests.cast import Cast
from tests.dirty_marks import applied
from tests.factories import ACTOR, make_grant, make_sentra
from tests.factories.money import make_proposal, make_proposal_line, make_proposal_stage
from tests.factories.parts import make_need
from tests.registry.api.read import results
from tests.registry.web.forms import agree_to_the_end, open_form, press

pytestmark = pytest.mark.django_db
MILLIARD = 10**9


def page(path: str, client: Client | None = None) -> str:
    """The words of a page, blanks folded."""
    answer = (client or Client()).get(path)
    assert answer.status_code == 200, answer.content
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_says_what_is_asked_and_which_need_it_answers() -> None:
    sentra = make_sentra(name="Sentra Bambu")
    need = make_need(sentra)
    proposal = make_proposal(sentra=sentra.public_code, reference_words="TOR lengkap")
    make_proposal_line(proposal, name="Rumah kemasan", amount_idr=3 * MILLIARD, need=str(need.pk))
    make_proposal_line(proposal, name="Bengkel ditarik")
    applied(withdrawing(proposal.lines.get(name="Bengkel ditarik")))

    html = page(f"/dak/usulan/{proposal.code}/")

    assert "Rumah kemasan" in html and str(need.need_kind) in html and "3.000.000.000" in html
    assert sentra.get_absolute_url() in html and "TOR lengkap" in html
    assert "Bengkel ditarik" not in html


def withdrawing(line: ProposalLine) -> Change:
    return Change("proposal_line.withdraw", {}, str(line.pk), line.version)


def test_every_stage_stands_with_its_verdict_in_the_order_of_its_day() -> None:
    proposal = make_proposal()
    days = ("proposed", "2023-05-02"), ("verification", "2023-06-20")
    for stage, day in (*days, ("final_assessment", "2023-09-10")):
        verdict = "rejected" if stage == "final_assessment" else "passed"
        make_proposal_stage(proposal, stage=stage, happened_on=day, verdict=verdict)

    html = page(f"/dak/usulan/{proposal.code}/")

    table = html[html.index('id="tahap"') :]
    words = ("Diusulkan daerah", "Verifikasi provinsi", "Penilaian akhir", "Tidak disetujui")
    places = [table.index(word) for word in words]
    assert places == sorted(places)
    assert "Usulan ini belum pernah dibiayai." in html


def test_a_grant_and_its_proposal_lead_to_each_other_until_it_is_withdrawn() -> None:
    proposal = make_proposal()
    grant = make_grant(proposal=proposal.code, fiscal_year=proposal.fiscal_year)
    address = f"/dak/usulan/{proposal.code}/"
    assert f'href="/dak/{grant.code}/"' in page(address)
    assert f'href="{address}"' in page(f"/dak/{grant.code}/")
    assert results("dak/proposals/?is_funded=true")

    applied(change("grant.withdraw", grant.code))

    assert "Usulan ini belum pernah dibiayai." in page(address)
    assert results("dak/proposals/?is_funded=true") == []
    assert "Dibiayai:" not in page("/dak/usulan/")


def change(kind: str, target: str) -> Change:
    return Change(kind, {}, target, 0)


def test_a_proposal_that_a_grant_names_is_not_withdrawn() -> None:
    proposal = make_proposal()
    make_grant(proposal=proposal.code, fiscal_year=proposal.fiscal_year)

    assert codes("proposal.withdraw", proposal) == ["record.still_named"]


def test_a_withdrawn_proposal_is_named_and_corrected_no_more_until_it_is_put_back() -> None:
    proposal = make_proposal()
    applied(change("proposal.withdraw", proposal.code))
    told = {"proposal": proposal.code, "fund": "fisik", "name": "x", "amount_idr": 1}

    line = Change("proposal_line.record", told)
    assert [one.code for one in check(line, actor=ACTOR)] == ["record.names_withdrawn"]
    assert codes("proposal.correct", proposal, menu="lain") == ["record.withdrawn"]
    proposal.refresh_from_db()
    applied(Change("proposal.restore", {}, proposal.code, proposal.version))
    assert not Proposal.objects.get().is_withdrawn


def codes(kind: str, proposal: Proposal, **values: str) -> list[str]:
    """What is wrong with a change of the proposal as it stands."""
    proposal.refresh_from_db()
    found = check(Change(kind, values, proposal.code, proposal.version), actor=ACTOR)
    return [problem.code for problem in found]


def test_pages_of_sentra_region_and_dak_lead_to_the_proposal() -> None:
    sentra = make_sentra()
    proposal = make_proposal(sentra=sentra.public_code)
    link = f'href="/dak/usulan/{proposal.code}/"'

    assert 'href="/dak/usulan/"' in page("/dak/")
    for path in (sentra.get_absolute_url(), "/dak/wilayah/51.04/", "/dak/wilayah/51/"):
        assert link in page(path), path


def test_the_list_is_filtered_as_the_api_is_and_says_what_is_wrong() -> None:
    here, there = make_proposal(), make_proposal(province="32", regency="32.04")
    make_proposal_stage(here, stage="verification", verdict="returned")

    html = page("/dak/usulan/?last_stage=verification")

    assert here.code in html and f"/dak/usulan/{there.code}/" not in html
    (row,) = results("dak/proposals/?last_verdict=returned")
    assert (row["proposal_code"], row["last_stage"]) == (here.code, "verification")
    refused = Client().get("/dak/usulan/?tahun=2024")
    assert refused.status_code == 400 and "tahun" in refused.content.decode()


def test_a_proposal_that_names_only_its_region_is_not_called_unregistered() -> None:
    make_proposal()
    assert "sumber hanya menyebut daerahnya" in page("/dak/usulan/")

    make_proposal(sentra_words="Sentra Perak")

    assert "sentranya belum terdaftar" in page("/dak/usulan/")


def test_lists_of_the_api_name_the_proposal_of_every_line_and_stage() -> None:
    proposal, other = make_proposal(), make_proposal(province="32", regency="32.04")
    for one in (proposal, other):
        make_proposal_line(one)
        make_proposal_stage(one)

    for name in ("proposal-lines", "proposal-stages"):
        for query in (f"proposal={proposal.code}", "region=51", "regency=51.04"):
            (row,) = results(f"dak/{name}/?{query}")
            assert row["proposal_code"] == proposal.code


def test_a_dinas_finds_what_was_approved_on_its_receipt_and_at_home(
    client: Client, cast: Cast
) -> None:
    sentra = make_sentra(province="32", regency="32.04")
    client.force_login(cast.regency_operator, backend="django.contrib.auth.backends.ModelBackend")
    path = f"/tugas/{sentra.public_code}/usulan-dak/"
    said = {"proposal_menu": "Revitalisasi", "proposal_asked_idr": "900.000.000"}
    line = {"line1_fund": "fisik", "line1_name": "Gedung", "line1_amount_idr": "900.000.000"}
    press(client, path, open_form(client, path, **said, **line))
    act = SubmissionAct.objects.get()
    receipt = f"/tugas/tanda-terima/{act.submission.receipt_number}/"
    assert "/dak/usulan/" not in page(receipt, client)

    agree_to_the_end(act, cast)

    link = f'href="/dak/usulan/{Proposal.objects.get().code}/"'
    assert link in page(receipt, client)
    assert link in page("/tugas/", client)


def test_a_code_nobody_gave_answers_that_there_is_none() -> None:
    assert Client().get("/dak/usulan/tidak-ada/").status_code == 404
