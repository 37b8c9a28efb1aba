"""Acts on many rows: previewed, one act, one reason, all or nothing."""

import re
from typing import Any

import pytest
from django.urls import reverse

from registry.models import (
    Commodity,
    CommoditySynonym,
    Sentra,
    SentraCommodity,
    SentraStatus,
    SubmissionAct,
)
from registry.models.sentra import SentraEvent
from tests.factories import make, make_commodity, make_profile, make_sentra, make_source
from tests.registry.admin.page import REASON
from tests.registry.admin.test_conflict import somebody_else

pytestmark = pytest.mark.django_db

LIST = "/admin/registry/sentra/"


def bulk(code: str, noun: str = "sentra") -> str:
    return reverse("admin:bulk", args=[f"registry.{noun}", code])


def selected(client: Any, action: str, *rows: Any, path: str = LIST) -> Any:
    """The page that the list leads to."""
    pks = [row.pk for row in rows]
    return client.post(path, {"action": action, "_selected_action": pks, "index": "0"})


def hidden(response: Any) -> dict[str, str]:
    """What the preview's form carries."""
    html = response.content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def previewed(client: Any, action: str, *rows: Any, noun: str = "sentra", **values: str) -> Any:
    """The preview of these values for these rows."""
    data = {"rows": " ".join(f"{row.pk}:" for row in rows), **values, **REASON}
    return client.post(bulk(action, noun), data)


def applied(client: Any, action: str, preview: Any, noun: str = "sentra") -> Any:
    """The preview's own form, sent as it stands."""
    return client.post(bulk(action, noun), {**hidden(preview), "_apply": "1"})


