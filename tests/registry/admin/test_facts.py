"""Claims and successions at the desk: lines of a sentra's page, and the list of open
contradictions."""

from typing import Any

import pytest
from django.urls import reverse

from registry.models import FactClaim, Sentra, SentraSuccession, SubmissionAct
from registry.models.fact_claim import FactClaimEvent
from tests.factories import (
    make_fact_claim,
    make_profile,
    make_sentra,
    make_sentra_succession,
    make_source,
)
from tests.registry.admin.page import REASON, line, opened, sent
from tests.registry.admin.test_decision import decide

pytestmark = pytest.mark.django_db
LIST = "admin:registry_factclaim_changelist"


def page(sentra: Sentra) -> str:
    return reverse("admin:registry_sentra_change", args=[sentra.pk])


def test_two_sources_are_entered_beside_one_another_as_they_write_it(signed_in: Any) -> None:
    client, sentra, source = signed_in("ministry_staff"), make_sentra(), make_source().code
    common = {"fact": "worker_count", "year": "2018", "source": source}
    data = opened(client, page(sentra)) | {
        "factclaim_set-TOTAL_FORMS": "3",
        **line("factclaim_set", 0, **common, claimed="2.143", said_on="Oktober 2018"),
        **line("factclaim_set", 1, **common, claimed="4.000–8.000"),
        **line("factclaim_set", 2, fact="turnover_idr", source=source, claimed="Rp1,2 miliar"),
    }

    response = sent(client, page(sentra), data, **REASON)

    assert response.status_code == 302
    rows = FactClaim.objects.order_by("fact", "pk")
    assert [(r.fact, r.claimed_low, r.claimed_high, r.said_precision) for r in rows] == [
        ("turnover_idr", 1_200_000_000, 1_200_000_000, "unknown"),
        ("worker_count", 2143, 2143, "month"),
        ("worker_count", 4000, 8000, "unknown"),
    ]


def test_publishing_without_a_reason_is_refused_at_its_line_and_nothing_is_saved(
    signed_in: Any,
) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    claim = make_fact_claim(sentra)
    data = opened(client, page(sentra)) | {"factclaim_set-0-is_published": "on"}

    response = sent(client, page(sentra), data, **REASON)

    assert response.status_code == 200
    assert "Klaim yang dipakai memerlukan alasan" in response.content.decode()
    claim.refresh_from_db()
    assert (claim.is_published, claim.version) == (False, 0)


