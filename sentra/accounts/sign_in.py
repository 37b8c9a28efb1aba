"""Signing in somebody who has just chosen his password, so that he is not asked for it again."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from sentra.accounts.models import User


def sign_in(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Sign in through allauth and go on to `address`."""
    answer: HttpResponse = perform_login(request, user, redirect_url=address)
    if request.user.is_authenticated:
        record = {"method": "password", "at": time.time(), "email": user.email}
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    return answer
