"""Two sentra as their sources tell them, typed into the admin by a browser: the public page says
every word of it, and undoing the act leaves the facts in force as they were.

Each story names its sources by publisher and date; the facts are theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from registry.imports.code_lists import load_code_lists
from registry.models import Sentra
from registry.queries.facts import facts_digest
from registry.queries.history import sentra_history
from tests.e2e.desk import signed_in_page
from tests.e2e.stories import Fields, Filler, Line
from tests.factories import ACTOR, make_commodity, make_institution, make_source
from tests.registry.chain import second_agrees

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Story:
    """What is on record before, what is typed, and what the public page must then say."""

    sources: tuple[tuple[str, str], ...]
    institutions: tuple[tuple[str, str], ...]
    commodities: tuple[str, ...]
    registered: Fields
    lines: tuple[Line, ...]
    told: tuple[str, ...]
    # Amounts that leave force wait for a second member of staff.
    tells_money: bool = False


# --- Celuk, Gianyar (Wahana News, 24 April 2025; Bisnis.com, 22 August 2020; Kontan, undated) -----

WAHANA, BISNIS, KONTAN = "Wahana News", "Bisnis.com", "Kontan"
PEMKAB = "Pemerintah Kabupaten Gianyar"
CELUK = Story(
    sources=((WAHANA, "2025-04-24"), (BISNIS, "2020-08-22"), (KONTAN, "")),
    institutions=((PEMKAB, "other"),),
    commodities=("Kerajinan perak",),
    registered={
        "name": "Sentra Perak Celuk",
        "kind": "cluster",
        "recognition": "reported",
        "village": "Celuk",
    },
    lines=(
        Line("sentracommodity_set", {"commodity": "Kerajinan perak", "is_primary": "yes"}),
        Line(
            "sentrastatus_set",
            {"status": "active", "status_on": "24 April 2025", "source": WAHANA},
        ),
        Line("sentraorigin_set", {"kind": "craft_start", "origin_year": "1915", "source": WAHANA}),
        Line("sentraorigin_set", {"kind": "trade_start", "origin_year": "1935", "source": WAHANA}),
        Line(
            "sentrainstitution_set",
            {"institution": PEMKAB, "role": "asset_owner", "source": WAHANA},
        ),
        Line(
            "sentraalias_set",
            {"name": "Sentra IKM Perhiasan Perak Celuk", "kind": "local", "source": BISNIS},
        ),
        *(
            Line("need_set", {"need_kind": kind, "words": words, "source": WAHANA})
            for kind, words in (
                ("Inovasi", "inovasi"),
                ("Pemasaran", "pasar"),
                ("SDM dan pelatihan", "pelatihan"),
                ("Manajemen", "manajemen"),
            )
        ),
        Line(
            "facility_set",
            {
                "facility_kind": "Gedung, fungsi tidak disebut",
                "name": "gedung sentra",
                "owner": PEMKAB,
                "source": WAHANA,
            },
        ),
        Line(
            "machine_set",
            {
                "name": "Mesin CNC",
                "machine_count": "1",
                "value_idr": "Rp200 juta",
                "acquired_year": "2020",
                "funding_words": "bantuan kementerian, di luar DAK",
                "source": BISNIS,
            },
        ),
        Line(
            "rawmaterial_set",
            {"name": "perak", "origin": "import", "origin_words": "impor", "source": KONTAN},
        ),
        Line(
            "market_set",
            {"reach": "export", "countries": "Amerika, Eropa", "source": BISNIS},
        ),
    ),
    told=(
        "“Sentra IKM Perhiasan Perak Celuk” (nama setempat)",
        "Celuk 51.04.01.2005",
        "Sentra. Dilaporkan sumber publik",
        "Kerajinan perak",
        "24 April 2025 Ada menurut Wahana News",
        "kerajinan mulai ditekuni: 1915",
        "mulai diperdagangkan: 1935",
        "Pemilik aset Pemerintah Kabupaten Gianyar",
        "Inovasi · Belum dijawab “inovasi” Wahana News",
        "Pemasaran · Belum dijawab “pasar” Wahana News",
        "SDM dan pelatihan · Belum dijawab “pelatihan” Wahana News",
        "Manajemen · Belum dijawab “manajemen” Wahana News",
        "gedung sentra · Gedung, fungsi tidak disebut",
        "Pemilik: Pemerintah Kabupaten Gianyar. Wahana News",
        "Mesin CNC 1 belum dilaporkan Rp200.000.000 2020 bantuan kementerian, di luar DAK"
        " Kondisi belum diketahui Bisnis.com",
        "perak · Impor “impor” Kontan",
        "Ekspor · Amerika, Eropa Bisnis.com",
        "Wahana News, 24 April 2025",
        "Bisnis.com, 22 Agustus 2020",
    ),
    tells_money=True,
)

# --- Pancor Dao, Lombok Tengah (Maklumat, 5 April 2025; Ekbis NTB, 4 May 2024) --------------------

MAKLUMAT, EKBIS = "Maklumat", "Ekbis NTB"
KOPERASI = "Koperasi Produsen Syariah Sentra Olahan Pangan"
DINAS = "Dinas Perindustrian dan Perdagangan Kabupaten Lombok Tengah"
PANCOR_DAO = Story(
    sources=((MAKLUMAT, "2025-04-05"), (EKBIS, "2024-05-04")),
    institutions=((KOPERASI, "cooperative"), (DINAS, "office")),
    commodities=("Olahan singkong", "Kerupuk udang"),
    registered={
        "name": "Sentra IKM Olahan Pangan",
        "kind": "cluster",
        "recognition": "reported",
        "village": "Aik Darek",
        "hamlet": "Dusun Pancor Dao",
    },
    lines=(
        Line("sentracommodity_set", {"commodity": "Olahan singkong", "is_primary": "yes"}),
        Line("sentracommodity_set", {"commodity": "Kerupuk udang"}),
        Line(
            "sentrastatus_set",
            {"status": "active", "status_on": "5 April 2025", "source": MAKLUMAT},
        ),
        Line(
            "yearlyprofile_set",
            {
                "year": "2025",
                "source": MAKLUMAT,
                "note": "Tenaga kerja sebelumnya 10 orang.",
                "worker_count": "30",
            },
        ),
        Line("sentraorigin_set", {"kind": "opening", "origin_year": "2024", "source": EKBIS}),
        Line(
            "sentrainstitution_set",
            {"institution": KOPERASI, "role": "manager", "source": MAKLUMAT},
        ),
        Line(
            "sentrainstitution_set",
            {"institution": DINAS, "role": "asset_owner", "source": MAKLUMAT},
        ),
        Line("sentraalias_set", {"name": "Pancor Dao", "kind": "local", "source": EKBIS}),
        Line("sentraalias_set", {"name": "Pancar Dao", "kind": "misreport", "source": EKBIS}),
        Line(
            "facility_set",
            {
                "facility_kind": "Gedung atau rumah produksi",
                "name": "gedung produksi bersama",
                "state": "opened",
                "state_on": "3 Mei 2024",
                "owner": DINAS,
                "source": EKBIS,
            },
        ),
        *(
            Line("machine_set", {"name": name, "source": MAKLUMAT})
            for name in ("oven", "mixer", "vacuum frying")
        ),
        Line(
            "measure_set",
            {
                "measure_kind": "production",
                "amount": "lebih dari 18",
                "unit": "ton",
                "period": "year",
                "source": MAKLUMAT,
            },
        ),
    ),
    told=(
        "“Pancor Dao” (nama setempat)",
        "“Pancar Dao” (salah tulis pada sumber)",
        "Letak Dusun Pancor Dao, ",
        "Aik Darek 52.02.03.2005",
        "Sentra. Dilaporkan sumber publik",
        "Olahan singkong, Kerupuk udang",
        "5 April 2025 Ada menurut Maklumat",
        "diresmikan: 2024",
        "Tenaga kerja orang 30",
        "Catatan 2025: Tenaga kerja sebelumnya 10 orang.",
        f"Pengelola {KOPERASI}",
        f"Pemilik aset {DINAS}",
        "gedung produksi bersama · Gedung atau rumah produksi Diresmikan per 3 Mei 2024.",
        f"Pemilik: {DINAS}. Ekbis NTB",
        "oven belum dilaporkan",
        "mixer belum dilaporkan",
        "vacuum frying belum dilaporkan",
        "Produksi ≥ 18 ton per tahun “lebih dari 18”",
        "Maklumat, 5 April 2025",
        "Ekbis NTB, 4 Mei 2024",
    ),
)


@pytest.fixture
def hand(
    transactional_db: None, browser: Browser, live_server: Any, signed_in: Any
) -> Iterator[Filler]:
    """Ministry staff at the desk, with the code lists loaded."""
    load_code_lists(ACTOR)
    page = signed_in_page(browser, live_server.url, signed_in("ministry_staff"))
    yield Filler(page, live_server.url)
    page.context.close()


def prepare(story: Story) -> None:
    """What lines point at: sources, institutions, commodities."""
    for publisher, day in story.sources:
        dated = {"published_on": day, "published_precision": "day"} if day else {}
        make_source(publisher=publisher, **dated)
    for name, kind in story.institutions:
        make_institution(name=name, kind=kind)
    for name in story.commodities:
        make_commodity(name=name)


def register(hand: Filler, story: Story) -> Sentra:
    """The first act: a sentra with its name, kind, ground and place."""
    hand.open(reverse("admin:registry_sentra_add"))
    for name, words in story.registered.items():
        hand.enter(f"#id_{name}", words)
    hand.keep("new_report")
    return Sentra.objects.get()


def tell(hand: Filler, sentra: Sentra, story: Story) -> None:
    """The second act: everything else at once."""
    hand.open(reverse("admin:registry_sentra_change", args=[sentra.pk]))
    for line in story.lines:
        hand.add(line)
    hand.keep("new_report")


def take_back(hand: Filler, sentra: Sentra, *, by_two: bool) -> None:
    """The newest act, from the page of the record through its history."""
    hand.open(reverse("admin:registry_sentra_change", args=[sentra.pk]))
    hand.press("a.historylink")
    hand.press("text=Batalkan tindakan ini")
    hand.choose("#id_reason_code", "correction")
    hand.press("button:has-text('Batalkan tindakan ini')")
    if not by_two:
        assert "dibatalkan" in hand.said()
        return
    assert "Menunggu persetujuan orang kedua" in hand.said()
    second_agrees()


def shown(hand: Filler, sentra: Sentra) -> str:
    """The words of the public page, the closed parts apart."""
    hand.open(sentra.get_absolute_url())
    return " ".join(hand.page.locator("main").inner_text().split())


@pytest.mark.parametrize("story", [CELUK, PANCOR_DAO], ids=["Celuk", "Pancor Dao"])
def test_a_story_typed_at_the_desk_is_read_whole_and_undone_without_a_trace(
    story: Story, hand: Filler
) -> None:
    prepare(story)
    sentra = register(hand, story)
    before, untold = facts_digest(), shown(hand, sentra)

    tell(hand, sentra, story)

    text = shown(hand, sentra)
    assert [words for words in story.told if words not in text] == []
    assert facts_digest() != before
    assert len(sentra_history(sentra.pk)) == 2

    take_back(hand, sentra, by_two=story.tells_money)

    assert facts_digest() == before
    assert len(sentra_history(sentra.pk)) == 3
    after = shown(hand, sentra)
    assert [words for words in story.told if words in after and words not in untold] == []
