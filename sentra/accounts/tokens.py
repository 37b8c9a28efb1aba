"""Making, revoking and recognising tokens of the API. A token is known only at the moment it is
made; what its holder may do with it is asked of the registry's policy."""

import re
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import get_digest_token
from knox.settings import CONSTANTS
from rest_framework import exceptions

from sentra.accounts.middleware import TOTP
from sentra.accounts.models import ApiToken, TokenScope, User

# A busy machine writes its last use once a minute, not once a call.
USE_NOTED_EVERY = timedelta(minutes=1)
SHAPE = re.compile(r"ikm_[0-9a-f]{64}", re.ASCII)


def make_token(
    user: User, *, name: str, scopes: Collection[str], days: int, form_token: UUID
) -> tuple[ApiToken, str]:
    """A new token and its text, which is known here and nowhere else; a form sent twice gives the
    row of the first and no text."""
    digest, text = get_digest_token()
    try:
        with transaction.atomic():
            row = ApiToken.objects.create(
                user=user,
                digest=digest,
                token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH],
                expiry=timezone.now() + timedelta(days=days),
                name=name.strip(),
                can_read=TokenScope.READ in scopes,
                can_submit=TokenScope.SUBMIT in scopes,
                can_review=TokenScope.REVIEW in scopes,
                form_token=form_token,
            )
    except IntegrityError:
        made = ApiToken.objects.filter(form_token=form_token, user=user).first()
        if made is None:
            raise
        return made, ""
    return row, text


def revoke_token(token: ApiToken) -> None:
    """End a token at once; revoking it again changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def token_behind(text: str) -> ApiToken | None:
    """The usable token of this text, None when it is wrong, revoked, expired, or of a closed
    account: nobody learns which."""
    if not SHAPE.fullmatch(text):
        return None
    digest = hash_token(text)
    rows = ApiToken.objects.filter(token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH])
    for row in rows.select_related("user"):
        if constant_time_compare(digest, row.digest) and row.is_usable and row.user.is_active:
            return row
    return None


def note_use(token: ApiToken) -> None:
    """Write down that it was used."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def lacks_second_factor(user: User) -> bool:
    """Whether an account must enrol before anything of it may write."""
    if not settings.REQUIRE_MFA:
        return False
    can_write = import_string(settings.MFA_REQUIRED_FOR)
    return bool(can_write(user)) and not is_mfa_enabled(user, TOTP)


class ApiTokenAuthentication(TokenAuthentication):  # type: ignore[misc]
    """`Authorization: Token ikm_…`, read as knox reads it; never by a cookie, so no other site can
    make a browser use one."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, Any]:
        """Holder and token; raises AuthenticationFailed without saying why."""
        row = token_behind(token.decode("ascii", "replace"))
        if row is None:
            raise exceptions.AuthenticationFailed
        note_use(row)
        return row.user, row
