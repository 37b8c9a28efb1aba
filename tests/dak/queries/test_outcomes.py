"""The panel: treated, not yet and never treated sentra with the years since the first grant; before
and after are computed wherever a reading has a date."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from dak.models import OutcomeReading, PanelReading
from dak.queries.outcomes import (
    IndicatorLines,
    group_counts,
    of_sentra,
    outcome_lines,
    panel_readings,
)
from registry import policy
from registry.columns.viewer import Viewer
from registry.models import Sentra
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import (
    make_claim,
    make_grant,
    make_office,
    make_profile,
    make_sentra,
    make_source,
)
from tests.factories.assets import make_outcome, make_outcome_indicator
from tests.factories.money import make_share

pytestmark = pytest.mark.django_db
PUBLIC = Viewer(policy.PUBLIC, today_wib())


def seen(sentra: Sentra) -> list[tuple[Any, ...]]:
    rows = PanelReading.objects.filter(sentra=sentra).order_by("year")
    return [(row.year, row.panel_group, row.event_time, row.moment) for row in rows]


def test_event_time_is_the_year_less_the_year_of_the_first_grant() -> None:
    sentra = make_sentra()
    for year in (2023, 2021):
        make_claim(make_grant(sentra=sentra.public_code, fiscal_year=year), amount_idr=5)
    for day in ("2019-06-01", "2021-06-01", "2025-06-01"):
        make_outcome(sentra, as_of_on=day)

    assert seen(sentra) == [
        (2019, "not_yet", -2, "before"),
        (2021, "treated", 0, "during"),
        (2025, "treated", 4, "after"),
    ]


def test_a_sentra_without_any_grant_on_record_is_never_and_has_no_event_time() -> None:
    sentra = make_sentra()
    make_grant(sentra=sentra.public_code, stage="proposed")
    make_outcome(sentra)

    assert seen(sentra) == [(2025, "never", None, "unknown")]


def test_a_share_of_a_grant_is_a_grant() -> None:
    sentra, grant = make_sentra(), make_grant(fiscal_year=2024)
    make_share(grant, sentra)
    make_outcome(sentra)

    assert seen(sentra) == [(2025, "treated", 1, "after")]


@pytest.mark.parametrize(
    "values",
    [
        {"fund": "nonfisik"},
        {"fund": "mixed"},
        {"fund": "unknown", "stage": "unknown"},
        {"fiscal_year": None, "year_from": 2019, "year_to": 2022},
        {"fiscal_year": None},
    ],
)
def test_other_dak_and_dak_of_no_single_year_is_a_group_of_its_own(values: dict[str, Any]) -> None:
    direct, sharing = make_sentra(), make_sentra()
    make_grant(sentra=direct.public_code, **values)
    make_share(make_grant(**values), sharing)
    for sentra in (direct, sharing):
        make_outcome(sentra)

    assert seen(direct) == seen(sharing) == [(2025, "other", None, "unknown")]


@pytest.mark.parametrize(
    "values",
    [{"fund": "apbd"}, {"fund": "nonfisik", "stage": "cancelled"}, {"stage": "zero"}],
)
def test_what_is_no_dak_or_never_came_leaves_a_sentra_among_the_never(
    values: dict[str, Any],
) -> None:
    sentra = make_sentra()
    make_grant(sentra=sentra.public_code, **values)
    make_outcome(sentra)

    assert seen(sentra) == [(2025, "never", None, "unknown")]


def test_years_after_other_dak_are_no_clean_before() -> None:
    sentra = make_sentra()
    make_grant(sentra=sentra.public_code, fund="nonfisik", fiscal_year=2020)
    make_grant(sentra=sentra.public_code, fiscal_year=2023)
    for day in ("2019-06-01", "2021-06-01", "2023-06-01"):
        make_outcome(sentra, as_of_on=day)

    groups = [(year, group) for year, group, _time, _moment in seen(sentra)]
    assert groups == [(2019, "not_yet"), (2021, "other"), (2023, "treated")]


def test_an_undated_reading_is_what_its_source_says_and_has_no_event_time() -> None:
    sentra = make_sentra()
    make_grant(sentra=sentra.public_code, fiscal_year=2023)
    make_outcome(sentra, as_of_on=None, as_of_precision="unknown", told_as="before")

    assert seen(sentra) == [(None, "not_yet", None, "before")]


def test_yearly_profiles_join_the_panel_under_the_figure_an_indicator_names() -> None:
    sentra = make_sentra()
    make_outcome_indicator(code="workers", profile_figure="worker_count")
    make_profile(sentra, year=2024, worker_count=12, unit_count=7)

    (row,) = PanelReading.objects.filter(sentra=sentra)

    assert (row.recorded_as, row.year, row.indicator.code) == ("profile", 2024, "workers")
    assert (row.amount_low, row.amount_high, row.unit_words) == (12, 12, "orang")


def test_groups_are_counted_by_sentra_and_by_reading() -> None:
    treated, never = make_sentra(), make_sentra()
    make_grant(sentra=treated.public_code, fiscal_year=2023)
    make_outcome(treated)
    make_outcome(treated)
    make_outcome(never)

    counts = {
        one.group.value: (one.n_sentra, one.n_readings) for one in group_counts(panel_readings())
    }

    assert counts == {"treated": (1, 2), "not_yet": (0, 0), "other": (0, 0), "never": (1, 1)}


def test_money_is_no_part_of_the_panel() -> None:
    money = make_outcome_indicator(unit_words="rupiah", is_money=True).code
    make_outcome(make_sentra(), indicator=money, amount=5_000_000)

    assert not panel_readings().exists()


def test_a_line_has_before_and_after_in_order_of_time() -> None:
    sentra, workers = make_sentra(), make_outcome_indicator().code
    make_grant(sentra=sentra.public_code, fiscal_year=2023)
    make_outcome(sentra, indicator=workers)
    make_outcome(
        sentra,
        indicator=workers,
        amount=10,
        as_of_on=None,
        as_of_precision="unknown",
        told_as="before",
    )

    (line,) = outcome_lines(of_sentra(sentra), PUBLIC)

    assert [(r.moment, r.figure.low) for r in line.readings] == [("before", 10), ("after", 30)]
    assert line.has_both
    assert {r.unit for r in line.readings} == {"orang"}


def test_a_page_of_lines_is_read_in_the_database_and_the_count_is_of_all(
    django_assert_num_queries: Any,
) -> None:
    workers = make_outcome_indicator().code
    for name in ("Aren", "Batik", "Cukli"):
        sentra = make_sentra(name=name)
        make_grant(sentra=sentra.public_code, fiscal_year=2023)
        make_outcome(sentra, indicator=workers)
        make_outcome(sentra, indicator=workers, amount=10, as_of_on="2020-01-01")
    make_outcome(sentra, indicator=make_outcome_indicator(code="units", name="Unit").code)

    lines = IndicatorLines(PUBLIC)
    with django_assert_num_queries(3):
        page = lines[1:3]

    assert [line.sentra.name for line in page] == ["Batik", "Cukli"]
    assert [len(line.readings) for line in page] == [2, 2]
    assert (len(lines), lines.n_with_both()) == (4, 3)


def test_lines_of_money_are_counted_for_those_who_may_read_them(cast: Cast) -> None:
    money = make_outcome_indicator(unit_words="rupiah", is_money=True).code
    told = make_source(office=make_office().code).code
    sentra = make_sentra(province="32", regency="32.04")
    make_grant(sentra=sentra.public_code, fiscal_year=2023, province="32", regency="32.04")
    make_outcome(sentra, indicator=money, amount=5, source=told)
    make_outcome(sentra, indicator=money, amount=2, source=told, as_of_on="2020-01-01")

    def counted(user: Any) -> tuple[int, int]:
        lines = IndicatorLines(Viewer(policy.actor_for(user), today_wib()))
        return len(lines), lines.n_with_both()

    assert counted(AnonymousUser()) == counted(cast.stranger) == counted(cast.analyst) == (0, 0)
    for user in (cast.regency_operator, cast.province_officer, cast.ministry_staff):
        assert counted(user) == (1, 1)


def test_money_that_only_an_office_reported_is_for_the_office_and_the_ministry() -> None:
    money = make_outcome_indicator(unit_words="rupiah", is_money=True).code
    sentra = make_sentra()
    told = make_source(office=make_office().code).code
    make_outcome(sentra, indicator=money, amount=5_000_000, source=told)
    make_outcome(sentra, indicator=money, amount=6_000_000, as_of_on="2025-06-01")

    def amounts(viewer: Viewer) -> list[Any]:
        lines = outcome_lines(OutcomeReading.objects.all(), viewer)
        return [reading.figure.low for line in lines for reading in line.readings]

    assert amounts(PUBLIC) == [6_000_000]
    assert amounts(Viewer(policy.system("uji"), today_wib())) == [5_000_000, 6_000_000]
