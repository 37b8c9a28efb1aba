"""Invitations to an office: a right that waits for the person it is meant for."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import Role
from registry.models.base import closed_lists, promise
from sentra.accounts.one_time import OneTimeCode


class Invitation(OneTimeCode):
    """One invitation to (office, role, until), by e-mail or on paper. No registry record: it holds
    the hash of a secret and perhaps an e-mail address, and both have no place in a history that is
    kept for ever. What it leads to is one: the mandate, whose reason names invitation and inviter.
    Rows are never deleted; they are used, revoked, or run out."""

    office = models.ForeignKey(
        "registry.Office", models.PROTECT, related_name="invitations", verbose_name=_("kantor")
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    # The mandate begins on the day it is accepted, but not before this one (a change of head).
    valid_from = models.DateField(_("berlaku paling awal"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    email = models.EmailField(_("alamat surel"), blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diundang oleh")
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diterima oleh"),
    )
    revoked_at = models.DateTimeField(_("dibatalkan pada"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dibatalkan oleh"),
    )

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        ordering = ["-made_at", "-id"]
        constraints = [
            *closed_lists("invitation", role=Role),
            promise(
                "invitation_accepted_by_somebody",
                models.Q(used_at__isnull=True, accepted_by__isnull=True)
                | models.Q(used_at__isnull=False, accepted_by__isnull=False),
                "invitation.accepted_by_somebody",
                _("Undangan yang dipakai menyebut siapa yang memakainya."),
            ),
            promise(
                "invitation_revoked_by_somebody",
                models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(
                    revoked_at__isnull=False, revoked_by__isnull=False, used_at__isnull=True
                ),
                "invitation.revoked_by_somebody",
                _("Undangan dibatalkan oleh seseorang, dan hanya bila belum dipakai."),
            ),
            promise(
                "invitation_dinas_ends",
                models.Q(role__in=["ministry_admin", "ministry_staff", "analyst"])
                | models.Q(valid_to__isnull=False),
                "invitation.dinas_ends",
                _("Mandat dinas harus punya hari terakhir."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.office}"

    @property
    def last_day(self) -> date | None:
        """The mandate's last day, as people say it; None where no end was set."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    @property
    def is_usable(self) -> bool:
        """Neither used nor revoked nor run out."""
        return self.revoked_at is None and super().is_usable
