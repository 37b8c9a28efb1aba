"""The registry's addresses below /api/v1/. A list answers under its name with a slash, and as a
file under its name with .csv or .json."""

from django.urls import path

from registry.api import (
    aggregates,
    claims,
    commodities,
    docs,
    kinds,
    parts,
    regions,
    sentra,
    statistics,
    submissions,
    verbs,
)
from sentra.lib.listing import list_paths

urlpatterns = [
    *list_paths("provinces", regions.ProvinceList.as_view(), "api-province-list"),
    *list_paths("regencies", regions.RegencyList.as_view(), "api-regency-list"),
    *list_paths("districts", regions.DistrictList.as_view(), "api-district-list"),
    *list_paths("villages", regions.VillageList.as_view(), "api-village-list"),
    *list_paths("successions", regions.SuccessionList.as_view(), "api-succession-list"),
    *list_paths("sectors", commodities.SectorList.as_view(), "api-sector-list"),
    *list_paths("commodities", commodities.CommodityList.as_view(), "api-commodity-list"),
    *list_paths("sentra", sentra.SentraList.as_view(), "api-sentra-list"),
    path("sentra/<str:code>/", sentra.SentraDetail.as_view(), name="api-sentra-detail"),
    *list_paths("sentra/<str:code>/profiles", sentra.ProfileList.as_view(), "api-sentra-profiles"),
    *(
        route
        for view in parts.PART_LISTS
        for route in list_paths(
            f"sentra/<str:code>/{view.name}", view.as_view(), f"api-sentra-{view.name}"
        )
    ),
    *list_paths("sentra/<str:code>/history", sentra.HistoryList.as_view(), "api-sentra-history"),
    *list_paths("sentra/<str:code>/claims", claims.ClaimList.as_view(), "api-sentra-claims"),
    *list_paths("aggregates", aggregates.CellList.as_view(), "api-aggregate-list"),
    *list_paths(
        "aggregates/<str:definition>", aggregates.DefinitionCells.as_view(), "api-aggregate-detail"
    ),
    path(
        "aggregates/<str:definition>/explain/",
        aggregates.Explain.as_view(),
        name="api-aggregate-explain",
    ),
    *list_paths("definitions", aggregates.DefinitionList.as_view(), "api-definition-list"),
    *list_paths("statistics", statistics.StatisticList.as_view(), "api-statistic-list"),
    path("codes/proposable-kinds/", kinds.ProposableKinds.as_view(), name="api-proposable-kinds"),
    path("submissions/", submissions.SubmissionList.as_view(), name="api-submission-list"),
    path(
        "submissions/<str:receipt>/",
        submissions.SubmissionDetail.as_view(),
        name="api-submission-detail",
    ),
    *(
        path(f"submissions/<str:receipt>/{verb}/", view.as_view(), name=f"api-submission-{verb}")
        for verb, view in (
            ("withdraw", verbs.WithdrawView),
            ("approve", verbs.ApproveView),
            ("return", verbs.ReturnView),
            ("reject", verbs.RejectView),
        )
    ),
    path("schema/", docs.SchemaView.as_view(), name="api-schema"),
    path("docs/", docs.documentation, name="api-docs"),
    path("docs/reader.js", docs.reader_script, name="api-docs-script"),
]
