"""Addresses of the public pages of grants; permanent."""

from django.urls import path

from dak.web import asset, grant, outcome, pack, proposal, region, rules, year

urlpatterns = [
    path("", grant.grant_list, name="grant-list"),
    path("aturan/", rules.rule_years, name="grant-rule-years"),
    path("aturan/<int:year>/", rules.rule_year, name="grant-rule-year"),
    path("tahun/<int:year>/", year.year_detail, name="grant-year"),
    path("wilayah/<str:code>/", region.region_detail, name="grant-region"),
    path("paket/<int:pk>/", pack.pack_detail, name="need-pack"),
    path("paket/buat/<str:public_code>/", pack.make_pack, name="need-pack-make"),
    path("usulan/", proposal.proposal_list, name="proposal-list"),
    path("usulan/<slug:code>/", proposal.proposal_detail, name="proposal-detail"),
    path("hasil/", outcome.outcome_page, name="outcome-page"),
    path("aset/<slug:code>/", asset.asset_detail, name="asset-detail"),
    path("<slug:code>/", grant.grant_detail, name="grant-detail"),
]
