"""Tokens as tests use them."""

from typing import Any
from uuid import uuid4

from django.test import Client

from sentra.accounts.models import ApiToken, User
from sentra.accounts.tokens import make_token

EVERYTHING = ("read", "submit", "review")


def make_api_token(
    user: User, *scopes: str, days: int = 30, name: str = "Sistem dinas"
) -> tuple[ApiToken, str]:
    """A token and its text."""
    return make_token(user, name=name, scopes=scopes or EVERYTHING, days=days, form_token=uuid4())


def calling(user: User, *scopes: str) -> Any:
    """A client that carries a token of this account."""
    _row, text = make_api_token(user, *scopes)
    return Client(headers={"Authorization": f"Token {text}"}, enforce_csrf_checks=True)
