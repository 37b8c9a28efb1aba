"""The yearly rules on the desk: a year and its lines as one act, and deadlines that follow."""

from typing import Any

import pytest
from django.urls import reverse

from dak.models import (
    CountedGrant,
    DeadlineOverride,
    Holiday,
    MinimumUnits,
    RecommendedRegion,
    RuleSet,
    Tranche,
)
from dak.queries.payment_field import field_of
from dak.rules.field_payment import payment_of_field
from tests.factories import make_source
from tests.factories.money import make_grant_worth
from tests.factories.rules import make_mode, make_rule_set, make_statistic, make_tranche
from tests.registry.admin.page import REASON, line, opened, sent

pytestmark = pytest.mark.django_db


def dated() -> Tranche:
    mode = make_mode(rule_set=make_rule_set(fiscal_year=2028).code)
    return make_tranche(mode=mode.code, nominal_on="2028-07-21")


def stored(tranche: Tranche) -> str:
    tranche.refresh_from_db()
    return f"{tranche.deadline_at:%Y-%m-%d}"


def test_a_year_and_its_limits_are_recorded_as_one_act(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:dak_ruleset_add")
    source = make_source().code
    data = opened(client, url) | {
        "fiscal_year": "2029",
        "state": "partial",
        "source": source,
        "minimum_units-TOTAL_FORMS": "1",
        **line("minimum_units", 0, island_group="java", minimum_count="15", source=source),
    }

    response = sent(client, url, data, **REASON)

    assert response.status_code == 302
    assert RuleSet.objects.get().code == "ta-2029"
    assert MinimumUnits.objects.get().minimum_count == 15


def test_a_found_year_without_a_source_is_refused_and_nothing_is_kept(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:dak_ruleset_add")
    data = opened(client, url) | {"fiscal_year": "2029", "state": "partial"}

    response = sent(client, url, data, **REASON)

    assert response.status_code == 200
    assert "Aturan yang ditemukan menyebut sumbernya." in response.content.decode()
    assert not RuleSet.objects.exists()


def test_a_new_holiday_moves_the_deadline_it_falls_on(signed_in: Any) -> None:
    tranche = dated()
    client, url = signed_in("ministry_staff"), reverse("admin:dak_holiday_add")
    data = opened(client, url) | {"day": "21/07/2028", "name": "Uji", "legal_basis": "Keppres uji"}

    sent(client, url, data, **REASON)

    assert Holiday.objects.count() == 1
    assert stored(tranche) == "2028-07-24"


def test_a_published_date_on_the_tranche_s_page_wins(signed_in: Any) -> None:
    tranche = dated()
    client = signed_in("ministry_staff")
    url = reverse("admin:dak_tranche_change", args=[tranche.pk])
    data = opened(client, url) | {
        "overrides-TOTAL_FORMS": "1",
        **line("overrides", 0, effective_on="28/07/2028", source=make_source().code),
    }

    sent(client, url, data, **REASON)

    assert DeadlineOverride.objects.count() == 1
    assert stored(tranche) == "2028-07-28"


def test_the_page_of_a_year_leads_to_its_modes_and_those_to_their_tranches(
    signed_in: Any,
) -> None:
    client, tranche = signed_in("ministry_staff"), dated()
    mode = reverse("admin:dak_disbursementmode_change", args=[tranche.mode_id])
    year = reverse("admin:dak_ruleset_change", args=[tranche.mode.rule_set_id])

    assert f'href="{mode}"' in client.get(year).content.decode()
    assert (
        reverse("admin:dak_tranche_change", args=[tranche.pk]) in client.get(mode).content.decode()
    )


def test_every_page_of_rules_and_figures_opens(signed_in: Any) -> None:
    client, tranche = signed_in("ministry_staff"), dated()
    pages = [
        reverse("admin:dak_ruleset_changelist") + "?state=not_found",
        reverse("admin:dak_disbursementmode_change", args=[tranche.mode_id]),
        reverse("admin:dak_tranche_changelist"),
        reverse("admin:dak_menu_add"),
        reverse("admin:dak_disasterexception_add"),
        reverse("admin:registry_statistic_changelist") + "?scheme=other&is_national=true",
        reverse("admin:registry_statistic_change", args=[make_statistic().pk]),
    ]

    assert {client.get(page).status_code for page in pages} == {200}


@pytest.mark.parametrize(("is_by_recommendation", "mode"), [(True, "mixed"), (False, "staged")])
def test_a_recommendation_recorded_on_the_mode_s_page_makes_mixed_payment(
    signed_in: Any, is_by_recommendation: bool, mode: str
) -> None:
    rules = make_rule_set(fiscal_year=2024).code
    make_mode(rule_set=rules, mode="staged")
    mixed = make_mode(rule_set=rules, mode="mixed", is_by_recommendation=is_by_recommendation)
    grant = make_grant_worth(10**10)
    client, url = (
        signed_in("ministry_staff"),
        reverse("admin:dak_disbursementmode_change", args=[mixed.pk]),
    )
    where = {"province": "51", "regency": "51.04", "source": make_source().code}
    data = opened(client, url) | {"recommended-TOTAL_FORMS": "1", **line("recommended", 0, **where)}

    sent(client, url, data, **REASON)

    assert RecommendedRegion.objects.count() == is_by_recommendation
    field = field_of(CountedGrant.objects.get(grant=grant, period="latest"))
    found = payment_of_field(field).mode if field else None
    assert found is not None and found.mode == mode
