"""The tasks of a day at the desk, in a browser and counted: none takes more than eight presses.
The counts are printed at the end of the run (`pytest -s`)."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from registry.models import (
    CommoditySynonym,
    Machine,
    Need,
    NeedKind,
    SavedFilter,
    Sentra,
    SentraAlias,
    SentraCommodity,
    SentraInstitution,
    SentraOrigin,
    SentraStatus,
    SentraSuccession,
    SubmissionAct,
    YearlyProfile,
)
from registry.queries.facts import facts_digest
from tests.cast import Cast
from tests.e2e.desk import Hand, signed_in_page
from tests.factories import (
    make,
    make_commodity,
    make_institution,
    make_profile,
    make_sentra,
    make_source,
    make_status,
)
from tests.registry.chain import at_the_ministry, second_agrees
from tests.registry.web.forms import filled, post

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST = 8
COUNTS: dict[str, int] = {}


@pytest.fixture(scope="module", autouse=True)
def told() -> Iterator[None]:
    """Print the presses of every task."""
    yield
    print("\nTekanan per tugas:")
    for task, presses in COUNTS.items():
        print(f"  {presses}  {task}")


@pytest.fixture
def celuk(transactional_db: None) -> Sentra:
    """One sentra with what the tasks correct."""
    sentra = make_sentra(name="Sentra Perak Celuk")
    code = sentra.public_code
    silver = make_commodity(name="Perak")
    make("sentra_commodity.record", sentra=code, commodity=silver.code, is_primary=True)
    make_status(sentra)
    make_profile(sentra, year=2025, worker_count=20)
    manager = make_institution(name="Koperasi Lama")
    make("sentra_institution.record", sentra=code, institution=manager.code, role="manager")
    make_sentra(name="Sentra Kayu Mas", province="52", regency="52.02")
    return sentra


@pytest.fixture
def hand(
    celuk: Sentra,
    browser: Browser,
    live_server: Any,
    signed_in: Any,
    request: pytest.FixtureRequest,
) -> Iterator[Hand]:
    """Ministry staff on the dashboard; every task keeps within the limit."""
    page = signed_in_page(browser, live_server.url, signed_in("ministry_staff"))
    person = Hand(page, live_server.url)
    person.open("/admin/")
    yield person
    page.context.close()
    COUNTS[request.node.name.removeprefix("test_").replace("_", " ")] = person.presses
    assert person.presses <= MOST


def test_find_and_correct_a_manager(hand: Hand, celuk: Sentra) -> None:
    make_institution(name="Koperasi Perak Baru")

    hand.search("celuk")
    hand.look_up("#id_sentrainstitution_set-0-institution", "Perak Baru")
    hand.save("correction")

    assert SentraInstitution.objects.get().institution.name == "Koperasi Perak Baru"


def test_add_an_origin_year(hand: Hand, celuk: Sentra) -> None:
    hand.search(celuk.public_code)
    hand.add_line("sentraorigin_set")
    hand.choose("#id_sentraorigin_set-0-kind", "opening")
    hand.write("#id_sentraorigin_set-0-origin_year", "1915")
    hand.save()

    assert SentraOrigin.objects.get().origin_year == 1915


def test_print_the_brief_of_bali(hand: Hand) -> None:
    hand.press("text=Portal")
    hand.press("nav >> text=Wilayah")
    hand.press("th a:text-is('Bali')")
    hand.press("text=Ringkasan satu halaman")

    assert hand.page.inner_text("h1") == "Sentra IKM di Bali"


def test_approve_a_pending_form(hand: Hand, signed_in: Any, cast: Cast) -> None:
    ours = make_sentra(name="Sentra Rajut", province="32", regency="32.04")
    make_profile(ours, year=2025, worker_count=30)
    client = signed_in("regency_operator")
    typed = filled(client, ours, existence="changed", worker_count="34")
    post(client, ours, typed, "send")
    at_the_ministry(SubmissionAct.objects.get(), cast)

    hand.open("/admin/")
    hand.press("text=Sentra Rajut")
    hand.press("button:text-is('Setujui')")

    assert SubmissionAct.objects.get().state == "approved"


def test_add_a_synonym(hand: Hand) -> None:
    hand.search("perak")
    hand.press(".list a:has-text('Perak (')")
    hand.add_line("synonyms")
    hand.write("#id_synonyms-0-name", "Slaka")
    hand.save()

    assert CommoditySynonym.objects.get().name == "Slaka"


def test_undo_an_act(hand: Hand, celuk: Sentra) -> None:
    before = facts_digest()
    hand.search("celuk")
    hand.write("#id_name", "Sentra Perak Keliru")
    hand.save()
    assert facts_digest() != before
    hand.presses = 0

    hand.search(celuk.public_code)
    hand.press("a.historylink")
    hand.press("text=Batalkan tindakan ini")
    hand.choose("#id_reason_code", "correction")
    hand.press("button:has-text('Batalkan tindakan ini')")

    assert facts_digest() == before
    assert "dibatalkan" in hand.said()


def test_save_a_filter_and_open_it(hand: Hand) -> None:
    hand.press(".apps a:text-is('Sentra')")
    hand.press("#changelist-filter summary >> nth=0")
    hand.press("#changelist-filter details >> nth=0 >> li:nth-child(2) a")
    hand.write("#keep-name", "Yang aktif")
    hand.press("text=Simpan saringan ini")
    hand.press("#branding a")
    hand.press("text=Yang aktif")

    assert SavedFilter.objects.get().query in hand.page.url


def test_recognise_many_at_once(hand: Hand) -> None:
    hand.press(".apps a:text-is('Sentra')")
    hand.press("#action-toggle")
    hand.choose("[name=action]", "recognition")
    hand.press(".actions button")
    hand.choose("#id_recognition", "listed")
    hand.choose("#id_reason_code", "new_report")
    hand.press("button:text-is('Pratinjau')")
    hand.press("text=Terapkan semuanya")

    assert set(Sentra.objects.values_list("recognition", flat=True)) == {"listed"}


def test_merge_a_name_into_a_commodity(hand: Hand) -> None:
    make_commodity(name="Slaka")

    hand.press(".apps a:text-is('Komoditas')")
    hand.press("tr:has-text('Slaka') input.action-select")
    hand.choose("[name=action]", "fold")
    hand.press(".actions button")
    hand.look_up("#id_commodity", "Perak")
    hand.choose("#id_reason_code", "duplicate")
    hand.press("button:text-is('Pratinjau')")
    hand.press("text=Terapkan semuanya")

    synonym = CommoditySynonym.objects.get()
    assert (synonym.name, synonym.commodity.name) == ("Slaka", "Perak")
    assert SentraCommodity.objects.get().commodity.name == "Perak"


def test_add_an_alias(hand: Hand) -> None:
    hand.search("celuk")
    hand.add_line("sentraalias_set")
    hand.write("#id_sentraalias_set-0-name", "Kampung Perak")
    hand.choose("#id_sentraalias_set-0-kind", "local")
    hand.save()

    assert SentraAlias.objects.get().name == "Kampung Perak"


def test_find_by_an_old_spelling(hand: Hand, celuk: Sentra) -> None:
    hand.search("tjeluk")

    assert hand.page.url.endswith(f"/admin/registry/sentra/{celuk.pk}/change/")


def test_add_a_status(hand: Hand) -> None:
    make_source(publisher="Dinas uji coba")

    hand.search("celuk")
    hand.add_line("sentrastatus_set")
    hand.choose("#id_sentrastatus_set-1-status", "dormant")
    hand.write("#id_sentrastatus_set-1-status_on", "Mei 2026")
    hand.look_up("#id_sentrastatus_set-1-source", "uji coba")
    hand.save()

    assert SentraStatus.objects.latest("pk").status == "dormant"


def test_correct_a_figure(hand: Hand) -> None:
    hand.search("celuk")
    hand.write("#id_yearlyprofile_set-0-worker_count", "lebih dari 18")
    hand.save("correction")

    assert YearlyProfile.objects.get().worker_count_qualifier == ">="


def test_add_two_machines_and_a_need(hand: Hand) -> None:
    make_source(publisher="Dinas uji coba")
    NeedKind.objects.exists() or make("need_kind.record", code="machines", name="Permesinan")

    hand.search("celuk")
    for number, name in enumerate(("Mesin giling", "Mesin potong")):
        hand.add_line("machine_set")
        hand.write(f"#id_machine_set-{number}-name", name)
        if number == 0:  # the other lines take it over
            hand.look_up("#id_machine_set-0-source", "uji coba")
    hand.add_line("need_set")
    hand.look_up("#id_need_set-0-need_kind", "Permesinan")
    hand.save()

    assert (Machine.objects.count(), Need.objects.count()) == (2, 1)


def test_merge_two_records_of_one_sentra(hand: Hand, celuk: Sentra) -> None:
    twin = make_sentra(name="Sentra Perak Tjeluk Gianyar")
    make_status(twin, status="active", status_on="2025-06-01")
    make_source(publisher="Dinas uji coba")

    hand.search(twin.public_code)
    hand.press("text=Gabung / pecah / pindah / ganti nama")
    hand.press("text=Gabung ke sentra lain")
    hand.write("#id_successor", celuk.public_code)
    hand.press("#id_same_record")
    hand.write("#id_source", "uji coba")
    hand.press(".acts [name=_preview]")
    hand.choose("#id_reason_code", "duplicate")
    hand.press("button:text-is('Terapkan')")
    second_agrees()

    assert SentraSuccession.objects.get().successor == celuk
    assert [row.status for row in SentraStatus.objects.in_force().filter(sentra=twin)] == ["merged"]


def test_withdraw_a_record_that_never_was(hand: Hand) -> None:
    wrong = make_sentra(name="Sentra Yang Tidak Pernah Ada")

    hand.search(wrong.public_code)
    hand.press("text=Tarik catatan ini")
    hand.choose("#id_reason_code", "correction")
    hand.press("button:text-is('Tarik catatan ini')")

    assert not Sentra.objects.in_force().filter(pk=wrong.pk).exists()
    assert "ditarik" in hand.said()
