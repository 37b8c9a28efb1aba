"""Addresses for whoever comes with a one-time code, below /akun/, before allauth's."""

from django.urls import path

from registry.web import account, invitation, tokens

urlpatterns = [
    path("undangan/", invitation.enter, name="invitation"),
    path("undangan/mulai/", invitation.welcome, name="invitation-accept"),
    path("pemulihan/", account.recover, name="account-recovery"),
    path("pemulihan/kata-sandi/", account.finish, name="account-recovery-finish"),
    path("token/", tokens.tokens, name="api-tokens"),
    path("token/cabut/", tokens.revoke, name="api-token-revoke"),
]
