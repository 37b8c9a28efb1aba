"""The made-up grant goes the whole way by acts, once; it is labelled everywhere, and nothing loads
it but its own command."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dak.imports import synthetic_story as story
from dak.imports.synthetic import Told, load_synthetic_grant
from dak.models import Asset, CountedGrant, Grant, PanelReading
from dak.queries.grant_page import grant_parts
from dak.queries.synthetic import PREFIX
from dak.web.deadlines import payment_of
from registry.models import Need, Sentra
from tests.factories import ACTOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list[Told]:
    return load_synthetic_grant(ACTOR)


def test_x(told: list[Told]) -> None:
    for t in told:
        print(t)
    counted = CountedGrant.objects.select_related("grant").get(grant__code=story.GRANT, period="latest")
    pay = payment_of(grant_parts(counted), timezone.now())
    print(pay)
    print(Need.objects.values_list("words", "state", "state_on", "answered_by"))
    assert not any(s.rows for s in load_synthetic_grant(ACTOR))
    assert 0
