"""From typed answers to proposed changes: read strictly, echoed softly, never guessed."""

from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict

from registry.changes.submission import body_hash
from registry.forms.update import UpdateForm
from registry.models import Office, Sentra
from registry.queries.submission import standing
from sentra.lib.dates import today_wib
from tests.factories import make_office, make_profile, make_sentra, make_status

pytestmark = pytest.mark.django_db

YEAR = today_wib().year
TOKEN = UUID(int=7)


@pytest.fixture
def sentra() -> Sentra:
    """A sentra in Gianyar."""
    return make_sentra()


@pytest.fixture
def office() -> Office:
    """The dinas of Gianyar."""
    return make_office(name="Dinas Gianyar", level="regency", province="51", regency="51.04")


def form(sentra: Sentra, **typed: str) -> UpdateForm:
    now = standing(sentra.pk, YEAR)
    data = QueryDict(mutable=True)
    opened = UpdateForm(standing=now, token=TOKEN)
    data.update({name: str(value) for name, value in opened.initial.items()})
    data.update({"seen_on": f"{today_wib():%d/%m/%Y}", "existence": "changed", "evidence": ""})
    for name, text in typed.items():
        data[name] = text
    return UpdateForm(data, standing=now, token=TOKEN)


def values(sentra: Sentra, office: Office, **typed: str) -> list[dict[str, Any]]:
    filled = form(sentra, **typed)
    assert filled.is_valid(), filled.errors
    return [dict(change.values) for change in filled.proposal(sentra, office).changes]


def codes(filled: UpdateForm) -> dict[str, list[str]]:
    filled.is_valid()
    return {name: [e.code for e in errors.as_data()] for name, errors in filled.errors.items()}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1.250", {"low": 1250, "high": 1250, "qualifier": "=", "text": ""}),
        ("400–500", {"low": 400, "high": 500, "qualifier": "range", "text": "400–500"}),
        ("sekitar 30", {"low": 30, "high": 30, "qualifier": "~", "text": "sekitar 30"}),
        ("0", {"low": 0, "high": 0, "qualifier": "=", "text": ""}),
    ],
)
def test_a_figure_keeps_its_doubt(
    sentra: Sentra, office: Office, text: str, figure: dict[str, Any]
) -> None:
    assert values(sentra, office, worker_count=text)[2]["worker_count"] == figure


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("worker_count", "1,080", "number.english_separators"),
        ("worker_count", "12,5", "number.not_whole"),
        ("worker_count", "banyak", "number.malformed"),
        ("worker_count", "50-40", "number.range_reversed"),
        ("production_value_idr", "1.500 juta", "number.ambiguous"),
        ("seen_on", "11/14/2026", "date.impossible"),
        ("seen_on", "14/11", "date.year_missing"),
    ],
)
def test_what_can_be_misread_is_asked_at_its_field(
    sentra: Sentra, name: str, text: str, code: str
) -> None:
    assert codes(form(sentra, **{"unit_count": "5", name: text}))[name] == [code]


def test_a_year_alone_is_a_date_of_that_precision(sentra: Sentra, office: Office) -> None:
    status = values(sentra, office, worker_count="9", seen_on=str(YEAR))[1]

    assert (status["status_on"], status["status_precision"]) == (f"{YEAR}-01-01", "year")


def test_amounts_are_echoed_as_they_were_read(sentra: Sentra) -> None:
    filled = form(sentra, production_value_idr="Rp1,2 miliar")
    filled.is_valid()

    filled.set_echoes()

    assert filled.fields["production_value_idr"].echo == "1,2 miliar rupiah"


def test_a_jump_of_more_than_half_asks_for_its_cause_and_refuses_nothing(sentra: Sentra) -> None:
    make_profile(sentra, year=YEAR - 1, worker_count=18, unit_count=10)
    filled = form(sentra, worker_count="62", unit_count="12")

    assert filled.is_valid()
    assert filled.warnings() == {
        "worker_count": "62 naik 244% dari 18. Bila benar, tulis sebabnya."
    }


def test_an_emptied_figure_of_this_year_becomes_unknown(sentra: Sentra, office: Office) -> None:
    make_profile(sentra, year=YEAR, worker_count=18)

    assert values(sentra, office, worker_count="")[2]["worker_count"] is None


def test_no_change_forwards_no_figure_and_other_answers_forward_none_unseen(
    sentra: Sentra, office: Office
) -> None:
    make_profile(sentra, year=YEAR - 1, worker_count=18)

    for answer in ("unchanged", "dormant", "closed", "unknown"):
        proposed = values(sentra, office, existence=answer, evidence="Kunjungan")
        assert len(proposed) == 2
        assert codes(form(sentra, existence=answer, worker_count="19", evidence="x")) == {
            "existence": ["update.figures_not_sent"]
        }


def test_the_words_of_a_proposal_are_what_stood_there(sentra: Sentra, office: Office) -> None:
    make_status(sentra, status="declining", status_on="2025-03-01")
    make_profile(sentra, year=2020, worker_count=18)
    filled = form(sentra, worker_count="20")
    filled.is_valid()

    assert filled.proposal(sentra, office).shown["old"] == {
        "status.status": "Menurun",
        "status.status_on": "1 Maret 2025",
        "profile.worker_count": "18 (data 2020)",
    }


def test_a_form_of_another_version_or_year_is_noticed(sentra: Sentra) -> None:
    opened = form(sentra, worker_count="20")
    make_status(sentra)
    later = UpdateForm(opened.data, standing=standing(sentra.pk, YEAR), token=TOKEN)
    next_year = UpdateForm(opened.data, standing=standing(sentra.pk, YEAR + 1), token=TOKEN)

    assert codes(opened) == {}
    assert codes(later) == codes(next_year) == {"__all__": ["update.record_moved"]}


def test_the_fingerprint_is_of_what_was_typed_and_of_nothing_else() -> None:
    typed = {"a": "1\r\n2 ", "b": ""}

    assert body_hash("ST-1", typed) == body_hash("ST-1", {"b": "", "a": "1\n2"})
    assert body_hash("ST-1", typed) != body_hash("ST-2", typed)
    assert body_hash("ST-1", typed) != body_hash("ST-1", {**typed, "b": "x"})
