"""Tokens with which a machine of an office speaks to the API: one row per token, its hash alone.
What a token may do is what its holder's mandates allow, narrowed by its scopes. Making, revoking
and recognising them is in tokens.py; the pages are in registry.web.tokens."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

NAME_LENGTH = 100


class TokenScope(models.TextChoices):
    """What a token is for."""

    READ = "read", _("Membaca")
    SUBMIT = "submit", _("Mengirim usulan")
    REVIEW = "review", _("Memeriksa usulan")


class ApiToken(AbstractAuthToken):
    """A token of one account, named by the task it serves, never by a person. Shown once; only its
    SHA-512 is kept. Rows are never deleted: a revoked one stays in the list of its holder. No
    registry record: a hash has no place in a history that is kept for ever."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="api_tokens",
        verbose_name=_("pemegang"),
    )
    name = models.CharField(_("nama menurut tugasnya"), max_length=NAME_LENGTH)
    can_read = models.BooleanField(_("membaca"), default=True)
    can_submit = models.BooleanField(_("mengirim usulan"), default=False)
    can_review = models.BooleanField(_("memeriksa usulan"), default=False)
    # One form, one token: sent twice it makes one row.
    form_token = models.UUIDField(unique=True, editable=False)
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)

    objects: ClassVar[models.Manager["ApiToken"]] = models.Manager()

    class Meta:
        verbose_name = _("token API")
        verbose_name_plural = _("token API")
        ordering = ["-created", "digest"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"\S"),
                name="api_token_has_name",
                violation_error_code="api_token.has_name",
                violation_error_message=_("Beri nama menurut tugas token ini."),
            ),
            models.CheckConstraint(
                condition=models.Q(can_read=True)
                | models.Q(can_submit=True)
                | models.Q(can_review=True),
                name="api_token_is_for_something",
                violation_error_code="api_token.is_for_something",
                violation_error_message=_("Pilih untuk apa token ini dipakai."),
            ),
            models.CheckConstraint(
                condition=models.Q(expiry__isnull=False) & models.Q(expiry__gt=models.F("created")),
                name="api_token_expires",
                violation_error_code="api_token.expires",
                violation_error_message=_("Token harus punya hari terakhir, sesudah hari ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes it was given."""
        given = (
            (TokenScope.READ, self.can_read),
            (TokenScope.SUBMIT, self.can_submit),
            (TokenScope.REVIEW, self.can_review),
        )
        return frozenset(str(scope) for scope, is_given in given if is_given)

    @property
    def scope_words(self) -> str:
        """The scopes in words, in their order."""
        return ", ".join(str(TokenScope(s).label) for s in TokenScope.values if s in self.scopes)

    @property
    def is_usable(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and bool(self.expiry and self.expiry > timezone.now())
