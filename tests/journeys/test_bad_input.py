"""What people mistype: a sentence with a code at its field, nothing stored, every letter kept. The
refusals about rights, drafts, files and decisions stand with the page each belongs to."""

from typing import Any

import pytest

from registry.models import Sentra, SentraStatus, Submission, YearlyProfile
from tests.registry.web.forms import inputs, open_form, press
from tests.registry.web.proposals import bandung

pytestmark = pytest.mark.django_db

NEW = "/tugas/baru/"
RIGHT = {"new_name": "Sentra Tenun Majalaya", "new_hamlet": "Kidul", "evidence": "Kunjungan dinas"}
MISTYPED = (
    ("profile_unit_count", "-5"),
    ("profile_unit_count", "1,234.56"),
    ("profile_unit_count", "1.234,567.8"),
    ("profile_unit_count", "99999999999999999999"),
    ("profile_worker_count", "400–40"),
    ("profile_worker_count", "banyak sekali"),
    ("origin_origin_year", "3000"),
    ("origin_origin_year", "19"),
    ("seen_on", "31/02/2026"),
    ("seen_on", "02/30/2026"),
    ("seen_on", "1/1/2999"),
    ("place_village", "Desa Yang Tidak Ada"),
    ("place_regency", "Kabupaten Gianyar"),
    ("place_commodity", "barang yang tidak dikenal"),
)


@pytest.mark.parametrize(("field", "text"), MISTYPED, ids=[f"{f}={t}" for f, t in MISTYPED])
def test_a_new_sentra_mistyped_is_refused_at_its_field_with_everything_kept(
    signed_in: Any, field: str, text: str
) -> None:
    client = signed_in("regency_operator")
    body = open_form(client, NEW, **{**RIGHT, field: text})

    answer = press(client, NEW, body)

    assert (answer.status_code, Submission.objects.count()) == (422, 0)
    errors = answer.context["form"].errors.as_data()
    assert list(errors) == [field], errors
    assert all(one.code and "." in one.code for one in errors[field]), errors
    again = inputs(answer)
    assert {name: again[name] for name in (*RIGHT, field)} == {**RIGHT, field: text}


@pytest.mark.parametrize("text", ["-5", "1,234.56", "1.234,567.8", "99999999999999999999"])
def test_a_figure_of_the_year_mistyped_is_refused_at_its_field(signed_in: Any, text: str) -> None:
    sentra, client = bandung(), signed_in("regency_operator")
    path = f"/tugas/{sentra.public_code}/"
    body = open_form(client, path, existence="changed", worker_count=text, evidence="Kunjungan")

    answer = press(client, path, body)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["worker_count"]
    assert inputs(answer)["worker_count"] == text
    assert not Submission.objects.exists()


def test_a_list_with_an_impossible_day_keeps_every_answer(signed_in: Any) -> None:
    sentra, client = bandung(), signed_in("regency_operator")
    page = open_form(client, "/tugas/daftar/", seen_on="31/02/2026")
    page[f"a_{sentra.public_code}"] = "dormant"

    answer = press(client, "/tugas/daftar/", page)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["seen_on"]
    kept = inputs(answer)
    assert (kept["seen_on"], kept[f"a_{sentra.public_code}"]) == ("31/02/2026", "dormant")
    assert not Submission.objects.exists()
    assert not (SentraStatus.objects.exists() or YearlyProfile.objects.exists())
    assert Sentra.objects.get().version == sentra.version
