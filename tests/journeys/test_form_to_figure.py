"""From a dinas form to a published figure: sent, approved, worked off, and then what the API
answers equals what COUNT and SUM over the tables say."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from registry.aggregates.recompute import drain
from registry.models import DirtyEvent, Sentra, SubmissionAct
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import make_profile, make_sentra, make_status
from tests.registry.chain import at_the_ministry
from tests.registry.web.forms import filled, inputs, post

YEAR = today_wib().year

# By hand and from the tables, so that the engine is not compared with itself.
FIGURES = """
SELECT sum({figure}_low)::bigint, count({figure}_low) FROM registry_yearlyprofile y
JOIN registry_sentra s ON s.id = y.sentra_id
WHERE s.province_id = %s AND y.year = %s AND NOT y.is_withdrawn
"""
WITH_STATUS = """
SELECT count(*) FROM registry_sentra s WHERE s.province_id = %s AND (
    SELECT t.status FROM registry_sentrastatus t
    WHERE t.sentra_id = s.id AND NOT t.is_withdrawn ORDER BY t.status_on DESC, t.id DESC LIMIT 1
) = %s
"""


def sql(statement: str, *params: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return tuple(cursor.fetchone())


def published(definition: str, **where: str) -> list[dict[str, Any]]:
    """What anybody reads from the API."""
    answer = Client().get(f"/api/v1/aggregates/{definition}/", {"province": "32", **where})
    assert answer.status_code == 200
    return [cell for cell in answer.json()["results"] if cell["level"] == "province"]


def approve_on_the_desk(client: Client, act: SubmissionAct) -> None:
    page = f"/admin/registry/submissionact/{act.pk}/change/"
    shown = inputs(client.get(page))
    answer = client.post(page, {"version": shown["version"], "verb": "approve", "words": ""})
    assert answer.status_code == 302


def send(client: Client, sentra: Sentra, **typed: str) -> SubmissionAct:
    """Fill in, check, send; the receipt is shown."""
    checked = post(client, sentra, filled(client, sentra, **typed), "check")
    answer = post(client, sentra, inputs(checked), "send")
    act = SubmissionAct.objects.latest("pk")
    assert act.submission.receipt_number in client.get(answer.url).content.decode()
    return act


@pytest.mark.django_db(transaction=True)
def test_what_a_dinas_sends_reaches_the_published_figures_after_approval(
    signed_in: Any, cast: Cast
) -> None:
    first = make_sentra(name="Rajut", province="32", regency="32.04")
    second = make_sentra(name="Tas", province="32", regency="32.73")
    for sentra in (first, second):
        make_status(sentra, status="active", status_on=f"{YEAR - 1}-06-01")
        make_profile(sentra, year=YEAR - 1, unit_count=10, worker_count=30)
    drain()
    (cell,) = published("sentra.worker_count", year=str(YEAR), level="province")
    assert (cell["value"], cell["n_reporting"]) == (None, 0)

    regency, province = signed_in("regency_operator"), signed_in("province_officer")
    changed = {"existence": "changed", "unit_count": "12", "worker_count": "1.234"}
    acts = [
        send(regency, first, **changed),
        send(province, second, existence="declining", unit_count="7", worker_count="20"),
    ]
    drain()
    (cell,) = published("sentra.worker_count", year=str(YEAR), level="province")
    assert (cell["value"], cell["n_reporting"]) == (None, 0)

    acts[0] = at_the_ministry(acts[0], cast)
    for act in acts:
        approve_on_the_desk(signed_in("ministry_staff"), act)
    assert DirtyEvent.objects.exists()
    drain()

    for code, figure in (("unit_count", 19), ("worker_count", 1254)):
        (cell,) = published(f"sentra.{code}", year=str(YEAR), level="province")
        total, reporting = sql(FIGURES.format(figure=code), "32", YEAR)
        assert cell["value"] == total == figure
        assert cell["n_reporting"] == reporting == 2
    for status in ("active", "declining"):
        (cell,) = published("sentra.count", dimension="status", member=status, level="province")
        assert (cell["value"],) == sql(WITH_STATUS, "32", status) == (1,)
    assert not DirtyEvent.objects.exists()
