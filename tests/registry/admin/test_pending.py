"""What the dashboard says of decisions that wait: by step and age, overdue, overtaken, and with one
of two approvals."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from registry.models import Sentra
from tests.cast import Cast
from tests.registry.proposing import agreed, corrects, in_bandung, proposed, reports

pytestmark = pytest.mark.django_db


def cards(client: Client) -> dict[str, Any]:
    return {str(card["label"]): card for card in client.get("/admin/").context["attention"]}


def test_a_closing_with_one_approval_is_counted_and_its_door_lists_it(
    signed_in: Any, cast: Cast
) -> None:
    sentra = in_bandung()
    act = proposed(cast.province_officer, sentra, reports(sentra, "closed"), kind="existence")
    agreed(act, cast.ministry_admin)
    client = signed_in("ministry_staff")

    card = cards(client)["Menunggu pemutus kedua"]

    assert (card["value"], card["level"]) == (1, "warn")
    assert act.submission.receipt_number in client.get(card["url"]).content.decode()


def test_an_overtaken_proposal_is_counted_and_its_door_lists_it(signed_in: Any, cast: Cast) -> None:
    sentra = in_bandung()
    act = proposed(cast.province_officer, sentra, corrects(sentra, note="a"))
    other = proposed(cast.province_officer, sentra, corrects(sentra, note="b"))
    agreed(other, cast.ministry_staff)
    assert Sentra.objects.get().note == "b"
    client = signed_in("ministry_staff")

    card = cards(client)["Berubah sejak diusulkan"]

    assert (card["value"], card["level"]) == (1, "warn")
    assert act.submission.receipt_number in client.get(card["url"]).content.decode()


def test_steps_are_listed_with_their_ages_and_what_is_late(
    signed_in: Any, cast: Cast, time_machine: Any
) -> None:
    sentra = in_bandung()
    proposed(cast.regency_operator, sentra, corrects(sentra, note="a"))
    time_machine.move_to(timezone.now() + timedelta(days=20))
    client = signed_in("ministry_staff")

    lines = {str(line["step"]): line for line in client.get("/admin/").context["pending"]}

    assert list(lines) == ["Kepala dinas", "Dinas provinsi", "Direktorat", "Kementerian"]
    assert (lines["Dinas provinsi"]["counts"], lines["Dinas provinsi"]["n_overdue"]) == (
        (0, 0, 0, 1),
        1,
    )
    assert cards(client)["Putusan lewat tenggat"]["level"] == "bad"
    assert client.get(lines["Dinas provinsi"]["url"]).status_code == 200
