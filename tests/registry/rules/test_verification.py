"""How long a verification holds: by the method's rule where nobody states a day."""

from datetime import date
from typing import Any

import pytest

from registry.changes.change import Change
from registry.changes.engine import apply
from registry.choices import ChangeSource, VerificationMethod
from registry.models import Sentra, SentraPeriod, SentraVerification
from registry.rules.verification import (
    last_day_of,
    months_after,
    validities,
    validity_of,
    validity_words,
)
from tests.factories import ACTOR, make_office, make_sentra, make_verification

EXPECTED = {"visit": 24, "photo": 12, "document": 12, "phone": 6}


def test_every_method_has_a_rule_that_calls_itself_the_registry_s_own() -> None:
    assert {rule.method: rule.months for rule in validities()} == EXPECTED
    assert set(EXPECTED) == set(VerificationMethod.values)
    assert {rule.source for rule in validities()} == {"aturan registri, dapat diubah"}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 6, 1), 24, date(2027, 6, 1)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
    ],
)
def test_months_end_within_their_month(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_a_day_before_any_rule_still_gets_an_end() -> None:
    assert last_day_of("visit", date(1999, 5, 1)) == date(2001, 5, 1)
    assert validity_of("guess", date(2025, 1, 1)) is None


def test_the_sentence_names_every_method_and_whose_rule_it_is() -> None:
    assert validity_words(date(2026, 1, 1)) == (
        "Bila tidak disebut, masa berlaku menurut cara memeriksa: kunjungan 24 bulan,"
        " foto 12 bulan, telepon 6 bulan, dokumen 12 bulan (aturan registri, dapat diubah)."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("visit", date(2027, 1, 31)),
        ("photo", date(2026, 1, 31)),
        ("document", date(2026, 1, 31)),
        ("phone", date(2025, 7, 31)),
    ],
)
def test_a_verification_without_a_last_day_gets_it_from_its_method(
    method: str, expected: date
) -> None:
    seen = make_verification(make_sentra(), verified_on="2025-01-31", valid_to=None, method=method)

    assert seen.valid_to == expected


@pytest.mark.django_db
def test_a_stated_last_day_is_kept() -> None:
    assert make_verification(make_sentra(), valid_to="2025-09-01").valid_to == date(2025, 9, 1)


def corrected(seen: SentraVerification, **values: Any) -> date | None:
    change = Change("verification.correct", values, str(seen.pk), seen.version)
    apply(change, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")
    seen.refresh_from_db()
    return seen.valid_to


@pytest.mark.django_db
def test_the_rule_s_day_follows_a_corrected_date_or_method_and_a_stated_one_does_not() -> None:
    by_rule = make_verification(make_sentra(), verified_on="2025-06-01", valid_to=None)
    stated = make_verification(make_sentra(), verified_on="2025-06-01", valid_to="2026-01-01")

    assert corrected(by_rule, verified_on="2025-05-01") == date(2027, 5, 1)
    assert corrected(by_rule, method="phone") == date(2025, 11, 1)
    assert corrected(by_rule, note="uji") == date(2025, 11, 1)
    assert corrected(stated, verified_on="2025-05-01") == date(2026, 1, 1)
    assert corrected(stated, valid_to=None) == date(2027, 5, 1)


def state_of(sentra: Sentra) -> str:
    return SentraPeriod.objects.get(sentra=sentra, period="latest").verification


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-05-31", "never"),
        ("2025-06-01", "current"),
        ("2027-04-01", "current"),
        ("2027-04-02", "due"),
        ("2027-05-31", "due"),
        ("2027-06-01", "lapsed"),
    ],
)
def test_freshness_runs_from_current_over_due_sixty_days_before_to_lapsed(
    frozen_today: Any, today: str, expected: str
) -> None:
    sentra = make_sentra()
    make_verification(sentra, verified_on="2025-06-01", valid_to=None)

    frozen_today(today)

    assert state_of(sentra) == expected


@pytest.mark.django_db
def test_a_dispute_says_nothing_about_existence(frozen_today: Any) -> None:
    sentra = make_sentra()
    make_verification(sentra, office=make_office().code, is_disputed=True)

    frozen_today("2026-01-01")

    line = SentraPeriod.objects.get(sentra=sentra, period="latest")
    assert (line.verification, line.status) == ("disputed", "unknown")
