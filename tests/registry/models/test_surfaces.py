"""The three doors people use, by their real pages and command: each leaves who, why, version and a
dirty province, and without a reason none lets anything through."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from registry.models import DirtyEvent, Sentra, SentraStatus, SubmissionAct
from registry.models.sentra import SentraEvent
from registry.models.status import SentraStatusEvent
from tests.cast import Cast
from tests.factories import make_sentra, make_status
from tests.footprint import footprint
from tests.registry.admin.page import opened
from tests.registry.chain import at_the_ministry
from tests.registry.web.forms import filled, inputs, post

pytestmark = pytest.mark.django_db

WHY = "Nomor surat salah dibaca"


def on_the_desk(client: Any, sentra: Sentra, **reason: str) -> Any:
    """The admin page with another name."""
    page = f"/admin/registry/sentra/{sentra.pk}/change/"
    return client.post(page, {**opened(client, page), "name": "Baru", **reason})


def by_file(folder: Path, sentra: Sentra, reason: str) -> None:
    """The import command with another name."""
    path = folder / "sentra.csv"
    row = f"{sentra.public_code},{sentra.version},Baru,reported,51,51.04\n"
    head = "public_code,version,name,recognition,province_code,regency_code\n"
    path.write_text(head + row, encoding="utf-8")
    call_command("import_sentra", str(path), "--apply", "--reason", reason)


def test_the_admin_page_leaves_who_and_why(signed_in: Any, cast: Cast) -> None:
    sentra = make_sentra(name="Lama")
    client = signed_in("ministry_staff")
    DirtyEvent.objects.all().delete()

    answer = on_the_desk(client, sentra, reason_code="correction", reason_text=WHY)

    assert answer.status_code == 302
    event = SentraEvent.objects.get(pgh_obj_id=sentra.pk, version=1)
    assert event.name == "Baru"
    assert event.pgh_context["actor"] == f"user:{cast.ministry_staff.pk}"
    assert (event.pgh_context["source"], event.pgh_context["reason_code"]) == (
        "admin",
        "correction",
    )
    assert WHY in event.pgh_context["reason"]
    assert set(DirtyEvent.objects.values_list("province_code", "noun")) == {("51", "sentra")}


def test_the_admin_page_without_a_reason_changes_nothing(signed_in: Any) -> None:
    sentra = make_sentra(name="Lama")
    client = signed_in("ministry_staff")
    before = footprint(Sentra)

    answer = on_the_desk(client, sentra, reason_code="", reason_text=" ")

    assert answer.status_code == 200
    assert footprint(Sentra) == before


def test_the_import_command_leaves_who_and_why(tmp_path: Path) -> None:
    sentra = make_sentra(name="Lama")
    DirtyEvent.objects.all().delete()

    by_file(tmp_path, sentra, WHY)

    event = SentraEvent.objects.get(pgh_obj_id=sentra.pk, version=1)
    assert event.name == "Baru"
    assert event.pgh_context["actor"] == "system:import_sentra"
    assert (event.pgh_context["source"], event.pgh_context["reason"]) == ("import", WHY)
    assert set(DirtyEvent.objects.values_list("province_code", "noun")) == {("51", "sentra")}


def test_the_import_command_without_a_reason_changes_nothing(tmp_path: Path) -> None:
    sentra = make_sentra(name="Lama")
    before = footprint(Sentra)

    with pytest.raises(CommandError):
        by_file(tmp_path, sentra, "  ")

    assert footprint(Sentra) == before


def proposed(client: Any, sentra: Sentra) -> SubmissionAct:
    """What the dinas form sends: the sentra was seen and is declining."""
    checked = post(client, sentra, filled(client, sentra, existence="declining"), "check")
    post(client, sentra, inputs(checked), "send")
    return SubmissionAct.objects.get()


def decided(client: Any, act: SubmissionAct, verb: str, words: str) -> Any:
    page = f"/admin/registry/submissionact/{act.pk}/change/"
    shown = inputs(client.get(page))
    return client.post(page, {"version": shown["version"], "verb": verb, "words": words})


def test_the_dinas_form_leaves_who_and_why_twice(signed_in: Any, cast: Cast) -> None:
    sentra = make_sentra(province="32", regency="32.04")
    make_status(sentra, status="active", status_on="2020-01-01")

    act = at_the_ministry(proposed(signed_in("regency_operator"), sentra), cast)
    waiting = SentraStatus.objects.filter(sentra=sentra).count()
    DirtyEvent.objects.all().delete()
    decided(signed_in("ministry_staff"), act, "approve", "")

    assert waiting == 1
    sent = act.submission
    assert sent.sender == cast.regency_operator
    status = SentraStatus.objects.get(sentra=sentra, status="declining")
    said = SentraStatusEvent.objects.get(pgh_obj_id=status.pk).pgh_context
    assert said["actor"] == f"user:{cast.ministry_staff.pk}"
    assert said["submission"] == sent.receipt_number
    assert said["reason"].strip()
    assert set(DirtyEvent.objects.values_list("province_code", "noun")) == {("32", "status")}


def test_a_proposal_turned_down_without_words_stays_undecided(signed_in: Any, cast: Cast) -> None:
    sentra = make_sentra(province="32", regency="32.04")
    act = at_the_ministry(proposed(signed_in("regency_operator"), sentra), cast)
    before = footprint(SubmissionAct, SentraStatus)

    decided(signed_in("ministry_staff"), act, "return", " ")

    assert footprint(SubmissionAct, SentraStatus) == before
