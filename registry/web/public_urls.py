"""Addresses of the public pages. They are permanent: they stand in citations."""

from django.urls import path, re_path

from registry.web import commodity, front, region, search, sentra

urlpatterns = [
    path("", front.front, name="front"),
    path("cari/", search.search_page, name="search"),
    path("sentra/", sentra.sentra_list, name="sentra-list"),
    path("sentra/<str:public_code>/", sentra.sentra_detail, name="sentra-detail"),
    path("komoditas/", commodity.commodity_list, name="commodity-list"),
    path("komoditas/<slug:code>/", commodity.commodity_detail, name="commodity-detail"),
    path("wilayah/", region.province_list, name="province-list"),
    re_path(r"^wilayah/(?P<code>\d{2})/$", region.province_detail, name="province-detail"),
    re_path(r"^wilayah/(?P<code>\d{2}\.\d{2})/$", region.regency_detail, name="regency-detail"),
]
