"""The addresses of DAK below /api/v1/."""

from django.urls import path

from dak.api import grants, rules
from sentra.lib.listing import list_paths

urlpatterns = [
    *list_paths("dak/grants", grants.GrantList.as_view(), "api-grant-list"),
    *list_paths("dak/rules", rules.RuleList.as_view(), "api-dak-rules"),
    path("dak/grants/<str:code>/", grants.GrantDetail.as_view(), name="api-grant-detail"),
    *list_paths("sentra/<str:code>/grants", grants.SentraGrantList.as_view(), "api-sentra-grants"),
]
