"""Everything that can be wrong about a sentra, typed on one page of the desk at once: each is
answered by its own sentence, at its own field, and nothing is written."""

from typing import Any

import pytest

from registry.models import (
    Certificate,
    Measure,
    Sentra,
    SentraInstitution,
    SentraSuccession,
    YearlyProfile,
)
from tests.factories import (
    make,
    make_institution,
    make_sentra,
    make_sentra_succession,
    make_source,
)
from tests.factories.parts import make_certificate_kind
from tests.registry.admin.page import REASON, form_of, opened, sent
from tests.registry.admin.test_parts import added, page_of

pytestmark = pytest.mark.django_db

SENTENCES = {
    "measure.unit_given": "Isi satuannya: jumlah tanpa satuan tidak dapat dibaca.",
    "profile.workers_add_up": "Tenaga kerja laki-laki ditambah perempuan tidak sama dengan",
    "profile.men_above_workers": "Tenaga kerja laki-laki lebih banyak daripada seluruh",
    "profile.women_above_workers": "Tenaga kerja perempuan lebih banyak daripada seluruh",
    "sentra_institution.before_origin": "Tanggal 1 Mei 1990 lebih awal daripada tahun asal",
    "certificate.more_than_units": "Jumlah sertifikat (9) melebihi jumlah unit usaha pada profil",
    "sentra_succession.circle": "Lingkaran penerus",
}
WRITTEN = (YearlyProfile, Measure, Certificate, SentraInstitution)


@pytest.fixture
def sentra() -> Sentra:
    """It began in 2000, and another one was merged into it."""
    sentra = make_sentra(name="Sentra Perak Celuk")
    make("origin.record", sentra=sentra.public_code, kind="opening", origin_year=2000)
    make_sentra_succession(make_sentra(name="Sentra Lama"), successor=sentra.public_code)
    return sentra


def everything_wrong(data: dict[str, str]) -> dict[str, str]:
    """The page with one line for each thing that is wrong."""
    source = make_source().code
    data = added(
        data,
        "measure_set",
        measure_kind="production",
        amount="18",
        period="year",
        year_precision="exact",
        scope="sentra",
        source=source,
    )
    for year, figures in (
        ("2022", {"worker_count": "20", "worker_male_count": "15", "worker_female_count": "8"}),
        ("2023", {"worker_count": "10", "worker_male_count": "12"}),
        ("2024", {"worker_count": "10", "worker_female_count": "11", "unit_count": "5"}),
    ):
        data = added(data, "yearlyprofile_set", year=year, source=source, **figures)
    data = added(
        data,
        "sentrainstitution_set",
        institution=make_institution().code,
        role="manager",
        valid_from="1 Mei 1990",
        source=source,
    )
    data = added(
        data,
        "certificate_set",
        certificate_kind=make_certificate_kind(is_count_of_units=True).code,
        certificate_count="9",
        source=source,
    )
    return added(
        data,
        "sentrasuccession_set",
        kind="merged",
        successor=Sentra.objects.get(name="Sentra Lama").public_code,
        happened_on="1 Juni 2025",
        source=source,
    )


def codes(answer: Any) -> set[str]:
    """The code of every refusal at a line of the page."""
    return {
        error.code
        for inline in answer.context["inline_admin_formsets"]
        for form in inline.formset.forms
        for errors in form.errors.as_data().values()
        for error in errors
    }


def test_all_that_is_wrong_is_said_at_once_each_in_its_own_sentence(
    signed_in: Any, sentra: Sentra
) -> None:
    client = signed_in("ministry_staff")
    data = everything_wrong(opened(client, page_of(sentra)))

    answer = sent(client, page_of(sentra), {**data, **REASON})

    html = answer.content.decode()
    summary = html.partition('class="errs"')[2].partition("</div>")[0]
    assert answer.status_code == 200
    assert codes(answer) == set(SENTENCES)
    assert [code for code, words in SENTENCES.items() if words not in summary] == []
    assert [code for code, words in SENTENCES.items() if html.count(words) < 2] == []
    assert [model.__name__ for model in WRITTEN if model.objects.exists()] == []
    assert SentraSuccession.objects.count() == 1


def test_what_cannot_be_read_does_not_hide_the_rest(signed_in: Any, sentra: Sentra) -> None:
    client = signed_in("ministry_staff")
    data = everything_wrong(opened(client, page_of(sentra)))

    answer = sent(client, page_of(sentra), {**data, **REASON, "latitude": "tujuh"})

    page_errors = answer.context["adminform"].form.errors.as_data()
    assert [error.code for error in page_errors["latitude"]] == ["value.not_a_decimal"]
    assert codes(answer) == set(SENTENCES)


def test_everything_typed_is_kept(signed_in: Any, sentra: Sentra) -> None:
    client = signed_in("ministry_staff")
    data = everything_wrong(opened(client, page_of(sentra)))

    answer = sent(client, page_of(sentra), {**data, **REASON})

    kept = form_of(answer.content.decode())
    typed = {**data, **REASON}
    del typed["csrfmiddlewaretoken"]
    assert {name: kept.get(name) for name in typed} == typed
