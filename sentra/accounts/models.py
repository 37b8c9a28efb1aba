"""Who may sign in. What a person may do, and where, stands in `registry.Mandate`, so that rights
belong to the office and survive a change of head."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


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


class User(AbstractBaseUser, PermissionsMixin):
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
