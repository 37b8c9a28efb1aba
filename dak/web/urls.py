"""Addresses of the public pages of grants; permanent."""

from django.urls import path

from dak.web import grant

urlpatterns = [
    path("", grant.grant_list, name="grant-list"),
    path("<slug:code>/", grant.grant_detail, name="grant-detail"),
]
