"""The forms of a dinas about assets and outcomes: confirmed, dated, disputed, read off; decided by
the chain and applied; a use closes the need it answers. What is refused changes nothing."""

from typing import Any

import pytest
from django.test import Client

from dak.models import Asset, AssetDispute, AssetState, OutcomeReading
from registry import policy
from registry.changes.admissible import foreign
from registry.changes.change import Change
from registry.changes.submission import office_for
from registry.models import Need, Office, Sentra, SubmissionAct
from tests.cast import Cast
from tests.factories import make_grant, make_sentra, make_source
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_funding,
    make_asset_state,
    make_outcome,
    make_outcome_indicator,
)
from tests.factories.money import make_component
from tests.factories.parts import make_facility_kind, make_need
from tests.registry.web.forms import agree_to_the_end, open_form, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinas(client: Client, cast: Cast) -> Client:
    """The operator of Kabupaten Bandung at his forms."""
    client.force_login(cast.regency_operator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bandung() -> Sentra:
    return make_sentra(name="Sentra Rajut", province="32", regency="32.04")


def assets(sentra: Sentra) -> str:
    return f"/tugas/{sentra.public_code}/aset/"


def outcomes(sentra: Sentra) -> str:
    return f"/tugas/{sentra.public_code}/hasil/"


def sent(client: Client, path: str, **typed: str) -> SubmissionAct:
    """A proposal that was sent."""
    answer = press(client, path, open_form(client, path, **typed))
    assert answer.status_code == 302, answer.content.decode()
    return SubmissionAct.objects.latest("pk")


def idle(asset: Asset, **more: str) -> dict[str, str]:
    prefix = f"state{asset.pk}"
    return {f"{prefix}_state": "idle", f"{prefix}_state_on": "1/6/2024", **more}


def test_a_state_an_office_sees_is_its_own_finding_once_the_chain_agrees(
    dinas: Client, cast: Cast
) -> None:
    sentra = bandung()
    asset = make_asset(sentra, handed_over_on="2023-01-10")

    act = sent(
        dinas, assets(sentra), **idle(asset, **{f"state{asset.pk}_reason_words": "tanpa listrik"})
    )

    assert (act.kind, act.sentra) == ("asset", sentra)
    assert not AssetState.objects.exists()
    assert agree_to_the_end(act, cast).state == "approved"
    state = AssetState.objects.get()
    assert (state.state, state.basis, state.reason_words) == ("idle", "office", "tanpa listrik")
    assert state.confirmed_by == act.submission.office == state.source.office
    assert asset.periods.get(period="latest").idle_since_on is not None


def test_a_use_closes_the_need_in_the_same_proposal(dinas: Client, cast: Cast) -> None:
    sentra = bandung()
    place = {"province": "32", "regency": "32.04"}
    grant, need = make_grant(sentra=sentra.public_code, **place), make_need(sentra)
    component = make_component(grant, amount_idr=1_000_000_000, need=str(need.pk))
    asset = make_asset(sentra)
    make_asset_funding(asset, grant, component=str(component.pk))
    prefix = f"state{asset.pk}"

    act = sent(
        dinas,
        assets(sentra),
        **{f"{prefix}_state": "operating", f"{prefix}_state_on": "1/9/2024"},
    )

    kinds = [change["kind"] for change in act.changes]
    assert kinds == ["source.record", "asset_state.record", "need.correct", "component.operate"]
    assert Need.objects.get().state == "open"
    agree_to_the_end(act, cast)
    need.refresh_from_db()
    assert (need.state, str(need.state_on)) == ("answered", "2024-09-01")


def test_the_four_dates_are_corrected_and_an_impossible_order_is_refused(
    dinas: Client, cast: Cast
) -> None:
    sentra = bandung()
    asset = make_asset(sentra, completed_on="2024-03-01")
    path, given = assets(sentra), f"asset{asset.pk}_handed_over_on"

    refused = press(dinas, path, open_form(dinas, path, **{given: "1/2/2024"}))

    assert refused.status_code == 422
    assert "Serah terima tidak boleh mendahului selesainya pembangunan." in (
        refused.content.decode()
    )
    assert not SubmissionAct.objects.exists()
    agree_to_the_end(sent(dinas, path, **{given: "1/4/2024"}), cast)
    asset.refresh_from_db()
    assert (str(asset.handed_over_on), asset.handed_over_precision) == ("2024-04-01", "day")


def test_a_judgement_of_a_report_is_disputed_and_stands_beside_it(
    dinas: Client, cast: Cast
) -> None:
    sentra = bandung()
    judged = make_asset_state(make_asset(sentra), words="gedung kosong")
    page = dinas.get(assets(sentra)).content.decode()

    act = sent(dinas, assets(sentra), **{f"dispute{judged.pk}_words": "dipakai sejak Mei"})

    assert "Sanggah: “gedung kosong”" in page
    agree_to_the_end(act, cast)
    dispute = AssetDispute.objects.get()
    assert (dispute.state, dispute.verdict, dispute.words) == (judged, "open", "dipakai sejak Mei")
    assert dispute.office == act.submission.office
    assert not judged.is_withdrawn


def test_what_an_office_confirmed_is_not_offered_for_dispute(dinas: Client) -> None:
    sentra = bandung()
    confirm_asset_state(make_asset(sentra))

    assert "Sanggah:" not in dinas.get(assets(sentra)).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"state": "idle"}, "Isian ini wajib."),
        ({"state_on": "1/6/2024"}, "Isian ini wajib."),
        ({"state": "idle", "state_on": "1/6/2099"}, "belum terjadi"),
        ({"state": "idle", "state_on": "kemarin"}, "tidak dapat dibaca sebagai tanggal"),
    ],
)
def test_half_a_state_is_refused_and_what_was_typed_stays(
    dinas: Client, typed: dict[str, str], words: str
) -> None:
    sentra = bandung()
    asset = make_asset(sentra)
    path = assets(sentra)
    answers = {f"state{asset.pk}_{name}": text for name, text in typed.items()}
    answers[f"state{asset.pk}_reason_words"] = "atap bocor"

    refused = press(dinas, path, open_form(dinas, path, **answers))

    text = refused.content.decode()
    assert refused.status_code == 422
    assert words in text and "atap bocor" in text
    assert not SubmissionAct.objects.exists() and not AssetState.objects.exists()