def test_another_claim_is_published_on_the_same_page_in_one_act(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    published = make_fact_claim(sentra, is_published=True, published_reason="uji")
    other = make_fact_claim(sentra, claimed=400)
    data = opened(client, page(sentra))
    number = {data[f"factclaim_set-{n}-id"]: n for n in (0, 1)}
    old, new = (f"factclaim_set-{number[str(c.pk)]}" for c in (published, other))
    data.pop(f"{old}-is_published")
    data |= {f"{old}-published_reason": "", f"{new}-is_published": "on"}
    data |= {f"{new}-published_reason": "pendataan dinas"}

    response = sent(client, page(sentra), data, **REASON)

    assert response.status_code == 302
    assert list(FactClaim.objects.filter(is_published=True)) == [other]


def test_publishing_on_the_page_brings_the_profile_along_in_one_act(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    profile = make_profile(sentra, year=2018, unit_count=293)
    make_fact_claim(sentra, claimed=400)
    data = opened(client, page(sentra)) | {"factclaim_set-0-is_published": "on"}

    sent(client, page(sentra), {**data, "factclaim_set-0-published_reason": "dinas"}, **REASON)

    profile.refresh_from_db()
    assert (profile.unit_count, profile.version) == (400, 1)
    assert len({event.pgh_context_id for event in FactClaimEvent.objects.filter(version=1)}) == 1


def test_publishing_is_refused_where_the_profile_cannot_follow(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    make_profile(sentra, year=2018, unit_count=293, unit_with_nib_count=290)
    claim = make_fact_claim(sentra, claimed=5)
    data = opened(client, page(sentra)) | {"factclaim_set-0-is_published": "on"}
    data["factclaim_set-0-published_reason"] = "dinas"

    response = sent(client, page(sentra), data, **REASON)

    assert "ber-NIB lebih banyak" in response.content.decode()
    claim.refresh_from_db()
    assert (claim.is_published, claim.version) == (False, 0)


def test_a_profile_edited_after_the_publication_is_warned_of_at_the_desk(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Sentra Beda")
    claim = make_fact_claim(sentra, is_published=True, published_reason="uji")
    make_profile(sentra, year=2018, unit_count=500)
    other = make_fact_claim(make_sentra(name="Sentra Lain"))
    words = "Angka profil berbeda dari klaim yang diterbitkan"

    listed = client.get(reverse(LIST), {"profile_differs": "true"}).content.decode()
    pages = [
        client.get(address).content.decode()
        for address in (page(sentra), reverse("admin:registry_factclaim_change", args=[claim.pk]))
    ]

    assert "Sentra Beda" in listed and "Sentra Lain" not in listed
    assert all(words in html and "profil 500" in html for html in pages)
    assert words not in client.get(page(other.sentra)).content.decode()
    assert "profile_differs=true" in client.get("/admin/").content.decode()


def test_the_list_of_open_contradictions_names_their_claims_only(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Sentra Berselisih")
    make_fact_claim(sentra)
    make_fact_claim(sentra, claimed=400)
    make_fact_claim(make_sentra(name="Sentra Sendiri"))

    everything = client.get(reverse(LIST)).content.decode()
    still_open = client.get(reverse(LIST), {"contradiction": "open"}).content.decode()

    assert "Sentra Sendiri" in everything and "Satu nilai" in everything
    assert "Sentra Sendiri" not in still_open
    assert still_open.count("Sentra Berselisih") >= 2
    assert "Berselisih, belum diputuskan" in still_open


def test_the_list_takes_the_same_number_of_statements_for_one_and_for_three_rows(
    signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    client = signed_in("ministry_staff")
    make_fact_claim(make_sentra())
    client.get(reverse(LIST))
    with django_assert_max_num_queries(40) as one:
        client.get(reverse(LIST))
    for _number in range(2):
        make_fact_claim(make_sentra())

    with django_assert_max_num_queries(40) as three:
        client.get(reverse(LIST))

    assert len(three) == len(one)


def test_a_move_of_long_ago_waits_for_a_second_person_and_is_recorded_with_what_was(
    signed_in: Any,
) -> None:
    client, sentra, source = signed_in("ministry_staff"), make_sentra(), make_source().code
    step = {"kind": "moved", "happened_on": "2001", "old_region_code": "51.06", "source": source}
    data = opened(client, page(sentra)) | {
        "sentrasuccession_set-TOTAL_FORMS": "1",
        **line("sentrasuccession_set", 0, **step),
    }

    assert sent(client, page(sentra), data, **REASON).status_code == 302

    assert not SentraSuccession.objects.exists()
    decide(signed_in("ministry_admin"), SubmissionAct.objects.get(), "approve")
    found = SentraSuccession.objects.get()
    assert (found.old_region_code, found.happened_precision) == ("51.06", "year")
    assert found.old_name == sentra.name


def test_a_circle_typed_by_hand_is_refused_at_its_field(signed_in: Any) -> None:
    client, first, second = signed_in("ministry_staff"), make_sentra(), make_sentra()
    make_sentra_succession(first, successor=second.public_code)
    step = {"kind": "merged", "happened_on": "1/6/2025", "source": make_source().code}
    data = opened(client, page(second)) | {
        "sentrasuccession_set-TOTAL_FORMS": "1",
        **line("sentrasuccession_set", 0, **step, successor=first.public_code),
    }

    response = sent(client, page(second), data, **REASON)

    assert response.status_code == 200
    assert "Lingkaran penerus" in response.content.decode()
    assert SentraSuccession.objects.count() == 1
