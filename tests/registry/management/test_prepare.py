"""Preparing twice is preparing once; a server gets neither sample nor demo accounts unasked."""

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from registry.aggregates.population import install_views
from registry.aggregates.publish import cells
from registry.imports.commodities import load_commodities
from registry.imports.demo import ACCOUNTS
from registry.imports.sample import SampleFiles
from registry.models import DirtyEvent, ProvincialAggregate, Sentra
from registry.models.sentra import SentraEvent
from registry.queries.schema import is_prepared, store_stamp, stored_stamp
from sentra.accounts.models import User
from tests.factories import ACTOR
from tests.factories.real_map import load_sample_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def database_of_this_code() -> None:
    """Structure and reference data as `prepare` leaves them, on the sample's part of the map."""
    load_sample_map()
    load_commodities(ACTOR)
    store_stamp()


def prepare(*options: str) -> str:
    out = StringIO()
    call_command("prepare", *options, stdout=out)
    return out.getvalue()


def test_a_second_start_finds_everything_done(database_of_this_code: None) -> None:
    prepare()
    events, cells = SentraEvent.objects.count(), ProvincialAggregate.objects.count()

    said = prepare()

    assert said.splitlines()[0] == "struktur dan rujukan: sudah sesuai"
    assert "data contoh: Tidak ada perubahan." in said
    assert "angka agregat: tidak berubah" in said
    # Every sentra of the sample once, and one more: a claim moved one place in words.
    assert SentraEvent.objects.count() == events == Sentra.objects.count() + 1
    assert Sentra.objects.count() == len(SampleFiles().sentra)
    assert ProvincialAggregate.objects.count() == cells
    assert User.objects.count() == len(ACCOUNTS)


def test_the_first_page_has_its_numbers(database_of_this_code: None) -> None:
    prepare()

    assert cells("sentra.count")[0].value == 125
    assert not DirtyEvent.objects.exists()


def test_a_server_gets_no_sample_and_no_demo_accounts(
    database_of_this_code: None, settings: Settings
) -> None:
    settings.DEMO_LOGINS_ALLOWED = False

    prepare()

    assert not Sentra.objects.exists()
    assert not User.objects.exists()


def test_a_server_gets_the_sample_when_asked(
    database_of_this_code: None, settings: Settings
) -> None:
    settings.DEMO_LOGINS_ALLOWED = False

    prepare("--sample")

    assert Sentra.objects.count() == 151
    assert not User.objects.exists()


def test_the_stamp_goes_with_the_views_that_migrate_makes_anew() -> None:
    store_stamp()
    assert is_prepared()

    install_views(plan=[])

    assert stored_stamp() == ""
