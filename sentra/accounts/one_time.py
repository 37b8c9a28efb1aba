"""One-time codes on paper or in a letter: made, stored as a hash, compared in constant time. Which
right a code gives stands with the table that inherits `OneTimeCode`.

A code is twenty characters of Crockford's base 32 in five groups: the first six find the row, the
other fourteen (70 random bits) are the secret. Only a hash of the secret is stored; since it cannot
be guessed, a fast hash does."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from sentra.lib.codes import ALPHABET
from sentra.lib.problems import problem_code

SELECTOR_LENGTH, SECRET_LENGTH, GROUP_LENGTH = 6, 14, 4
LOOK_ALIKES = str.maketrans("ILO", "110")
# Compared with when no row was found, so that a wrong code takes the same time everywhere.
NOBODY = hashlib.sha256(secrets.token_bytes(32)).hexdigest()

CODE_REFUSED = problem_code(
    "one_time_code.refused",
    _(
        "Kode ini tidak dapat dipakai. Periksa ketikannya; bila tetap tidak bisa, minta kode baru"
        " kepada kepala kantor Anda atau kementerian."
    ),
)
TOO_MANY = problem_code(
    "one_time_code.too_many_attempts",
    _("Terlalu banyak kode yang keliru. Tunggu seperempat jam, lalu coba lagi."),
)


@dataclass(frozen=True)
class FreshCode:
    """A code at the only moment at which it is known: what is shown, and what is stored."""

    shown: str
    selector: str
    secret_hash: str
    expires_at: datetime

    @property
    def columns(self) -> dict[str, Any]:
        """What the row keeps of it."""
        return {
            "selector": self.selector,
            "secret_hash": self.secret_hash,
            "expires_at": self.expires_at,
        }


class OneTimeCode(models.Model):
    """What every table of one-time codes has in common."""

    selector = models.CharField(_("nomor"), max_length=SELECTOR_LENGTH, unique=True)
    secret_hash = models.CharField(max_length=64, editable=False)
    # One form, one code: sent twice it makes one row.
    token = models.UUIDField(unique=True, editable=False)
    made_at = models.DateTimeField(_("dibuat pada"), auto_now_add=True)
    expires_at = models.DateTimeField(_("kode berlaku sampai"))
    used_at = models.DateTimeField(_("dipakai pada"), null=True, blank=True)

    objects: ClassVar[models.Manager[Any]]

    class Meta:
        abstract = True

    @property
    def is_usable(self) -> bool:
        """Whether the code still opens anything; tables may know more reasons against."""
        return self.used_at is None and self.expires_at > timezone.now()

    @classmethod
    def found(cls, typed: str) -> Self | None:
        """The row a typed code opens, None when it is wrong, used, expired or revoked: nobody
        learns which. Compares in constant time, also where there is no row."""
        parts = read_code(typed)
        selector, secret = parts if parts is not None else ("", "")
        row: Self | None = cls.objects.filter(selector=selector).first()
        expected = row.secret_hash if row is not None else NOBODY
        is_right = constant_time_compare(hashed(secret), expected)
        return row if row is not None and is_right and row.is_usable else None


def fresh_code() -> FreshCode:
    """A new code, valid for ONE_TIME_CODE_DAYS days."""
    text = "".join(secrets.choice(ALPHABET) for _letter in range(SELECTOR_LENGTH + SECRET_LENGTH))
    groups = (text[at : at + GROUP_LENGTH] for at in range(0, len(text), GROUP_LENGTH))
    return FreshCode(
        shown="-".join(groups),
        selector=text[:SELECTOR_LENGTH],
        secret_hash=hashed(text[SELECTOR_LENGTH:]),
        expires_at=timezone.now() + timedelta(days=settings.ONE_TIME_CODE_DAYS),
    )


def read_code(typed: str) -> tuple[str, str] | None:
    """Selector and secret of what somebody typed, forgiving about case, blanks, hyphens and letters
    that look alike; None when it cannot be a code."""
    text = re.sub(r"[\s\-‐‑‒–—]+", "", typed).upper().translate(LOOK_ALIKES)
    if len(text) != SELECTOR_LENGTH + SECRET_LENGTH or set(text) - set(ALPHABET):
        return None
    return text[:SELECTOR_LENGTH], text[SELECTOR_LENGTH:]


def hashed(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
