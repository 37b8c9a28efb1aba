"""The addresses of DAK below /api/v1/."""

from django.urls import path

from dak.api import assets, grants, money, progress, proposals, rules
from sentra.lib.listing import list_paths

urlpatterns = [
    *list_paths("dak/grants", grants.GrantList.as_view(), "api-grant-list"),
    *list_paths("dak/rules", rules.RuleList.as_view(), "api-dak-rules"),
    *list_paths("dak/rules/menus", rules.MenuList.as_view(), "api-dak-rule-menus"),
    *list_paths("dak/rules/minimum-units", rules.MinimumList.as_view(), "api-dak-rule-minimum"),
    *list_paths("dak/rules/exceptions", rules.ExceptionList.as_view(), "api-dak-rule-exceptions"),
    *list_paths(
        "dak/rules/recommended-regions", rules.RecommendedList.as_view(), "api-dak-rule-recommended"
    ),
    *list_paths("dak/rules/holidays", rules.HolidayList.as_view(), "api-dak-rule-holidays"),
    path("dak/grants/<str:code>/", grants.GrantDetail.as_view(), name="api-grant-detail"),
    *list_paths("dak/proposals", proposals.ProposalList.as_view(), "api-proposal-list"),
    *list_paths(
        "dak/proposal-lines", proposals.ProposalLineList.as_view(), "api-proposal-line-list"
    ),
    *list_paths(
        "dak/proposal-stages", proposals.ProposalStageList.as_view(), "api-proposal-stage-list"
    ),
    *list_paths("dak/components", money.ComponentList.as_view(), "api-component-list"),
    *list_paths("dak/contracts", money.ContractList.as_view(), "api-contract-list"),
    *list_paths("dak/disbursements", money.DisbursementList.as_view(), "api-disbursement-list"),
    *list_paths("dak/claims", money.ClaimList.as_view(), "api-claim-list"),
    *list_paths("dak/shares", money.ShareList.as_view(), "api-share-list"),
    *list_paths("dak/work-plans", money.WorkPlanList.as_view(), "api-work-plan-list"),
    *list_paths("dak/absorption", money.AbsorptionList.as_view(), "api-absorption-list"),
    *list_paths("dak/leftover-funds", money.LeftoverList.as_view(), "api-leftover-list"),
    *list_paths("dak/need-packs", money.NeedPackList.as_view(), "api-need-pack-list"),
    *list_paths("dak/assets", assets.AssetList.as_view(), "api-asset-list"),
    *list_paths("dak/outcomes", assets.OutcomeList.as_view(), "api-outcome-list"),
    *list_paths("dak/outcome-panel", assets.OutcomePanel.as_view(), "api-outcome-panel"),
    *list_paths("dak/progress", progress.ProgressList.as_view(), "api-progress-list"),
    *list_paths("dak/progress-targets", progress.TargetList.as_view(), "api-target-list"),
    *list_paths("dak/spans", money.SpanList.as_view(), "api-span-list"),
    *list_paths("sentra/<str:code>/grants", grants.SentraGrantList.as_view(), "api-sentra-grants"),
    *list_paths(
        "sentra/<str:code>/grant-years", grants.SentraGrantYears.as_view(), "api-sentra-grant-years"
    ),
]
