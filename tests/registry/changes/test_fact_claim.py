"""Claims: kept side by side, one published with a reason, and never two."""

from datetime import date

import pytest

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.changes.fact_claim import publish, unpublish
from registry.choices import ChangeSource
from registry.models import FactClaim
from tests.factories import ACTOR, make_fact_claim, make_sentra, make_source

pytestmark = pytest.mark.django_db


def applied(changes: tuple[Change, ...]) -> None:
    apply_batch(Act(changes, ACTOR, ChangeSource.ADMIN, "uji"))


def published() -> list[tuple[int, str]]:
    rows = FactClaim.objects.filter(is_published=True).order_by("pk")
    return [(claim.pk, claim.published_reason) for claim in rows]


@pytest.mark.parametrize("year", [2018, None])
def test_publishing_another_claim_puts_the_first_one_back_in_one_act(year: int | None) -> None:
    sentra = make_sentra()
    first = make_fact_claim(sentra, year=year)
    second = make_fact_claim(sentra, year=year, claimed=400)

    applied(publish(first, "alasan satu"))
    assert published() == [(first.pk, "alasan satu")]
    second.refresh_from_db()
    applied(publish(second, "alasan dua"))
    assert published() == [(second.pk, "alasan dua")]
    first.refresh_from_db()
    applied(publish(first, "alasan tiga"))

    assert published() == [(first.pk, "alasan tiga")]
    first.refresh_from_db()
    applied(unpublish(first))
    assert published() == []


def test_a_claim_says_a_number_or_words_as_its_fact_wants() -> None:
    sentra, source = make_sentra().public_code, make_source().code

    def codes(**values: object) -> list[str]:
        change = Change("fact_claim.record", {"sentra": sentra, "source": source, **values})
        problems = check_batch(Act((change,), ACTOR, ChangeSource.ADMIN, "uji"))
        return [problem.code for problem in problems]

    assert codes(fact="unit_count", claimed=5) == []
    assert codes(fact="place", stated="Desa Aik Darek") == []
    assert codes(fact="unit_count", stated="lima") == ["fact_claim.value_fits_fact"]
    assert codes(fact="place", claimed=5) == ["fact_claim.value_fits_fact"]
    assert codes(fact="banana", claimed=5) == ["value.not_a_choice"]
    assert codes(fact="unit_count", claimed="lima") == ["value.unreadable_figure"]


def test_everything_wrong_with_a_claim_is_said_at_once() -> None:
    values = {
        "sentra": make_sentra().public_code,
        "source": make_source().code,
        "fact": "unit_count",
        "year": 2090,
        "claimed": 5,
        "said_on": "2999-01-01",
        "said_precision": "day",
        "is_published": True,
    }

    act = Act((Change("fact_claim.record", values),), ACTOR, ChangeSource.ADMIN, "uji")

    assert {problem.code for problem in check_batch(act)} == {
        "fact_claim.year_in_future",
        "fact_claim.said_in_future",
        "fact_claim.published_with_reason",
    }
    assert not FactClaim.objects.exists()


def test_the_words_and_the_date_of_a_source_are_kept_as_exactly_as_it_gives_them() -> None:
    claim = make_fact_claim(
        make_sentra(),
        claimed={"low": 400, "high": 400, "qualifier": "~", "text": "sekitar 400"},
        source_words="sekitar 400 unit usaha",
        said_on="2018-10-01",
        said_precision="month",
    )

    assert (claim.claimed, claim.claimed_qualifier, claim.claimed_text) == (400, "~", "sekitar 400")
    assert (claim.said_on, claim.said_precision) == (date(2018, 10, 1), "month")
    assert claim.source_words == "sekitar 400 unit usaha"


def test_the_order_in_which_an_act_names_them_does_not_matter() -> None:
    sentra = make_sentra()
    first = make_fact_claim(sentra, is_published=True, published_reason="alasan satu")
    second = make_fact_claim(sentra, claimed=400)

    applied(tuple(reversed(publish(second, "alasan dua"))))

    assert published() == [(second.pk, "alasan dua")]
    first.refresh_from_db()
    second.refresh_from_db()
    applied(tuple(reversed(publish(first, "alasan tiga"))))
    assert published() == [(first.pk, "alasan tiga")]