def said(response: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Old and new by row, as the page says."""
    return {
        str(row.obj): [(c.label, c.old, c.new) for line in row.rows for c in line.changes]
        for row in response.context["rows"]
    }


def test_the_list_leads_to_the_values_and_changes_nothing(signed_in: Any) -> None:
    one, two = make_sentra(), make_sentra()

    response = selected(signed_in("ministry_staff"), "recognition", one, two)

    assert response.status_code == 200
    assert [row.obj for row in response.context["rows"]] == [one, two]
    assert not response.context["is_previewed"]
    assert SentraEvent.objects.count() == 2


def test_a_preview_shows_old_and_new_of_every_row_and_writes_nothing(signed_in: Any) -> None:
    one, two = make_sentra(name="Satu"), make_sentra(name="Dua", recognition="decree")
    client = signed_in("ministry_staff")

    response = previewed(client, "recognition", one, two, recognition="decree")

    assert (
        said(response)
        == {
            str(one): [
                ("Dasar pengakuan", "Dilaporkan sumber publik", "Ditetapkan dengan surat keputusan")
            ],
            str(two): [],
        }
        or list(said(response).values())[1] == []
    )
    assert response.context["may_apply"]
    assert SentraEvent.objects.count() == 2


def test_what_was_previewed_is_applied_as_one_act_with_one_reason(signed_in: Any) -> None:
    client, rows = signed_in("ministry_staff"), [make_sentra() for _ in range(3)]
    preview = previewed(client, "recognition", *rows, recognition="listed")

    response = applied(client, "recognition", preview)

    assert response.status_code == 302
    assert set(Sentra.objects.values_list("recognition", "version")) == {("listed", 1)}
    contexts = [event.pgh_context for event in SentraEvent.objects.filter(version=1)]
    assert len({context["act"] for context in contexts}) == 1
    assert {context["reason"] for context in contexts} == {REASON["reason_text"]}
    assert {context["source"] for context in contexts} == {"admin"}


def test_a_row_that_moved_after_the_preview_is_named_and_nothing_is_applied(
    signed_in: Any,
) -> None:
    client, one, two = signed_in("ministry_staff"), make_sentra(name="Satu"), make_sentra()
    preview = previewed(client, "recognition", one, two, recognition="listed")
    somebody_else("sentra.correct", one.public_code, 0, note="lebih baru")

    response = applied(client, "recognition", preview)

    assert response.status_code == 422
    assert [row.obj for row in response.context["moved"]] == [one]
    assert not Sentra.objects.filter(recognition="listed").exists()


def test_the_new_preview_after_a_move_can_be_applied(signed_in: Any) -> None:
    client, one = signed_in("ministry_staff"), make_sentra()
    preview = previewed(client, "recognition", one, recognition="listed")
    somebody_else("sentra.correct", one.public_code, 0, note="lebih baru")
    stale = applied(client, "recognition", preview)
    fresh = client.post(bulk("recognition"), hidden(stale))

    response = applied(client, "recognition", fresh)

    assert response.status_code == 302
    one.refresh_from_db()
    assert (one.recognition, one.note, one.version) == ("listed", "lebih baru", 2)


def test_values_sent_without_a_preview_are_not_applied(signed_in: Any) -> None:
    client, one = signed_in("ministry_staff"), make_sentra()
    data = {"rows": f"{one.pk}:", "recognition": "listed", "_apply": "1", **REASON}

    response = client.post(bulk("recognition"), data)

    assert response.status_code == 200
    one.refresh_from_db()
    assert one.version == 0


def test_values_altered_after_the_preview_are_shown_and_not_applied(signed_in: Any) -> None:
    client, one = signed_in("ministry_staff"), make_sentra()
    preview = previewed(client, "recognition", one, recognition="listed")
    forged = {**hidden(preview), "recognition": "decree", "_apply": "1"}

    response = client.post(bulk("recognition"), forged)

    assert response.status_code == 422
    one.refresh_from_db()
    assert one.version == 0


def test_refused_rows_say_why_and_nothing_changes(signed_in: Any) -> None:
    client, good, bad = signed_in("ministry_staff"), make_sentra(), make_sentra()
    source = make_source()
    make(
        "status.record",
        sentra=bad.public_code,
        status="active",
        status_on="2025-01-01",
        source=source.code,
    )

    preview = previewed(
        client, "status", good, bad, status="active", status_on="1/1/2099", source=source.code
    )

    assert preview.status_code == 422
    codes = [[p.code for p in row.problems] for row in preview.context["rows"]]
    assert codes[0] and codes[0] == codes[1]
    assert not preview.context["may_apply"]
    assert applied(client, "status", preview).status_code == 422
    assert SentraStatus.objects.count() == 1


def test_a_reason_is_asked_once_for_all_rows(signed_in: Any) -> None:
    client, one = signed_in("ministry_staff"), make_sentra()

    response = client.post(bulk("recognition"), {"rows": f"{one.pk}:", "recognition": "listed"})

    assert response.status_code == 422
    errors = response.context["form"].errors.as_data()
    assert [error.code for error in errors["reason_code"]] == ["act.no_reason"]


def test_a_status_is_recorded_about_every_row(signed_in: Any) -> None:
    client, rows, source = (
        signed_in("ministry_staff"),
        [make_sentra(), make_sentra()],
        make_source(),
    )
    preview = previewed(
        client, "status", *rows, status="active", status_on="Mei 2025", source=source.code
    )

    applied(client, "status", preview)

    found = SentraStatus.objects.order_by("sentra_id")
    assert [row.sentra for row in found] == rows
    assert {(str(r.status_on), r.status_precision) for r in found} == {("2025-05-01", "month")}


def test_a_closing_of_many_pressed_twice_waits_once(signed_in: Any) -> None:
    client, rows = signed_in("ministry_staff"), [make_sentra(), make_sentra()]
    values = {"status": "closed", "status_on": "Mei 2025", "source": make_source().code}
    preview = previewed(client, "status", *rows, **values)

    first, again = (applied(client, "status", preview) for _press in range(2))

    assert (first.status_code, again.status_code) == (302, 302)
    assert [len(act.changes) for act in SubmissionAct.objects.all()] == [2]
    assert not SentraStatus.objects.exists()


def test_a_state_of_many_pressed_twice_is_recorded_once(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    values = {"status": "active", "status_on": "Mei 2025", "source": make_source().code}
    preview = previewed(client, "status", sentra, **values)

    for _press in range(2):
        applied(client, "status", preview)

    assert SentraStatus.objects.count() == 1


def test_the_former_primary_commodity_stays_as_a_second_one(signed_in: Any) -> None:
    client, fresh, held = signed_in("ministry_staff"), make_sentra(), make_sentra()
    old, new = make_commodity(), make_commodity()
    for code, primary in ((old.code, True), (new.code, False)):
        make("sentra_commodity.record", sentra=held.public_code, commodity=code, is_primary=primary)
    preview = previewed(client, "primary_commodity", fresh, held, commodity=new.code)

    assert applied(client, "primary_commodity", preview).status_code == 302

    lines = SentraCommodity.objects.in_force()
    primary = {line.sentra_id: line.commodity for line in lines.filter(is_primary=True)}
    assert primary == {fresh.pk: new, held.pk: new}
    assert [line.commodity for line in lines.filter(sentra=held, is_primary=False)] == [old]


def test_a_line_that_changed_after_the_preview_is_a_move_of_its_sentra(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    old, new = make_commodity(), make_commodity()
    line = make(
        "sentra_commodity.record", sentra=sentra.public_code, commodity=old.code, is_primary=True
    )
    preview = previewed(client, "primary_commodity", sentra, commodity=new.code)
    somebody_else("sentra_commodity.correct", line.pk, 0, valid_from="2020-01-01")

    response = applied(client, "primary_commodity", preview)

    assert [row.obj for row in response.context["moved"]] == [sentra]
    assert SentraCommodity.objects.count() == 1


def test_a_commodity_is_folded_into_another_with_what_sentra_make(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    keeper, folded = make_commodity(name="Perak"), make_commodity(name="Perhiasan perak")
    only, both = make_sentra(), make_sentra()
    for sentra, code in ((only, folded.code), (both, folded.code), (both, keeper.code)):
        make("sentra_commodity.record", sentra=sentra.public_code, commodity=code)
    preview = previewed(client, "fold", folded, noun="commodity", commodity=keeper.code)

    assert applied(client, "fold", preview, "commodity").status_code == 302

    assert CommoditySynonym.objects.get().commodity == keeper
    lines = SentraCommodity.objects.in_force()
    assert sorted(lines.values_list("sentra", "commodity")) == [
        (only.pk, keeper.pk),
        (both.pk, keeper.pk),
    ]
    assert Commodity.objects.filter(pk=folded.pk).exists()


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "analyst"])
def test_outside_the_ministry_nobody_acts_on_many_rows(signed_in: Any, role: str) -> None:
    client, one = signed_in(role), make_sentra()

    response = previewed(client, "recognition", one, recognition="listed")

    assert response.status_code == 403
    one.refresh_from_db()
    assert one.version == 0


def test_an_act_nobody_offers_is_not_found(signed_in: Any) -> None:
    client = signed_in("ministry_admin")

    assert client.post(bulk("delete_selected")).status_code == 404
    assert client.post(bulk("recognition", "source")).status_code == 404


def test_more_rows_than_one_act_takes_are_refused(signed_in: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("registry.admin.bulk.MOST_ROWS", 2)
    rows = [make_sentra() for _ in range(3)]

    response = selected(signed_in("ministry_staff"), "recognition", *rows)

    assert response.status_code == 302


def test_a_preview_takes_the_same_statements_at_two_and_five_rows(
    signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    client, rows = signed_in("ministry_staff"), [make_sentra() for _ in range(5)]
    for row in rows:
        make_profile(row)

    with django_assert_max_num_queries(40) as two:
        previewed(client, "recognition", *rows[:2], recognition="listed")
    with django_assert_max_num_queries(len(two)):
        previewed(client, "recognition", *rows, recognition="listed")
