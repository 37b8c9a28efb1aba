"""Which provinces, years and nouns each write marks for a recompute, in the writer's own
transaction: every place whose numbers the write may move, and none beside it."""

import pytest
from django.db import DatabaseError, transaction

from registry.models import DirtyEvent, Sentra
from tests.dirty_marks import changed, marks
from tests.factories import (
    make,
    make_commodity,
    make_institution,
    make_office,
    make_profile,
    make_sector,
    make_sentra,
    make_source,
    make_status,
    make_user,
    make_verification,
)
from tests.factories.people import make_mandate
from tests.footprint import execute

pytestmark = pytest.mark.django_db


def by_hand(sql: str, *params: object) -> None:
    execute("SELECT registry_act('dba:uji', 'tiket 123')")
    execute(sql, list(params))


def test_a_sentra_marks_its_province() -> None:
    assert marks(make_sentra) == {("51", None, "sentra")}
    sentra = Sentra.objects.get()
    assert marks(changed("sentra.correct", sentra.public_code, kind="craft_group")) == {
        ("51", None, "sentra")
    }
    assert marks(lambda: by_hand("DELETE FROM registry_sentra WHERE id = %s", sentra.pk)) == {
        ("51", None, "sentra")
    }


def test_a_move_marks_the_old_and_the_new_province() -> None:
    sentra = make_sentra()

    move = changed("sentra.correct", sentra.public_code, province="52", regency="52.02")

    assert marks(move) == {("51", None, "sentra"), ("52", None, "sentra")}


def test_one_statement_over_many_sentra_marks_each_province_once() -> None:
    for province, regency in (("51", "51.04"), ("51", "51.06"), ("52", "52.02")):
        make_sentra(province=province, regency=regency)
    DirtyEvent.objects.all().delete()

    by_hand("UPDATE registry_sentra SET note = 'uji'")

    assert list(DirtyEvent.objects.order_by("province_code").values_list("province_code")) == [
        ("51",),
        ("52",),
    ]


@pytest.mark.parametrize("noun", ["status", "verification", "commodity", "presence"])
def test_a_fact_that_goes_on_marks_its_sentra_s_province_for_every_year(noun: str) -> None:
    sentra, source, office = make_sentra(), make_source(), make_office()
    commodity, key = make_commodity(), sentra.public_code
    record = {
        "status": lambda: make_status(sentra, source=source.code),
        "verification": lambda: make_verification(sentra, office=office.code),
        "commodity": lambda: make("sentra_commodity.record", sentra=key, commodity=commodity.code),
        "presence": lambda: make(
            "origin.record", sentra=key, kind="opening", origin_year=1980, source=source.code
        ),
    }[noun]
    kind = {"commodity": "sentra_commodity", "presence": "origin"}.get(noun, noun)
    expected = {("51", None, noun)}

    assert marks(record) == expected
    part = getattr(sentra, PARTS[noun]).get()
    assert marks(changed(f"{kind}.withdraw", part.pk)) == expected


PARTS = {
    "status": "sentrastatus_set",
    "verification": "sentraverification_set",
    "commodity": "sentracommodity_set",
    "presence": "sentraorigin_set",
}


def test_a_profile_marks_its_year_and_the_presence_of_its_sentra() -> None:
    sentra, source = make_sentra(), make_source()
    expected = {("51", 2024, "profile"), ("51", None, "presence")}

    assert marks(lambda: make_profile(sentra, year=2024, source=source.code)) == expected
    profile = sentra.yearlyprofile_set.get()
    assert marks(changed("profile.correct", profile.pk, unit_count=9)) == {("51", 2024, "profile")}
    assert marks(changed("profile.withdraw", profile.pk, 1)) == expected


def test_a_profile_that_changes_its_year_by_hand_marks_both_years() -> None:
    profile = make_profile(make_sentra(), year=2023)

    found = marks(
        lambda: by_hand("UPDATE registry_yearlyprofile SET year = 2024 WHERE id = %s", profile.pk)
    )

    assert found == {("51", 2023, "profile"), ("51", 2024, "profile"), ("51", None, "presence")}


def test_a_part_moved_to_another_sentra_by_hand_marks_both_provinces() -> None:
    here, there = make_sentra(), make_sentra(province="52", regency="52.02")
    status = make_status(here)

    found = marks(
        lambda: by_hand(
            "UPDATE registry_sentrastatus SET sentra_id = %s WHERE id = %s", there.pk, status.pk
        )
    )

    assert found == {("51", None, "status"), ("52", None, "status")}


def test_schemes_sectors_and_commodities_mark_every_province() -> None:
    everywhere = {(None, None, "scheme")}
    sector, commodity = make_sector(), make_commodity()

    assert marks(changed("scheme.correct", sector.scheme.code, name="Lain")) == everywhere
    assert marks(changed("sector.correct", sector.code, name="Lain")) == everywhere
    assert marks(changed("commodity.correct", commodity.code, sector=sector.code)) == everywhere
    assert (
        marks(lambda: make("commodity_sector.record", commodity=commodity.code, sector=sector.code))
        == everywhere
    )


def test_provinces_and_regencies_mark_every_province() -> None:
    assert marks(changed("province.correct", "51", bps_code="51")) == {(None, None, "region")}
    assert marks(changed("regency.correct", "51.04", bps_code="5104")) == {(None, None, "region")}


def test_what_no_number_depends_on_marks_nothing() -> None:
    sentra, source, commodity = make_sentra(), make_source(), make_commodity()
    institution, office, user = make_institution(), make_office(), make_user()
    key = sentra.public_code

    def write() -> None:
        make("alias.record", sentra=key, name="Sebutan", kind="local")
        make("sentra_source.record", sentra=key, source=source.code)
        make("sentra_institution.record", sentra=key, institution=institution.code, role="manager")
        make("synonym.record", commodity=commodity.code, name="Sebutan")
        make_mandate(user, office, "analyst")
        make_source()
        make_office()
        make_institution()
        changed("district.correct", "51.04.01", bps_code="5104010")()
        changed("village.correct", "51.04.01.2005", bps_code="5104010005")()

    assert marks(write) == set()


def test_a_refused_act_marks_nothing() -> None:
    sentra = make_sentra()

    def write() -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            by_hand("UPDATE registry_sentra SET name = ''")

    assert marks(write) == set()
    assert Sentra.objects.get() == sentra


def test_an_unchanged_value_marks_nothing() -> None:
    sentra = make_sentra(name="Sama")

    assert marks(changed("sentra.correct", sentra.public_code, name="Sama")) == set()
