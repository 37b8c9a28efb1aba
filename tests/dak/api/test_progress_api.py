"""Progress reports through the API: in force only, filtered, as JSON and CSV, without words for the
public and without photos for anybody."""

import json

import pytest
from django.test import Client

from registry.changes.change import Change
from tests.cast import Cast
from tests.dirty_marks import applied, changed
from tests.factories import make_attachment, make_grant
from tests.factories.api_token import calling
from tests.factories.progress import (
    make_photo,
    make_problem,
    make_problem_kind,
    make_report,
    make_revision,
    make_target,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/dak/progress/"


def rows(client: Client, query: str = "") -> list[dict[str, object]]:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)["results"]


def test_a_corrected_report_is_not_listed_and_its_correction_says_why(client: Client) -> None:
    wrong = make_report(physical_percent="60")
    right = make_revision(wrong, physical_percent="35")

    (row,) = rows(client)

    assert (row["row_id"], row["corrects_id"]) == (right.pk, wrong.pk)
    assert (row["physical_percent"], row["revision_words"]) == (35.0, "salah baca")


def test_the_public_reads_figures_and_problems_but_no_words(client: Client, cast: Cast) -> None:
    report = make_report(note="rahasia dapur")
    make_problem(report, problem_kind=make_problem_kind(code="weather").code, words="hujan lebat")
    make_photo(report, make_attachment())

    (public,), (known,) = rows(client), rows(calling(cast.analyst))

    assert "note" not in public and known["note"] == "rahasia dapur"
    assert public["problem_codes"] == "weather"
    whole = json.dumps([public, known])
    assert not any(word in whole for word in ("hujan", "latitude", "attachment", "photo"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("problem=weather", 1),
        ("problem=land", 0),
        ("period_kind=quarter&period_number=2", 1),
        ("as_of_on__gte=2024-07-01", 0),
        ("region=51", 1),
        ("province=32", 0),
        ("fiscal_year=2024", 1),
    ],
)
def test_reports_are_filtered(client: Client, query: str, found: int) -> None:
    report = make_report()
    make_problem(report, problem_kind=make_problem_kind(code="weather").code)
    make_problem_kind(code="land")

    assert len(rows(client, query)) == found


def test_the_same_rows_come_as_csv(client: Client) -> None:
    report = make_report(make_grant(), note="rahasia dapur")

    answer = client.get(f"{LIST}?format=csv")

    text = answer.content.decode() if not answer.streaming else b"".join(answer).decode()
    assert report.grant.code in text and "rahasia" not in text


def test_the_reports_of_a_withdrawn_grant_leave_with_it(client: Client) -> None:
    grant = make_report().grant
    assert len(rows(client)) == 1

    applied(Change("grant.withdraw", {}, grant.code, grant.version))

    assert rows(client) == []


def test_a_misspelt_filter_is_refused(client: Client) -> None:
    assert client.get(f"{LIST}?period_nummer=2").status_code == 400


def test_targets_are_listed_with_their_money_and_filtered_by_day(client: Client) -> None:
    grant = make_grant()
    make_target(grant, due_on="2024-03-31", physical_percent="20")
    late = make_target(grant, amount_idr=2_000_000_000)
    gone = make_grant()
    make_target(gone)
    changed("grant.withdraw", gone.code, gone.version)()

    listed = client.get("/api/v1/dak/progress-targets/?due_on__gte=2024-04-01")
    everything = client.get("/api/v1/dak/progress-targets/")

    (row,) = json.loads(listed.content)["results"]
    assert (row["row_id"], row["due_on"], row["physical_percent"]) == (late.pk, "2024-06-30", 50.0)
    assert row["amount_idr"] == 2_000_000_000
    assert json.loads(everything.content)["count"] == 2
