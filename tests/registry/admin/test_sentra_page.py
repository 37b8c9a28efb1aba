"""The page of a sentra: one act, one reason, every part its own version."""

from typing import Any

import pytest
from django.urls import reverse

from registry.models import (
    DirtyEvent,
    Sentra,
    SentraAlias,
    SentraStatus,
    YearlyProfile,
)
from registry.models.identity import SentraAliasEvent, SentraCommodityEvent
from registry.models.profile import YearlyProfileEvent
from registry.models.sentra import SentraEvent
from registry.models.status import SentraStatusEvent
from tests.factories import make, make_commodity, make_profile, make_sentra, make_source
from tests.registry.admin.page import REASON, line, opened, sent

pytestmark = pytest.mark.django_db


def page(sentra: Sentra) -> str:
    return reverse("admin:registry_sentra_change", args=[sentra.pk])


def test_adding_a_sentra_with_parts_is_one_act_with_one_reason(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:registry_sentra_add")
    silver, source = make_commodity(), make_source()
    data = opened(client, url) | {
        "name": "Sentra Perak Celuk",
        "recognition": "reported",
        "village": "51.04.01.2005",
        "sentracommodity_set-TOTAL_FORMS": "1",
        "sentrastatus_set-TOTAL_FORMS": "1",
        "yearlyprofile_set-TOTAL_FORMS": "1",
        **line("sentracommodity_set", 0, commodity=silver.code, is_primary="on"),
        **line("sentrastatus_set", 0, status="active", status_on="Mei 2024", source=source.code),
        **line(
            "yearlyprofile_set",
            0,
            year="2024",
            source=source.code,
            worker_count="lebih dari 18",
            production_value_idr="Rp1,2 miliar",
        ),
    }

    response = sent(client, url, data, **REASON)

    assert response.status_code == 302
    sentra = Sentra.objects.get()
    profile, status = YearlyProfile.objects.get(), SentraStatus.objects.get()
    assert (sentra.district_id, sentra.regency_id, sentra.province_id) == (
        "51.04.01",
        "51.04",
        "51",
    )
    assert (profile.worker_count_qualifier, profile.worker_count_low) == (">=", 18)
    assert profile.production_value_idr == 1_200_000_000
    assert (str(status.status_on), status.status_precision) == ("2024-05-01", "month")
    events = [
        SentraEvent.objects.get(pgh_obj=sentra),
        YearlyProfileEvent.objects.get(pgh_obj=profile),
        SentraStatusEvent.objects.get(pgh_obj=status),
        SentraCommodityEvent.objects.get(),
    ]
    assert len({event.pgh_context_id for event in events}) == 1
    assert {event.pgh_context["reason"] for event in events} == {REASON["reason_text"]}


def test_an_unaltered_page_writes_nothing(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    make_profile(sentra, worker_count={"low": 18, "high": None, "qualifier": ">=", "text": "> 18"})
    data = opened(client, page(sentra))

    response = sent(client, page(sentra), data)

    assert response.status_code == 302
    assert SentraEvent.objects.filter(pgh_obj=sentra).count() == 1
    assert YearlyProfileEvent.objects.count() == 1


def test_only_the_altered_field_is_sent_and_only_that_row_moves(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(note="Lama")
    profile = make_profile(sentra, unit_count=6, worker_count=20)
    data = opened(client, page(sentra))

    sent(client, page(sentra), data | {"yearlyprofile_set-0-worker_count": "400–700"}, **REASON)

    sentra.refresh_from_db()
    profile.refresh_from_db()
    assert (sentra.version, profile.version) == (0, 1)
    assert (profile.worker_count_low, profile.worker_count_high) == (400, 700)
    assert profile.unit_count == 6


def test_a_ticked_line_is_withdrawn_and_not_deleted(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    alias = make("alias.record", sentra=sentra.public_code, name="Celuk Lama", kind="former")
    data = opened(client, page(sentra))

    sent(client, page(sentra), data | {"sentraalias_set-0-DELETE": "on"}, **REASON)

    alias.refresh_from_db()
    assert alias.is_withdrawn
    assert "sentraalias_set-0-name" not in opened(client, page(sentra))
    assert list(SentraAliasEvent.objects.order_by("version").values_list("pgh_label")) == [
        ("insert",),
        ("update",),
    ]


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Nama Awal")
    profile = make_profile(sentra, unit_count=6)
    data = opened(client, page(sentra))
    DirtyEvent.objects.all().delete()

    response = sent(
        client,
        page(sentra),
        data | {"name": "Nama Baru", "yearlyprofile_set-0-worker_count": "2"},
        **REASON,
    )

    assert response.status_code == 200
    formset = next(
        one.formset
        for one in response.context["inline_admin_formsets"]
        if one.formset.prefix == "yearlyprofile_set"
    )
    assert [error.code for error in formset.forms[0].errors.as_data()["worker_count"]] == [
        "profile.workers_below_units"
    ]
    assert response.context["adminform"].form["name"].value() == "Nama Baru"
    assert formset.forms[0]["worker_count"].value() == "2"
    sentra.refresh_from_db()
    profile.refresh_from_db()
    assert (sentra.name, sentra.version, profile.version) == ("Nama Awal", 0, 0)
    assert SentraEvent.objects.count() == 1
    assert not DirtyEvent.objects.exists()


def test_everything_wrong_is_said_at_once(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    make_profile(sentra)
    data = opened(client, page(sentra))

    response = sent(
        client,
        page(sentra),
        data
        | {
            "district": "52.02.03",
            "latitude": "tujuh",
            "yearlyprofile_set-0-worker_count": "1,080",
        },
    )

    form = response.context["adminform"].form.errors.as_data()
    formset = response.context["inline_admin_formsets"][3].formset
    codes = {name: [error.code for error in errors] for name, errors in form.items()}
    assert codes == {
        "latitude": ["value.not_a_decimal"],
        "district": ["sentra.district_in_regency"],
        "reason_code": ["act.no_reason"],
    }
    assert [e.code for e in formset.forms[0].errors.as_data()["worker_count"]] == [
        "number.english_separators"
    ]


@pytest.mark.parametrize(
    ("code", "words", "field"),
    [("", "", "reason_code"), ("", "kata saja", "reason_code"), ("other", " ", "reason_text")],
)
def test_saving_without_a_reason_is_refused(
    signed_in: Any, code: str, words: str, field: str
) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Nama Awal")
    data = opened(client, page(sentra)) | {"name": "Nama Baru"}

    response = sent(client, page(sentra), data, reason_code=code, reason_text=words)

    errors = response.context["adminform"].form.errors.as_data()
    assert [error.code for error in errors[field]] == ["act.no_reason"]
    sentra.refresh_from_db()
    assert (sentra.name, sentra.version) == ("Nama Awal", 0)


def test_a_reason_from_the_list_is_enough(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    data = opened(client, page(sentra)) | {"name": "Nama Baru"}

    sent(client, page(sentra), data, reason_code="new_report", reason_text="")

    context = SentraEvent.objects.get(version=1).pgh_context
    assert (context["reason_code"], context["reason"]) == (
        "new_report",
        "Laporan atau sumber baru",
    )


def test_forged_columns_and_foreign_lines_have_no_effect(signed_in: Any) -> None:
    client, sentra, other = signed_in("ministry_staff"), make_sentra(), make_sentra()
    alias = make("alias.record", sentra=other.public_code, name="Milik lain", kind="local")
    own = make("alias.record", sentra=sentra.public_code, name="Milik sendiri", kind="local")
    code = sentra.public_code
    data = opened(client, page(sentra)) | {
        "version": "7",
        "is_sample": "on",
        "public_code": "ST-000000-0",
        "name_key": "x",
        "id": str(other.pk),
    }

    assert sent(client, page(sentra), data, **REASON).status_code == 302
    forged = data | {
        "sentraalias_set-0-id": str(alias.pk),
        "sentraalias_set-0-name": "Direbut",
        "sentraalias_set-0-sentra": str(sentra.pk),
    }
    response = sent(client, page(sentra), forged, **REASON)

    assert response.status_code == 200
    for row in (sentra, alias, own):
        row.refresh_from_db()
    assert (sentra.public_code, sentra.version, sentra.is_sample) == (code, 0, False)
    assert (alias.name, alias.sentra_id, alias.version) == ("Milik lain", other.pk, 0)
    assert (own.name, own.version) == ("Milik sendiri", 0)
    assert SentraAlias.objects.count() == 2


def test_a_line_keeps_what_only_its_creation_may_set(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    profile = make_profile(sentra, year=2025)
    data = opened(client, page(sentra)) | {"yearlyprofile_set-0-year": "2019"}

    sent(client, page(sentra), data, **REASON)

    profile.refresh_from_db()
    assert (profile.year, profile.version) == (2025, 0)
