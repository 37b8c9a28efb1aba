"""The addresses of DAK below /api/v1/."""

from django.urls import path

from dak.api import assets, grants, money, progress, rules
from sentra.lib.listing import list_paths

urlpatterns = [
    *list_paths("dak/grants", grants.GrantList.as_view(), "api-grant-list"),
    *list_paths("dak/rules", rules.RuleList.as_view(), "api-dak-rules"),
    path("dak/grants/<str:code>/", grants.GrantDetail.as_view(), name="api-grant-detail"),
    *list_paths("dak/proposals", money.ProposalList.as_view(), "api-proposal-list"),
    *list_paths("dak/components", money.ComponentList.as_view(), "api-component-list"),
    *list_paths("dak/contracts", money.ContractList.as_view(), "api-contract-list"),
    *list_paths("dak/disbursements", money.DisbursementList.as_view(), "api-disbursement-list"),
    *list_paths("dak/assets", assets.AssetList.as_view(), "api-asset-list"),
    *list_paths("dak/outcomes", assets.OutcomeList.as_view(), "api-outcome-list"),
    *list_paths("dak/outcome-panel", assets.OutcomePanel.as_view(), "api-outcome-panel"),
    *list_paths("dak/progress-reports", progress.ProgressList.as_view(), "api-progress-list"),
    *list_paths("dak/spans", money.SpanList.as_view(), "api-span-list"),
    *list_paths("sentra/<str:code>/grants", grants.SentraGrantList.as_view(), "api-sentra-grants"),
]
