"""A whole record is withdrawn only when nothing in force names it, and nothing names it after."""

from typing import Any

import pytest

from dak.models import Grant
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from registry.models import Sentra, SubmissionAct
from registry.queries.facts import facts_digest
from sentra.lib.problems import ChangeRejected
from tests.factories import (
    ACTOR,
    make_claim,
    make_grant,
    make_sentra,
    make_sentra_succession,
    make_source,
    make_status,
)
from tests.registry.web.forms import filled, post

pytestmark = pytest.mark.django_db


def act(*changes: Change) -> Act:
    return Act(changes, ACTOR, ChangeSource.ADMIN, "dicatat dua kali", "duplicate")


def withdraw(row: Any) -> Change:
    noun, key = ("grant", row.code) if isinstance(row, Grant) else ("sentra", row.public_code)
    return Change(f"{noun}.withdraw", {}, key, type(row).objects.get(pk=row.pk).version)


def refused(*changes: Change) -> list[tuple[str, str]]:
    """Code and value of each refusal, told beforehand and again by the act; nothing changes."""
    before = facts_digest()
    told = [(p.code, p.value) for p in check_batch(act(*changes))]
    with pytest.raises(ChangeRejected) as error:
        apply_batch(act(*changes))
    assert [(p.code, p.value) for p in error.value.problems] == told
    assert facts_digest() == before
    return told


@pytest.fixture
def gone() -> Sentra:
    sentra = make_sentra(name="Salah catat")
    apply_batch(act(withdraw(sentra)))
    return sentra


def test_a_sentra_with_a_grant_is_not_withdrawn() -> None:
    sentra = make_sentra()
    grant = make_grant(sentra=sentra.public_code)

    assert refused(withdraw(sentra)) == [("record.still_named", grant.code)]


def test_a_sentra_goes_together_with_its_grant() -> None:
    sentra = make_sentra()
    grant = make_grant(sentra=sentra.public_code)

    apply_batch(act(withdraw(grant), withdraw(sentra)))

    assert not Sentra.objects.in_force().exists()
    assert not Grant.objects.in_force().exists()


def test_a_sentra_goes_when_its_grant_is_given_to_another_in_the_same_act() -> None:
    wrong, right = make_sentra(), make_sentra()
    grant = make_grant(sentra=wrong.public_code)
    given = Change("grant.correct", {"sentra": right.public_code}, grant.code, grant.version)

    apply_batch(act(given, withdraw(wrong)))

    assert list(Sentra.objects.in_force()) == [right]


def test_a_successor_is_not_withdrawn() -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    make_sentra_succession(old, kind="merged", successor=new.public_code)

    assert [code for code, _value in refused(withdraw(new))] == ["record.still_named"]


def test_the_step_of_a_withdrawn_sentra_stands_in_nobody_s_way() -> None:
    old, new = make_sentra(), make_sentra()
    make_sentra_succession(old, kind="merged", successor=new.public_code)

    apply_batch(act(withdraw(old)))
    apply_batch(act(withdraw(new)))

    assert not Sentra.objects.in_force().exists()


def test_a_sentra_is_not_withdrawn_while_a_proposal_waits(signed_in: Any) -> None:
    ours = make_sentra(province="32", regency="32.04")
    client = signed_in("regency_operator")
    post(client, ours, filled(client, ours, existence="changed", worker_count="34"), "send")
    number = SubmissionAct.objects.get().submission.receipt_number

    assert refused(withdraw(ours)) == [("sentra.proposal_open", number)]


def test_a_withdrawn_sentra_is_corrected_no_more(gone: Sentra) -> None:
    change = Change("sentra.correct", {"note": "lagi"}, gone.public_code, 1)

    assert [code for code, _value in refused(change)] == ["record.withdrawn"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("origin.record", {"kind": "opening", "origin_year": 1990, "precision": "exact"}),
        ("alias.record", {"name": "Lain", "kind": "local"}),
    ],
)
def test_a_withdrawn_sentra_gets_no_new_line(
    gone: Sentra, kind: str, values: dict[str, Any]
) -> None:
    change = Change(kind, {"sentra": gone.public_code, **values})

    assert refused(change) == [("record.names_withdrawn", gone.public_code)]


def test_a_line_of_a_withdrawn_sentra_is_corrected_no_more() -> None:
    sentra = make_sentra()
    status = make_status(sentra)
    apply_batch(act(withdraw(sentra)))

    change = Change("status.correct", {"evidence": "baru"}, str(status.pk), status.version)
    assert refused(change) == [("record.names_withdrawn", sentra.public_code)]


def test_no_grant_and_no_successor_leads_to_a_withdrawn_sentra(gone: Sentra) -> None:
    other = make_sentra()
    grant = make_grant()
    named = {"sentra": gone.public_code}
    step = {"sentra": other.public_code, "kind": "merged", "successor": gone.public_code}
    step |= {"source": make_source().code, "happened_on": "2025-03-01"}

    assert (
        refused(
            Change("grant.correct", named, grant.code, grant.version),
            Change("sentra_succession.record", step),
        )
        == [("record.names_withdrawn", gone.public_code)] * 2
    )


def test_a_withdrawn_grant_gets_no_claim() -> None:
    grant = make_grant()
    apply_batch(act(withdraw(grant)))

    claim = {"grant": grant.code, "source": make_source().code, "stage": "allocation"}
    assert refused(Change("claim.record", claim)) == [("record.names_withdrawn", grant.code)]


def test_what_comes_back_comes_back_with_its_lines() -> None:
    sentra, grant = make_sentra(), make_grant()
    make_status(sentra)
    make_claim(grant)
    before = facts_digest()
    apply_batch(act(withdraw(sentra), withdraw(grant)))
    assert facts_digest() != before

    apply_batch(
        act(
            Change("sentra.restore", {}, sentra.public_code, 1),
            Change("grant.restore", {}, grant.code, 1),
        )
    )

    assert facts_digest() == before
