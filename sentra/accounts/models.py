"""Who may sign in, and how somebody gets back in who lost his password or his telephone. What a
person may do, and where, stands in `registry.Mandate`, so that rights belong to the office and
survive a change of head."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from sentra.accounts.api_token import ApiToken, TokenScope
from sentra.accounts.one_time import OneTimeCode
from sentra.lib.dates import format_clock

__all__ = [
    "AccountReset",
    "ApiToken",
    "CodeAttempt",
    "TokenScope",
    "User",
    "UserManager",
]


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A user with a hashed password; no rights without a mandate."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **extra: Any) -> "User":
        """A technical administrator: opens the admin, decides nothing without a mandate."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # knox is untyped
    """One account. Named by the role it serves; the registry stores no person's name."""

    email = models.EmailField(_("alamat surel"), unique=True)
    label = models.CharField(
        _("sebutan"),
        max_length=100,
        blank=True,
        help_text=_("Sebutan menurut tugas, misalnya “Operator Kab. Bandung”; bukan nama orang."),
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    is_staff = models.BooleanField(_("boleh membuka admin"), default=False)
    joined_at = models.DateTimeField(_("dibuat pada"), auto_now_add=True)
    # Counted up to end every session of the account at once.
    session_generation = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")

    def __str__(self) -> str:
        return self.label or self.email

    def get_full_name(self) -> str:
        """What the admin greets with."""
        return str(self)

    get_short_name = get_full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """As Django's, and of this generation: counting it up signs every browser out."""
        plain: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if not self.session_generation:
            return plain
        generation = f"{plain}:{self.session_generation}"
        salt = "sentra.accounts.session_generation"
        return salted_hmac(salt, generation, secret=secret, algorithm="sha256").hexdigest()


class AccountReset(OneTimeCode):
    """A way back into an account, given by the head of the office or the ministry: who for whom,
    when and why. No registry record: it says nothing about a sentra, and its code must be no part
    of a history that is kept for ever. Rows are never deleted; nobody makes one for himself."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="resets", verbose_name=_("akun")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diberikan oleh")
    )
    reason = models.CharField(_("alasan"), max_length=500)
    resets_password = models.BooleanField(_("kata sandi"))
    resets_second_factor = models.BooleanField(_("verifikasi dua langkah"))
    # When its holder read at signing in that it happened.
    shown_at = models.DateTimeField(_("diberitahukan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("pemulihan akun")
        verbose_name_plural = _("pemulihan akun")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(user=models.F("made_by")),
                name="account_reset_not_one_s_own",
                violation_error_code="account_reset.not_one_s_own",
                violation_error_message=_("Anda tidak dapat memulihkan akun Anda sendiri."),
            ),
            models.CheckConstraint(
                condition=models.Q(resets_password=True) | models.Q(resets_second_factor=True),
                name="account_reset_resets_something",
                violation_error_code="account_reset.resets_something",
                violation_error_message=_("Pilih apa yang dipulihkan."),
            ),
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S"),
                name="account_reset_has_reason",
                violation_error_code="account_reset.has_reason",
                violation_error_message=_("Tulis mengapa akun ini dipulihkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {format_clock(self.made_at)}"

    @property
    def what(self) -> str:
        """What was reset, in words."""
        parts = [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in ("resets_password", "resets_second_factor")
            if getattr(self, name)
        ]
        return " dan ".join(parts).capitalize()


class CodeAttempt(models.Model):
    """One wrong one-time code, by whoever typed it. Written by machines, kept for a day: it only
    slows guessing down, in every web process alike."""

    # SHA-256 of a client's address or of the first part of a code; never the thing itself.
    subject = models.CharField(max_length=64, db_index=True)
    tried_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("percobaan kode")
        verbose_name_plural = _("percobaan kode")

    def __str__(self) -> str:
        return format_clock(self.tried_at)
