"""How allauth behaves here: nobody opens an account for himself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are given by the ministry or the head of an office."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
