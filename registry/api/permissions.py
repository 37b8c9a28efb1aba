"""Who may use the few addresses that write: an account, by session or by a token of the right
scope, with a second factor where one is required. What exactly he may do there is policy's."""

from typing import ClassVar

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from sentra.accounts.middleware import SECOND_FACTOR_REQUIRED
from sentra.accounts.tokens import lacks_second_factor
from sentra.lib.api import SCOPE_MISSING, AccessRefused, token_scopes

READS = ("GET", "HEAD", "OPTIONS")


class OfficeCaller(BasePermission):
    """An account is needed even to read; `scopes` of a token are asked for by method."""

    reading: ClassVar[frozenset[str]] = frozenset({"read", "submit", "review"})
    writing: ClassVar[str] = "submit"

    def has_permission(self, request: Request, view: object) -> bool:
        """Whether the caller is somebody, and his token is for this."""
        if request.method == "OPTIONS":
            return True
        user = request.user
        if not (user and user.is_authenticated):
            return False
        held, is_reading = token_scopes(request), request.method in READS
        wanted = self.reading if is_reading else frozenset({self.writing})
        if held is not None and not held & wanted:
            missing = "read" if is_reading else self.writing
            raise AccessRefused(SCOPE_MISSING.problem("Authorization", missing))
        if not is_reading and lacks_second_factor(user):
            raise AccessRefused(SECOND_FACTOR_REQUIRED.problem("Authorization"))
        return True


class SubmittingCaller(OfficeCaller):
    """Sends and takes back."""


class ReviewingCaller(OfficeCaller):
    """Decides."""

    writing = "review"