def test_the_same_form_sent_twice_is_one_proposal(dinas: Client) -> None:
    sentra = bandung()
    asset, path = make_asset(sentra), assets(sentra)
    body = open_form(dinas, path, **idle(asset))

    first, second = (press(dinas, path, body) for _time in range(2))

    assert first["Location"] == second["Location"]
    assert SubmissionAct.objects.count() == 1


def test_an_asset_that_is_not_on_record_is_proposed_with_its_dates(
    dinas: Client, cast: Cast
) -> None:
    sentra, kind = bandung(), make_facility_kind()
    new = {"asset_name": "Rumah kemasan", "asset_handed_over_on": "Januari 2024"}

    half = press(dinas, assets(sentra), open_form(dinas, assets(sentra), **new))
    act = sent(dinas, assets(sentra), **new, asset_facility_kind=kind.code)

    assert half.status_code == 422 and "Isian ini wajib." in half.content.decode()
    agree_to_the_end(act, cast)
    asset = Asset.objects.get()
    assert (asset.sentra, asset.name, asset.code) == (sentra, "Rumah kemasan", "3204-aset-1")
    assert (str(asset.handed_over_on), asset.handed_over_precision) == ("2024-01-01", "month")


def test_a_foreign_sentra_is_as_missing_as_none(dinas: Client) -> None:
    foreign_one = make_sentra()

    for path in (assets(foreign_one), outcomes(foreign_one)):
        assert dinas.get(path).status_code == 404
        assert dinas.post(path, {"step": "send"}).status_code == 404


def told(sentra: Sentra, cast: Cast, *changes: Change) -> list[str]:
    actor = policy.actor_for(cast.regency_operator)
    return [problem.code for problem in foreign(changes, sentra, actor)]


def test_an_asset_of_another_sentra_cannot_be_named_in_a_proposal(cast: Cast) -> None:
    own, other = bandung(), bandung()
    asset, theirs = make_asset(own), make_asset(other)
    office = office_for(policy.actor_for(cast.regency_operator), own)
    assert isinstance(office, Office)
    seen = {"state": "idle", "state_on": "2024-06-01", "source": make_source().code}

    def about(one: Asset) -> tuple[Change, Change]:
        return (
            Change("asset_state.record", {"asset": one.code, **seen}),
            Change("asset.correct", {"operates_on": "2024-01-01"}, one.code, 0),
        )

    assert told(own, cast, *about(asset)) == []
    assert told(own, cast, *about(theirs)) == ["submission.foreign_record"] * 2
    nowhere = make_asset(province="32", regency="32.04")
    assert told(own, cast, *about(nowhere)) == ["submission.foreign_record"] * 2


def test_readings_are_sent_corrected_and_withdrawn(dinas: Client, cast: Cast) -> None:
    sentra, workers = bandung(), make_outcome_indicator(name="Tenaga kerja").code
    old = make_outcome(sentra, indicator=workers, amount=12, as_of_on="2020-05-01")
    path = outcomes(sentra)

    act = sent(
        dinas,
        path,
        new1_indicator=workers,
        new1_amount="sekitar 30",
        new1_as_of_on="2025",
        **{f"outcome{old.pk}_amount": "10"},
    )

    assert (act.kind, OutcomeReading.objects.count()) == ("outcome", 1)
    agree_to_the_end(act, cast)
    old.refresh_from_db()
    new = OutcomeReading.objects.exclude(pk=old.pk).get()
    assert (int(old.amount), new.amount_qualifier, new.as_of_precision) == (10, "~", "year")
    agree_to_the_end(sent(dinas, path, **{f"outcome{new.pk}_withdraw": "yes"}), cast)
    new.refresh_from_db()
    assert new.is_withdrawn


def test_both_forms_are_sections_of_the_sentra_and_assets_ask_on_the_home(
    dinas: Client,
) -> None:
    sentra = bandung()
    make_asset(sentra, name="Gedung kosong", handed_over_on="2023-01-10")

    sections = dinas.get(f"/tugas/{sentra.public_code}/bagian/").content.decode()
    home = dinas.get("/tugas/").content.decode()

    assert assets(sentra) in sections and outcomes(sentra) in sections
    assert "Pastikan keadaan aset: Gedung kosong" in home
    assert "Lebih dari 90 hari sejak serah terima dan belum dipakai." in home
    assert assets(sentra) in home


def test_a_draft_is_kept_and_found_again(dinas: Client) -> None:
    sentra = bandung()
    asset, path = make_asset(sentra), assets(sentra)

    press(dinas, path, open_form(dinas, path, **idle(asset)), "save")

    page: Any = dinas.get(path)
    assert page.context["draft"].kind == "asset"
    assert 'value="1/6/2024"' in page.content.decode()
