"""Whether a sentra still exists: each answer becomes the act it means, asks for what it needs at
its field, and "tidak tahu" changes no state of existence."""

from typing import Any

import pytest

from registry.models import Sentra, SentraAlias, SentraStatus, Submission, SubmissionAct
from tests.cast import Cast
from tests.factories import make_sentra, make_status
from tests.registry.web.forms import agree_to_the_end, inputs, open_form, press
from tests.registry.web.proposals import bandung

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Sentra:
    """A sentra in Kabupaten Bandung."""
    return bandung()


def nothing_was_sent() -> bool:
    return not (Submission.objects.exists() or SubmissionAct.objects.exists())


def existence_body(client: Any, sentra: Sentra, **typed: str) -> dict[str, str]:
    return open_form(client, f"/tugas/{sentra.public_code}/keadaan/", **typed)


def answer(signed_in: Any, sentra: Sentra, **typed: str) -> Any:
    client = signed_in("regency_operator")
    path = f"/tugas/{sentra.public_code}/keadaan/"
    return press(client, path, existence_body(client, sentra, **typed))


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ({"existence": "unchanged"}, ["status.record"]),
        ({"existence": "dormant"}, ["status.record"]),
        ({"existence": "closed", "evidence": "Rumah produksi kosong"}, ["status.record"]),
        ({"existence": "unknown"}, ["sentra_source.record"]),
        (
            {"existence": "renamed", "new_name": "Sentra Rajut Baru", "evidence": "Papan nama"},
            ["status.record", "sentra_succession.record", "sentra.correct", "alias.record"],
        ),
        (
            {"existence": "moved", "new_regency": "32.73", "evidence": "Pindah ke kota"},
            ["status.record", "sentra_succession.record", "sentra.correct"],
        ),
    ],
    ids=lambda value: value["existence"] if isinstance(value, dict) else "",
)
def test_each_answer_becomes_the_act_it_means(
    signed_in: Any, cast: Cast, ours: Sentra, typed: dict[str, str], kinds: list[str]
) -> None:
    assert answer(signed_in, ours, **typed).status_code == 302

    act = SubmissionAct.objects.get()
    assert act.answer == typed["existence"]
    assert [change["kind"] for change in act.changes] == ["source.record", *kinds]
    assert agree_to_the_end(act, cast).state == "approved"


def test_a_sentra_that_joined_another_leads_to_it(signed_in: Any, cast: Cast, ours: Sentra) -> None:
    other = make_sentra(name="Sentra Rajut Besar", province="32", regency="32.04")

    answer(signed_in, ours, existence="merged", successor=other.public_code, evidence="Musyawarah")

    act = agree_to_the_end(SubmissionAct.objects.get(), cast)
    assert act.needs_two
    assert SentraStatus.objects.get(sentra=ours).status == "merged"
    assert SentraAlias.objects.get(sentra=other).name == ours.name


def test_not_knowing_changes_no_state_of_existence(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    make_status(ours, status="declining")

    answer(signed_in, ours, existence="unknown")
    agree_to_the_end(SubmissionAct.objects.get(), cast)

    assert SentraStatus.objects.get(sentra=ours).status == "declining"
    tasks = signed_in("regency_operator").get("/tugas/").content.decode()
    assert "Jawaban terakhir kantor: tidak tahu" in tasks


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"existence": "moved", "evidence": "x"}, "new_regency"),
        ({"existence": "renamed", "evidence": "x"}, "new_name"),
        ({"existence": "merged", "evidence": "x"}, "successor"),
        ({"existence": "closed"}, "evidence"),
        ({"existence": "dormant", "new_name": "Nama lain"}, "new_name"),
        ({"existence": "merged", "successor": "ST-000000-0", "evidence": "x"}, "successor"),
    ],
)
def test_an_answer_asks_for_what_it_needs_at_its_field(
    signed_in: Any, ours: Sentra, typed: dict[str, str], field: str
) -> None:
    response = answer(signed_in, ours, **typed)

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    for name, text in typed.items():
        assert inputs(response)[name] == text
    assert nothing_was_sent()
