"""The history page: who, when, why, and each field before and after."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.queries.history import row_history, sentra_history
from tests.factories import make, make_profile, make_sentra
from tests.registry.admin.page import REASON, opened, sent

pytestmark = pytest.mark.django_db


def test_history_shows_before_and_after_with_reason_and_account(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Nama Awal")
    profile = make_profile(sentra, unit_count=6)
    url = reverse("admin:registry_sentra_change", args=[sentra.pk])
    data = opened(client, url)
    sent(
        client,
        url,
        data | {"name": "Nama Baru", "yearlyprofile_set-0-unit_count": "sekitar 8"},
        **REASON,
    )

    response = client.get(reverse("admin:registry_sentra_history", args=[sentra.pk]))

    act = response.context["acts"][0]
    assert (act.reason_label, act.note) == ("Memperbaiki kekeliruan", REASON["reason_text"])
    assert (act.who, act.role) == ("ministry_staff", "Staf kementerian")
    changes = {
        (row.noun, row.version, change.label): (change.old, change.new)
        for row in act.rows
        for change in row.changes
    }
    assert changes == {
        ("Sentra", 1, "Nama"): ("Nama Awal", "Nama Baru"),
        ("Profil tahunan", 1, "Unit usaha"): ("6", "± 8 (“sekitar 8”)"),
    }
    assert "Nama Awal" in response.content.decode()
    assert profile.year == 2025


def test_history_names_a_withdrawn_line(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    make("alias.record", sentra=sentra.public_code, name="Celuk Lama", kind="former")
    url = reverse("admin:registry_sentra_change", args=[sentra.pk])
    sent(client, url, opened(client, url) | {"sentraalias_set-0-DELETE": "on"}, **REASON)

    row = sentra_history(sentra.pk)[0].rows[0]

    assert (row.noun, row.line, row.verb, row.version) == ("Nama lain", "Celuk Lama", "ditarik", 1)


def test_history_without_accounts_names_the_office_only(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    url = reverse("admin:registry_sentra_change", args=[sentra.pk])
    sent(client, url, opened(client, url) | {"note": "Baru"}, **REASON)

    act = row_history(type(sentra), sentra.pk)[0]

    assert (act.who, act.office) == ("", "Direktorat Jenderal IKMA")


def test_a_job_is_named_as_the_system() -> None:
    sentra = make_sentra()

    act = row_history(type(sentra), sentra.pk)[0]

    assert (act.who, act.reason, [row.verb for row in act.rows]) == (
        "Sistem (test)",
        "test",
        ["dicatat"],
    )


def test_history_takes_the_same_statements_for_few_and_many_acts(
    django_assert_num_queries: Any,
) -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2023)
    with CaptureQueriesContext(connection) as few:
        sentra_history(sentra.pk, with_account=True)
    make_profile(sentra, year=2024)
    make_profile(sentra, year=2025)

    with django_assert_num_queries(len(few)):
        sentra_history(sentra.pk, with_account=True)


def test_what_machines_write_has_no_history(signed_in: Any) -> None:
    client = signed_in("ministry_admin")

    response = client.get("/admin/registry/heartbeat/sweep/history/")

    assert response.status_code == 404
