"""Signing in somebody who has just chosen his password, and how long a password counts as fresh."""

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from sentra.accounts.models import User


def sign_in(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Sign in through allauth, as with the password just chosen, and go on to `address`."""
    record_authentication(request, user, method="password", email=user.email)
    answer: HttpResponse = perform_login(request, user, redirect_url=address)
    return answer


def has_just_signed_in(request: HttpRequest) -> bool:
    """Whether password or second factor were given so recently that asking again protects nobody:
    who enrols at his first sign-in is not asked for his password twice."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
