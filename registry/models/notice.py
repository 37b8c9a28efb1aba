"""What people are told: events written by the database in the transaction that made them (the
outbox), and one notice per event and person. No records: what happened stands in the history of
the submission; this is only the telling."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import MailState, NoticeKind
from registry.models.base import closed_lists

# One event per proposal and version, in the writer's own transaction: whoever writes, by whatever
# path, and whatever dies afterwards. A proposal that only waits for a second decider tells nothing.
# What an office sent is told to that office as well, once a submission, with its receipt.
TELL_RECEIVED = pgtrigger.Trigger(
    name="tell_received",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="new_rows"),
    func="""
        INSERT INTO registry_outboxevent (key, kind, act_id, payload, created_at)
        SELECT 'act:' || n.id || ':' || n.version, 'received', n.id,
               jsonb_build_object('step', n.step), clock_timestamp()
        FROM new_rows n;
        INSERT INTO registry_outboxevent (key, kind, act_id, payload, created_at)
        SELECT 'sent:' || n.submission_id, 'sent', min(n.id),
               jsonb_build_object('n', count(*)), clock_timestamp()
        FROM new_rows n WHERE n.kind <> 'desk' GROUP BY n.submission_id
        ON CONFLICT (key) DO NOTHING;
        RETURN NULL;
    """,
)
TELL_MOVED = pgtrigger.Trigger(
    name="tell_moved",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
    func="""
        INSERT INTO registry_outboxevent (key, kind, act_id, payload, created_at)
        SELECT 'act:' || n.id || ':' || n.version,
               CASE WHEN n.state <> o.state THEN n.state ELSE 'forwarded' END, n.id,
               jsonb_build_object('step', n.step, 'from', o.step), clock_timestamp()
        FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE n.state <> o.state OR n.step <> o.step;
        RETURN NULL;
    """,
)


class OutboxEvent(models.Model):
    """Something people are to be told, once: `key` is unique whoever writes it and however often.
    Written by triggers, and for deadlines by registry.changes.notices."""

    key = models.CharField(_("kunci"), max_length=120, unique=True)
    kind = models.CharField(_("peristiwa"), max_length=12, choices=NoticeKind.choices)
    act = models.ForeignKey(
        "registry.SubmissionAct",
        models.PROTECT,
        null=True,
        related_name="events",
        verbose_name=_("isi usulan"),
    )
    office = models.ForeignKey(
        "registry.Office", models.PROTECT, null=True, related_name="+", verbose_name=_("kantor")
    )
    payload = models.JSONField(_("isi"), default=dict)
    created_at = models.DateTimeField(_("terjadi pada"))
    told_at = models.DateTimeField(_("dibagikan pada"), null=True)

    class Meta:
        verbose_name = _("kabar keluar")
        verbose_name_plural = _("kabar keluar")
        ordering = ["id"]
        constraints = [*closed_lists("outbox_event", kind=NoticeKind)]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(told_at__isnull=True), name="outbox_untold"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """One event for one person: a line of his inbox, and at most one letter. `sending` is committed
    before the letter goes out; whoever dies in between leaves it there, and it is not sent again,
    since nobody can know."""

    event = models.ForeignKey(OutboxEvent, models.CASCADE, related_name="notices")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("penerima")
    )
    mail_state = models.CharField(
        _("surel"), max_length=10, choices=MailState.choices, default=MailState.PENDING
    )
    mail_attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    mailed_at = models.DateTimeField(_("dikirim pada"), null=True)
    created_at = models.DateTimeField(_("diterima pada"), auto_now_add=True)
    read_at = models.DateTimeField(_("dibaca pada"), null=True)

    class Meta:
        verbose_name = _("kabar")
        verbose_name_plural = _("kabar")
        ordering = ["-id"]
        constraints = [
            *closed_lists("notice", mail_state=MailState),
            models.UniqueConstraint(
                fields=["event", "user"],
                name="notice_once",
                violation_error_code="notice.once",
                violation_error_message=_("Kabar itu sudah sampai kepada orang ini."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(mail_state="pending"),
                name="notice_unmailed",
            ),
            models.Index(
                fields=["user"], condition=models.Q(read_at__isnull=True), name="notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.user_id}"
